"""Whether names of recipients may be shown: where a dataset invents them, or declares an edition with names for them.

Source of the rule: Law 91/2025/QH15 on personal data; the restricted annex of a report is declared in the same place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset
from thidua.facts.said_units import group_in, is_group
from thidua.registry import Basis, Period, PeriodKind, Unit, get_unit
from thidua.registry.periods import FIRST_YEAR, LAST_YEAR

_PERIODS: Mapping[PeriodKind, Sequence[int | None]] = {
    "year": (None,),
    "half": (1, 2),
    "quarter": range(1, 5),
    "month": range(1, 13),
    "months-to-date": range(1, 12),
}


def allows_names(dataset: Dataset, unit: Unit, period: Period) -> bool:
    """Whether names of the recipients of a unit and period may be shown.

    A unit below the one of such an edition, and a period inside of its, are allowed with it. Asked in the territory of
    the dataset.
    """
    if dataset.settings.illustrative:
        return True
    return any(
        one.names
        and any(_holds(dataset, text, unit, period) for text in one.unit)
        and (one.has(period) or any(whole.contains(period, dataset.basis) for whole in one.periods))
        for one in dataset.settings.editions
    )


def named_rows(dataset: Dataset, rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether the recipient of each row of decision lists may be named.

    A row is allowed where its own day, that of the decision or else of the proposal, lies in a period of its unit that
    is: it is the same row, whether the half or the year is asked for.
    """
    days = rows["decided_on"].fillna(rows["proposed_on"])
    pairs = list(zip(rows["unit"], days, strict=True))
    allowed = {
        (unit, day): not pd.isna(day) and _allows_on(dataset, get_unit(unit), day.date()) for unit, day in set(pairs)
    }
    return pd.Series([allowed[pair] for pair in pairs], index=rows.index, dtype=bool)


def _allows_on(dataset: Dataset, unit: Unit, day: date) -> bool:
    return any(allows_names(dataset, unit, period) for period in _periods_of(day, dataset.basis))


@lru_cache(maxsize=4096)
def _periods_of(day: date, basis: Basis) -> tuple[Period, ...]:
    """Every period, up to a year, in which a day lies; a year may begin in the one before by the calendar."""
    every = (
        Period(kind, year, number)
        for year in (day.year - 1, day.year, day.year + 1)
        if FIRST_YEAR <= year <= LAST_YEAR
        for kind, numbers in _PERIODS.items()
        for number in numbers
    )
    return tuple(one for one in every if one.first_day(basis) <= day <= one.last_day(basis))


def check_names(dataset: Dataset, unit: Unit, period: Period) -> None:
    """Refuse to name recipients where the dataset does not allow it.

    Raises
    ------
    ConfigError
        Says where it is allowed.
    """
    if not allows_names(dataset, unit, period):
        raise ConfigError(
            f"data/{dataset.name}/dataset.toml does not allow the names of {unit.id}, {period}; an edition with "
            "names = true there does"
        )


def _holds(dataset: Dataset, text: str, unit: Unit, period: Period) -> bool:
    if is_group(text):
        return unit in group_in(text, period, dataset.basis)
    return text in (unit.id, unit.parent)
