"""Intervals for small counts. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple

from thidua.errors import DataError


class Share(NamedTuple):
    """A part of a whole with its interval; `share`, `low` and `high` are fractions, None where whole is 0."""

    part: int
    whole: int
    share: float | None
    low: float | None
    high: float | None


def wilson_share(part: int, whole: int, *, confidence: float = 0.95) -> Share:
    """The share of a whole with its Wilson score interval.

    Parameters
    ----------
    part, whole
        Whole numbers of the same things, ``0 <= part <= whole``.
    confidence
        Nominal coverage of the interval, a fraction between 0 and 1.

    Returns
    -------
    Share
        Fractions between 0 and 1; all three missing where the whole is 0, which is not a share of 0.

    Raises
    ------
    DataError
        If the part is negative or exceeds the whole; names both.

    Notes
    -----
    In Vietnamese: tỷ lệ và khoảng tin cậy. Unit: fraction from 0 to 1, with its interval.

    Counts of decisions are a census; the interval describes how much the figure varies from year to year by
    chance. Source: Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212; recommended for small n by Brown, Cai
    and DasGupta (2001), Stat. Sci. 16(2), 101-133.

    Examples
    --------
    >>> share = wilson_share(289, 468)
    >>> round(100 * share.share, 1), round(100 * share.low, 2), round(100 * share.high, 2)
    (61.8, 57.27, 66.04)
    """
    _refuse_impossible(part, whole)
    if whole == 0:
        return Share(part, whole, None, None, None)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    p = part / whole
    scale = 1 + z**2 / whole
    centre = (p + z**2 / (2 * whole)) / scale
    half = z * sqrt(p * (1 - p) / whole + z**2 / (4 * whole**2)) / scale
    return Share(part, whole, p, max(0.0, centre - half), min(1.0, centre + half))


def refuse_impossible_shares(counts: Mapping[str, tuple[int, int]]) -> None:
    """Refuse the first unit whose part and whole cannot be; 0 of 0 can, and is no share.

    Raises
    ------
    DataError
        Names the unit, its part and its whole.
    """
    for label, (part, whole) in counts.items():
        _refuse_impossible(part, whole, f"{label}: ")


def _refuse_impossible(part: int, whole: int, where: str = "") -> None:
    if not 0 <= part <= whole:
        raise DataError(f"{where}{part} of {whole} is not a share; expected a part between 0 and {whole}")


def differ_beyond_chance(count: int, earlier: int, *, confidence: float = 0.95) -> bool:
    """Whether two counts of equally long periods differ by more than chance explains.

    Parameters
    ----------
    count, earlier
        Whole numbers of the same things in two periods of equal length.
    confidence
        A fraction between 0 and 1; 0.998 is the outer limit of a funnel plot.

    Raises
    ------
    DataError
        If a count is negative; names both.

    Notes
    -----
    In Vietnamese: hai số đếm khác nhau vượt mức ngẫu nhiên hay không. Unit: yes or no, at 5 %.

    Two Poisson counts with one rate: given their sum, the first is binomial with one half. The test is exact at every
    size and central, twice the smaller tail, which is an incomplete beta function. Source: Przyborowski and Wilenski
    (1940), Biometrika 31(3/4), 313-323.

    Examples
    --------
    >>> differ_beyond_chance(15, 5), differ_beyond_chance(40, 10, confidence=0.998)
    (True, True)
    >>> differ_beyond_chance(12, 5), differ_beyond_chance(532, 469)
    (False, True)
    """
    if count < 0 or earlier < 0:
        raise DataError(f"{count} and {earlier} are not counts; expected whole numbers from 0")
    if count == earlier:
        return False
    from scipy import special  # imported where a tail is asked for

    smaller, larger = sorted((count, earlier))
    return bool(2 * special.betainc(larger, smaller + 1, 0.5) < 1 - confidence)


class Difference(NamedTuple):
    """Two shares and the first less the second; `difference`, `low` and `high` are fractions from -1 to 1.

    All three are None where one of the two has no whole.
    """

    first: Share
    second: Share
    difference: float | None
    low: float | None
    high: float | None

    @property
    def is_within_chance(self) -> bool | None:
        """Whether chance alone explains the difference: the interval holds 0; None where there is no difference."""
        return None if self.low is None or self.high is None else self.low <= 0 <= self.high


def newcombe_difference(
    part: int, whole: int, other_part: int, other_whole: int, *, confidence: float = 0.95
) -> Difference:
    """The difference of two shares of separate wholes, with Newcombe's hybrid score interval.

    Parameters
    ----------
    part, whole
        The first share: whole numbers of the same things, ``0 <= part <= whole``.
    other_part, other_whole
        The share it is compared with, of other things: another year, another unit.
    confidence
        Nominal coverage of the interval, a fraction between 0 and 1.

    Returns
    -------
    Difference
        The first share less the second, a fraction (0.12 is 12 percentage points), with its limits; both shares
        with their own Wilson intervals. Missing where one of the wholes is 0.

    Raises
    ------
    DataError
        If a part is negative or exceeds its whole; names both.

    Notes
    -----
    In Vietnamese: chênh lệch hai tỷ lệ. Unit: fraction from -1 to 1, with a 95 % interval.

    The Wilson limits of the two shares are squared and added, so that the limits never leave -1 to 1 and need no
    large counts. Source: Newcombe (1998), Stat. Med. 17(8), 873-890, method 10 (without continuity correction).

    Examples
    --------
    >>> found = newcombe_difference(56, 70, 48, 80)
    >>> round(found.difference, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    >>> found.is_within_chance
    False
    """
    one = wilson_share(part, whole, confidence=confidence)
    two = wilson_share(other_part, other_whole, confidence=confidence)
    if one.share is None or one.low is None or one.high is None:
        return Difference(one, two, None, None, None)
    if two.share is None or two.low is None or two.high is None:
        return Difference(one, two, None, None, None)
    difference = one.share - two.share
    down = hypot(one.share - one.low, two.high - two.share)
    up = hypot(one.high - one.share, two.share - two.low)
    return Difference(one, two, difference, max(-1.0, difference - down), min(1.0, difference + up))
