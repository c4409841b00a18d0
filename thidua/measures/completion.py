"""How many were finished by each day, when some are still open: the Kaplan-Meier estimate and what is read from it.

Pure: numbers in, numbers out; what is waited for is in `waiting`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from thidua.errors import DataError
from thidua.measures.intervals import wilson_share


class Within(NamedTuple):
    """The share finished within so many days; ``share``, ``low`` and ``high`` are fractions.

    ``part`` is how many of the ``whole`` were seen to finish in time; where some were still open before, the share is
    estimated and is not ``part`` of ``whole``. ``low`` and ``high`` are None where the estimate has no interval.
    """

    part: int
    whole: int
    share: float
    low: float | None
    high: float | None
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class Completion:
    """How many were finished by each day, as Kaplan and Meier estimate it.

    Attributes
    ----------
    days
        The days on which something was finished, from early to late.
    at_risk, done
        How many were still waiting until that day, and how many were finished on it.
    shares
        The share finished by the end of that day, a fraction that never falls.
    open_days
        How long each unfinished one has waited so far, from short to long.
    """

    days: tuple[int, ...]
    at_risk: tuple[int, ...]
    done: tuple[int, ...]
    shares: tuple[float, ...]
    open_days: tuple[int, ...]

    @property
    def whole(self) -> int:
        """All of them, finished or open."""
        return sum(self.done) + len(self.open_days)

    def quantile(self, share: float) -> int | None:
        """The smallest number of days within which this share was finished; None where it never was.

        Notes
        -----
        The median of 1, 2, 3 and 4 days is 2: within 2 days a half was finished. Nothing is averaged.
        """
        if not 0 < share <= 1:
            raise DataError(f"the quantile {share:g}: expected a share above 0, at most 1")
        # Products of fractions miss a half or nine tenths by rounding.
        return next((day for day, reached in zip(self.days, self.shares, strict=True) if reached >= share - 1e-9), None)

    @property
    def median(self) -> int | None:
        """Days within which a half was finished."""
        return self.quantile(0.5)

    @property
    def p90(self) -> int | None:
        """Days within which nine in ten were finished."""
        return self.quantile(0.9)

    def within(self, limit: int, *, confidence: float = 0.95) -> Within:
        """The share finished within so many days, with its interval.

        Notes
        -----
        Where nothing was still open before, a plain share with Wilson's interval; else the Kaplan-Meier estimate with
        Greenwood's variance on the log-log scale. Sources: `thidua.measures.intervals.wilson_share`; Kalbfleisch and
        Prentice (1980), The Statistical Analysis of Failure Time Data.
        """
        steps = [one for one in zip(self.days, self.at_risk, self.done, strict=True) if one[0] <= limit]
        part = sum(done for _, _, done in steps)
        if not any(day < limit for day in self.open_days):
            share = wilson_share(part, self.whole, confidence=confidence)
            return Within(part, self.whole, share.share or 0.0, share.low, share.high, False)
        reached = self.shares[len(steps) - 1] if steps else 0.0
        low, high = _log_log_limits(1 - reached, [(at_risk, done) for _, at_risk, done in steps], confidence)
        return Within(part, self.whole, reached, low, high, True)


def kaplan_meier(days: Iterable[int], open_days: Iterable[int] = ()) -> Completion:
    """How many were finished by each day, when some are still open.

    Parameters
    ----------
    days
        Whole days from 0 after which each finished one was finished.
    open_days
        Whole days from 0 that each unfinished one has waited so far; without them quick cases alone would be counted.

    Returns
    -------
    Completion
        Without open ones its shares are the plain ones.

    Raises
    ------
    DataError
        If a number of days is negative, or nothing was finished; names it.

    Notes
    -----
    In Vietnamese: tỷ lệ hồ sơ xong theo số ngày, tính cả hồ sơ đang chờ. Unit: per cent finished within so many
    days, with a 95 % interval.

    Product-limit estimate; who is open on a day still waited on it. Source: Kaplan and Meier (1958), J. Am. Stat.
    Assoc. 53(282), 457-481.

    Examples
    --------
    >>> found = kaplan_meier([6, 6, 6, 7, 10], [6, 9, 10, 11])
    >>> found.days, found.at_risk, [round(share, 3) for share in found.shares], found.median
    ((6, 7, 10), (9, 5, 3), [0.333, 0.467, 0.644], 10)
    """
    finished, waiting = Counter(days), tuple(sorted(open_days))
    if (first := min([*finished, *waiting], default=0)) < 0:
        raise DataError(f"a wait of {first} days; expected days from 0")
    if not finished:
        raise DataError("no wait is finished; expected at least one")
    on, done = tuple(sorted(finished)), tuple(finished[day] for day in sorted(finished))
    at_risk = tuple(
        sum(finished[later] for later in on if later >= day) + sum(later >= day for later in waiting) for day in on
    )
    shares, left = [], 1.0
    for number, ended in zip(at_risk, done, strict=True):
        left *= 1 - ended / number
        shares.append(1 - left)
    return Completion(on, at_risk, done, tuple(shares), waiting)


def _log_log_limits(
    left: float, steps: list[tuple[int, int]], confidence: float
) -> tuple[float, float] | tuple[None, None]:
    """Limits of the share finished, from the share left: none where all or nothing is finished."""
    if left <= 0 or not steps:
        return None, None
    variance = sum(done / (at_risk * (at_risk - done)) for at_risk, done in steps)
    half = NormalDist().inv_cdf(0.5 + confidence / 2) * sqrt(variance) / -log(left)
    return 1 - left ** exp(-half), 1 - left ** exp(half)
