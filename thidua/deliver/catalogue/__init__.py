"""Where everything is found: the page of all meeting packs, for the office and for readers, and the terminal."""
