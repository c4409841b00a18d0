"""Tells a sender why a sheet is not taken for a table: which headings were understood, which not, which is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from thidua.intake.files.workbook import Sheet
from thidua.intake.layout_names import Layout
from thidua.intake.layouts.headings import REQUIRED, columns_of, heading_key, known_words, paths_of
from thidua.intake.layouts.keys import FIELDS_VI, LAYOUTS_VI
from thidua.intake.layouts.part import Notes, is_filled
from thidua.intake.layouts.tables import HIGHEST_HEADING, SEARCHED_ROWS, is_log_of_decisions
from thidua.intake.text.repair import repair_text
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.heading_words import nearest_headings
from thidua.registry import fold

_MOST_TOLD = 6
_COUNTS = re.compile(r"\b(?:số lượng|sl|số lượt|tổng số|số người)\b")
"""A column of numbers makes a return of a table of titles, even where it does not say whom it counts."""


class _Nearest(NamedTuple):
    """The headings that come nearest to those of a layout."""

    known: int
    row: int
    layout: Layout
    understood: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


def tell_unknown(sheet: Sheet, notes: Notes) -> None:
    """Note that a sheet with figures is no table we know (L01), as precisely as its headings allow."""
    if doubtful := _doubtful_cell(sheet):
        notes.find("V16-doubtful", *doubtful)
        return
    nearest = max(_candidates(sheet), default=None, key=lambda each: (each.known, -len(each.missing), -each.row))
    if nearest is None:
        notes.find("L01-layout")
    elif len(titles := _titles(nearest)) > 1:
        notes.find("L01-turned", nearest.row, 0, titles=_listed(titles))
    elif nearest.layout == "summary_return" and not nearest.missing:
        notes.find("L01-log", nearest.row, 0)
    else:
        notes.find(
            "L01-missing",
            nearest.row,
            0,
            layout=LAYOUTS_VI[nearest.layout],
            understood=_listed(nearest.understood),
            unknown=_listed(tuple(map(_with_nearest(nearest.layout), nearest.unknown))) or "không có",
            missing=", ".join(nearest.missing),
        )


def _titles(nearest: _Nearest) -> tuple[str, ...]:
    """The headings that are titles or forms themselves, as where the units stand in the lines."""
    headings = (*nearest.understood, *nearest.unknown)
    return tuple(dict.fromkeys(part for text in headings for part in text.split(" / ")[:1] if awards_meant(part)))


def _doubtful_cell(sheet: Sheet) -> tuple[int, int, str] | None:
    """Row, column and text of the first cell whose letters are damaged: then its headings cannot be known."""
    for number, cells in enumerate(sheet.rows[:SEARCHED_ROWS], 1):
        for at, cell in enumerate(cells):
            if isinstance(cell, str) and cell and repair_text(cell).is_doubtful:
                return number, at, cell
    return None


def _candidates(sheet: Sheet) -> list[_Nearest]:
    words = known_words()
    found = []
    for top in range(min(len(sheet.rows), SEARCHED_ROWS)):
        cells = sheet.rows[top]
        if sum(isinstance(cell, str) and is_filled(cell) for cell in cells) < 2:
            continue
        if not any(isinstance(cell, str) and cell and heading_key(cell) in words for cell in cells):
            continue
        for height in range(1, HIGHEST_HEADING + 1):
            block = sheet.rows[top : top + height]
            if len(block) < height or not all(isinstance(cell, str) for cell in block[-1]):
                break
            paths = paths_of(block)
            for layout, required in REQUIRED.items():
                fields = columns_of(layout, enumerate(paths))
                if len(fields) < 2:
                    continue
                read = {at for columns in fields.values() for at in columns}
                missing = [_named(choice) for choice in required if fields.keys().isdisjoint(choice)]
                if missing or (layout == "summary_return" and is_log_of_decisions(paths)):
                    understood = tuple(" / ".join(paths[at]) for at in sorted(read))
                    unknown = tuple(" / ".join(path) for at, path in enumerate(paths) if path and at not in read)
                    is_counting = layout == "summary_return" and any(map(_COUNTS.search, map(fold, unknown)))
                    found.append(
                        _Nearest(len(fields) + 3 * is_counting, top + 1, layout, understood, unknown, tuple(missing))
                    )
    return found


def _named(choice: frozenset[str]) -> str:
    return " hoặc ".join(sorted(FIELDS_VI[name] for name in choice))


def _with_nearest(layout: str) -> Callable[[str], str]:
    def told(heading: str) -> str:
        nearest = nearest_headings(heading.rpartition(" / ")[2], layout)
        return f"{heading} (gần nhất: {nearest[0]})" if nearest else heading

    return told


def _listed(texts: tuple[str, ...]) -> str:
    more = len(texts) - _MOST_TOLD
    shown = ", ".join(f"“{text}”" for text in texts[:_MOST_TOLD])
    return f"{shown} và {more} cột khác" if more > 0 else shown
