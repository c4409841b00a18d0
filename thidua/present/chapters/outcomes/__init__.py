"""What was registered and proposed, and what came of it."""
