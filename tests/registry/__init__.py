"""What the registry promises to every other part."""
