"""Suppression of small cells in a sensitive table, with further cells so that none can be worked out again.

For crossings of people's attributes only (gender × ethnicity × unit): awards themselves are public acts.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence

from thidua.errors import DataError

Table = Sequence[Sequence[int]]
Cell = tuple[int, int]
_Node = tuple[str, int]

THRESHOLD = 3
"""A count below this, and above 0, may point at a person."""


def suppress(counts: Table, *, threshold: int = THRESHOLD) -> list[list[int | None]] | None:
    """Hide the small counts of a table whose row and column totals are shown, and as many more as it takes.

    Parameters
    ----------
    counts
        Whole numbers of people, rows of equal length.
    threshold
        Counts from 1 to one less than this are hidden; 0 says nothing of a person and is shown, unless it helps to
        hide another.

    Returns
    -------
    list of list, or None
        The counts, None where hidden. Whoever knows all that is shown, the totals, and that counts are whole and not
        negative, still finds at least two values possible for each hidden cell. None instead of a table where no
        choice of cells achieves that, as with a single row: such a table is not to be shown with its totals.

    Raises
    ------
    DataError
        If a count is negative or the rows differ in length; names the row.

    Notes
    -----
    In Vietnamese: che số nhỏ trong bảng nhạy cảm. Unit: counts, or hidden.

    A hidden count can be one more or one less if it lies on a closed path of hidden cells, alternately raised and
    lowered, whose lowered ones are above 0: then all totals stay. Of all such paths the one that hides least is
    taken, small counts first. Sources: Gusfield (1988), SIAM J. Comput. 17(3), 552-571, on the graph of hidden cells;
    Hundepool et al. (2012), Statistical Disclosure Control, on complementary cells.

    Examples
    --------
    >>> suppress([[5, 1, 9], [6, 8, 7], [20, 30, 40]])
    [[None, None, 9], [None, None, 7], [20, 30, 40]]
    >>> suppress([[5, 4], [6, 8]])
    [[5, 4], [6, 8]]
    >>> suppress([[5, 1]]) is None
    True
    """
    _refuse_impossible(counts)
    cells = [(row, column) for row, line in enumerate(counts) for column in range(len(line))]
    small = [cell for cell in cells if 0 < _value(counts, cell) < threshold]
    hidden = set(small)
    for cell in small:
        path = _cheapest_cycle(counts, cell, hidden)
        if path is None:
            return None
        hidden |= path
    return [
        [None if (row, column) in hidden else value for column, value in enumerate(line)]
        for row, line in enumerate(counts)
    ]


def suppress_crossing(
    counts: Mapping[str, Sequence[int]], *, threshold: int = THRESHOLD
) -> dict[str, Sequence[int] | None] | None:
    """Hide every unit of a crossing of two yes-or-no attributes that has small counts, and units to hide them behind.

    Parameters
    ----------
    counts
        By unit its four counts: both attributes, the first only, the second only, neither.
    threshold
        As in `suppress`.

    Returns
    -------
    dict or None
        By unit its counts, None where all four are hidden. A unit's own report tells how many have each attribute:
        whoever knows these totals too, beside those of the table, still finds at least two values possible for each
        hidden count, unless the unit's own totals alone give it away, which no table can mend. None where no choice
        of units achieves that.

    Raises
    ------
    DataError
        If a unit has another number of counts than four, or a count is negative.

    Notes
    -----
    With its totals known, a unit's counts can only move together: one more, one less, one less, one more, or the
    reverse; another hidden unit must make up for it. Source: as in `suppress`.

    Examples
    --------
    >>> suppress_crossing({"a": (9, 2, 8, 4), "b": (5, 6, 7, 8), "c": (20, 30, 40, 50)})
    {'a': None, 'b': None, 'c': (20, 30, 40, 50)}
    """
    if wrong := next((unit for unit, line in counts.items() if len(line) != 4), None):
        raise DataError(f"{wrong} has {len(counts[wrong])} counts; expected 4")
    shown = suppress(list(counts.values()), threshold=threshold)
    if shown is None:
        return None
    hidden = {unit for unit, line in zip(counts, shown, strict=True) if None in line}
    for unit in sorted(hidden):
        partners = sorted((one for one in counts if _can_balance(counts, unit, one)), key=lambda one: sum(counts[one]))
        if hidden.isdisjoint(partners) and (_can_move(counts[unit], 1) or _can_move(counts[unit], -1)):
            if not partners:
                return None
            hidden.add(partners[0])
    return {unit: None if unit in hidden else line for unit, line in counts.items()}


def _can_balance(counts: Mapping[str, Sequence[int]], unit: str, other: str) -> bool:
    """Whether one unit can move one way while the other moves the other way."""
    ways = ((1, -1), (-1, 1))
    return unit != other and any(_can_move(counts[unit], a) and _can_move(counts[other], b) for a, b in ways)


def _can_move(line: Sequence[int], way: int) -> bool:
    """Whether the four counts can move by one with all their totals kept: none falls below 0."""
    both, first, second, neither = line
    return min(first, second) > 0 if way > 0 else min(both, neither) > 0


def _value(counts: Table, cell: Cell) -> int:
    return counts[cell[0]][cell[1]]


def _cheapest_cycle(counts: Table, cell: Cell, hidden: set[Cell]) -> set[Cell] | None:
    """The cells of the closed path through a cell that hides least beside what is hidden; None if there is none."""
    found = [path for lowers in (True, False) if (path := _cheapest_path(counts, cell, hidden, lowers)) is not None]
    return min(found, key=lambda one: one[0])[1] if found else None


def _cheapest_path(
    counts: Table, cell: Cell, hidden: set[Cell], lowers: bool
) -> tuple[tuple[int, int], set[Cell]] | None:
    """The cheapest way on from the row of a cell to its column, with its cost: what it hides, then how many cells.

    Where the cell is lowered, a step from a row to a column raises the cell in between, and one back lowers it.
    """
    start, end = ("row", cell[0]), ("column", cell[1])
    queue: list[tuple[tuple[int, int], _Node, frozenset[Cell]]] = [((0, 0), start, frozenset())]
    done: set[_Node] = set()
    while queue:
        (cost, length), node, path = heapq.heappop(queue)
        if node == end:
            return (cost, length), {cell, *path}
        if node in done:
            continue
        done.add(node)
        for step, reached in _steps(counts, node):
            is_lowered = (node[0] == "column") == lowers
            if step == cell or reached in done or (is_lowered and _value(counts, step) == 0):
                continue
            price = 0 if step in hidden else 1 + _value(counts, step)
            heapq.heappush(queue, ((cost + price, length + 1), reached, path | {step}))
    return None


def _steps(counts: Table, node: _Node) -> Iterator[tuple[Cell, _Node]]:
    """The cells of a row with their columns, or of a column with their rows."""
    side, at = node
    if side == "row":
        yield from (((at, column), ("column", column)) for column in range(len(counts[at])))
    else:
        yield from (((row, at), ("row", row)) for row in range(len(counts)))


def _refuse_impossible(counts: Table) -> None:
    for number, row in enumerate(counts, start=1):
        if len(row) != len(counts[0]):
            raise DataError(f"row {number} has {len(row)} cells; expected {len(counts[0])}, as the first row")
        if min(row, default=0) < 0:
            raise DataError(f"row {number} has the count {min(row)}; expected whole numbers from 0")
