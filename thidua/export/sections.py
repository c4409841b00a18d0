"""Sections of a document: which headings stand, and their numbers; a notebook's own headings have none.

Level 2 headings are sections (I, II, …), level 3 headings their parts (1, 2, …); annexes have numerals of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thidua.present.frame import Annex, Blocks
from thidua.present.language import tr
from thidua.present.markdown import Block
from thidua.present.shown import Shown

_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def without_empty_sections(shown: Sequence[Shown]) -> list[Shown]:
    """What is shown without headings, and annex heads, under which nothing is.

    A report of half a year has no section on the whole year: its cells display nothing, and its heading goes too.
    """
    kept: list[Shown] = []
    shown_below = 0  # the level of the highest heading that what follows would stand under; 0 is content itself
    for each in reversed(shown):
        level = _level(each)
        if level is None:
            shown_below = 9
        elif level >= shown_below:
            continue
        else:
            shown_below = level
        kept.append(each)
    return kept[::-1]


def number_sections(shown: Sequence[Shown]) -> list[Shown]:
    """The same with its sections, parts of sections and annexes numbered in order."""
    section = part = annex = 0
    numbered: list[Shown] = []
    for each in shown:
        level = _level(each)
        if isinstance(each, Annex):
            annex += 1
            part = 0
            numbered.append(replace(each, label=tr("Phụ lục {numeral}", numeral=roman(annex))))
        elif isinstance(each, Blocks) and level == 2:
            section, part = section + 1, 0
            numbered.append(_with_number(each, f"{roman(section)}. "))
        elif isinstance(each, Blocks) and level == 3:
            part += 1
            numbered.append(_with_number(each, f"{part}. "))
        else:
            numbered.append(each)
    return numbered


def roman(number: int) -> str:
    """A number from 1 to 39 as a Roman numeral: 4 -> "IV"."""
    numeral = ""
    for value, letters in _NUMERALS:
        while number >= value:
            numeral += letters
            number -= value
    return numeral


def _level(shown: Shown) -> int | None:
    """The level of a heading; an annex head counts as a section; None for what is shown under headings."""
    if isinstance(shown, Annex):
        return 2
    heading = shown.heading if isinstance(shown, Blocks) else None
    return None if heading is None else heading["level"]


def _with_number(shown: Blocks, number: str) -> Blocks:
    heading = shown.heading
    if heading is None:
        return shown
    numbered: Block = {**heading, "inlines": [{"inline": "text", "text": number}, *heading["inlines"]]}
    return replace(shown, blocks=(numbered,))
