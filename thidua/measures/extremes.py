"""Which of several have most, told only where another has less: a superlative without a difference says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
N = TypeVar("N", int, float)


def leaders(values: Sequence[tuple[T, N]], number: int = 1) -> list[tuple[T, N]]:
    """The `number` largest, and all that have as much as the last of them.

    Parameters
    ----------
    values
        What is compared, each with its value as it will be printed: two that print alike are no difference.
    number
        How many are wanted, from 1.

    Returns
    -------
    list
        The largest first, equal ones in the order given. Empty where no other has less, so that nothing can be said.

    Examples
    --------
    >>> leaders([("a", 3), ("b", 5), ("c", 5), ("d", 1)])
    [('b', 5), ('c', 5)]
    >>> leaders([("a", 3), ("b", 5), ("c", 3), ("d", 1)], 2)
    [('b', 5), ('a', 3), ('c', 3)]
    >>> leaders([("a", 86.1), ("b", 86.1)]), leaders([("a", 3)])
    ([], [])
    """
    ordered = sorted(values, key=lambda one: -one[1])
    if len(ordered) <= number:
        return []
    found = [one for one in ordered if one[1] >= ordered[number - 1][1]]
    return [] if len(found) == len(ordered) else found


def trailers(values: Sequence[tuple[T, N]]) -> list[tuple[T, N]]:
    """The smallest, with all that have as little; empty where no other has more.

    Examples
    --------
    >>> trailers([("a", 3), ("b", 5), ("c", 3)])
    [('a', 3), ('c', 3)]
    """
    least = min((value for _, value in values), default=0)
    found = [one for one in values if one[1] == least]
    return [] if len(found) == len(values) else found
