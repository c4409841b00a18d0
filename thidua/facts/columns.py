"""The columns of a facts file, and the words its cells may hold; described for people in `data/README.md`."""

from thidua.intake.columns import GRAIN, State

COLUMNS = ("fact_id", *GRAIN, "award_label", "count", "count_unit", "derived_from", "source", "quote")

SETTLED = (*COLUMNS, "state", "origin")
"""The columns of a facts frame: those of the file, what its count cell holds, and what the figure is.

A sum over several origins has them joined, see `thidua.facts.origin.joined`; ``source`` is of quotations alone.
"""

COUNT_UNITS = {"instance": "lượt", "recipient": "số"}
"""Instances (lượt: one recipient may count twice) and recipients (số) are never compared without a note."""

STATES: dict[str, State] = {"": "missing", "…": "missing", "–": "not_applicable", "-": "not_applicable"}
"""What stands in the count column when it holds no number; zero is a number."""
