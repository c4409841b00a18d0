"""Ranks with the interval that chance leaves them: how far a league table of small units can be read at all.

Official ranks of blocks stay as decided and do not enter here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from thidua.errors import DataError
from thidua.measures.intervals import refuse_impossible_shares
from thidua.measures.quantiles import Numbers
from thidua.measures.rate_intervals import refuse_impossible_rates

DRAWS = 10_000
"""Twice the fewest allowed, so that the limits hardly depend on the seed."""

FEWEST_DRAWS = 5_000
"""Fewer leave the 2.5 % tails to some hundred draws."""


class RankInterval(NamedTuple):
    """The rank of one unit, 1 the highest; equal values share the better rank. None where it has no value."""

    label: str
    value: float | None
    rank: int | None
    low: int | None
    high: int | None


def share_ranks(
    counts: Mapping[str, tuple[int, int]], *, seed: int, draws: int = DRAWS, confidence: float = 0.95
) -> tuple[RankInterval, ...]:
    """Rank units by a share, each rank with its interval.

    Parameters
    ----------
    counts
        Part and whole of each unit, by id or name.
    seed
        Of the random numbers: the same seed, counts and draws give the same intervals.
    draws
        How many times all units are drawn again, at least 5,000.
    confidence
        Nominal coverage of the intervals, a fraction between 0 and 1.

    Returns
    -------
    tuple of RankInterval
        In the order of `counts`. A unit whose whole is 0 has no rank and pushes no other one down.

    Raises
    ------
    DataError
        If a part is negative or exceeds its whole, or the draws are too few; names what was found.

    Notes
    -----
    In Vietnamese: thứ hạng theo tỷ lệ và khoảng của thứ hạng. Unit: places, 1 the highest.

    Parametric bootstrap: each draw gives every unit a binomial part with probability (x + ½)/(n + 1), ranks the
    shares, and decides ties by lot; the limits are quantiles of these ranks. Without the added half a unit with none
    or all would be certain of its share. The interval always holds the observed rank. Source: Goldstein and
    Spiegelhalter (1996), J. R. Stat. Soc. A 159(3), 385-443.

    Examples
    --------
    >>> ranks = share_ranks({"a": (18, 20), "b": (50, 100), "c": (4, 10)}, seed=1)
    >>> [(rank.label, rank.rank, rank.low, rank.high) for rank in ranks]
    [('a', 1, 1, 1), ('b', 2, 2, 3), ('c', 3, 2, 3)]
    """
    refuse_impossible_shares(counts)
    random, (parts, wholes) = np.random.default_rng(seed), _arrays(counts)
    drawn = random.binomial(wholes.astype(np.int64), (parts + 0.5) / (wholes + 1), _shape(draws, counts)) / wholes
    return _intervals(counts, _drawn_ranks(drawn, random), confidence)


def rate_ranks(
    counts: Mapping[str, tuple[int, float]], *, seed: int, draws: int = DRAWS, confidence: float = 0.95
) -> tuple[RankInterval, ...]:
    """Rank units by a rate, each rank with its interval.

    Parameters
    ----------
    counts
        Count and exposure of each unit, by id or name.
    seed, draws, confidence
        As in `share_ranks`.

    Raises
    ------
    DataError
        If a count or an exposure is negative, or something is counted over nobody, or the draws are too few.

    Notes
    -----
    In Vietnamese: thứ hạng theo tỷ suất và khoảng của thứ hạng. Unit: places, 1 the highest. Source: as in
    `share_ranks`.

    As `share_ranks`, with Poisson counts of mean x + ½.
    """
    refuse_impossible_rates(counts)
    random, (events, exposures) = np.random.default_rng(seed), _arrays(counts)
    drawn = random.poisson(events + 0.5, _shape(draws, counts)) / exposures
    return _intervals(counts, _drawn_ranks(drawn, random), confidence)


def _arrays(counts: Mapping[str, tuple[int, float]]) -> tuple[Numbers, Numbers]:
    """Counts and sizes of the units that have a size."""
    known = [pair for pair in counts.values() if pair[1]]
    return np.array([count for count, _ in known], dtype=float), np.array([size for _, size in known], dtype=float)


def _shape(draws: int, counts: Mapping[str, tuple[int, float]]) -> tuple[int, int]:
    if draws < FEWEST_DRAWS:
        raise DataError(f"{draws} draws are too few for rank intervals; expected at least {FEWEST_DRAWS}")
    return draws, sum(bool(size) for _, size in counts.values())


def _drawn_ranks(drawn: Numbers, random: np.random.Generator) -> Numbers:
    """The rank of each unit in each draw, the highest value first; equal values in the order of a lot."""
    lots = random.random(size=drawn.shape)
    order = np.lexsort((lots, -drawn), axis=-1)
    return np.argsort(order, axis=-1).astype(np.float64) + 1


def _intervals(counts: Mapping[str, tuple[int, float]], ranks: Numbers, confidence: float) -> tuple[RankInterval, ...]:
    known = {label: count / size for label, (count, size) in counts.items() if size}
    if not known:
        return tuple(RankInterval(label, None, None, None, None) for label in counts)
    tail = (1 - confidence) / 2
    lows = np.quantile(ranks, tail, axis=0, method="inverted_cdf")
    highs = np.quantile(ranks, 1 - tail, axis=0, method="inverted_cdf")
    limits = dict(zip(known, zip(lows.tolist(), highs.tolist(), strict=True), strict=True))
    found = []
    for label in counts:
        if label not in known:
            found.append(RankInterval(label, None, None, None, None))
            continue
        rank = 1 + sum(other > known[label] for other in known.values())
        low, high = limits[label]
        found.append(RankInterval(label, known[label], rank, min(rank, int(low)), max(rank, int(high))))
    return tuple(found)
