"""Titles whose number follows a quota or a fixed share, with the days on which each does.

Their number moves with the staff, the collectives or the blocks it is a share of, and much less than chance would let
it: of these, chance is not asked.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from thidua.registry.awards import get_award, merged_awards
from thidua.registry.dated import Dated
from thidua.registry.typed import typed

Rule = Literal["share", "number"]
"""A share of some people or collectives; or so many for each block."""


@dataclass(frozen=True, slots=True)
class Quota(Dated):
    """A title given by quota: to a ``share`` of those considered every year, or in a fixed ``number``."""

    award: str
    rule: Rule
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    confidence: str


@cache
def quotas() -> tuple[Quota, ...]:
    """Return every quota of the table, in its order.

    Raises
    ------
    ConfigError
        If a row names an unknown award or another rule than a `Rule`.
    """
    return typed("quotas", Quota, award=lambda code: get_award(code).code)


@cache
def follows_quota(award: str, *days: date) -> bool:
    """Say whether a title, or one of several merged as "LDTT+CSTT", follows a quota on any of these days.

    Raises
    ------
    ConfigError
        If the award is unknown.

    Examples
    --------
    >>> follows_quota("LDTT+CSTT", date(2020, 6, 14)), follows_quota("BKT", date(2020, 6, 14))
    (True, False)
    """
    codes = {one.code for one in merged_awards(award)}
    return any(quota.award in codes and quota.is_valid(on) for quota in quotas() for on in days)
