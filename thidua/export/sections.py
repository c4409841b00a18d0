"""Sections of a document: which headings stand, and their numbers; a notebook's own headings have none.

Level 2 headings are sections (I, II, …), level 3 headings their parts (1, 2, …); annexes have numerals of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thidua.present.language import tr

View = dict[str, Any]
_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def without_empty_sections(views: Sequence[View]) -> list[View]:
    """The views without headings, and annex heads, under which nothing is shown.

    A report of half a year has no section on the whole year: its cells display nothing, and its heading goes too.
    """
    kept: list[View] = []
    shown_below = 0  # the level of the highest heading that what follows would stand under; 0 is content itself
    for view in reversed(views):
        level = _level(view)
        if level is None:
            shown_below = 9
        elif level >= shown_below:
            continue
        else:
            shown_below = level
        kept.append(view)
    return kept[::-1]


def number_sections(views: Sequence[View]) -> list[View]:
    """The views with their sections, parts of sections and annexes numbered in order."""
    section = part = annex = 0
    numbered = []
    for view in views:
        level = _level(view)
        if view["part"] == "annex":
            annex += 1
            part = 0
            view = {**view, "label": tr("Phụ lục {numeral}", numeral=roman(annex))}
        elif level == 2:
            section, part = section + 1, 0
            view = _with_number(view, f"{roman(section)}. ")
        elif level == 3:
            part += 1
            view = _with_number(view, f"{part}. ")
        numbered.append(view)
    return numbered


def roman(number: int) -> str:
    """A number from 1 to 39 as a Roman numeral: 4 -> "IV"."""
    numeral = ""
    for value, letters in _NUMERALS:
        while number >= value:
            numeral += letters
            number -= value
    return numeral


def _level(view: View) -> int | None:
    """The level of a heading; an annex head counts as a section; None for what is shown under headings."""
    if view["part"] == "annex":
        return 2
    if view["part"] == "blocks" and len(view["blocks"]) == 1 and view["blocks"][0]["block"] == "heading":
        return int(view["blocks"][0]["level"])
    return None


def _with_number(view: View, number: str) -> View:
    heading = view["blocks"][0]
    inlines = [{"inline": "text", "text": number}, *heading["inlines"]]
    return {**view, "blocks": [{**heading, "inlines": inlines}]}
