"""From released editions to mailboxes: who gets what, how it reads, how it travels, once."""
