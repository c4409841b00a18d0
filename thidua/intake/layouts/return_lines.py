"""What the lines of a return add up to: the sums that its lines of totals and its headings state, wherever they stand.

What a line counts is read in ``summary_return``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from thidua.intake.cells.values import Blank
from thidua.intake.layouts.lines import Line

Counts = Mapping[str, int | Blank | None]
Key = tuple[str, str, str]
"""Award, authority and column."""


@dataclass
class _Stated:
    """A line of sums: what it states, whether it says that it is the whole, and after how many groups it stands."""

    line: Line
    counts: Counts
    is_whole: bool
    groups: int
    is_first: bool


@dataclass
class ReturnLines:
    """The counts of a return, group by group, and the lines of sums among them."""

    groups: list[dict[str, int]] = field(default_factory=lambda: [{}])
    stated: list[_Stated] = field(default_factory=list)
    seen: dict[Key, tuple[int, str]] = field(default_factory=dict)
    has_lines: bool = False

    def add(self, counts: Counts) -> None:
        """Add a line of counts to the group it stands in."""
        self.has_lines = True
        for name, value in counts.items():
            if isinstance(value, int):
                self.groups[-1][name] = self.groups[-1].get(name, 0) + value

    def start_group(self, line: Line, counts: Counts) -> None:
        """Begin a group; its heading may state the sums of its lines."""
        self.groups.append({})
        self.seen = {}
        if any(isinstance(value, int) for value in counts.values()):
            self.stated.append(_Stated(line, counts, False, len(self.groups) - 1, is_first=True))

    def add_total(self, line: Line, counts: Counts, is_whole: bool) -> None:
        """Note a line of sums: "Cộng" below a group, or "Tổng số" above or below all lines."""
        is_first = not self.groups[-1]
        self.stated.append(_Stated(line, counts, is_whole, len(self.groups) - is_first, is_first=is_first))

    def first_of(self, key: Key, row: int, label: str) -> tuple[int, str] | None:
        """Row and words of the line of this group that has the same title and column already; None if there is none."""
        first = self.seen.setdefault(key, (row, label))
        return None if first[0] == row else first

    def wrong_totals(self) -> Iterator[tuple[Line, str, int, int]]:
        """Each stated sum that is none: its line, its column, what it states, and what the lines add up to.

        A sum may be that of all lines, of the groups above it from any of them on, or, where it stands first, of
        those below it.
        """
        for each in self.stated:
            for name, value in each.counts.items():
                if not isinstance(value, int):
                    continue
                sums = [group.get(name, 0) for group in self.groups]
                above, below = sums[: each.groups], sums[each.groups :]
                possible = {sum(sums), *accumulate(reversed(above))}
                possible |= set(accumulate(below)) if each.is_first else set()
                if value not in possible:
                    whole = sum(sums) if each.is_whole else (below[0] if each.is_first and below else above[-1])
                    yield each.line, name, value, whole
