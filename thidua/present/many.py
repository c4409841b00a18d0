"""What a page shows of many units: which rows of a table, how many names in a sentence, and in which order.

Up to `MANY` units everything is shown; the eight districts of a province, or a cluster of communes, are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from thidua.present.language import tr_count
from thidua.present.numbers import write_number
from thidua.registry import Unit, fold, strip_accents

MANY = 24
"""More units than this are too many for a row each on one page beside its chart."""

FIRST, LAST = 15, 5
"""Of many rows a page shows so many from the top and from the end."""

LISTED = 10
"""A sentence names so many units; of more it names the first and tells how many there are beside them."""

T = TypeVar("T")


def is_many(units: Sequence[object]) -> bool:
    """Whether there are more units than a page shows one by one."""
    return len(units) > MANY


def ranked(units: Sequence[T], value: Callable[[T], float | None]) -> list[T]:
    """Many units with the largest value first and unknown ones last; few stay in their order."""
    if not is_many(units):
        return list(units)
    return sorted(units, key=lambda one: -(float("-inf") if (found := value(one)) is None else found))


def by_name(units: Sequence[T], unit: Callable[[T], Unit]) -> list[T]:
    """Many units in the order of the alphabet; few stay in that of their codes."""
    if not is_many(units):
        return list(units)
    return sorted(units, key=lambda one: _alphabetic(unit(one).short_name))


def _alphabetic(name: str) -> tuple[str, str]:
    """Letters first, their accents second: "Ba Bể", "Bá Xuyên", "Bách Quang"."""
    return strip_accents(fold(name)), fold(name)


def shown_rows(number: int, always: Iterable[int] = ()) -> frozenset[int] | None:
    """The rows of a ranked table that a page shows: the first, the last, and those that matter; None for all.

    Parameters
    ----------
    always
        Rows that are shown wherever they stand, the first `FIRST` of them.

    Examples
    --------
    >>> shown_rows(24) is None
    True
    >>> sorted(shown_rows(92, [40])) == [*range(15), 40, *range(87, 92)]
    True
    """
    if number <= MANY:
        return None
    return frozenset({*range(FIRST), *range(number - LAST, number), *list(always)[:FIRST]})


def names_words(names: Sequence[str], joint: str = ", ") -> str:
    """Names in a sentence, the first of many with the number of the others: "xã A, xã B và 82 đơn vị khác"."""
    if len(names) <= LISTED + 1:
        return joint.join(names)
    rest = len(names) - LISTED
    told = joint.join(names[:LISTED])
    return tr_count("{names} và {number} đơn vị khác", rest, names=told, number=write_number(rest))
