"""What the pages of `docs/` teach is done here as they say it."""
