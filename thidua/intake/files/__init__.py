"""Opens any file a sender may drop, safely, as sheets of cells."""
