"""Drawings: the lists that show a value once for a block of rows, and in which way each does so.

Rows and values are those of the plain list: merged cells, blanks and ditto marks are drawn over it, a column may give
way to headings of groups. What the looks are is in ``looks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from thidua.illustrative.looks import Look
from thidua.illustrative.sheets import Cell, Sheet

Way = Literal["merged", "blank", "ditto", "headings", "headings only"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How one list shows what several of its rows have in common.

    Attributes
    ----------
    way
        "merged" cells; "blank" below the first; "ditto" marks below the first; "headings" of groups above columns that
        are left blank; "headings only", without the columns.
    fields
        The fields that are drawn so; others stay as they are.
    mark
        What stands for the value above.
    """

    way: Way
    fields: tuple[str, ...]
    mark: str = ""


_DECISION = ("decision", "decided_on")

# None holds a planted fault, and none a figure of 2021 or later: those are in the reports that are built by default,
# which name the cells that their figures come from. Merged cells need a workbook; the rest is drawn in CSV too. Blanks
# are left only where at least half of the rows get one: among a few they could as well be forgotten values.
DRAWINGS: Mapping[tuple[str, int, int], Drawing] = {
    ("huyen-na-ri", 2016, 2): Drawing("merged", _DECISION),
    ("huyen-cho-don", 2018, 2): Drawing("merged", ("type", *_DECISION)),
    ("so-y-te", 2018, 1): Drawing("merged", ("award", "type", "klass")),
    ("huyen-na-ri", 2019, 1): Drawing("merged", ("award", "type", *_DECISION, "authority")),
    ("tp-bac-kan", 2019, 1): Drawing("merged", ("award", *_DECISION)),
    ("province", 2019, 1): Drawing("merged", ("unit",)),
    ("so-nong-nghiep-va-ptnt", 2019, 0): Drawing("merged", ("type", *_DECISION)),
    ("huyen-pac-nam", 2018, 2): Drawing("blank", ("award", "type", *_DECISION)),
    ("so-noi-vu", 2020, 0): Drawing("blank", ("type", *_DECISION)),
    ("huyen-ba-be", 2019, 2): Drawing("blank", ("award", *_DECISION)),
    ("huyen-bach-thong", 2019, 2): Drawing("blank", ("award", "type", "decision_and_day")),
    ("huyen-ngan-son", 2020, 0): Drawing("blank", ("type", *_DECISION, "authority")),
    ("tp-bac-kan", 2020, 2): Drawing("blank", ("award", *_DECISION)),
    ("so-giao-duc-va-dao-tao", 2019, 0): Drawing("ditto", _DECISION, "như trên"),
    ("huyen-bach-thong", 2020, 1): Drawing("ditto", ("decision_and_day", "authority"), "nt"),
    ("so-y-te", 2020, 2): Drawing("ditto", ("award", *_DECISION), "-nt-"),
    ("huyen-pac-nam", 2020, 2): Drawing("ditto", _DECISION, '"'),
    ("so-y-te", 2017, 1): Drawing("headings", _DECISION),
    ("huyen-na-ri", 2018, 2): Drawing("headings only", _DECISION),
    ("province", 2020, 2): Drawing("headings only", ("unit",)),
}
"""Keeper, year and half (0 for a whole year) of the lists that are not plain."""


def look_drawn(look: Look, drawing: Drawing) -> Look:
    """The look in which the rows are put down before `draw`: sorted by district, or with headings for columns."""
    has_unit = "unit" in drawing.fields
    if drawing.way not in ("headings", "headings only"):
        return replace(look, is_by_unit=has_unit)
    is_dropped = drawing.way == "headings only"
    columns = tuple(each for each in look.columns if not (is_dropped and each[0] in drawing.fields))
    return replace(look, columns=columns, groups="unit" if has_unit else "decision")


def draw(sheet: Sheet, drawing: Drawing) -> None:
    """Show equal values of neighbouring rows once, in the columns of the drawing; headings are there already."""
    for field in drawing.fields:
        for top, bottom, column in list(blocks(sheet, field)):
            _draw_block(sheet, top, bottom, column, drawing)


def blocks(sheet: Sheet, field: str) -> Iterator[tuple[int, int, int]]:
    """Top row, bottom row and column of each block of equal values; a blank, a heading or a total ends a block."""
    places = sorted(place for key, place in sheet.places.items() if isinstance(key, tuple) and key[1] == field)
    top: tuple[int, int] | None = None
    for (row, column), below in zip(places, [*places, None][1:], strict=True):
        if (row, column) not in sheet.cells:
            continue
        top = top or (row, column)
        value = sheet.cells[row, column].value
        if below != (row + 1, column) or below not in sheet.cells or sheet.cells[below].value != value:
            yield top[0], row, column
            top = None


def _draw_block(sheet: Sheet, top: int, bottom: int, column: int, drawing: Drawing) -> None:
    if drawing.way == "merged":
        first = sheet.cells[top, column]
        sheet.cells[top, column] = replace(first, style="block-date" if first.style == "date" else "block")
        sheet.merge(top, column, bottom, column)
    for row in range(top if drawing.way == "headings" else top + 1, bottom + 1):
        del sheet.cells[row, column]
        if drawing.way == "ditto":
            sheet.cells[row, column] = Cell(drawing.mark)
