"""Intervals for counts over an exposure: one rate, and the ratio of two. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import NamedTuple

from thidua.errors import DataError


@dataclass(frozen=True, slots=True)
class Rate:
    """A count over its exposure; `rate`, `low` and `high` are per one unit of exposure, None where there is none."""

    count: int
    exposure: float
    rate: float | None
    low: float | None
    high: float | None


class RateRatio(NamedTuple):
    """One rate as a multiple of another, with its limits.

    ``ratio`` is None where the other count is 0; ``low`` and ``high`` are None where both are, and ``high`` is
    infinite where only the other is: then nothing limits how much larger the first rate may be.
    """

    ratio: float | None
    low: float | None
    high: float | None

    @property
    def is_within_chance(self) -> bool:
        """Whether chance alone explains that the rates differ: the interval holds 1, or there are no events at all."""
        return self.low is None or self.high is None or self.low <= 1 <= self.high


def garwood_count(count: int, exposure: float = 1.0, *, confidence: float = 0.95) -> Rate:
    """A count, or its rate over an exposure, with Garwood's exact Poisson interval.

    Parameters
    ----------
    count
        A whole number of events, from 0.
    exposure
        What the count is divided by, above 0: 1 for the count itself, people for a rate per person, thousands of
        people for a rate per 1,000.
    confidence
        Nominal coverage of the interval, a fraction between 0 and 1.

    Returns
    -------
    Rate
        All three missing where count and exposure are 0, which is not a rate of 0.

    Raises
    ------
    DataError
        If the count is negative, or something is counted over nobody; names both.

    Notes
    -----
    In Vietnamese: số đếm hoặc tỷ suất và khoảng tin cậy. Unit: count, or count per one of the exposure, with its
    interval.

    Half the chi-squared quantiles with 2x and 2x + 2 degrees of freedom, over the exposure. Source: Garwood (1936),
    Biometrika 28(3/4), 437-442.

    Examples
    --------
    >>> found = garwood_count(10)
    >>> round(found.low, 2), round(found.high, 2)
    (4.8, 18.39)
    """
    from scipy import special  # imported where a quantile is asked for

    _refuse_impossible(count, exposure)
    if exposure == 0:
        return Rate(count, exposure, None, None, None)
    tail = (1 - confidence) / 2
    low = float(special.gammaincinv(count, tail)) if count else 0.0
    high = float(special.gammainccinv(count + 1, tail))
    return Rate(count, exposure, count / exposure, low / exposure, high / exposure)


def rate_ratio(
    count: int, other: int, *, exposure: float = 1.0, other_exposure: float = 1.0, confidence: float = 0.95
) -> RateRatio:
    """The ratio of two rates, given the sum of their counts, with exact limits.

    Parameters
    ----------
    count, other
        Whole numbers of the same things: this period and the one before, this unit and another.
    exposure, other_exposure
        What each is counted over, above 0, in the same unit: people, months; 1 each compares the counts.
    confidence
        Nominal coverage of the interval, a fraction between 0 and 1.

    Returns
    -------
    RateRatio
        The first rate over the other: 1.05 is a rise of 5 %.

    Raises
    ------
    DataError
        If a count is negative or an exposure is not above 0; names both.

    Notes
    -----
    In Vietnamese: tỷ số hai tỷ suất. Unit: ratio, with a 95 % interval.

    Given the sum of two Poisson counts, the first is binomial; the Clopper-Pearson limits of its share π become those
    of the ratio π / (1 - π) times other_exposure / exposure. Equal exposures give the verdict of
    `thidua.measures.intervals.differ_beyond_chance`. Sources: Przyborowski and Wilenski (1940), Biometrika 31(3/4),
    313-323; Clopper and Pearson (1934), Biometrika 26(4), 404-413.

    Examples
    --------
    >>> found = rate_ratio(15, 5)
    >>> round(found.ratio, 2), round(found.low, 2), round(found.high, 2), found.is_within_chance
    (3.0, 1.04, 10.55, False)
    """
    from scipy import special  # imported where a quantile is asked for

    for one, over in ((count, exposure), (other, other_exposure)):
        _refuse_impossible(one, over)
        if over == 0:
            raise DataError(f"{one} over {over:g} is not a rate; expected an exposure above 0")
    if count == other == 0:
        return RateRatio(None, None, None)
    scale, tail = other_exposure / exposure, (1 - confidence) / 2
    low, high = 0.0, inf
    if count:
        share = special.betaincinv(count, other + 1, tail)
        low = float(share / special.betainccinv(other + 1, count, tail)) * scale
    if other:
        share = special.betainccinv(count + 1, other, tail)
        high = float(share / special.betaincinv(other, count + 1, tail)) * scale
    return RateRatio(count / other * scale if other else None, low, high)


def refuse_impossible_rates(counts: Mapping[str, tuple[int, float]]) -> None:
    """Refuse the first unit whose count over its exposure cannot be; 0 over 0 can, and is no rate.

    Raises
    ------
    DataError
        Names the unit, its count and its exposure.
    """
    for label, (count, exposure) in counts.items():
        _refuse_impossible(count, exposure, f"{label}: ")


def _refuse_impossible(count: int, exposure: float, where: str = "") -> None:
    if count < 0 or not isfinite(exposure) or exposure < 0 or (exposure == 0 and count > 0):
        raise DataError(
            f"{where}{count} over {exposure:g} is not a rate; expected a count from 0 and an exposure above 0"
        )
