"""The official points of a block."""
