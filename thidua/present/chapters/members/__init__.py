"""The units of a province or block beside each other."""
