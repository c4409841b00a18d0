"""What was awarded, by level, form and kind of recipient, now and in the same period before."""
