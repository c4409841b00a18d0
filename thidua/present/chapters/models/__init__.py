"""Exemplary models: found, fostered, honoured."""
