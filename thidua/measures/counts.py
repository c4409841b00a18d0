"""Counts of awards by authority, form and recipient kind (K01 of the indicator catalogue)."""

from __future__ import annotations

import pandas as pd

from thidua.registry import awards, get_authority, get_level, merged_awards

KINDS = ("collective", "individual", "household")
ROW = ("authority", "award", "award_type", "count_unit")
COLUMNS = ("level", *ROW, *KINDS, "merged_kind", "total")


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
        Facts of one unit, period and status; see `thidua.facts.read_facts`. Rows that split a count into
        recipient classes are left out, since they would count the same recipients twice.

    Returns
    -------
    pandas.DataFrame
        One row per ``authority``, ``award`` (merged codes stay merged), ``award_type`` and ``count_unit``,
        with its ``level``, highest authority first. ``collective``, ``individual`` and ``household`` are
        counts; ``total`` adds them up. Where the source gives one figure for several kinds, only ``total``
        holds it. A missing value means that no figure is known, which is not 0.

    Notes
    -----
    Source: indicator K01, counts by level × form × recipient.
    """
    whole = whole_counts(facts)
    if whole.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    wide = whole.pivot_table(index=list(ROW), columns="recipient_kind", values="count", aggfunc="sum", min_count=1)
    wide = wide.astype("Int64")
    merged = [kind for kind in wide.columns if "+" in kind]
    counts = wide.reindex(columns=list(KINDS))
    counts["merged_kind"] = (
        wide[merged].notna().idxmax(axis=1).where(wide[merged].notna().any(axis=1), "") if merged else ""
    )
    counts["total"] = wide.sum(axis=1, min_count=1)
    counts = counts.reset_index()
    counts["level"] = [get_authority(code).level for code in counts["authority"]]
    order = pd.Series([_page_order(*keys) for keys in counts[list(ROW[:3])].itertuples(index=False)])
    return counts.loc[order.sort_values(kind="stable").index, list(COLUMNS)].reset_index(drop=True)


def _page_order(authority: str, award: str, award_type: str) -> tuple[int, int, int, str]:
    giver = get_authority(authority)
    return get_level(giver.level).rank, giver.rank, awards().index(merged_awards(award)[0]), award_type


def count_of(facts: pd.DataFrame, award: str, kind: str | None = None) -> int | None:
    """One count out of the facts of a unit, period and status: of a form, and of one recipient kind if named.

    Returns
    -------
    int or None
        The sum over authorities, types and (if `kind` is None) recipient kinds; None if no figure is known.
    """
    rows = whole_counts(facts)
    rows = rows[(rows["award"] == award) & (rows["state"] == "counted")]
    if kind is not None:
        rows = rows[rows["recipient_kind"] == kind]
    return None if rows.empty else int(rows["count"].sum())
