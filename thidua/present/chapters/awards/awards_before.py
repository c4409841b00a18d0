"""The awards of a period with those of the same period before (cùng kỳ), form by form."""

from __future__ import annotations

import pandas as pd

from thidua.measures.counts import KINDS, award_counts, page_order, whole_counts, with_status, with_types_joined
from thidua.present.given import is_given_in
from thidua.present.known import Known
from thidua.present.language import tr

FORM = ["authority", "award", "count_unit"]
KEYS = [*FORM, "award_type", "other_kind"]


def before_head(report: Known) -> str:
    """What the period before is called at the head of a column: a stage follows another, and has no same period."""
    return tr("Giai đoạn trước") if report.period.kind == "stage" else tr("Cùng kỳ")


def with_before(report: Known, counts: pd.DataFrame) -> pd.DataFrame:
    """Add what the same period before had of each form, and the forms that it alone had.

    Parameters
    ----------
    counts
        The awards of the report's unit and period, as `award_counts` gives them.

    Returns
    -------
    pandas.DataFrame
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
        none_before = pd.array([pd.NA] * len(counts), dtype="Int64")
        return counts.assign(before=none_before, is_given=True, was_given=True, is_open_before=True)
    joined = _joined_forms(pd.concat([report.awarded, earlier], ignore_index=True))
    now = _told_as_a_whole(counts, joined)
    before = _told_as_a_whole(award_counts(report.before), joined)
    known = before[[*KEYS, "total"]].rename(columns={"total": "before"}).assign(is_known=True)
    both = now.merge(known, on=KEYS, how="left")
    is_absent = both["is_known"].isna() & ~_is_counted_otherwise(both, before)
    both["before"] = both["before"].mask(is_absent, 0)
    is_compared = [report.ground.is_whole_now(*form) for form in zip(both["award"], both["level"], strict=True)]
    both["before"] = both["before"].where(pd.Series(is_compared, index=both.index, dtype=bool))
    given_up = before[~(_is_in(before, now, KEYS) | _is_counted_otherwise(before, now))]
    unknown = _told_as_a_whole(award_counts(earlier), joined)
    unknown = unknown[~(_is_in(unknown, now, FORM[:2]) | _is_in(unknown, before, FORM[:2]))]
    parts = [both.drop(columns="is_known"), _absent_now(given_up, 0), _absent_now(unknown, pd.NA)]
    both = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    forms = list(both[["authority", "award", "award_type"]].itertuples(index=False, name=None))
    order = sorted(range(len(forms)), key=lambda at: page_order(*forms[at]))
    return _with_competence(report, both.iloc[order].reset_index(drop=True))


def _with_competence(report: Known, both: pd.DataFrame) -> pd.DataFrame:
    """Tell what is not known from what cannot be: forms that their level may give in one of the periods alone."""
    now, before = report.period, report.period.comparison()
    given = [is_given_in(report, *form, (now, before)) for form in zip(both["award"], both["level"], strict=True)]
    is_given, was_given = (pd.Series([one[side] for one in given], both.index, dtype=bool) for side in (0, 1))
    is_given |= both["total"].notna()
    was_given |= both["before"].notna()
    known_before = report.ground.coverages[1]
    is_whole_before = [known_before.of(*form) == "covered" for form in zip(both["award"], both["level"], strict=True)]
    is_partly = ~is_given & ~pd.Series(is_whole_before, both.index, dtype=bool)
    not_applicable = [
        kinds if given else frozenset(KINDS) for kinds, given in zip(both["not_applicable"], is_given, strict=True)
    ]
    return both.assign(
        not_applicable=pd.Series(not_applicable, both.index, dtype=object),
        is_given=is_given,
        was_given=was_given,
        is_open_before=(both["before"].isna() & was_given) | is_partly,
    )


def _is_in(counts: pd.DataFrame, others: pd.DataFrame, keys: list[str]) -> pd.Series:
    found = set(others[keys].itertuples(index=False, name=None))
    return pd.Series([key in found for key in counts[keys].itertuples(index=False, name=None)], dtype=bool)


def _is_counted_otherwise(counts: pd.DataFrame, others: pd.DataFrame) -> pd.Series:
    """Whether the others have the form in the other count unit: nothing to compare, and nothing absent."""
    return _is_in(counts, others, ["authority", "award"]) & ~_is_in(counts, others, FORM)


def _joined_forms(facts: pd.DataFrame) -> set[tuple[str, ...]]:
    """The forms of which the types of both periods together are parts of one count."""
    whole = whole_counts(facts)
    has_lost_its_type = (with_types_joined(whole)["award_type"] == "") & (whole["award_type"] != "")
    return set(whole.loc[has_lost_its_type, FORM].itertuples(index=False, name=None))


def _told_as_a_whole(counts: pd.DataFrame, forms: set[tuple[str, ...]]) -> pd.DataFrame:
    is_whole = [form in forms for form in counts[FORM].itertuples(index=False, name=None)]
    return counts.assign(award_type=counts["award_type"].mask(pd.Series(is_whole, index=counts.index, dtype=bool), ""))


def _absent_now(before: pd.DataFrame, count: object) -> pd.DataFrame:
    """The rows of the period before as those of a period in which nothing of them was awarded, or is known."""
    none_left_out = pd.Series([frozenset[str]() for _ in range(len(before))], before.index, dtype=object)
    absent = before.assign(before=before["total"], missing=none_left_out)
    for name in (*KINDS, "total"):
        absent[name] = absent[name].where(absent[name].isna(), count)
    return absent
