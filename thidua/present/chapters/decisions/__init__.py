"""The decisions behind the figures, and the dossiers to look at."""
