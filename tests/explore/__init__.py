"""The front door: what people ask of a dataset, and what it answers."""
