"""The ledger: what it remembers, its file and copy, what may be wrong with it, and how it is only read."""
