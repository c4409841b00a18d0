"""Counts of awards by authority, form and recipient kind (K01 of the indicator catalogue)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from thidua.facts.origin import is_added_up
from thidua.registry import Award, awards, get_authority, get_level, merged_awards, recipient_classes
from thidua.registry.codes import StatusCode

KINDS = ("collective", "individual", "household")
ROW = ("authority", "award", "award_type", "count_unit")
COLUMNS = ("level", *ROW, "other_kind", *KINDS, "total", "not_applicable", "missing")


def with_status(facts: pd.DataFrame, status: StatusCode) -> pd.DataFrame:
    """The facts of one status (awarded, nominated, honoured, …): different statuses are never added up."""
    return facts[facts["status"] == status]


def whole_counts(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts that count all recipients, without those that split the same recipients into classes."""
    return facts[facts["recipient_class"] == ""]


def class_counts(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts that split the individuals of a count into classes, without marks such as that of enterprises."""
    marks = [one.code for one in recipient_classes("mark")]
    is_class = (facts["recipient_class"] != "") & ~facts["recipient_class"].isin(marks)
    return facts[is_class & (facts["recipient_kind"] == "individual")]


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
        names it. A missing value means that no figure is known, which is not 0: what one part of a count lacks is
        not known of the kind nor of the total. ``not_applicable`` holds the kinds of which the source says there can
        be none, ``missing`` those whose figure it leaves out.

    Notes
    -----
    In Vietnamese: số lượt, số đối tượng được khen theo cấp, hình thức, đối tượng. Unit: instances (lượt) or
    recipients, as the source counts.

    Source: indicator K01, counts by level × form × recipient.
    """
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    names = [*ROW, "recipient_kind", "state", "count"]
    for *form, kind, state, count in with_types_joined(whole_counts(facts))[names].itertuples(index=False, name=None):
        key = (*form, "" if kind in KINDS else kind)
        if key not in rows and not all(award.is_award for award in merged_awards(form[1])):
            continue
        row = rows.setdefault(key, {"not_applicable": set(), "missing": set()})
        if state in row:
            row[state].add(kind)
        if not pd.isna(count):
            for column in ("total", kind):
                row[column] = row.get(column, 0) + int(count)
    counts = [_frozen(dict(zip((*ROW, "other_kind"), key, strict=True)) | row) for key, row in rows.items()]
    counts.sort(key=lambda row: page_order(row["authority"], row["award"], row["award_type"]))
    for row in counts:
        row["level"] = get_authority(row["authority"]).level
    types = dict.fromkeys((*KINDS, "total"), "Int64")
    return pd.DataFrame(counts, columns=list(COLUMNS)).astype(types)


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    """A row of counts without the sums of which a part is missing."""
    unknown = {*row["missing"], "total"} if row["missing"] else set()
    known = {name: value for name, value in row.items() if name not in unknown}
    return {**known, "not_applicable": frozenset(row["not_applicable"]), "missing": frozenset(row["missing"])}


def with_types_joined(whole: pd.DataFrame) -> pd.DataFrame:
    """The facts with an empty type where a form is counted by types that are surely parts of one count.

    Single types are, and all that was added up from lists and returns; a quoted figure without a type, or for
    several types at once, may hold the others.
    """
    if whole.empty:
        return whole
    form = [whole[name] for name in ("authority", "award", "count_unit")]
    is_single = (whole["award_type"] != "") & ~whole["award_type"].str.contains("+", regex=False)
    is_part = is_single | whole["origin"].map(is_added_up)
    several = whole.groupby(form)["award_type"].transform("nunique") > 1
    return whole.assign(award_type=whole["award_type"].mask(is_part.groupby(form).transform("all") & several, ""))


def page_order(authority: str, award: str, award_type: str) -> tuple[int, int, int, str]:
    """Where a form stands on a page: highest level and authority first, then as the registry lists the forms."""
    giver = get_authority(authority)
    return get_level(giver.level).rank, giver.rank, _place(merged_awards(award)[0]), award_type


def _place(award: Award) -> int:
    """Where the registry lists a form; one without a class comes after those of its family that have one."""
    every = awards()
    family = [at for at, one in enumerate(every) if one.family == award.family and one is not award]
    is_classless = any(every[at].name_vi.startswith(f"{award.name_vi} hạng ") for at in family)
    return 2 * max(family) + 1 if is_classless else 2 * every.index(award)


def count_of(facts: pd.DataFrame, award: str, kind: str | None = None) -> int | None:
    """One count out of the facts of a unit, period and status: of a form, and of one recipient kind if named.

    Returns
    -------
    int or None
        The sum over authorities, types and (if `kind` is None) recipient kinds; None if no figure is known, if
        one of them is missing, or if some count instances and others recipients.

    Notes
    -----
    In Vietnamese: số khen của một hình thức. Unit: instances (lượt) or recipients, as the source counts. Source:
    indicator K01.
    """
    rows = whole_counts(facts)
    rows = rows[(rows["award"] == award) & (rows["state"] != "not_applicable")]
    if kind is not None:
        rows = rows[rows["recipient_kind"] == kind]
    is_known = (rows["state"] == "counted").all() and rows["count_unit"].nunique() == 1
    return int(rows["count"].sum()) if is_known else None
