"""The columns of a table on a page: how wide each is, how large the letters, and how high it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from thidua.export.metrics import MM_PER_POINT, width_mm
from thidua.present.printed import PrintedRow, PrintedTable

SIZES = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
"""The sizes of letters that are tried; Decree 30 sets none for tables."""
SHORT, ROOMY = 12, 18
"""Letters of a text that is never broken (a day, the number of a decision), and of one that is if room is short."""
FIRST_MM = 34.0
"""What the first column, which says what a row is, has at least where it holds words."""
PORTRAIT_MM, LANDSCAPE_MM = 165.0, 252.0
"""The room of a page of A4 within the margins of Decree 30: 30 mm on the left, 15 mm on the right."""
PAGE_MM = 170.0
"""A table that is no higher stands on a page, across too, or nearly so."""
HEAD_POINTS = 9.0
"""The heads of a table of many numbers are no larger than this."""
SLACK_MM = 0.5
"""Room for what a program rounds when it sets a line."""
LINE = 1.15
"""The height of a line of Times, in sizes of its letters."""


@dataclass(frozen=True)
class Setting:
    """How a table is set: points of its letters and its heads, widths of its columns and room beside words, in mm."""

    points: float
    head_points: float
    columns: tuple[float, ...]
    side: float
    above: float

    def height_mm(self, table: PrintedTable) -> float:
        """About how high its rows stand, heads included."""
        heads = 2 + bool(table.spans)
        return self.rows_mm(table.rows) + heads * self.points * LINE * MM_PER_POINT + 2 * 2 * self.above

    def rows_mm(self, rows: Sequence[PrintedRow]) -> float:
        """About how high some rows of the table stand."""
        filled = [row.cells for row in rows if not is_wordy(row)]
        lines = sum(max(map(self._lines, [cell.text for cell in cells], self.columns)) for cells in filled)
        lines += len(rows) - len(filled)
        return lines * self.points * LINE * MM_PER_POINT + len(rows) * 2 * self.above

    @property
    def line_mm(self) -> float:
        """How high a line of a head is."""
        return self.head_points * LINE * MM_PER_POINT

    def head_lines(self, text: str, column: float) -> int:
        """In how many lines a head stands: as many words on each as it holds."""
        room, lines, filled = column - 2 * self.side, 1, 0.0
        for word in _words(text):
            width = width_mm(f" {word}", self.head_points, bold=True)
            if filled and filled + width > room:
                lines, filled = lines + 1, 0.0
            filled += width
        return lines

    def _lines(self, text: str, column: float) -> int:
        return max(1, math.ceil(width_mm(text, self.points) / max(1.0, column - 2 * self.side)))


def is_wordy(row: PrintedRow) -> bool:
    """Whether a row has words alone across all columns: the head of a group, or what a page leaves out."""
    return row.role in ("group", "gap")


def setting_of(table: PrintedTable) -> Setting:
    """The largest letters with which no word of the table is cut, and the widths of its columns.

    Every column gets what its longest word needs; what is left goes to those that would fill more, in proportion, as
    HTML sets its tables.
    """
    room = LANDSCAPE_MM if table.landscape else PORTRAIT_MM
    is_even = table.landscape or bool(table.spans)
    side, above = (0.9, 0.35) if is_even else (1.2, 0.3) if table.dense else (1.6, 0.5)
    at_most = 9.5 if table.dense else 10.5 if is_even or table.wide else SIZES[0]
    for points, is_roomy in product((size for size in SIZES if size <= at_most), (True, False)):
        least, most = _needs(table, _Try(points, side, is_even, is_roomy and not is_even))
        if sum(least) <= room:
            break
    heads = min(points, HEAD_POINTS) if is_even else points
    return Setting(points, heads, _shared(least, most, room), side, above)


def setting_of_words(rows: Sequence[Sequence[str]]) -> Setting:
    """The same for a table in somebody's own words, given as the texts of its cells."""
    points, side = 11.0, 1.6
    columns = list(zip(*rows, strict=True))
    least = [
        max([width_mm(word, points) for text in column for word in _words(text)], default=0.0) for column in columns
    ]
    most = [max(width_mm(text, points) for text in column) for column in columns]
    spare = 2 * side + SLACK_MM
    widths = _shared(
        [each + spare for each in least], [max(pair) + spare for pair in zip(least, most, strict=True)], PORTRAIT_MM
    )
    return Setting(points, points, widths, side, 0.6)


class _Try(NamedTuple):
    """How it is tried to set a table; roomy is one whose heads take two lines at most, and whose short texts one."""

    points: float
    side: float
    is_even: bool
    is_roomy: bool

    @property
    def head_points(self) -> float:
        return min(self.points, HEAD_POINTS) if self.is_even else self.points


def _needs(table: PrintedTable, tried: _Try) -> tuple[list[float], list[float]]:
    """The least and the most that each column can use."""
    first = 30.0 + 1.8 * tried.points if tried.is_even and len(table.header) > 6 else FIRST_MM
    columns = [_column(table, at, tried) for at in range(len(table.header))]
    if columns:
        lowest, highest = columns[0]
        columns[0] = (max(lowest, min(highest, first)), highest)
    if tried.is_even:
        numbers = [at for at, head in enumerate(table.header) if head.align == "right"]
        alike = max((columns[at][0] for at in numbers), default=0.0)
        columns = [(alike, alike) if at in numbers else column for at, column in enumerate(columns)]
    beside = 2 * tried.side + SLACK_MM
    return [least + beside for least, _ in columns], [most + beside for _, most in columns]


def _column(table: PrintedTable, at: int, tried: _Try) -> tuple[float, float]:
    """The least and the most that the words of a column can use; numbers, days and short words stand on one line."""
    head = table.header[at]
    texts = [(row.cells[at].text, row.role == "total") for row in table.rows if not is_wordy(row)]
    on_a_line = ROOMY if tried.is_roomy and at > 0 else SHORT
    is_whole = head.align == "right" or all(len(text) <= on_a_line for text, _ in texts)
    cells = [width_mm(text, tried.points, bold=bold) for text, bold in texts]
    words = [width_mm(word, tried.points, bold=bold) for text, bold in texts for word in _words(text)]
    halved = _halved(head.text, tried.head_points)
    of_head = [width_mm(word, tried.head_points, bold=True) for word in _words(head.text)]
    if tried.is_roomy and at > 0:
        of_head.append(halved)
    least = max([*of_head, *(cells if is_whole else words)], default=0.0)
    return least, max([*cells, halved, least], default=0.0)


def _shared(least: Sequence[float], most: Sequence[float], room: float) -> tuple[float, ...]:
    """Widths that fill the room."""
    spare = room - sum(least)
    if spare <= 0:
        return tuple(each * room / sum(least) for each in least)
    wishes = [high - low for low, high in zip(least, most, strict=True)]
    wished = sum(wishes)
    if wished > spare:
        return tuple(low + wish * spare / wished for low, wish in zip(least, wishes, strict=True))
    return (most[0] + spare - wished, *most[1:])


def _words(text: str) -> list[str]:
    return text.replace("\u200b", " ").split()


def _halved(head: str, points: float) -> float:
    """The width of a head in two lines, broken where they are shortest."""
    words = head.split()
    if len(head) <= 9:
        return width_mm(head, points, bold=True)
    lines = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1)]
    return min((max(width_mm(line, points, bold=True) for line in both) for both in lines), default=0.0)
