"""The members of a province or block, counted alike so that they can stand beside each other."""
