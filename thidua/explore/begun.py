"""Periods that have begun: of a later one nothing can be known, and whom a name will mean then nobody can say."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset
from thidua.present.numbers import write_date
from thidua.registry import Period


def check_begun(dataset: Dataset, periods: Iterable[Period]) -> None:
    """Refuse a period that begins after the day to which a dataset goes; a stage that goes on beyond it has begun.

    Raises
    ------
    ConfigError
        Names the period, the day, and the last period of its length that has begun.
    """
    for period in periods:
        if period.first_day(dataset.basis) > dataset.as_of:
            last = _last_begun(dataset, period)
            hint = f"; the last one that has begun is {last}" if last is not None else ""
            raise ConfigError(f"{period} has not begun: data/{dataset.name} goes to {write_date(dataset.as_of)}{hint}")


def _last_begun(dataset: Dataset, period: Period) -> Period | None:
    """The same part of the last year in which it has begun, for a stage none."""
    if period.kind == "stage":
        return None
    years = (dataset.as_of.year + shift for shift in (1, 0, -1))
    same = (Period(period.kind, year, period.number) for year in years)
    return next((one for one in same if one.first_day(dataset.basis) <= dataset.as_of), None)
