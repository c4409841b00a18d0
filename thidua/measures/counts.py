"""Counts of awards by authority, form and recipient kind (K01 of the indicator catalogue)."""

from __future__ import annotations

import pandas as pd

from thidua.facts.settle import is_added_up
from thidua.registry import awards, get_authority, get_level, merged_awards

KINDS = ("collective", "individual", "household")
ROW = ("authority", "award", "award_type", "count_unit")
COLUMNS = ("level", *ROW, "other_kind", *KINDS, "total", "not_applicable")


def with_status(facts: pd.DataFrame, status: str) -> pd.DataFrame:
    """The facts of one status (awarded, nominated, honoured, …): different statuses are never added up."""
    return facts[facts["status"] == status]


def whole_counts(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts that count all recipients, without those that split the same recipients into classes."""
    return facts[facts["recipient_class"] == ""]


def award_counts(facts: pd.DataFrame) -> pd.DataFrame:
    """Count recipients or instances by authority, form and recipient kind.

    Parameters
    ----------
    facts
        Facts of one unit, period and status; see `thidua.facts.query.Facts.of`. Rows that split a count into
        recipient classes are left out, since they would count the same recipients twice, and so is what the
        registry keeps beside the awards.

    Returns
    -------
    pandas.DataFrame
        One row per ``authority``, ``award`` (merged codes stay merged), ``award_type``, ``count_unit`` and
        ``other_kind``, with its ``level``, highest authority first; types that make up one count are added up, and
        ``award_type`` is empty then. ``collective``, ``individual`` and ``household`` are counts and ``total`` adds
        them up. A figure for several kinds at once, or for another kind, stands in ``total`` alone and ``other_kind``
        names it. A missing value means that no figure is known, which is not 0; ``not_applicable`` holds the kinds
        of which the source says there can be none.

    Notes
    -----
    Source: indicator K01, counts by level × form × recipient.
    """
    whole = _with_types_joined(whole_counts(facts))
    whole = whole[[all(award.is_award for award in merged_awards(code)) for code in whole["award"]]]
    if whole.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    whole = whole.assign(other_kind=whole["recipient_kind"].mask(whole["recipient_kind"].isin(KINDS), ""))
    keys = [*ROW, "other_kind"]
    counts = whole.groupby(keys, sort=False)["count"].sum(min_count=1).rename("total").reset_index()
    for kind in KINDS:
        of_kind = whole[whole["recipient_kind"] == kind].groupby(keys)["count"].sum(min_count=1).rename(kind)
        counts = counts.merge(of_kind.reset_index(), on=keys, how="left")
    impossible = whole[whole["state"] == "not_applicable"].groupby(keys)["recipient_kind"].agg(frozenset)
    counts["not_applicable"] = [
        impossible.get(row, frozenset()) for row in counts[keys].itertuples(index=False, name=None)
    ]
    counts["level"] = [get_authority(code).level for code in counts["authority"]]
    order = pd.Series([_page_order(*values) for values in counts[list(ROW[:3])].itertuples(index=False)])
    return counts.loc[order.sort_values(kind="stable").index, list(COLUMNS)].reset_index(drop=True)


def _with_types_joined(whole: pd.DataFrame) -> pd.DataFrame:
    """The facts with an empty type where a form is counted by types that are surely parts of one count.

    Single types are, and all that was added up from lists and returns; a quoted figure without a type, or for
    several types at once, may hold the others.
    """
    if whole.empty:
        return whole
    form = [whole[name] for name in ("authority", "award", "count_unit")]
    is_single = (whole["award_type"] != "") & ~whole["award_type"].str.contains("+", regex=False)
    is_part = is_single | whole["source"].map(is_added_up)
    several = whole.groupby(form)["award_type"].transform("nunique") > 1
    return whole.assign(award_type=whole["award_type"].mask(is_part.groupby(form).transform("all") & several, ""))


def _page_order(authority: str, award: str, award_type: str) -> tuple[int, int, int, str]:
    giver = get_authority(authority)
    return get_level(giver.level).rank, giver.rank, awards().index(merged_awards(award)[0]), award_type


def count_of(facts: pd.DataFrame, award: str, kind: str | None = None) -> int | None:
    """One count out of the facts of a unit, period and status: of a form, and of one recipient kind if named.

    Returns
    -------
    int or None
        The sum over authorities, types and (if `kind` is None) recipient kinds; None if no figure is known, if
        one of them is missing, or if some count instances and others recipients.
    """
    rows = whole_counts(facts)
    rows = rows[(rows["award"] == award) & (rows["state"] != "not_applicable")]
    if kind is not None:
        rows = rows[rows["recipient_kind"] == kind]
    is_known = (rows["state"] == "counted").all() and rows["count_unit"].nunique() == 1
    return int(rows["count"].sum()) if is_known else None
