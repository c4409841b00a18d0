"""Socio-economic indicators of an emulation year: reached or not, and in part of a year whether on the way (K12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import isclose
from typing import Any, Literal, NamedTuple

import pandas as pd

from thidua.errors import DataError
from thidua.registry import fold

Status = Literal["exceeded", "met", "on_track", "behind", "open", "missed", "unknown"]
STATUSES: tuple[Status, ...] = ("exceeded", "met", "on_track", "behind", "open", "missed", "unknown")
"""From the best to the worst, then those of which nothing can be said yet."""

REACHED: tuple[Status, ...] = ("exceeded", "met")


class IndicatorResult(NamedTuple):
    """One indicator of one unit.

    Attributes
    ----------
    unit, name, measured_in, direction
        As sent; ``direction`` is ``up``, ``down`` or empty.
    target, actual, same_period
        In the unit of measure of the indicator; None where no figure was sent. The target is that of the year.
    achieved
        How much of the target is reached, a fraction: actual out of target, and target out of actual where the figure
        is to fall, so that 1 and more is reached in both; None where one of the two is missing, the target is 0, or
        what is to fall is down to 0.
    status
        ``exceeded``: beyond the target in its direction; ``met``: just it; ``missed``: a year that ended short of it.
        In part of a year a target not reached yet is ``on_track`` if the achieved part is at least the part of the
        year that is over, ``behind`` if it is less, and ``open`` where that cannot be said. ``unknown`` without
        figures or direction.
    """

    unit: str
    name: str
    measured_in: str
    direction: str
    target: float | None
    actual: float | None
    same_period: float | None
    achieved: float | None
    status: Status


def indicator_results(indicators: pd.DataFrame, elapsed: float | None) -> tuple[IndicatorResult, ...]:
    """Judge each indicator of a register by its own target (K12).

    Parameters
    ----------
    indicators
        The register of a unit and period, as `thidua.facts.query.Facts.register` gives it.
    elapsed
        The part of the year that was over, above 0 and up to 1, where the actual figures count from its beginning;
        None for a period that begins later, in which being on the way cannot be judged.

    Returns
    -------
    tuple of IndicatorResult
        In the order of the register.

    Raises
    ------
    DataError
        If `elapsed` is not a part of a year.

    Notes
    -----
    In Vietnamese: kết quả thực hiện chỉ tiêu thi đua. Unit: status of each indicator, and per cent of its target.

    There is no index over indicators: no official weights are known. What flows in over the year (revenue, output,
    hectares) is compared with the part of the year that is over; a rate (%), a running total (lũy kế) and a figure
    that is to fall stand at a level and follow no such path, so that in part of a year they are ``open`` until they
    are reached. Source: indicator K12.

    Examples
    --------
    >>> row = {"unit": "u", "name": "Thu ngân sách", "measured_in": "tỷ đồng", "direction": "up", "target": 50.0,
    ...        "actual": 24.0, "same_period": 20.0}
    >>> [indicator_results(pd.DataFrame([row]), part)[0].status for part in (1.0, 0.5, 0.4)]
    ['missed', 'behind', 'on_track']
    """
    if elapsed is not None and not 0 < elapsed <= 1:
        raise DataError(f"{elapsed} is not a part of a year; expected above 0 and up to 1")
    return tuple(_result(row, elapsed) for row in indicators.to_dict("records"))


def elapsed_part(first: date, last: date, year_first: date, year_last: date) -> float | None:
    """The part of a year that is over on the last day of a period that begins with it; None if it begins later.

    Examples
    --------
    >>> days = date(2022, 12, 15), date(2023, 6, 14), date(2022, 12, 15), date(2023, 12, 14)
    >>> round(elapsed_part(*days), 3)
    0.499
    """
    if first != year_first or last > year_last:
        return None
    return ((last - year_first).days + 1) / ((year_last - year_first).days + 1)


def count_statuses(results: Iterable[IndicatorResult]) -> dict[Status, int]:
    """How many indicators have each status, in the order of `STATUSES`; together they are all."""
    found = [one.status for one in results]
    return {status: found.count(status) for status in STATUSES}


def _result(row: Mapping[Any, Any], elapsed: float | None) -> IndicatorResult:
    name, measured_in, direction = row["name"], row["measured_in"], row["direction"]
    target, actual, same_period = (_known(row[column]) for column in ("target", "actual", "same_period"))
    achieved = _achieved(direction, target, actual)
    is_level = measured_in.strip() == "%" or fold("lũy kế") in fold(name)
    status = _status(direction, target, actual, None if is_level and elapsed != 1 else elapsed)
    return IndicatorResult(row["unit"], name, measured_in, direction, target, actual, same_period, achieved, status)


def _achieved(direction: str, target: float | None, actual: float | None) -> float | None:
    if actual is None or not target:
        return None
    part, whole = (target, actual) if direction == "down" else (actual, target)
    return part / whole if whole else None


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _status(direction: str, target: float | None, actual: float | None, elapsed: float | None) -> Status:
    if target is None or actual is None or direction not in ("up", "down"):
        return "unknown"
    if isclose(actual, target, rel_tol=1e-9, abs_tol=1e-12):
        return "met"
    if (actual > target) == (direction == "up"):
        return "exceeded"
    if elapsed == 1:
        return "missed"
    if direction == "down" or elapsed is None:
        return "open"
    return "on_track" if actual >= target * elapsed - 1e-12 else "behind"
