"""Reads the word tables of intake; each is read once. What a word means for a row belongs to the module of its noun."""

from __future__ import annotations

from functools import cache
from importlib import resources

from thidua.registry.tables import Row, parse_rows


@cache
def read_words(name: str) -> tuple[Row, ...]:
    """Read ``tables/<name>.csv`` of intake: one mapping of heading to text per row."""
    text = resources.files("thidua.intake").joinpath("tables", f"{name}.csv").read_text(encoding="utf-8-sig")
    return parse_rows(text, name)
