"""Where everything is found: the page of all meeting packs, their zips, the feed, the terminal."""
