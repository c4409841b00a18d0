"""Counts of awards by authority, form and recipient kind (K01 of the indicator catalogue)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from thidua.facts.origin import is_added_up
from thidua.measures.values import values
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
    names = ("authority", "award", "count_unit", "award_type", "origin", "recipient_kind", "state", "count")
    whole = [row for *row, of_class in values(facts, *names, "recipient_class") if not of_class]
    joined = joined_types([tuple(row[:3]) for row in whole], [row[3:5] for row in whole])
    for (authority, award, unit, _, _, kind, state, count), award_type in zip(whole, joined, strict=True):
        key = (authority, award, award_type, unit, "" if kind in KINDS else kind)
        if key not in rows and not counts_awards(award):
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
    return pd.DataFrame({column: _column(column, [row.get(column) for row in counts]) for column in COLUMNS})


def _column(name: str, cells: list[Any]) -> Any:
    """Counts of which some may be unknown, sets, or words; told at once, a frame need not find out which they are."""
    if name in (*KINDS, "total"):
        return pd.array(cells, dtype="Int64")
    return pd.array(cells, dtype=object if name in ("not_applicable", "missing") else "str")


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
    forms = list(values(whole, "authority", "award", "count_unit"))
    types = joined_types(forms, list(values(whole, "award_type", "origin")))
    return whole.assign(award_type=pd.Series(types, index=whole.index, dtype="str"))


def joined_types(forms: Sequence[Hashable], told: Sequence[Sequence[str]]) -> list[str]:
    """The types that `with_types_joined` gives rows of these forms, of each of which its type and origin is told."""
    of_form: dict[Hashable, list[Sequence[str]]] = {}
    for form, one in zip(forms, told, strict=True):
        of_form.setdefault(form, []).append(one)
    joined = {
        form
        for form, rows in of_form.items()
        if len({award_type for award_type, _ in rows}) > 1 and all(_is_part(*row) for row in rows)
    }
    return ["" if form in joined else award_type for form, (award_type, _) in zip(forms, told, strict=True)]


def _is_part(award_type: str, origin: str) -> bool:
    """Whether a figure is surely a part of the count of its form, beside those of other types."""
    return bool(award_type and "+" not in award_type) or is_added_up(origin)


def counts_awards(codes: str) -> bool:
    """Whether a form, or all that a figure merges, are awards; the registry keeps others beside them."""
    return all(award.is_award for award in merged_awards(codes))


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
    total, units = 0, set[str]()
    names = ("award", "recipient_class", "recipient_kind", "state", "count_unit", "count")
    for form, of_class, of_kind, state, unit, count in values(facts, *names):
        if form != award or of_class or state == "not_applicable" or kind not in (None, of_kind):
            continue
        if state != "counted":
            return None
        total += count
        units.add(unit)
    return int(total) if len(units) == 1 else None
