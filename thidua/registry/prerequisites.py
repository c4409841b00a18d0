"""Titles that rest on an earlier title of the same person: dated rules, read and never built into code."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.registry.awards import get_award
from thidua.registry.dated import Dated
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class Prerequisite(Dated):
    """Whoever receives ``award`` has received ``needs`` within so many years before."""

    award: str
    needs: str
    within_years: int
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    confidence: str


@cache
def prerequisites() -> tuple[Prerequisite, ...]:
    """Return every prerequisite of the table, in its order."""
    return typed("prerequisites", Prerequisite, award=_known_award, needs=_known_award)


def _known_award(code: str) -> str:
    return get_award(code).code


def prerequisite(award: str, on: date) -> Prerequisite | None:
    """Return what the award rests on that day, or None.

    Examples
    --------
    >>> prerequisite("CSTDT", date(2020, 6, 1)).needs, prerequisite("LDTT", date(2020, 6, 1))
    ('CSTDCS', None)
    """
    return next((one for one in prerequisites() if one.award == award and one.is_valid(on)), None)
