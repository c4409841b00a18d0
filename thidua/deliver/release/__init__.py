"""What moved since before, shown to a person, and that person's decision."""
