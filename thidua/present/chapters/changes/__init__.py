"""What rose or fell against the same period before."""
