"""Workbooks as they are sent: opened, repaired, read, checked, and answered."""
