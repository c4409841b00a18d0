"""Limits of the counts that chance alone gives, interpolated between whole counts: what funnel limits are made of.

A count beyond its limit on one side comes with a probability below the limit's tail, however small the unit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Side = Literal["low", "high"]


def binomial_limit(tail: float, wholes: Numbers, share: float, side: Side) -> Numbers:
    """The limit of the part that chance passes on one side with at most this probability.

    Parameters
    ----------
    tail
        A probability, between 0 and 1: 0.025 on either side for 95 %.
    wholes
        Whole numbers above 0.
    share
        The probability of each single one, a fraction between 0 and 1.
    side
        "low" for the lower limit, "high" for the upper one.

    Returns
    -------
    numpy.ndarray
        One value per whole, from 0 to the whole, no whole number: see `interpolated`.
    """
    from scipy import special  # imported where a quantile is asked for

    if share in (0, 1):
        return wholes * share
    whole = wholes.astype(np.int64)  # as scipy asks for
    p = tail if side == "low" else 1 - tail
    with np.errstate(invalid="ignore"):
        start = special.bdtrik(p, wholes, share)
    limit = interpolated(p, start, lambda count: special.bdtr(count, whole, share), highest=wholes)
    return np.clip(limit + (side == "high"), 0, wholes)


def poisson_limit(tail: float, means: Numbers, side: Side) -> Numbers:
    """The limit of counts with these means, at least 0, as `binomial_limit`."""
    from scipy import special  # imported where a quantile is asked for

    if not means.any():
        return np.zeros_like(means)
    p = tail if side == "low" else 1 - tail
    with np.errstate(invalid="ignore"):
        start = special.pdtrik(p, means)
    limit = interpolated(p, start, lambda count: special.pdtr(count, means))
    return np.maximum(limit + (side == "high"), 0)


def interpolated(
    p: float, start: Numbers, cumulative: Callable[[Numbers], Numbers], *, highest: Numbers | float = np.inf
) -> Numbers:
    """The quantile r - α of a count: a whole number would make the limits of a funnel jump from size to size.

    Parameters
    ----------
    start
        Near the quantile; made exact here.
    cumulative
        The probability F of at most so many.

    Returns
    -------
    numpy.ndarray
        More than r - 1 and at most r; below 0 where even F(0) exceeds p.

    Notes
    -----
    r is the smallest count with F(r) at least p, and α = (F(r) - p) / (F(r) - F(r - 1)); F(-1) is 0. Source:
    Spiegelhalter (2005), Stat. Med. 24(8), 1185-1202, appendix A.1.1. A count below r - α has F below p. Upwards
    that is not so: 1 of 1 would lie above r - α = 0.95 where every second one does, so the upper limits here are
    r - α + 1, which is the lower limit of the rest, seen from the other end.
    """
    count = np.clip(np.ceil(np.nan_to_num(start)), 0, highest)
    reaches_earlier = (count > 0) & (cumulative(np.maximum(count - 1, 0)) >= p)
    count = np.where(reaches_earlier, count - 1, count)
    count = np.where(cumulative(count) < p, count + 1, count)
    reached = cumulative(count)
    before = np.where(count > 0, cumulative(np.maximum(count - 1, 0)), 0.0)
    return np.asarray(count - (reached - p) / (reached - before), dtype=np.float64)
