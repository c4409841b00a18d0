"""The targets of emulation, of the unit and of its members."""
