"""Shrunken rates: the rates of small units drawn towards the rate of all, by as much as chance may have moved them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.measures.rate_intervals import garwood_count, refuse_impossible_rates


@dataclass(frozen=True, slots=True)
class ShrunkenRate:
    """One unit: its own rate and the shrunken one with its limits, per one unit of exposure.

    ``rate`` is None where the exposure is 0; the shrunken rate then rests on the other units alone.
    """

    label: str
    count: int
    exposure: float
    rate: float | None
    shrunken: float
    low: float
    high: float


@dataclass(frozen=True)
class ShrunkenRates:
    """All units in their order, the pooled rate, and the gamma distribution of rates that was found.

    ``shape`` (a) and ``weight`` (b) are None where the rates differ no more than by chance: every unit then has the
    pooled rate with its limits. ``weight`` is in the unit of the exposures: so much exposure of the pooled rate is
    added to that of each unit.
    """

    pooled: float | None
    shape: float | None
    weight: float | None
    units: tuple[ShrunkenRate, ...]


def shrink_rates(counts: Mapping[str, tuple[int, float]], *, confidence: float = 0.95) -> ShrunkenRates:
    """Rates shrunken towards the pooled one under a gamma-Poisson model.

    Parameters
    ----------
    counts
        Count and exposure of each unit, by id or name.
    confidence
        Nominal coverage of the limits, a fraction between 0 and 1.

    Returns
    -------
    ShrunkenRates
        In the order of `counts`; without any exposure no units and no pooled rate.

    Raises
    ------
    DataError
        If a count or an exposure is negative, or something is counted over nobody; names the unit and both.

    Notes
    -----
    In Vietnamese: tỷ suất của đơn vị nhỏ, kéo về mức chung. Unit: count per one of the exposure, with its interval.

    The rate of a unit with x events over E is (x + a)/(E + b), its limits gamma quantiles with shape x + a and rate
    E + b. Moments give a = m²/A and b = m/A, with m the pooled rate, A = s² - m/Ē, s² the variance of the rates
    weighted by exposure and Ē the mean exposure; where A is not above 0, the rates differ no more than by chance.
    The limits take a and b as known. Sources: Clayton and Kaldor (1987), Biometrics 43(3), 671-681, for the model;
    Marshall (1991), J. R. Stat. Soc. C 40(2), 283-294, for the moments.

    Examples
    --------
    >>> found = shrink_rates({"a": (2, 10.0), "b": (90, 100.0), "c": (16, 10.0)})
    >>> [round(unit.shrunken, 2) for unit in found.units]
    [0.62, 0.9, 1.18]
    """
    refuse_impossible_rates(counts)
    known = [pair for pair in counts.values() if pair[1]]
    if not known:
        return ShrunkenRates(None, None, None, ())
    events, exposure = sum(count for count, _ in known), sum(over for _, over in known)
    pooled = events / exposure
    between = sum(over * (count / over - pooled) ** 2 for count, over in known) / exposure
    excess = between - pooled * len(known) / exposure
    if excess <= 0:
        common = garwood_count(events, exposure, confidence=confidence)
        low, high = common.low or 0.0, common.high or 0.0
        units = tuple(
            ShrunkenRate(label, count, over, count / over if over else None, pooled, low, high)
            for label, (count, over) in counts.items()
        )
        return ShrunkenRates(pooled, None, None, units)
    shape, weight = pooled**2 / excess, pooled / excess
    units = tuple(_shrunken(label, *pair, shape, weight, confidence) for label, pair in counts.items())
    return ShrunkenRates(pooled, shape, weight, units)


def _shrunken(label: str, count: int, exposure: float, shape: float, weight: float, confidence: float) -> ShrunkenRate:
    from scipy import special  # imported where a quantile is asked for

    tail = (1 - confidence) / 2
    low = float(special.gammaincinv(count + shape, tail)) / (exposure + weight)
    high = float(special.gammainccinv(count + shape, tail)) / (exposure + weight)
    rate = count / exposure if exposure else None
    shrunken = (count + shape) / (exposure + weight)
    # Where one unit has nearly all, the mean of so skewed a distribution lies beyond its upper quantile.
    return ShrunkenRate(label, count, exposure, rate, shrunken, low, max(high, shrunken))
