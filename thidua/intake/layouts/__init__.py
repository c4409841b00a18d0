"""Finds the tables of a sheet by their headings and reads them: lists, returns, registers."""
