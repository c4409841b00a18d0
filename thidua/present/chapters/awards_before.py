"""The awards of a period with those of the same period before (cùng kỳ), form by form."""

from __future__ import annotations

import pandas as pd

from thidua.facts.origin import is_all_listed
from thidua.measures.counts import KINDS, award_counts, page_order, whole_counts, with_types_joined
from thidua.present.report import Report

FORM = ["authority", "award", "count_unit"]
KEYS = [*FORM, "award_type", "other_kind"]


def with_before(report: Report, counts: pd.DataFrame) -> pd.DataFrame:
    """Add what the same period before had of each form, and the forms that it alone had.

    Parameters
    ----------
    counts
        The awards of the report's unit and period, as `award_counts` gives them.

    Returns
    -------
    pandas.DataFrame
        The rows of ``counts`` and those that only the period before had, in the order of a page, with the total
        ``before``; it is missing everywhere if no figure of that period is known. A form that one of the periods
        lacks has 0 there if all figures of that period were counted from decision lists, in which everything awarded
        stands; otherwise its figure is missing.

    Notes
    -----
    A form that the two periods count in different units, times and recipients, has no figure of the period before.
    Where one period tells a form by types and the other as a whole, they are compared only if the types are surely
    parts of one count, as `with_types_joined` decides over both periods together.
    """
    if report.before.empty:
        return counts.assign(before=pd.array([pd.NA] * len(counts), dtype="Int64"))
    either = pd.concat([report.awarded, report.before], ignore_index=True)
    joined = _joined_forms(either)
    now = _told_as_a_whole(counts, joined)
    before = _told_as_a_whole(award_counts(report.before), joined)
    earlier = before[[*KEYS, "total"]].rename(columns={"total": "before"}).assign(is_known=True)
    both = now.merge(earlier, on=KEYS, how="left")
    if _is_all_listed(report.before):
        both["before"] = both["before"].mask(both["is_known"].isna(), 0)
    lost = before[~(_is_in(before, now, KEYS) | _is_counted_otherwise(before, now))]
    gone = _absent_now(lost, is_zero=_is_all_listed(report.awarded))
    both = pd.concat([both.drop(columns="is_known"), gone], ignore_index=True) if len(gone) else both
    forms = list(both[["authority", "award", "award_type"]].itertuples(index=False, name=None))
    order = sorted(range(len(forms)), key=lambda at: page_order(*forms[at]))
    return both.iloc[order].reset_index(drop=True)


def _is_in(counts: pd.DataFrame, others: pd.DataFrame, keys: list[str]) -> pd.Series:
    found = set(others[keys].itertuples(index=False, name=None))
    return pd.Series([key in found for key in counts[keys].itertuples(index=False, name=None)], dtype=bool)


def _is_counted_otherwise(before: pd.DataFrame, now: pd.DataFrame) -> pd.Series:
    """Whether the form is there now, in the other count unit: nothing to compare, and nothing absent."""
    return _is_in(before, now, ["authority", "award"]) & ~_is_in(before, now, FORM)


def _joined_forms(facts: pd.DataFrame) -> set[tuple[str, ...]]:
    """The forms of which the types of both periods together are parts of one count."""
    whole = whole_counts(facts)
    has_lost_its_type = (with_types_joined(whole)["award_type"] == "") & (whole["award_type"] != "")
    return set(whole.loc[has_lost_its_type, FORM].itertuples(index=False, name=None))


def _told_as_a_whole(counts: pd.DataFrame, forms: set[tuple[str, ...]]) -> pd.DataFrame:
    is_whole = [form in forms for form in counts[FORM].itertuples(index=False, name=None)]
    return counts.assign(award_type=counts["award_type"].mask(pd.Series(is_whole, index=counts.index, dtype=bool), ""))


def _absent_now(before: pd.DataFrame, *, is_zero: bool) -> pd.DataFrame:
    """The rows of the period before as those of a period in which nothing of them is known, or nothing was awarded."""
    absent = before.assign(before=before["total"])
    for name in (*KINDS, "total"):
        absent[name] = absent[name].where(absent[name].isna(), 0 if is_zero else pd.NA)
    return absent


def _is_all_listed(facts: pd.DataFrame) -> bool:
    return bool(facts["origin"].map(is_all_listed).all())
