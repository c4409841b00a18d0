"""Rates over people: titles per 1,000 (K02 of the indicator catalogue), advanced workers among staff (K03).

The people come in as values with their year and source; a year without them has no rate, none is carried over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from thidua.errors import DataError
from thidua.measures.counts import count_of
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.rate_intervals import garwood_count
from thidua.measures.values import values
from thidua.registry import merged_awards

if TYPE_CHECKING:
    from thidua.facts.denominators import Denominator

PER = 1000


@dataclass(frozen=True, slots=True)
class RatePer1000:
    """A count per 1,000 people, with who these people are.

    ``rate``, ``low`` and ``high`` are per 1,000; all three are None where the count or the people are not known.
    ``people`` has the kind ("staff"), the year and the source; it is None where the dataset has no such figure.
    """

    count: int | None
    people: Denominator | None
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class StaffShare:
    """Advanced workers among the staff considered: the award counted, the share, and who the staff are."""

    award: str
    share: Share
    people: Denominator


def people_of(known: Iterable[Denominator], unit: str, year: int, *, kind: str = "staff") -> Denominator | None:
    """The denominator of exactly this unit, year and kind, or None.

    Raises
    ------
    DataError
        If the dataset gives two different figures; names both.
    """
    found = [one for one in known if (one.unit, one.year, one.kind) == (unit, year, kind)]
    for other in found[1:]:
        if other.value != found[0].value:
            raise DataError(
                f"{unit}, {year}, {kind}: {found[0].value} ({found[0].source}) and {other.value} ({other.source}); "
                "expected one figure"
            )
    return found[0] if found else None


def rate_per_1000(count: int | None, people: Denominator | None, *, confidence: float = 0.95) -> RatePer1000:
    """A count per 1,000 people with Garwood's exact Poisson limits (K02).

    Parameters
    ----------
    count
        A whole number of titles or awards of one year; None where it is not known.
    people
        The people it is counted over, of the same unit and year; see `people_of`.

    Notes
    -----
    Several titles may go to one person, so the rate is no share and may exceed 1,000; its limits are those of a
    count. Source: indicator K02; Garwood (1936), Biometrika 28(3/4), 437-442.
    """
    if count is None or people is None:
        return RatePer1000(count, people, None, None, None)
    found = garwood_count(count, people.value / PER, confidence=confidence)
    return RatePer1000(count, people, found.rate, found.low, found.high)


def individual_titles(awarded: pd.DataFrame) -> int | None:
    """How many individual emulation titles were awarded, from advanced workers to national fighters.

    Parameters
    ----------
    awarded
        Awarded facts of one unit and period; classes within a count are left out.

    Returns
    -------
    int or None
        None if no figure is known, if one of them is missing, or if some count instances and others recipients.
    """
    names = ("award", "recipient_class", "recipient_kind", "state", "count_unit", "count")
    told = [
        (state, unit, count)
        for award, of_class, kind, state, unit, count in values(awarded, *names)
        if kind == "individual" and not of_class and state != "not_applicable" and _is_title(award)
    ]
    if any(state != "counted" for state, _, _ in told) or len({unit for _, unit, _ in told}) != 1:
        return None
    return int(sum(count for *_, count in told))


def _is_title(codes: str) -> bool:
    return all(one.group == "title" for one in merged_awards(codes))


def title_rates(
    awarded: Mapping[str, pd.DataFrame], known: Iterable[Denominator], year: int, *, kind: str = "staff"
) -> dict[str, RatePer1000]:
    """Individual titles per 1,000 people of each unit in a year (K02), in the order of the units.

    Parameters
    ----------
    awarded
        Awarded facts of the year by the id of the unit.
    known
        The denominators of the dataset.
    year, kind
        Which of them: those of exactly this year and kind ("staff", or another kind of the dataset).

    Notes
    -----
    In Vietnamese: danh hiệu cá nhân trên 1.000 người. Unit: titles per 1,000 people, with a 95 % interval. Source:
    indicator K02; Garwood (1936), Biometrika 28(3/4), 437-442.
    """
    of_year = [one for one in known if one.year == year]
    return {
        unit: rate_per_1000(individual_titles(facts), people_of(of_year, unit, year, kind=kind))
        for unit, facts in awarded.items()
    }


def advanced_share(awarded: pd.DataFrame, people: Denominator | None) -> StaffShare | None:
    """Advanced workers as a share of the staff considered in the year (K03).

    Parameters
    ----------
    awarded
        Awarded facts of one unit and one year. A figure that merges advanced workers with advanced soldiers
        ("LDTT+CSTT") serves where there is none for workers alone.
    people
        The staff of the same unit and year.

    Returns
    -------
    StaffShare or None
        The share with its Wilson interval; None if one of the two is not known, or if more were awarded than there
        are staff, which the checks of the data report (V08).

    Notes
    -----
    In Vietnamese: tỷ lệ Lao động tiên tiến trên số cán bộ được xét. Unit: per cent of the staff, with a 95 %
    interval.

    Source: indicator K03; the press gives 518 of 590 for a unit, 87,8 % (84,9 to 90,2).
    """
    if people is None:
        return None
    for award in ("LDTT", "LDTT+CSTT"):
        count = count_of(awarded, award, "individual")
        if count is not None:
            return StaffShare(award, wilson_share(count, people.value), people) if count <= people.value else None
    return None
