"""The flow upward: what a unit proposed to higher levels, what is under way there, what they awarded (K14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from thidua.measures.intervals import Share
from thidua.measures.outcomes import Outcome, added_up, outcomes, shared
from thidua.registry import get_level

OWN_LEVEL = {
    "province": "TINH",
    "department": "SO",
    "city": "HUYEN",
    "district": "HUYEN",
    "commune": "XA",
    "ward": "XA",
    "township": "XA",
    "special_zone": "XA",
}
"""The level at which a unit decides itself."""


class Upward(NamedTuple):
    """One form of a higher level.

    Attributes
    ----------
    level, award, recipient_kind
        As in `thidua.measures.outcomes.Outcome`.
    proposed, awarded
        What the unit proposed in the period and what was awarded of the form; None where no figure is known.
    nominated
        What was agreed to and sent on, and is not decided: never part of ``awarded``.
    share
        Awarded out of proposed; None where it cannot be told.
    """

    level: str
    award: str
    recipient_kind: str
    proposed: int | None
    nominated: int | None
    awarded: int | None
    share: Share | None


class UpwardFlow(NamedTuple):
    """The forms of higher levels, and the share of all that have one."""

    forms: tuple[Upward, ...]
    total: Share | None


def upward_flow(facts: pd.DataFrame, unit_level: str) -> UpwardFlow:
    """What one unit proposed and nominated to the levels above its own, and what they awarded.

    Parameters
    ----------
    facts
        All facts of one unit and period, whatever their status.
    unit_level
        The level of the unit: ``district``, ``city``, ``department``, ``province``, …

    Notes
    -----
    In Vietnamese: đề nghị lên cấp trên và kết quả. Unit: per cent of the proposed, with a 95 % interval.

    Counts as in the source (lượt or số). What was nominated is still open and no outcome of the period, so it has no
    share. Source: indicator K14; the cross-inspection of 2021 tells "agreed and submitted" (nhất trí trình) apart
    from what was awarded.
    """
    return _flow(outcomes(facts, "proposed"), outcomes(facts, "nominated"), unit_level)


def upward_flow_of_units(facts: Mapping[str, pd.DataFrame], unit_level: str) -> UpwardFlow:
    """The same over several units: proposed and awarded of those that know both numbers of a form.

    Parameters
    ----------
    facts
        All facts of each unit in one period, by its id.
    unit_level
        The level above which forms are counted: for a province the State's and the ministries'.
    """
    proposed = added_up({unit: outcomes(rows, "proposed") for unit, rows in facts.items()})
    nominated = _summed(one for rows in facts.values() for one in outcomes(rows, "nominated"))
    return _flow(proposed, nominated, unit_level)


def _flow(proposed: Sequence[Outcome], nominated: Sequence[Outcome], unit_level: str) -> UpwardFlow:
    own = get_level(OWN_LEVEL.get(unit_level, "XA")).rank
    by_form: dict[tuple[str, str, str], dict[str, Outcome]] = {}
    for name, found in (("proposed", proposed), ("nominated", nominated)):
        for one in found:
            if one.level and get_level(one.level).rank < own:
                by_form.setdefault((one.level, one.award, one.recipient_kind), {})[name] = one
    forms = [_form(key, found.get("proposed"), found.get("nominated")) for key, found in by_form.items()]
    forms.sort(key=lambda one: get_level(one.level).rank)
    return UpwardFlow(tuple(forms), shared(found["proposed"] for found in by_form.values() if "proposed" in found))


def _form(key: tuple[str, str, str], proposed: Outcome | None, nominated: Outcome | None) -> Upward:
    either = proposed or nominated
    return Upward(
        *key,
        proposed=proposed.asked if proposed else None,
        nominated=nominated.asked if nominated else None,
        awarded=either.awarded if either else None,
        share=proposed.share if proposed else None,
    )


def _summed(found: Iterable[Outcome]) -> list[Outcome]:
    """Nominations of several units added up; a missing one is left out, since each is a case of its own."""
    sums: dict[tuple[str, str, str], int] = {}
    for one in found:
        if one.asked is not None:
            key = (one.level, one.award, one.recipient_kind)
            sums[key] = sums.get(key, 0) + one.asked
    return [Outcome(*key, asked=number, awarded=None, is_alike=True) for key, number in sums.items()]
