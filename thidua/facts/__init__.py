"""Facts: what was sent and quoted, weighed into one snapshot, and the questions asked of it."""
