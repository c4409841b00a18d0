"""Who may work in `reports/`: one command at a time, on one machine, by a clock that goes on; nobody else reads it."""
