"""Files that somebody forwards: whether each is what left this house, and whether it still holds.

What counts is the content, by its hash in the ledger. Names only say of which report a stranger claims to be.
"""
