"""The awards of a period with those of the same period before (cùng kỳ), form by form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from thidua.measures.counts import KINDS, award_counts, joined_types, page_order, with_status
from thidua.measures.values import Record, records, values
from thidua.present.given import is_given_in
from thidua.present.known import Known
from thidua.present.language import tr

FORM = ("authority", "award", "count_unit")
KEYS = (*FORM, "award_type", "other_kind")


def before_head(report: Known) -> str:
    """What the period before is called at the head of a column: a stage follows another, and has no same period."""
    return tr("Giai đoạn trước") if report.period.kind == "stage" else tr("Cùng kỳ")


def with_before(report: Known, counts: pd.DataFrame) -> list[Record]:
    """Add what the same period before had of each form, and the forms that it alone had.

    Parameters
    ----------
    counts
        The awards of the report's unit and period, as `award_counts` gives them.

    Returns
    -------
    list of Record
        The rows of ``counts`` and those that only the period before had, in the order of a page, with the total
        ``before``: of the units that have figures of the form in both periods. It is missing where ``total`` holds
        units of which the period before knows nothing; a form of which both periods are known and that one of them
        did not give is 0 there. What only the period before knows has a missing ``total``. ``is_given`` and
        ``was_given`` say whether the level may give the form in the period and in the one before, ``is_open_before``
        whether the figure of that one is not known.

    Notes
    -----
    A form that the two periods count in different units, times and recipients, has no figure of the period before.
    Where one period tells a form by types and the other as a whole, they are compared only if the types are surely
    parts of one count, as `with_types_joined` decides over both periods together.
    """
    earlier = with_status(report.facts_in(report.period.comparison()), "awarded")
    if report.before.empty and earlier.empty:
        none = {"before": pd.NA, "is_given": True, "was_given": True, "is_open_before": True}
        return [{**row, **none} for row in records(counts)]
    joined = _joined_forms(report.awarded, earlier)
    now = _told_as_a_whole(counts, joined)
    before = _told_as_a_whole(award_counts(report.before), joined)
    unknown = _told_as_a_whole(award_counts(earlier), joined)
    both = [
        *_beside_before(report, now, before),
        *(_absent_now(row, 0) for row in before if not (_is_in(row, now) or _is_counted_otherwise(row, now))),
        *(_absent_now(row, pd.NA) for row in unknown if not _is_in(row, [*now, *before], FORM[:2])),
    ]
    both.sort(key=lambda row: page_order(row["authority"], row["award"], row["award_type"]))
    return [_with_competence(report, row) for row in both]


def _beside_before(report: Known, now: Iterable[Record], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the period with what the one before had of the same, 0 where it had nothing of the form."""
    totals = {_of(row): row["total"] for row in before}
    return [
        {**row, "before": totals.get(_of(row), pd.NA if _is_counted_otherwise(row, before) else 0)}
        if report.ground.is_whole_now(row["award"], row["level"])
        else {**row, "before": pd.NA}
        for row in now
    ]


def _with_competence(report: Known, row: Record) -> Record:
    """Tell what is not known from what cannot be: a form that its level may give in one of the periods alone."""
    form, periods = (row["award"], row["level"]), (report.period, report.period.comparison())
    given = is_given_in(report, *form, periods)
    is_given = given[0] or not pd.isna(row["total"])
    was_given = given[1] or not pd.isna(row["before"])
    is_whole_before = report.ground.coverages[1].of(*form) == "covered"
    return {
        **row,
        "not_applicable": row["not_applicable"] if is_given else frozenset(KINDS),
        "is_given": is_given,
        "was_given": was_given,
        "is_open_before": (pd.isna(row["before"]) and was_given) or not (is_given or is_whole_before),
    }


def _of(row: Record, names: Iterable[str] = KEYS) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


def _is_in(row: Record, others: Iterable[Record], names: tuple[str, ...] = KEYS) -> bool:
    key = _of(row, names)
    return any(_of(other, names) == key for other in others)


def _is_counted_otherwise(row: Record, others: list[dict[str, Any]]) -> bool:
    """Whether the others have the form in the other count unit alone: nothing to compare, and nothing absent."""
    return _is_in(row, others, FORM[:2]) and not _is_in(row, others, FORM)


def _joined_forms(*sides: pd.DataFrame) -> set[tuple[str, ...]]:
    """The forms of which the types of both periods together are parts of one count."""
    names = (*FORM, "award_type", "origin", "recipient_class")
    whole = [row[:-1] for side in sides for row in values(side, *names) if not row[-1]]
    types = joined_types([row[:3] for row in whole], [row[3:] for row in whole])
    return {row[:3] for row, joined in zip(whole, types, strict=True) if row[3] and not joined}


def _told_as_a_whole(counts: pd.DataFrame, forms: set[tuple[str, ...]]) -> list[dict[str, Any]]:
    rows = records(counts)
    return [{**row, "award_type": "" if _of(row, FORM) in forms else row["award_type"]} for row in rows]


def _absent_now(before: Record, count: object) -> dict[str, Any]:
    """A row of the period before as one of a period in which nothing of it was awarded, or is known."""
    absent = {name: before[name] if pd.isna(before[name]) else count for name in (*KINDS, "total")}
    return {**before, "before": before["total"], "missing": frozenset[str](), **absent}
