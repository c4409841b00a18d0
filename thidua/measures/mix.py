"""What awards are made of: small collectives, collectives against individuals, and types.

Shares of recipient classes are in `shares`, those of groups of people in `groups`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from thidua.measures.counts import KINDS, counts_awards
from thidua.measures.groups import KnownShare, known_share
from thidua.measures.intervals import Share, wilson_share
from thidua.measures.values import values
from thidua.registry import award_types, merged_award_types

SUDDEN = "DOT"
"""The type of what is commended at once (đột xuất)."""


@dataclass(frozen=True, slots=True)
class KindMix:
    """Awards by recipient kind; ``merged`` counts several kinds at once, or another kind, and is in no share.

    ``count_unit`` says what is counted, ``instance`` or ``recipient``.
    """

    collective: int
    individual: int
    household: int
    merged: int
    count_unit: str = "instance"

    @property
    def collectives(self) -> Share:
        """Collectives as a share of collectives, individuals and households."""
        return wilson_share(self.collective, self.collective + self.individual + self.household)


@dataclass(frozen=True, slots=True)
class TypeCount:
    """Awards of one type, or of several that a source merges; an empty type was not told."""

    award_type: str
    collective: int
    individual: int
    household: int
    other: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.collective + self.individual + self.household + self.other


@dataclass(frozen=True, slots=True)
class TypeMix:
    """Awards by type in the order of the registry: merged types after single ones, what has no type last.

    ``count_unit`` says what is counted, ``instance`` or ``recipient``; ``is_open`` that a source leaves figures blank,
    so that nobody knows what all of them are, nor a share of them.
    """

    types: tuple[TypeCount, ...]
    count_unit: str = "instance"
    is_open: bool = False

    @property
    def total(self) -> int:
        """All awards, whether or not their type is told."""
        return sum(one.total for one in self.types)

    @property
    def untold(self) -> int:
        """How many have no type."""
        return sum(one.total for one in self.types if not one.award_type)

    @property
    def sudden(self) -> Share | None:
        """Sudden awards as a share of those with a type; None where a merged or blank figure may hold some."""
        if self.is_open or any(
            "+" in one.award_type and SUDDEN in one.award_type.split("+") and one.total for one in self.types
        ):
            return None
        part = sum(one.total for one in self.types if one.award_type == SUDDEN)
        return wilson_share(part, self.total - self.untold)


def small_collectives(rows: pd.DataFrame) -> KnownShare:
    """Small collectives among the commended collectives (K06).

    Parameters
    ----------
    rows
        Rows of decision lists, one an award; columns as in `thidua.intake.columns.FACTS`.

    Returns
    -------
    KnownShare
        Among the collectives whose list marks small ones; the others are unknown.

    Notes
    -----
    In Vietnamese: tỷ lệ tập thể nhỏ. Unit: per cent of commended collectives, with a 95 % interval.

    What is small is for the sender to mark: no written definition of "tập thể nhỏ" that all follow is known. Source:
    indicator K06.
    """
    is_collective = (rows["status"] == "awarded") & (rows["recipient_kind"] == "collective")
    return known_share(rows.loc[is_collective, "small_collective"].tolist())


def kind_mix(facts: pd.DataFrame) -> KindMix | None:
    """Collectives, individuals and households among all awards (K06, K07).

    Parameters
    ----------
    facts
        Awarded facts of one unit and period; see `thidua.facts.query.Facts.of`. What splits a count into classes and
        what the registry keeps beside the awards is left out.

    Returns
    -------
    KindMix or None
        None if no figure is known, one is missing, or some count instances and others recipients.

    Notes
    -----
    In Vietnamese: cơ cấu tập thể, cá nhân, hộ gia đình. Unit: awards by kind; collectives also in per cent.

    Source: indicators K06 (households) and K07 (TT ÷ (TT + CN + HGĐ)).
    """
    counted = _counted_awards(facts)
    if counted is None or _is_open(facts):
        return None
    sums = _by_kind(counted)
    return KindMix(sums["collective"], sums["individual"], sums["household"], sums["other"], counted[0].count_unit)


def type_mix(facts: pd.DataFrame) -> TypeMix | None:
    """Awards by type: merit, movement, sudden and so on (K08).

    Parameters
    ----------
    facts
        As in `kind_mix`.

    Returns
    -------
    TypeMix or None
        Types of which there is at least one award. None if no figure is known, or if some count instances and others
        recipients.

    Notes
    -----
    In Vietnamese: cơ cấu loại hình khen thưởng. Unit: awards by type; sudden ones also in per cent.

    The words for a type follow the law in force and are no part of this; see `thidua.registry.award_type_label`.
    Source: indicator K08.
    """
    counted = _counted_awards(facts)
    if counted is None:
        return None
    rank = {kind.code: kind.rank for kind in award_types()}

    def order(codes: str) -> tuple[bool, bool, list[int]]:
        return codes == "", "+" in codes, [rank[kind.code] for kind in merged_award_types(codes)] if codes else []

    codes = sorted({one.award_type for one in counted}, key=order)
    types = (TypeCount(code, **_by_kind(one for one in counted if one.award_type == code)) for code in codes)
    return TypeMix(tuple(one for one in types if one.total), counted[0].count_unit, _is_open(facts))


class _Counted(NamedTuple):
    """A count of awards."""

    award_type: str
    recipient_kind: str
    count_unit: str
    number: int


def _counted_awards(facts: pd.DataFrame) -> list[_Counted] | None:
    """The counts of awards, whole; None if there are none, or if they count different things."""
    rows = values(facts, "award_type", "recipient_kind", "count_unit", "count", "award", "state", "recipient_class")
    counted = [
        _Counted._make(row)
        for *row, award, state, of_class in rows
        if state == "counted" and not of_class and counts_awards(award)
    ]
    return counted if len({one.count_unit for one in counted}) == 1 else None


def _is_open(facts: pd.DataFrame) -> bool:
    """Whether the figure of an award is missing."""
    rows = values(facts, "award", "state", "recipient_class")
    return any(state == "missing" and not of_class and counts_awards(award) for award, state, of_class in rows)


def _by_kind(counted: Iterable[_Counted]) -> dict[str, int]:
    sums = dict.fromkeys((*KINDS, "other"), 0)
    for one in counted:
        sums[one.recipient_kind if one.recipient_kind in sums else "other"] += one.number
    return sums
