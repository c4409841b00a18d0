"""Typed values out of single cells: numbers, days, marks, decision numbers."""
