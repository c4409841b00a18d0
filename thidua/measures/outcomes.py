"""What became of what was asked for: how many of the proposed, or of the registered, were awarded.

What is asked with it stands beside: approval, registration, the flow to higher levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from thidua.measures.counts import counts_awards
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.values import values
from thidua.registry import awards, get_authority, get_level, merged_awards, recipient_kinds
from thidua.registry.codes import StatusCode


class Outcome(NamedTuple):
    """One form and recipient kind: how many were asked for, and how many of it were awarded.

    Attributes
    ----------
    level
        Code of the level that confers the form; empty where no row names it.
    award, recipient_kind
        As in the facts; merged codes stay merged.
    asked, awarded
        Counts; None where no figure is known, which is not 0.
    is_alike
        Whether both count the same: recipients, or instances. A title is given once a year, so that of a title
        both are the same.
    units
        How many units' figures are in it.
    """

    level: str
    award: str
    recipient_kind: str
    asked: int | None
    awarded: int | None
    is_alike: bool
    units: int = 1

    @property
    def share(self) -> Share | None:
        """Awarded out of asked, with its Wilson interval; None where it cannot be told, or more were awarded."""
        if self.asked is None or self.awarded is None or not self.is_alike or self.exceeds:
            return None
        return wilson_share(self.awarded, self.asked)

    @property
    def exceeds(self) -> bool:
        """Whether more were awarded than asked for: the two figures are then not of the same cases."""
        return self.asked is not None and self.awarded is not None and self.awarded > self.asked

    @property
    def is_none(self) -> bool:
        """Whether nothing was asked for and nothing awarded."""
        return not self.asked and not self.awarded


def outcomes(facts: pd.DataFrame, status: StatusCode) -> tuple[Outcome, ...]:
    """Set what was asked for beside what was awarded, form by form and recipient kind by recipient kind.

    Parameters
    ----------
    facts
        All facts of one unit and period, whatever their status; see `thidua.facts.query.Facts.of`. Rows that split
        a count into recipient classes are left out, types of award are added up.
    status
        What asks: ``proposed``, ``registered`` or ``nominated``. Where its rows name no authority, as registrations
        do not, all awards of the form are its outcome, whoever conferred them.

    Returns
    -------
    tuple of Outcome
        One for each form and kind of which something was asked for, highest level first. Awards of which nothing
        was asked for are left out: they are no outcome of anything.
    """
    asked = _rows(facts, status)
    if not asked:
        return ()
    awarded = _rows(facts, "awarded")
    found = []
    for level, award, kind in dict.fromkeys((row.level, row.award, row.kind) for row in asked):
        wanted = [row for row in asked if (row.level, row.award, row.kind) == (level, award, kind)]
        given = [row for row in awarded if (row.award, row.kind) == (award, kind) and level in (row.level, "")]
        highest = min((row.level for row in given if row.level), key=_rank, default="")
        found.append(
            Outcome(level or highest, award, kind, _sum(wanted), _sum(given), _are_alike(award, [*wanted, *given]))
        )
    return _in_order(found)


def added_up(by_unit: Mapping[str, Sequence[Outcome]]) -> tuple[Outcome, ...]:
    """Add up the outcomes of several units, each form over the units that know both of its figures.

    Parameters
    ----------
    by_unit
        `outcomes` of each unit, by its id.

    Returns
    -------
    tuple of Outcome
        ``units`` says how many are in each; a form of which no unit knows both figures has neither. Where a unit
        was awarded more than it asked for, its figures are not of the same cases, and it is left out.
    """
    forms: dict[tuple[str, str, str], list[Outcome]] = {}
    for found in by_unit.values():
        for one in found:
            forms.setdefault((one.level, one.award, one.recipient_kind), []).append(one)
    summed = []
    for (level, award, kind), same in forms.items():
        known = [one.share for one in same if one.share is not None]
        asked = sum(share.whole for share in known) if known else None
        given = sum(share.part for share in known) if known else None
        summed.append(Outcome(level, award, kind, asked, given, True, len(known)))
    return _in_order(summed)


def shared(found: Iterable[Outcome]) -> Share | None:
    """The share of all outcomes that have one; None where none has."""
    known = [one.share for one in found if one.share is not None]
    return wilson_share(sum(share.part for share in known), sum(share.whole for share in known)) if known else None


class _Row(NamedTuple):
    level: str
    award: str
    kind: str
    count_unit: str
    number: int | None


def _rows(facts: pd.DataFrame, status: StatusCode) -> list[_Row]:
    """The counts of awards of a status, without those that cannot be; None where a figure is missing."""
    statuses = facts["status"].tolist()
    if status not in statuses:
        # Most communes are asked about proposals that none of them sent.
        return []
    names = ("authority", "award", "recipient_kind", "count_unit", "count", "state", "recipient_class")
    return [
        _Row(
            get_authority(authority).level if authority else "",
            award,
            kind,
            count_unit,
            int(count) if state == "counted" else None,
        )
        for said, (authority, award, kind, count_unit, count, state, of_class) in zip(
            statuses, values(facts, *names), strict=True
        )
        if said == status and not of_class and state != "not_applicable" and counts_awards(award)
    ]


def _sum(rows: Sequence[_Row]) -> int | None:
    """The sum; one missing part makes it missing, and no part is no figure."""
    numbers = [row.number for row in rows if row.number is not None]
    return sum(numbers) if rows and len(numbers) == len(rows) else None


def _are_alike(award: str, rows: Sequence[_Row]) -> bool:
    is_yearly = all(one.group == "title" for one in merged_awards(award))
    return is_yearly or len({row.count_unit for row in rows}) <= 1


def _rank(level: str) -> int:
    return get_level(level).rank if level else 99


def _in_order(found: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Highest level first, forms in the order of the registry, then recipient kinds in theirs."""
    forms = {award.code: at for at, award in enumerate(awards())}
    kinds = {kind.code: at for at, kind in enumerate(recipient_kinds())}
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _rank(one.level),
                forms[merged_awards(one.award)[0].code],
                kinds.get(one.recipient_kind.split("+")[0], len(kinds)),
            ),
        )
    )
