"""Editions are made by workers: forked from one prepared process where the system forks, started afresh elsewhere."""
