"""The columns of a facts file, and the words its cells may hold; described for people in `data/README.md`."""

from thidua.intake.columns import GRAIN

COLUMNS = ("fact_id", *GRAIN, "award_label", "count", "count_unit", "derived_from", "source", "quote")

COUNT_UNITS = {"instance": "lượt", "recipient": "số"}
"""Instances (lượt: one recipient may count twice) and recipients (số) are never compared without a note."""

STATES = {"": "missing", "…": "missing", "–": "not_applicable", "-": "not_applicable"}
"""What stands in the count column when it holds no number; zero is a number."""
