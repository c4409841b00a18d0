"""Measures: pure statistics. Values in, values out; no files, no clock, no pictures."""
