"""The printed form of a table: the same strings in every format, on a page and in a workbook.

What a table holds is decided in `table`; here its values become texts, its columns get their sides, and what a page
leaves out gets a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from thidua.present.keyed import DECIMALS
from thidua.present.language import tr
from thidua.present.numbers import write_number, write_percent

if TYPE_CHECKING:
    from thidua.present.table import Cell, Role, Show, Table

LONG_TEXT = 40
"""A table with longer texts than this beside its first column is set smaller, its texts sharing the width."""

Side = Literal["left", "right"]


class Head(NamedTuple):
    """The head of a column, the side its cells stand on, and the head that it shares with its neighbours."""

    text: str
    align: Side
    group: str


class Span(NamedTuple):
    """A cell of the upper header row; an empty text stands for a head of its own."""

    text: str
    columns: int


class PrintedCell(NamedTuple):
    """The text of a cell and the side it stands on."""

    text: str
    align: Side


class PrintedRow(NamedTuple):
    """A row of texts; one of the role "gap" tells how many rows a page leaves out there."""

    role: Role | Literal["gap"]
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table as a template prints it.

    Attributes
    ----------
    kind
        "table", or "chart" for the figures behind one, which then has its picture ``svg``, the ``narrow`` one for
        phones, and its words ``alt``.
    label
        Its number in the document ("Bảng 1"); empty in a notebook.
    spans
        The upper header row; none in a table without groups.
    left_out
        How many rows it lacks; each gap is told by a row of the role "gap".
    """

    kind: str
    name: str
    title: str
    label: str
    header: tuple[Head, ...]
    spans: tuple[Span, ...]
    rows: tuple[PrintedRow, ...]
    notes: tuple[str, ...]
    source: str
    wide: bool
    landscape: bool
    illustrative: bool
    left_out: int
    dense: bool
    alt: str = ""
    svg: str = ""
    narrow: str = ""


def print_table(table: Table, *, whole: bool = False) -> PrintedTable:
    """The printed form of a table.

    Parameters
    ----------
    whole
        Whether all rows are wanted, as a workbook has them, or those that a page shows.
    """
    shows = [column.show for column in table.columns]
    sides: list[Side] = ["left" if show in ("label", "text") else "right" for show in shows]
    header = tuple(Head(column.title, side, column.group) for column, side in zip(table.columns, sides, strict=True))
    names = [column.name for column in table.columns]
    rows = [
        PrintedRow(
            row.role,
            tuple(
                PrintedCell(cell_text(row.cells.get(name), show), side)
                for name, show, side in zip(names, shows, sides, strict=True)
            ),
        )
        for row in table.rows
    ]
    left_out = 0
    if table.printed is not None and not whole:
        left_out = len(rows) - len(table.printed)
        rows = _shortened(rows, sorted(table.printed))
    has_long_text = any(len(cell.text) > LONG_TEXT for row in rows for cell in row.cells[1:])
    return PrintedTable(
        table.kind,
        table.name,
        table.title,
        table.label,
        header,
        _spans([head.group for head in header]),
        tuple(rows),
        table.notes,
        table.source,
        table.wide or has_long_text,
        table.landscape,
        table.illustrative,
        left_out,
        table.dense,
    )


def cell_text(value: Cell | None, show: Show) -> str:
    """Write one value as the page shows it; the marks for missing and not applicable pass through."""
    if value is None or isinstance(value, str):
        return value or ""
    if show == "percent":
        return write_percent(value)
    if show in ("label", "text"):
        return str(value)
    return write_number(value, decimals=0 if is_whole_cell(value, show) else DECIMALS[show])


def is_whole_cell(value: object, show: Show) -> bool:
    """Whether an amount is whole, in a column of which others have decimals: 25,808 tonnes stand beside 58.5 billion.

    It is asked of the number, not of its type: a program that saves the notebook may write 54.0 as 54.
    """
    return show == "amount" and isinstance(value, int | float) and value == round(value)


def _shortened(rows: Sequence[PrintedRow], printed: Sequence[int]) -> list[PrintedRow]:
    """The rows that a page shows, with a word on each gap between them."""
    shown: list[PrintedRow] = []
    for place, before in zip([*printed, len(rows)], [-1, *printed], strict=True):
        if gap := place - before - 1:
            words = PrintedCell(tr("(còn {number} dòng)", number=write_number(gap)), "left")
            blank = (PrintedCell("", cell.align) for cell in rows[place - 1].cells[1:])
            shown.append(PrintedRow("gap", (words, *blank)))
        shown += rows[place : place + 1]
    return shown


def _spans(groups: Sequence[str]) -> tuple[Span, ...]:
    """The upper header row: neighbours of one group share a cell, a column without a group has its own."""
    spans: list[Span] = []
    for group in groups if any(groups) else []:
        if group and spans and spans[-1].text == group:
            spans[-1] = Span(group, spans[-1].columns + 1)
        else:
            spans.append(Span(group, 1))
    return tuple(spans)
