"""Yearly series over a stage: one value a year of each form, and of two shares (K01, K04, K05).

A year without a figure stays missing, and no line is fitted: a stage has too few years for a trend, and the law and
the units change inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from thidua.measures.counts import award_counts, count_of
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.shares import class_shares, share_of_advanced
from thidua.registry import coarse_class


@dataclass(frozen=True, slots=True)
class FormSeries:
    """The awards of one form by year, authorities, types and recipient kinds added up.

    ``count_unit`` says whether they are times or recipients: a form counted in both ways has two series. A value is
    None where no figure of the year is known, which is not 0. ``whole`` says of each year whether its value is all of
    it: one of which a part is missing is told, and compared with no other.
    """

    award: str
    count_unit: str
    values: tuple[int | None, ...]
    whole: tuple[bool, ...]

    @property
    def comparable(self) -> tuple[int | None, ...]:
        """The values that may be compared: None where a part of a year is missing."""
        return tuple(value if is_whole else None for value, is_whole in zip(self.values, self.whole, strict=True))

    @property
    def known(self) -> tuple[int, ...]:
        """The values that are known, in order."""
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, slots=True)
class ShareSeries:
    """One share by year; None where a year does not tell it."""

    award: str
    values: tuple[Share | None, ...]

    @property
    def known(self) -> tuple[Share, ...]:
        """The shares that are known and have a whole, in order."""
        return tuple(value for value in self.values if value is not None and value.share is not None)


def form_series(
    awarded: Mapping[int, pd.DataFrame], *, is_whole: Callable[[str, int], bool] = lambda award, year: False
) -> list[FormSeries]:
    """The awards of each form by year (K01 of the indicator catalogue).

    Parameters
    ----------
    awarded
        Awarded facts of one unit by year, in order; see `thidua.facts.query.Facts.of`. A year without facts belongs
        in it.
    is_whole
        Whether the awards of a form in a year are known whole: a form that such a year does not name was not awarded.

    Returns
    -------
    list of FormSeries
        One per form and count unit found in any year, in the order of a page. Values are whole numbers of times or
        recipients; None in a year that does not name the form (0 if it is whole), where a part of its figure is
        missing, or where the year counts it in the other unit.

    Notes
    -----
    In Vietnamese: chuỗi số khen theo năm. Unit: instances (lượt) or recipients a year.

    The values of the years need not add up to a figure that a source states for the whole stage. Source: K01.
    """
    known = [facts for facts in awarded.values() if not facts.empty]
    if not known:
        return []
    forms = award_counts(pd.concat(known, ignore_index=True))[["award", "count_unit"]].drop_duplicates()
    found = []
    for award, unit in forms.itertuples(index=False, name=None):
        whole = tuple(is_whole(str(award), year) for year in awarded)
        values = (_value(facts, str(award), str(unit), one) for facts, one in zip(awarded.values(), whole, strict=True))
        found.append(FormSeries(str(award), str(unit), tuple(values), whole))
    return found


def _value(facts: pd.DataFrame, award: str, count_unit: str, is_whole: bool) -> int | None:
    of_form = facts[facts["award"] == award]
    if of_form.empty and is_whole:
        return 0
    alike = of_form[of_form["count_unit"] == count_unit]
    return None if alike.empty else count_of(alike, award)


def direct_worker_series(awarded: Mapping[int, pd.DataFrame], forms: Sequence[str]) -> ShareSeries | None:
    """Direct workers among the managers and direct workers who received a form, by year (K05).

    Parameters
    ----------
    awarded
        As for `form_series`.
    forms
        The forms to look at, in this order: the first of which two years or more tell the classes is taken.

    Returns
    -------
    ShareSeries or None
        Wilson shares. A year is None unless it tells both classes; entrepreneurs, and individuals of no known class,
        are in no share. None if no form has two such years.

    Notes
    -----
    Source: indicator K05, class e ÷ (a + b + d + e).
    """
    by_year = [class_shares(facts) for facts in awarded.values()]
    for form in forms:
        values = []
        for shares in by_year:
            parts: dict[str, int] = {}
            for item in shares:
                if item.award == form:
                    code = coarse_class(item.recipient_class).code
                    parts[code] = parts.get(code, 0) + item.share.part
            is_told = {"manager", "direct_worker"} <= parts.keys()
            whole = parts.get("manager", 0) + parts.get("direct_worker", 0)
            values.append(wilson_share(parts["direct_worker"], whole) if is_told else None)
        series = ShareSeries(form, tuple(values))
        if len(series.known) > 1:
            return series
    return None


def advanced_series(awarded: Mapping[int, pd.DataFrame]) -> ShareSeries | None:
    """Grassroots emulation fighters among advanced workers by year (K04); None with fewer than two known years."""
    ratios = [share_of_advanced(facts, None) for facts in awarded.values()]
    series = ShareSeries("CSTDCS", tuple(None if ratio is None else ratio.share for ratio in ratios))
    return series if len(series.known) > 1 else None
