"""How long commendation takes, and what is late."""
