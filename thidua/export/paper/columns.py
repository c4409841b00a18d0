"""The columns of a table on paper: how large its letters are and how wide each column is, told before Typst sets it.

Typst could find both by itself, but sets every word some times over for it: two fifths of the time of a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.export.metrics import MM_PER_POINT, ems
from thidua.present.printed import Head, PrintedRow, PrintedTable

MM = 1 / MM_PER_POINT
"""Points of a millimetre; all lengths here are in points, as Typst has them."""
UPRIGHT, ACROSS = 165.0 * MM, 252.0 * MM
"""The room between the margins of Decree 30: 30 mm on the left, 15 mm on the right."""
SIZES = (11.0, 10.5, 10.0)
"""The letters of a table are as large as leave its first column a line, or else room enough for two or three."""
EVEN_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
"""Those of a table whose columns of numbers are all as wide."""
EVEN_HEAD = 9.0
"""The heads of a table of many numbers are no larger than this."""
EVEN_LEAST = 10.8 * MM
"""Such a column is at least as wide as this."""
LONG, SHORT, HALVED = 40, 12, 9
"""Letters of a first column that needs room, of a text that stands on one line (a day, the number of a decision), and
of a head that may take two lines where room is short."""


@dataclass(frozen=True)
class Columns:
    """How a table is set: points of its letters, room beside the words of a cell, and how wide each column is.

    ``room`` is how wide the page is that it stands on, between its margins.
    """

    table: PrintedTable
    room: float

    @cached_property
    def is_even(self) -> bool:
        """Whether every column of numbers is as wide as any other: across the page, and under shared heads."""
        return self.table.landscape or bool(self.table.spans)

    @cached_property
    def inset(self) -> float:
        """The room beside the words of a cell."""
        return (0.9 if self.is_even else 1.5) * MM

    @cached_property
    def filled(self) -> list[PrintedRow]:
        """The rows with figures: all but the heads of groups, and what a page leaves out."""
        return [row for row in self.table.rows if row.role not in ("group", "gap")]

    @cached_property
    def size(self) -> float:
        """The points of its letters."""
        if self.table.dense:
            return 9.5
        if self.is_even:
            sizes = EVEN_SIZES[1:] if self.table.landscape else EVEN_SIZES
            return next((size for size in sizes if self._leaves_room(size)), EVEN_SIZES[-1])
        if self.table.wide:
            return 10.5
        return next((size for size in SIZES if self._keeps_first(size)), SIZES[-1])

    @cached_property
    def head_size(self) -> float:
        """The points of its heads."""
        return min(EVEN_HEAD, self.size) if self.is_even else self.size

    @cached_property
    def widths(self) -> list[float]:
        """How wide each column is, the room beside its words included."""
        return _settled(self._even() if self.is_even else self._fitted(), self.room, self._natural)

    @cached_property
    def above(self) -> float:
        """The room above and below the words of a cell; rows of two lines and more keep apart."""
        if self.table.dense:
            return 0.55 * MM
        if self.is_even:
            return 0.8 * MM
        return (1.2 if self.has_long_first else 0.95) * MM

    def indent(self, row: PrintedRow) -> float:
        """How far the words of its first cell stand in, where heads of groups stand above them."""
        if self.table.wide:
            return 0.0
        steps = {"body": 3.0 * self._has_groups, "part": 6.0 if self._has_groups else 3.0}.get(row.role, 0.0)
        return steps * MM * (2 / 3 if self.table.landscape else 1)

    @cached_property
    def _has_groups(self) -> bool:
        return any(row.role in ("group", "subtotal") for row in self.table.rows)

    @cached_property
    def has_long_first(self) -> bool:
        """Whether some row needs two lines and more to say what it is."""
        return any(len(row.cells[0].text) > LONG for row in self.filled)

    def _leaves_room(self, size: float) -> bool:
        """Whether columns of numbers of these letters leave the first column room for what a row is."""
        room = ACROSS if self.table.landscape else UPRIGHT
        return room - len(self._numbers) * self._number(size) >= 5.2 * size + 32 * MM

    @cached_property
    def _numbers(self) -> list[Head]:
        return [head for head in self.table.header if head.align == "right"]

    def _number(self, size: float) -> float:
        """How wide a column is for the longest number and the longest word of a head."""
        cells = (cell.text for row in self.filled for cell in row.cells if cell.align == "right")
        words = (word for head in self._numbers for word in head.text.split(" "))
        widest = max((ems(text, bold=True) for text in cells), default=0.0) * size
        of_heads = max((ems(word, bold=True) for word in words), default=0.0) * min(EVEN_HEAD, size)
        return max(EVEN_LEAST, max(widest, of_heads) + 2 * self.inset)

    def _even(self) -> list[_Width]:
        number = self._number(self.size)
        return [
            _Share(1.0) if at == 0 else number if head.align == "right" else None
            for at, head in enumerate(self.table.header)
        ]

    def _keeps_first(self, size: float) -> bool:
        longest = max((ems(row.cells[0].text) for row in self.filled), default=0.0) * size
        return UPRIGHT - sum(self._needed(size)[1:]) >= min(longest + 6 * MM, 60 * MM)

    def _needed(self, size: float) -> list[float]:
        """What stands in each column: as wide as the longest cell, and a long head in two lines if need be."""
        heads = self.table.header
        longest = [
            max((ems(row.cells[at].text, bold=row.role == "total") for row in self.filled), default=0.0) * size
            for at in range(len(heads))
        ]
        whole = [
            max(cell, (_halved(head.text) if len(head.text) > 11 else ems(head.text, bold=True)) * size)
            for cell, head in zip(longest, heads, strict=True)
        ]
        is_crushed = sum(whole) + 6 * MM > UPRIGHT - 2 * self.inset * len(heads)
        needed = [
            max(cell, _halved(head.text) * size) if is_crushed and len(head.text) > HALVED else both
            for cell, both, head in zip(longest, whole, heads, strict=True)
        ]
        return [each + 2 * self.inset + 0.1 * MM for each in needed]

    def _fitted(self) -> list[_Width]:
        """Widths by what stands in the columns: quotations share what numbers leave."""
        heads, needed = self.table.header, self._needed(self.size)
        lengths = [[len(row.cells[at].text) for row in self.filled] for at in range(len(heads))]
        is_short = [all(each <= SHORT for each in column) for column in lengths]
        # Words share what is left by how many letters their columns hold: half by the longest, half by the mean.
        loads = {
            at: max([16, *(min(80, each) for each in lengths[at])]) + _mean([min(80, each) for each in lengths[at]])
            for at in range(1, len(heads))
            if heads[at].align != "right" and not is_short[at]
        }
        mean = _mean(list(loads.values()))
        # Long words in the first column would leave none of the width to the others that share it.
        is_long = len(heads) > 3 and self.has_long_first

        def width(at: int) -> _Width:
            if heads[at].align == "right":
                return needed[at] if self.table.wide or at > 0 else _Share(1.0)
            if not self.table.wide:
                return _Share(1.0) if at == 0 else needed[at] if needed[at] < 36 * MM else None
            if is_short[at] or (at == 0 and len(heads) > 3 and not is_long):
                return None
            return _Share((1.2 if is_long else 0.5) if at == 0 else loads[at] / mean)

        return [width(at) for at in range(len(heads))]

    def _natural(self, at: int) -> float:
        """How wide a column is if nothing in it is broken."""
        cells = [words_ems(row, at) * self.size + (self.indent(row) if at == 0 else 0.0) for row in self.filled]
        return max([ems(self.table.header[at].text, bold=True) * self.head_size, *cells]) + 2 * self.inset


def words_ems(row: PrintedRow, at: int) -> float:
    """The width of the words of a cell on one line, in sizes of their letters."""
    return ems(row.cells[at].text, bold=row.role == "total", italic=row.role == "subtotal")


@dataclass(frozen=True)
class _Share:
    """A part of what the other columns leave."""

    part: float


_Width = float | _Share | None
"""How wide a column shall be: so many points, a share, or as wide as what stands in it."""


def _settled(wished: Sequence[_Width], room: float, natural: Callable[[int], float]) -> list[float]:
    """The widths that come of these wishes: what stands in a column gives way if room is short, a share last."""
    left = room - sum(each for each in wished if isinstance(each, float))
    widest = {at: min(natural(at), left) for at, each in enumerate(wished) if each is None}
    own = _given_way(widest, left)
    shares = sum(each.part for each in wished if isinstance(each, _Share))
    rest = max(0.0, left - sum(own.values()))
    return [
        own[at] if each is None else rest * each.part / shares if isinstance(each, _Share) else each
        for at, each in enumerate(wished)
    ]


def _given_way(widest: dict[int, float], left: float) -> dict[int, float]:
    """The columns in their room: those that need more than an equal part of it share what the others leave."""
    if not widest or sum(widest.values()) <= left:
        return widest
    fair, over = max(0.0, left) / len(widest), list(widest)
    while True:
        still = [at for at in over if widest[at] > fair]
        if len(still) == len(over) or not still:
            return {at: min(width, fair) for at, width in widest.items()}
        over = still
        fair = (left - sum(width for at, width in widest.items() if at not in over)) / len(over)


def _halved(head: str) -> float:
    """The width of a head in two lines, broken where they are shortest, in sizes of its letters."""
    words = head.split(" ")
    return min(max(ems(one, bold=True), ems(other, bold=True)) for one, other in _halves(words))


def _halves(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at in range(1, len(words) + 1):
        yield " ".join(words[:at]), " ".join(words[at:])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
