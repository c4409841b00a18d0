"""Which classes of recipients the forms went to."""
