"""The years of a stage beside each other."""
