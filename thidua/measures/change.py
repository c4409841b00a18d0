"""Change against the same period before (K19 of the indicator catalogue): as a difference and as a ratio of rates.

Only counts of the same things are compared; what is not known for both periods has no change, and none is made 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from math import isinf, sqrt
from typing import Any, Literal, NamedTuple, get_args

import pandas as pd

from thidua.errors import DataError
from thidua.measures.counts import counts_awards, joined_types
from thidua.measures.rate_intervals import RateRatio, rate_ratio
from thidua.measures.values import values
from thidua.registry import awards, get_authority, get_level, merged_awards, merged_kinds

KEYS = ("award", "family", "award_type", "recipient_kind", "count_unit")
"""What is the same on both sides of a comparison."""

COLUMNS = (
    "level",
    *KEYS,
    "count",
    "state",
    "before",
    "before_state",
    "difference",
    "relative",
    "ratio",
    "ratio_low",
    "ratio_high",
)
_TYPES = {"count": "Int64", "before": "Int64", "difference": "Int64"}
_TYPES |= dict.fromkeys(("relative", "ratio", "ratio_low", "ratio_high"), "float64")


Verdict = Literal["beyond", "within", "by_quota"]
"""What chance says of a change: it does not explain it, it does, or it is not asked, as the award follows a quota."""


@dataclass(frozen=True, slots=True)
class Change:
    """A count beside that of the same period before.

    ``relative`` is the difference as a fraction of the earlier count (0.053 is 5.3 % more), None where that is 0.
    ``ratio`` is the ratio of the two rates with its limits; the counts themselves where both exposures are equal.
    ``follows_quota`` says that some of what is counted is given by quota, of which chance is not asked.
    """

    count: int
    before: int
    difference: int
    relative: float | None
    ratio: RateRatio
    follows_quota: bool = False

    @property
    def verdict(self) -> Verdict:
        """What chance says of it, the one value that table, sentence, chart, review page and mail tell."""
        if self.follows_quota:
            return "by_quota"
        return "within" if self.ratio.is_within_chance else "beyond"

    @property
    def is_beyond_chance(self) -> bool:
        """Whether chance alone does not explain it; not so either where chance is not asked."""
        return self.verdict == "beyond"

    @property
    def is_within_chance(self) -> bool:
        """Whether chance alone explains it; not so either where chance is not asked."""
        return self.verdict == "within"

    @property
    def size(self) -> float:
        """|count - before| / √(count + before), to rank changes by; 0 where both are 0.

        The standardised difference of two Poisson counts of one rate: a rise from 100 to 136 stands before one from 1
        to 3, which a percentage would not tell. Source: the normal form of Przyborowski and Wilenski (1940),
        Biometrika 31(3/4), 313-323.
        """
        both = self.count + self.before
        return abs(self.difference) / sqrt(both) if both else 0.0

    def values(self) -> dict[str, str | int | float | None]:
        """The comparison as values of a row of a table, for whoever reads it after the page was printed.

        Returns
        -------
        dict
            ``verdict`` ("beyond", "within", "by_quota"), ``count``, ``before``, ``difference``, ``relative``
            (fraction), ``ratio``, ``ratio_low``, ``ratio_high`` and ``size``; None where there is none, and for a
            ``ratio_high`` that nothing limits, as JSON has no infinity.
        """
        return asdict(self.told)

    @property
    def told(self) -> ToldChange:
        """The comparison as it is told after the page was printed."""
        high = self.ratio.high
        return ToldChange(
            self.verdict,
            self.count,
            self.before,
            self.difference,
            self.relative,
            self.ratio.ratio,
            self.ratio.low,
            None if high is None or isinf(high) else high,
            self.size,
        )


@dataclass(frozen=True, slots=True)
class ToldChange:
    """What a row of a table tells of a change, in numbers and a word: the fields of `Change.values`."""

    verdict: Verdict
    count: int
    before: int
    difference: int
    relative: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    size: float

    @classmethod
    def parse(cls, values: Mapping[str, Any]) -> ToldChange:
        """The change that a row told.

        Raises
        ------
        DataError
            If it tells something else; names the fields that are lacking or too many, or the verdict.
        """
        if unlike := values.keys() ^ {each.name for each in fields(cls)}:
            raise DataError(f"a row of a comparison tells {', '.join(values)}; unlike: {', '.join(sorted(unlike))}")
        told = cls(**values)
        if told.verdict not in get_args(Verdict):
            raise DataError(f"a comparison has the verdict {told.verdict!r}; expected {', '.join(get_args(Verdict))}")
        return told


class Comparisons(NamedTuple):
    """How many comparisons were put to chance at once, and how many of them it passes although nothing changed."""

    made: int
    by_chance: float

    def values(self) -> dict[str, float | int]:
        """As values of a table or part: ``comparisons`` and ``expected_by_chance``."""
        return {"comparisons": self.made, "expected_by_chance": self.by_chance}

    @classmethod
    def parse(cls, values: Mapping[str, Any]) -> Comparisons:
        """What a table or part said; none of one that says nothing of it."""
        return cls(int(values["comparisons"]), float(values["expected_by_chance"])) if values else cls(0, 0.0)


def comparisons(changes: Iterable[Change | None], *, confidence: float = 0.95) -> Comparisons:
    """Count the changes of which chance was asked, as one in twenty passes its limits with nothing behind it.

    Parameters
    ----------
    changes
        One for each comparison; None where a figure is lacking, which is no comparison.
    confidence
        That of the intervals, a fraction between 0 and 1.

    Notes
    -----
    In Vietnamese: số so sánh và số vượt mức chỉ do ngẫu nhiên. Unit: comparisons.

    The expected number of false alarms among m comparisons of level α is at most αm, whether or not they depend on
    each other. Source: Bonferroni's inequality, as in Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57(1), 289-300.

    Examples
    --------
    >>> comparisons([same_period_change(40, 20), same_period_change(15, 12), None])
    Comparisons(made=2, by_chance=0.1)
    """
    made = sum(change is not None and change.verdict != "by_quota" for change in changes)
    return comparisons_of(made, confidence=confidence)


def comparisons_of(made: int, *, confidence: float = 0.95) -> Comparisons:
    """So many comparisons of any kind, as `comparisons` counts those of changes."""
    return Comparisons(made, round((1 - confidence) * made, 2))


def same_period_change(
    count: int,
    before: int,
    *,
    exposure: float = 1.0,
    exposure_before: float = 1.0,
    follows_quota: bool = False,
    confidence: float = 0.95,
) -> Change:
    """The change of a count against the same period before: difference, relative change, ratio of rates (K19).

    Parameters
    ----------
    count, before
        Whole numbers of the same things, counted alike, in two periods.
    exposure, exposure_before
        What each is counted over where that differs: staff, months; 1 each compares the counts.
    follows_quota
        Whether some of them are given by quota (`thidua.registry.quotas`): then chance is not asked.
    confidence
        Nominal coverage of the ratio's interval, a fraction between 0 and 1.

    Raises
    ------
    DataError
        If a count is negative or an exposure is not above 0; names both.

    Notes
    -----
    In Vietnamese: tăng, giảm so với cùng kỳ. Unit: difference in awards, per cent, and ratio with a 95 % interval.

    The interval says how far two counts of one unchanged process may lie apart from period to period, if each case is
    decided by itself; what follows a quota moves much less. Source: indicator K19; interval as in
    `thidua.measures.rate_intervals.rate_ratio`.

    Examples
    --------
    >>> change = same_period_change(240, 228)
    >>> change.difference, round(change.relative, 3), change.is_within_chance
    (12, 0.053, True)
    """
    ratio = rate_ratio(count, before, exposure=exposure, other_exposure=exposure_before, confidence=confidence)
    relative = (count - before) / before if before else None
    return Change(count, before, count - before, relative, ratio, follows_quota)


def changes(
    facts: pd.DataFrame, before: pd.DataFrame, *, by: Literal["award", "family"] = "award", confidence: float = 0.95
) -> pd.DataFrame:
    """Set every count of a period beside that of the same period before (K19).

    Parameters
    ----------
    facts, before
        Facts of one unit and status in a period and in the same period before; classes within a count and what the
        registry keeps beside the awards are left out, authorities are added up.
    by
        "award": a row per form; "family": the classes of one order are one row, as a source may give them apart in
        one year and together in another.

    Returns
    -------
    pandas.DataFrame
        One row per ``award`` (by family: empty), ``family``, ``award_type``, ``recipient_kind`` and ``count_unit``
        found in either period, with its highest ``level``; highest level first, then in the order of the registry.
        ``award_type`` is empty where several types were added up, as in `award_counts`. Lượt and số, and merged and
        single forms or kinds, stand in rows of their own and are not compared. ``count`` and ``before`` are missing
        unless their ``state`` and ``before_state`` are ``counted``; these may be ``missing`` (a part of it has no
        figure), ``not_applicable``, or ``absent`` (no source names it, which need not be 0). ``difference``,
        ``relative`` (fraction), ``ratio``, ``ratio_low`` and ``ratio_high`` as in `same_period_change`; missing where
        one count is. What chance says is no part of it, as it is not asked of every award.

    Raises
    ------
    DataError
        If `by` is neither of the two.
    """
    found = change_rows(facts, before, by=by, confidence=confidence)
    return pd.DataFrame(found, columns=list(COLUMNS)).astype({name: _TYPES.get(name, "str") for name in COLUMNS})


def change_rows(
    facts: pd.DataFrame,
    before: pd.DataFrame,
    *,
    by: Literal["award", "family"] = "award",
    by_level: bool = False,
    confidence: float = 0.95,
) -> list[dict[str, Any]]:
    """The rows of `changes` as values by column; what is missing is None or left out.

    Parameters
    ----------
    by_level
        Whether each level has rows of its own: what a district and what a department awarded are two rows then.
    """
    if by not in ("award", "family"):
        raise DataError(f'by is "{by}"; expected "award" or "family"')
    counts = [*_counts(facts, by, is_before=False), *_counts(before, by, is_before=True)]
    # Types are joined as in `award_counts`, but over authorities: lists and returns do not always name the same one.
    forms = [(one.level if by_level else "", one.award or one.family, one.count_unit) for one in counts]
    types = joined_types(forms, [(one.award_type, one.origin) for one in counts])
    rows: dict[tuple[str, ...], list[_Count]] = {}
    for one, (level, *_), award_type in zip(counts, forms, types, strict=True):
        key = (one.award, one.family, award_type, one.recipient_kind, one.count_unit)
        rows.setdefault((level, *key), []).append(one)
    found = [_row(key[1:], same, confidence) for key, same in sorted(rows.items())]
    found.sort(key=_page_order)
    return found


class _Count(NamedTuple):
    """One count of awards on one of the two sides; ``award`` is empty where families are compared."""

    award: str
    family: str
    level: str
    award_type: str
    recipient_kind: str
    count_unit: str
    origin: str
    state: str
    number: int
    is_before: bool


def _counts(facts: pd.DataFrame, by: str, *, is_before: bool) -> Iterator[_Count]:
    """The counts of awards of one side, each with the level that gave it and the family of its form."""
    names = ("award_type", "recipient_kind", "count_unit", "origin", "state", "count")
    for award, authority, of_class, *rest in values(facts, "award", "authority", "recipient_class", *names):
        if not of_class and counts_awards(award):
            form = award if by == "award" else ""
            yield _Count._make((form, _family(award), get_authority(authority).level, *rest, is_before))


def _family(code: str) -> str:
    """The family of a form; what merges several forms is compared only with the same merger."""
    return code if "+" in code else merged_awards(code)[0].family


def _row(key: tuple[str, ...], same: list[_Count], confidence: float) -> dict[str, Any]:
    """One row of `changes`; what it leaves out is missing."""
    sides = ([one for one in same if one.is_before == when] for when in (False, True))
    (count, state), (before, before_state) = (_total(side) for side in sides)
    row = {
        **dict(zip(KEYS, key, strict=True)),
        "level": min((one.level for one in same), key=lambda level: get_level(level).rank),
        "count": count,
        "state": state,
        "before": before,
        "before_state": before_state,
    }
    if count is None or before is None:
        return row
    change = same_period_change(count, before, confidence=confidence)
    ratio = change.ratio
    return {
        **row,
        "difference": change.difference,
        "relative": change.relative,
        "ratio": ratio.ratio,
        "ratio_low": ratio.low,
        "ratio_high": ratio.high,
    }


def _total(counts: list[_Count]) -> tuple[int | None, str]:
    """The sum of what is counted; one missing part makes it missing, what cannot be adds nothing."""
    states = {one.state for one in counts}
    if not states:
        return None, "absent"
    if "missing" in states:
        return None, "missing"
    if states == {"not_applicable"}:
        return None, "not_applicable"
    return int(sum(one.number for one in counts if one.state == "counted")), "counted"


def _page_order(row: dict[str, Any]) -> tuple[object, ...]:
    """Highest level first, as an official text goes; within it the order of the registry."""
    form = str(row["award"] or row["family"]).partition("+")[0]
    place = next(at for at, award in enumerate(awards()) if form in (award.code, award.family))
    kind = merged_kinds(row["recipient_kind"])[0].rank
    return get_level(row["level"]).rank, place, row["award_type"], kind, row["recipient_kind"], row["count_unit"]
