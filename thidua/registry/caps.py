"""Limits of one title in proportion to another, with the days on which they hold.

A share over its cap is a warning for people to look at, never a correction.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.registry.awards import get_award
from thidua.registry.dated import Dated
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class Cap(Dated):
    """At most ``limit_percent`` (0 to 100) of the recipients of ``of_award`` may receive ``award``."""

    award: str
    of_award: str
    limit_percent: float
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    confidence: str


@cache
def caps() -> tuple[Cap, ...]:
    """Return every cap of the table, in its order."""
    return typed("caps", Cap)


def cap(award: str, on: date) -> Cap | None:
    """Return the cap on the award on that day, or None when the law sets none.

    Raises
    ------
    ConfigError
        If the award is unknown.
    """
    get_award(award)
    return next((limit for limit in caps() if limit.award == award and limit.is_valid(on)), None)
