"""Seeded chance: the same draw for the same question on every machine, and whole numbers that keep their total.

What is drawn belongs to the module of its noun.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import floor
from random import Random
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

_SEED = "thidua 11/6/1948"


def chance(*question: object) -> Random:
    """The generator of random numbers for one question ("people", "huyen-ba-be"); another question has another."""
    return Random("/".join([_SEED, *map(str, question)]))


def apportion(total: int, weights: Mapping[Key, float]) -> dict[Key, int]:
    """Divide a whole number by weights, by largest remainders; equal remainders go to the earlier key.

    Examples
    --------
    >>> apportion(10, {"TT": 1, "HGĐ": 0, "CN": 2})
    {'TT': 3, 'HGĐ': 0, 'CN': 7}
    """
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: floor(share) for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shares[key] - exact[key])
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def shuffled(total: int, weights: Mapping[Key, float], random: Random) -> list[Key]:
    """As many keys as `total`, in proportion to their weights, in random order: less scattered than single draws."""
    keys = [key for key, count in apportion(total, weights).items() for _ in range(count)]
    random.shuffle(keys)
    return keys
