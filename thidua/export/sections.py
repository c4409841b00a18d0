"""Sections of a document: what of it is printed where, which headings stand, and their numbers.

Level 2 headings are sections (I, II, …), level 3 headings their parts (1, 2, …); annexes have numerals of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from thidua.present.frame import Annex, Blocks, Signature
from thidua.present.language import tr
from thidua.present.markdown import Block
from thidua.present.names import CLOSING
from thidua.present.part import Prose
from thidua.present.shown import Shown

_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

Place = Literal["paper", "detail", "nowhere"]
"""Where a thing is printed: on paper and everywhere; folded in HTML and whole in the workbook; or in no file, since it
only says at the desk that nothing is known."""


def place(displayed: Iterable[tuple[Shown, bool]]) -> list[tuple[Shown, Place]]:
    """Where each thing is printed; headings and annex heads under which nothing is printed are left out.

    Parameters
    ----------
    displayed
        Each thing in order, and whether its cell is tagged as detail. A heading stands where the best of what is under
        it stands: a report of half a year has no section on the whole year, and one of details has no number on paper.
    """
    placed: list[tuple[Shown, Place]] = []
    below: dict[int, Place] = {}  # by level of heading: the best place of what stands under the next such heading
    for each, is_detail in reversed(list(displayed)):
        level = _level(each)
        if _ends_the_report(each):
            own: Place = "paper"
            below = {}
        elif level is None:
            own = "nowhere" if isinstance(each, Prose) and each.is_empty else "detail" if is_detail else "paper"
            below = {one: _better(own, below.get(one, "nowhere")) for one in range(1, _DEEPEST + 1)}
        else:
            own = below.get(level, "nowhere")
            below = {one: found for one, found in below.items() if one < level}
            if own == "nowhere":
                continue
        placed.append((each, own))
    return placed[::-1]


def _ends_the_report(shown: Shown) -> bool:
    """Whether it is of the whole report, and of no section of it: the closing sentence, the signature."""
    return isinstance(shown, Signature) or shown.name == CLOSING


def _better(one: Place, other: Place) -> Place:
    return min(one, other, key=("paper", "detail", "nowhere").index)


_DEEPEST = 6
"""The deepest level of a heading."""


def number_sections(placed: Sequence[tuple[Shown, Place]]) -> list[Shown]:
    """The things in order, those on paper with their sections, parts of sections and annexes numbered.

    An annex that is the only one has no numeral.
    """
    section = part = annex = 0
    numbered: list[Shown] = []
    annexes = sum(isinstance(each, Annex) for each, where in placed if where == "paper")
    for each, where in placed:
        level = _level(each)
        if where != "paper":
            numbered.append(each)
        elif isinstance(each, Annex):
            annex += 1
            part = 0
            label = tr("Phụ lục {numeral}", numeral=roman(annex)) if annexes > 1 else tr("Phụ lục")
            numbered.append(replace(each, label=label))
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
