"""Registered and achieved: how many of the titles registered for in a year were awarded (K11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from thidua.measures.intervals import Share
from thidua.measures.outcomes import Outcome, added_up, outcomes, shared
from thidua.registry import regime

REQUIRING = "2003"
"""The law under which titles are given to those who registered; that of 2022 dropped it as a basis (Art. 7)."""


class Registered(NamedTuple):
    """The titles registered for with what was achieved of them, and the share of all together."""

    titles: tuple[Outcome, ...]
    total: Share | None


def registered(facts: pd.DataFrame) -> Registered:
    """Titles achieved out of those registered for, of one unit and year (K11).

    Parameters
    ----------
    facts
        All facts of one unit and year, whatever their status.

    Notes
    -----
    In Vietnamese: tỷ lệ đạt danh hiệu so với đăng ký. Unit: per cent of the registered, with a 95 % interval.

    A share of registrations with its Wilson interval, 0 to 1. A title is given once for a year, so an instance (lượt)
    of it is a recipient. Titles of a year are often decided early in the next one: the share compares what was
    registered in the year with what was decided in it. Source: indicator K11; Law 15/2003/QH11.
    """
    found = outcomes(facts, "registered")
    return Registered(found, shared(found))


def registered_of_units(facts: Mapping[str, pd.DataFrame]) -> Registered:
    """Titles achieved out of those registered for, over the units that know both numbers of a title."""
    found = added_up({unit: outcomes(rows, "registered") for unit, rows in facts.items()})
    return Registered(found, shared(found))


def is_required(on: date) -> bool:
    """Whether the law in force on that day makes registration a condition of titles; afterwards it is optional.

    Notes
    -----
    The days are those of the registry's regimes; Source: Law 06/2022/QH15, Art. 7.

    Examples
    --------
    >>> is_required(date(2023, 12, 14)), is_required(date(2024, 12, 14))
    (True, False)
    """
    return regime(on) == REQUIRING
