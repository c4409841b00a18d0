"""Whether the lines of sums in a list, and its headings, say what the list has: a lost row shows here.

The sums of a return belong to ``summary_return``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from thidua.intake.cells.numbers import read_count
from thidua.intake.cells.recipient_counts import Counted, read_recipients
from thidua.intake.layouts.groups import count_in
from thidua.intake.layouts.keys import UNUSED
from thidua.intake.layouts.lines import Line
from thidua.intake.layouts.list_rows import ListRows


def check_list_totals(lines: Sequence[Line], rows: ListRows) -> None:
    """Note every line of sums whose number is neither that of its group's recipients nor of all (V05).

    A line of sums states a number in a cell of its own, or in words ("Cộng: 02 tập thể"), which are of one kind; a
    heading states that of the rows below it ("II. CÁ NHÂN: 05 người").
    """
    if not any(line.role in ("total", "group") for line in lines):
        return
    _check_lines(lines, rows, _counts(rows, ""), "")
    for kind in ("collective", "household", "individual"):
        _check_lines(lines, rows, _counts(rows, kind), kind)
    _check_headings(lines, rows)


def _counts(rows: ListRows, kind: str) -> dict[int, int]:
    """How many recipients each line has; of one kind, those that their cell, or a heading, says are of it."""
    counts: dict[int, int] = {}
    for line, times, told, group in zip(rows.lines, rows.times, rows.told_kinds, rows.groups, strict=True):
        if kind in ("", told or group.kind):
            counts[line.number] = counts.get(line.number, 0) + times
    return counts


def _check_lines(lines: Sequence[Line], rows: ListRows, counts: dict[int, int], kind: str) -> None:
    known = all(told or group.kind for told, group in zip(rows.told_kinds, rows.groups, strict=True))
    if kind and not known:
        return
    whole = {sum(counts.values()), len(counts)}
    groups = [0]
    for line in lines:
        if line.role == "group":
            groups.append(0)
        elif line.role == "total":
            # A sum may be that of the last group or of several: "Cộng huyện" below "1. Tập thể" and "2. Cá nhân".
            possible = whole.union(accumulate(reversed(groups)))
            for at, count in _stated(line, rows, kind, is_by_kind=known):
                if count not in possible:
                    rows.notes.find("V05-rows", line.number, at, line.cells[at], count=str(groups[-1] or sum(groups)))
        else:
            groups[-1] += counts.get(line.number, 0)


def _stated(line: Line, rows: ListRows, kind: str, *, is_by_kind: bool) -> Iterator[tuple[int, int]]:
    """The column and number of what a line of sums states of one kind, or of all; sums of money are none."""
    money = {rows.table.columns.get(name, -1) for name in UNUSED[rows.table.layout]}
    places = [(at, cell) for at, cell in enumerate(line.cells) if at not in money]
    numbers = [(at, count) for at, cell in places if isinstance(count := read_count(cell), int)]
    if not kind and len(numbers) == 1:
        # Of several numbers, one may count money or days.
        yield numbers[0]
    for at, cell in places:
        counted = read_recipients(cell) if isinstance(cell, str) and at not in dict(numbers) else ""
        if isinstance(counted, tuple):
            yield from _in_words(at, counted, kind, is_by_kind=is_by_kind)


def _in_words(at: int, counted: tuple[Counted, ...], kind: str, *, is_by_kind: bool) -> Iterator[tuple[int, int]]:
    are_told = is_by_kind and all(each.kind for each in counted)
    own = sum(each.number for each in counted if each.kind == kind)
    if kind and are_told and any(each.kind == kind for each in counted):
        yield at, own
    elif not kind and not are_told:
        yield at, sum(each.number for each in counted)


def _check_headings(lines: Sequence[Line], rows: ListRows) -> None:
    """A heading that says how many follow: as many as its rows, or as those of the groups below it as well."""
    counts = _counts(rows, "")
    groups: list[tuple[Line | None, int]] = [(None, 0)]
    for line in lines:
        if line.role == "group":
            groups.append((line, 0))
        elif line.role != "total":
            groups[-1] = (groups[-1][0], groups[-1][1] + counts.get(line.number, 0))
    for place, (heading, own) in enumerate(groups):
        at, stated = _stated_by(heading)
        if heading is not None and stated is not None and stated not in accumulate(n for _, n in groups[place:]):
            rows.notes.find("V05-heading", heading.number, at, heading.cells[at], count=str(own))


def _stated_by(heading: Line | None) -> tuple[int, int | None]:
    cells = heading.cells if heading is not None else ()
    stated = ((at, count_in(cell)) for at, cell in enumerate(cells) if isinstance(cell, str) and cell)
    return next(((at, count) for at, count in stated if count is not None), (0, None))
