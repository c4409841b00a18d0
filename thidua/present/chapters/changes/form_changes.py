"""Every form beside the same period before, level by level: measured once for the chapter on changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from thidua.measures.change import Change, Comparisons, change_rows, comparisons, same_period_change
from thidua.measures.counts import with_status
from thidua.measures.values import values
from thidua.present.chance import is_by_quota
from thidua.present.given import is_given_in
from thidua.present.keyed import Key
from thidua.present.known import Known
from thidua.present.language import named
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.table import Cell
from thidua.present.words import award_name, kinds_name, lower_first, state_cell
from thidua.registry import get_authority, get_level, merged_awards

_STATED_BY_RETURNS = ("collective", "individual")
"""The kinds of recipients that every return has a column for."""


@dataclass(frozen=True)
class FormChange:
    """One form and recipient kind in two periods; ``change`` is None unless both figures are known.

    ``told`` names it outside its level: with the level where several confer the same form. ``absent`` names the
    period, if one, in which the level may not give it: there is no figure, and none is missing.
    """

    level: str
    label: str
    told: str
    count_unit: str
    count: Cell
    before: Cell
    change: Change | None
    key: Key
    award: str = ""
    absent: Literal["", "now", "before"] = ""


@dataclass(frozen=True)
class Changes:
    """All forms, highest level first, and the change of those that are known for both periods together.

    ``total`` is None where none is, or where some count instances and others recipients.
    """

    forms: tuple[FormChange, ...]
    total: Change | None

    @property
    def compared(self) -> list[FormChange]:
        """The forms known for both periods."""
        return [one for one in self.forms if one.change is not None]

    @property
    def asked(self) -> list[FormChange]:
        """Those of the compared forms of which chance is asked, as none of their number follows a quota."""
        return [one for one in self.compared if one.change is not None and not one.change.follows_quota]

    @property
    def comparisons(self) -> Comparisons:
        """How many comparisons with chance that is."""
        return comparisons(one.change for one in self.forms)

    @property
    def left_out(self) -> list[FormChange]:
        """The forms of which one period has no figure."""
        return [one for one in self.forms if one.change is None and NOT_APPLICABLE not in (one.count, one.before)]

    @property
    def of_one_period(self) -> list[FormChange]:
        """The forms that their level may give in one of the periods alone."""
        return [one for one in self.forms if one.absent]

    @property
    def count_unit(self) -> str:
        """What all of them count; empty where it differs."""
        units = {one.count_unit for one in self.forms}
        return units.pop() if len(units) == 1 else ""


def measure(report: Known) -> Changes | None:
    """Every form beside the same period before; what a notebook does once.

    Returns
    -------
    Changes or None
        None where the two periods have no figures of one unit and form.

    Notes
    -----
    Only units and forms are in it that both periods know whole. A form that one of them did not give is 0 there; a
    kind of recipients that returns have no column for is 0 only where lists reach over all days.
    """
    if report.compared.empty and report.before.empty:
        return None
    shared = _forms_in(report.compared) | _forms_in(report.before)
    earlier = with_status(report.facts_in(report.period.comparison()), "awarded")
    sides = ((report.compared, report.awarded), (report.before, earlier))
    told = (pd.concat([known, _beside(facts, shared)], ignore_index=True) for known, facts in sides)
    rows = change_rows(*told, by_level=True)
    same = Counter(_without_type(row) for row in rows)
    forms = tuple(
        _form(row, report, has_type=same[_without_type(row)] > 1, is_shared=(row["award"], row["level"]) in shared)
        for row in rows
    )
    levels: dict[str, set[str]] = {}
    for one in forms:
        levels.setdefault(one.label, set()).add(one.level)
    forms = tuple(replace(one, told=_with_level(one)) if len(levels[one.label]) > 1 else one for one in forms)
    rows_of = Counter(one.key for one in forms)
    forms = tuple(replace(one, key=_key_of_one(one)) if rows_of[one.key] > 1 else one for one in forms)
    known = [one.change for one in forms if one.change is not None]
    is_one_unit = len({one.count_unit for one in forms if one.change is not None}) == 1
    return Changes(forms, sum_changes(known) if is_one_unit else None)


def _key_of_one(form: FormChange) -> Key:
    """The key of one of several rows of a form and kind: by level, and by what it is called there."""
    return form.key | Key(level=form.level, award_type=form.label, count_unit=form.count_unit)


def _with_level(form: FormChange) -> str:
    return f"{form.label}, {lower_first(named(get_level(form.level)))}"


def _without_type(row: Mapping[str, Any]) -> tuple[str, ...]:
    return row["level"], row["award"], row["recipient_kind"], row["count_unit"]


def _forms_in(facts: pd.DataFrame) -> set[tuple[str, str]]:
    """Each form of some facts with its level."""
    return {(award, get_authority(giver).level) for award, giver in values(facts, "award", "authority")}


def _beside(facts: pd.DataFrame, shared: set[tuple[str, str]]) -> pd.DataFrame:
    """The facts of forms of which nothing is known in the other period: they are told, and not compared."""
    forms = values(facts, "award", "authority")
    is_beside = [(award, get_authority(giver).level) not in shared for award, giver in forms]
    return facts[pd.Series(is_beside, index=facts.index, dtype=bool)]


def _form(row: Mapping[str, Any], report: Known, *, has_type: bool, is_shared: bool) -> FormChange:
    label = award_name(row["award"], row["award_type"] if has_type else "", regime=report.regime)
    takers = {kind for award in merged_awards(row["award"]) for kind in award.recipient_kinds}
    if len(takers) > 1:
        label = f"{label}, {kinds_name(row['recipient_kind'], 2)}"
    is_zero = (
        is_shared and (row["recipient_kind"] in _STATED_BY_RETURNS or coverage.is_listed(row["level"]))
        for coverage in report.ground.coverages
    )
    count, before = (
        _cell(row[name], row[state], zero)
        for name, state, zero in zip(("count", "before"), ("state", "before_state"), is_zero, strict=True)
    )
    # Figures of both periods that are not of one ground stand beside each other, and are not compared.
    is_known = is_shared and isinstance(count, int) and isinstance(before, int)
    by_quota = is_by_quota(report, row["award"])
    change = same_period_change(int(count), int(before), follows_quota=by_quota) if is_known else None
    key = Key(award=row["award"], kind=row["recipient_kind"])
    form = FormChange(row["level"], label, label, row["count_unit"], count, before, change, key, row["award"])
    return _of_competence(report, form)


def _of_competence(report: Known, form: FormChange) -> FormChange:
    """The form with "–" for a figure that is not known because its level may not give it in that period."""
    given = is_given_in(report, form.award, form.level, (report.period, report.period.comparison()))
    if form.count == MISSING and not given[0]:
        return replace(form, count=NOT_APPLICABLE, absent="now")
    if form.before == MISSING and not given[1]:
        return replace(form, before=NOT_APPLICABLE, absent="before")
    return form


def _cell(value: int | None, state: str, is_zero: bool) -> Cell:
    if value is not None:
        return value
    if state == "absent":
        return 0 if is_zero else MISSING
    return state_cell(state)


def sum_changes(known: Sequence[Change]) -> Change:
    """The change of several forms together; chance is not asked where some of them follow a quota."""
    by_quota = any(one.follows_quota for one in known)
    return same_period_change(sum(one.count for one in known), sum(one.before for one in known), follows_quota=by_quota)
