"""When: working days, the calendar of the sets, who has sent, what is due, and the system's own scheduler."""
