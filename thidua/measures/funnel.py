"""Funnel limits: which units differ from all together by more than chance explains, given how small they are.

A unit outside the limits is to be examined, which is no verdict on it. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf, sqrt
from typing import Literal, NamedTuple

import numpy as np

from thidua.measures.intervals import refuse_impossible_shares
from thidua.measures.quantiles import Numbers, Side, binomial_limit, poisson_limit
from thidua.measures.rate_intervals import refuse_impossible_rates

LIMITS: dict[str, tuple[float, Side]] = {
    "low95": (0.025, "low"),
    "high95": (0.025, "high"),
    "low998": (0.001, "low"),
    "high998": (0.001, "high"),
}
"""What chance passes on each side, about two and three standard deviations away (Spiegelhalter 2005)."""

WINSORISED = 0.1
"""The tenth of the units that is farthest off on each side counts as if it were as far as the next: one unit that is
far off must not widen the limits that would show it (Spiegelhalter 2005)."""

ENOUGH_UNITS = 3
"""Of fewer units no spread can be told: two lie on either side of what they have in common, however far."""

APART = 0.05
"""A unit is clearly apart where chance alone, with a probability of 95 %, would put none of all so far off: each
is held to limits of a tail of APART / (2 n) on each side (Bonferroni's inequality). These limits are not widened: what
makes the units differ beyond chance is what is told."""

CURVE_POINTS = 120

Position = Literal["inside", "above_95", "above_998", "below_95", "below_998"]
LimitOfCount = Callable[[float, Numbers, Side], Numbers]
"""The limit of the count at these sizes, by tail and side."""


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """One unit in a funnel: its count over its size, the limits at that size, and where it lies.

    ``value``, the limits and ``position`` are None where the size is 0; ``position`` also where no spread is known.
    ``apart`` is on which side it lies farther off than chance alone explains of any of the units, see `APART`.
    """

    label: str
    count: int
    size: float
    value: float | None = None
    low95: float | None = None
    high95: float | None = None
    low998: float | None = None
    high998: float | None = None
    position: Position | None = None
    apart: Literal["above", "below"] | None = None


class FunnelCurve(NamedTuple):
    """The limits as lines: the same number of points in each, from the smallest to the largest size."""

    sizes: tuple[float, ...]
    low95: tuple[float, ...]
    high95: tuple[float, ...]
    low998: tuple[float, ...]
    high998: tuple[float, ...]


@dataclass(frozen=True)
class Funnel:
    """A funnel: the pooled value, its units in their order, the lines, and how far the limits were widened.

    ``phi`` is the dispersion (1 where chance alone is at work), None where it cannot be told, and then no unit is
    outside; ``is_widened`` says that the limits lie √phi times as far from the target as chance alone would put them.
    """

    target: float | None
    units: tuple[FunnelUnit, ...]
    curve: FunnelCurve
    phi: float | None
    is_widened: bool

    @property
    def apart(self) -> tuple[FunnelUnit, ...]:
        """The units that lie clearly above or below what all have in common, in their order."""
        return tuple(unit for unit in self.units if unit.apart is not None)

    @property
    def outside(self) -> tuple[FunnelUnit, ...]:
        """The units to be examined: beyond the 95 % limits, in their order."""
        return tuple(unit for unit in self.units if unit.position not in (None, "inside"))


def funnel_of_shares(counts: Mapping[str, tuple[int, int]]) -> Funnel:
    """Funnel limits of proportions around the pooled one.

    Parameters
    ----------
    counts
        Part and whole of each unit, by id or name: whole numbers of the same things. A unit without a figure is left
        out by the caller.

    Returns
    -------
    Funnel
        Values, limits and target are fractions from 0 to 1.

    Raises
    ------
    DataError
        If a part is negative or exceeds its whole; names the unit and both.

    Notes
    -----
    In Vietnamese: giới hạn ngẫu nhiên của tỷ lệ theo quy mô đơn vị. Unit: fraction from 0 to 1.

    Limits are exact binomial quantiles, interpolated between whole counts, and divided by the whole; a unit of any
    size that differs by chance alone passes each 95 % limit with a probability of at most 2.5 %. The upper limits are
    one count above those of the source, see `thidua.measures.quantiles.interpolated`. Dispersion φ is the mean
    squared z of the units, z = (y - θ)/√(θ(1 - θ)/n), each z drawn in to the 10 % and 90 % points of all of them;
    where φ > 1, with however many units, the limits' distances from the target are multiplied by √φ. Source:
    Spiegelhalter (2005), Stat. Med. 24(8), 1185-1202; on probabilities of interpolated limits Manktelow and Seaton
    (2012), PLoS ONE 7(9), e45723.

    Examples
    --------
    >>> counts = {"a": (9, 20), "b": (45, 100), "c": (10, 80), "d": (47, 90), "e": (48, 100), "f": (50, 100)}
    >>> funnel = funnel_of_shares(counts)
    >>> [(unit.label, unit.position) for unit in funnel.outside], round(funnel.phi, 1)
    ([('c', 'below_998')], 2.2)
    """
    refuse_impossible_shares(counts)
    target = _pooled(counts)
    spread = target * (1 - target)
    limits = _Limits(target, spread, lambda tail, sizes, side: binomial_limit(tail, sizes, target, side), highest=1.0)
    return _funnel(counts, limits, _whole_sizes(counts))


def funnel_of_rates(counts: Mapping[str, tuple[int, float]]) -> Funnel:
    """Funnel limits of rates around the pooled one.

    Parameters
    ----------
    counts
        Count and exposure of each unit, by id or name: titles and thousands of staff, for rates per 1,000.

    Returns
    -------
    Funnel
        Values, limits and target are per one unit of exposure.

    Raises
    ------
    DataError
        If a count or an exposure is negative, or something is counted over nobody; names the unit and both.

    Notes
    -----
    In Vietnamese: giới hạn ngẫu nhiên của tỷ suất theo quy mô đơn vị. Unit: count per one of the exposure. Source:
    Spiegelhalter (2005), Stat. Med. 24(8), 1185-1202.

    As `funnel_of_shares`, with Poisson quantiles of mean θE and z = (y - θ)/√(θ/E).
    """
    refuse_impossible_rates(counts)
    target = _pooled(counts)
    limits = _Limits(target, target, lambda tail, sizes, side: poisson_limit(tail, target * sizes, side))
    return _funnel(counts, limits, _sizes(counts))


@dataclass(frozen=True)
class _Limits:
    """The limits of chance around a target: limits of the count at a size, and the variance of a value at size 1."""

    target: float
    spread: float
    of_count: LimitOfCount
    highest: float = inf
    widening: float = 1.0

    def at(self, sizes: Numbers) -> dict[str, Numbers]:
        """The four limits at these sizes, none beyond what a value can be."""
        found = {}
        for name, (tail, side) in LIMITS.items():
            distance = self.of_count(tail, sizes, side) / sizes - self.target
            found[name] = np.clip(self.target + self.widening * distance, 0.0, self.highest)
        return found


def _pooled(counts: Mapping[str, tuple[int, float]]) -> float:
    """The value of all units together; 0 where nobody is counted, which then shows nowhere."""
    sizes = sum(size for _, size in counts.values())
    return sum(count for count, _ in counts.values()) / sizes if sizes else 0.0


def _sizes(counts: Mapping[str, tuple[int, float]]) -> Numbers:
    """Sizes at which the lines are drawn: from half of the smallest unit to a little beyond the largest."""
    known = [size for _, size in counts.values() if size]
    return np.linspace(min(known) / 2, max(known) * 1.05, CURVE_POINTS) if known else np.array([])


def _whole_sizes(counts: Mapping[str, tuple[int, float]]) -> Numbers:
    """`_sizes` in whole numbers, each once."""
    return np.unique(np.ceil(_sizes(counts)))


def _funnel(counts: Mapping[str, tuple[int, float]], limits: _Limits, curve_sizes: Numbers) -> Funnel:
    known = {label: pair for label, pair in counts.items() if pair[1]}
    if not known:
        empty = tuple(FunnelUnit(label, *pair) for label, pair in counts.items())
        return Funnel(None, empty, FunnelCurve((), (), (), (), ()), None, False)
    phi = _dispersion(known, limits)
    is_widened = phi is not None and phi > 1
    apart = dict(zip(known, _apart(known, limits), strict=True))
    if phi is not None and is_widened:
        limits = replace(limits, widening=sqrt(phi))
    sizes = np.array([size for _, size in known.values()], dtype=float)
    at_units = dict(zip(known, zip(*_lists(limits.at(sizes)), strict=True), strict=True))
    units = tuple(_unit(label, *pair, at_units.get(label, ())) for label, pair in counts.items())
    if len(known) < ENOUGH_UNITS:
        units = tuple(replace(unit, position=None) for unit in units)
    else:
        units = tuple(replace(unit, apart=apart.get(unit.label)) for unit in units)
    curve = FunnelCurve(*(tuple(line) for line in (curve_sizes.tolist(), *_lists(limits.at(curve_sizes)))))
    return Funnel(limits.target, units, curve, phi, is_widened)


def _apart(known: Mapping[str, tuple[int, float]], limits: _Limits) -> Iterator[Literal["above", "below"] | None]:
    """On which side each unit is clearly apart."""
    sizes, tail = np.array([size for _, size in known.values()], dtype=float), APART / (2 * len(known))
    low, high = (limits.of_count(tail, sizes, side).tolist() for side in ("low", "high"))
    for (count, _), at_least, at_most in zip(known.values(), low, high, strict=True):
        yield "above" if count > at_most else "below" if count < at_least else None


def _dispersion(known: Mapping[str, tuple[int, float]], limits: _Limits) -> float | None:
    """The mean squared z, the outermost drawn in; None where all are 0 or all they can be, or the units too few."""
    if len(known) < ENOUGH_UNITS or not limits.spread:
        return None
    counts, sizes = (np.array(column, dtype=float) for column in zip(*known.values(), strict=True))
    z = (counts / sizes - limits.target) * np.sqrt(sizes / limits.spread)
    return float(np.mean(np.clip(z, *np.quantile(z, (WINSORISED, 1 - WINSORISED))) ** 2))


def _lists(limits: Mapping[str, Numbers]) -> list[list[float]]:
    return [limits[name].tolist() for name in LIMITS]


def _unit(label: str, count: int, size: float, limits: tuple[float, ...]) -> FunnelUnit:
    if not limits:
        return FunnelUnit(label, count, size)
    low95, high95, low998, high998 = limits
    value = count / size
    position = _position(value, low95, high95, low998, high998)
    return FunnelUnit(label, count, size, value, low95, high95, low998, high998, position)


def _position(value: float, low95: float, high95: float, low998: float, high998: float) -> Position:
    """Where a value lies; what lies on a limit is inside."""
    if value > high998:
        return "above_998"
    if value > high95:
        return "above_95"
    if value < low998:
        return "below_998"
    return "below_95" if value < low95 else "inside"
