"""Who confers awards: authorities, their levels, and their competence by date.

Competence moved from district to commune chair on 01/07/2025: it is a dated table, not a rule in code.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.registry.awards import Award, awards, get_award
from thidua.registry.dated import Dated, days_of_change
from thidua.registry.dated_names import named_on
from thidua.registry.lookup import look_up
from thidua.registry.territory import per_territory
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class Level(Dated):
    """A level of commendation (cấp khen thưởng); ``rank`` is its order on a page."""

    code: str
    name_vi: str
    name_en: str
    rank: int
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Authority(Dated):
    """An office that confers awards; ``level`` is the code of its level, ``rank`` its order on a page."""

    code: str
    level: str
    name_vi: str
    name_en: str
    rank: int
    valid_from: date | None
    valid_to: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class Competence(Dated):
    """The right of an authority to confer an award, with the days on which it has it.

    ``in_the_name_of`` is the authority that gives the award if the one that decides does so in another's name, as the
    Prime Minister decides on the Government's flag; else empty.
    """

    award: str
    authority: str
    in_the_name_of: str
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    confidence: str


@cache
def _levels() -> dict[str, Level]:
    return {level.code: level for level in typed("levels", Level)}


@cache
def _authorities() -> dict[str, Authority]:
    return {authority.code: authority for authority in typed("authorities", Authority)}


@per_territory
def competences() -> tuple[Competence, ...]:
    """Return every competence of the table, in its order."""
    return typed(
        "award_authorities",
        Competence,
        award=lambda code: get_award(code).code,
        authority=lambda code: get_authority(code).code,
    )


@per_territory
def _changes() -> tuple[date, ...]:
    return days_of_change((*awards(), *competences(), *_authorities().values()))


def competence_since(on: date) -> date:
    """Return the first of the days on which awards, authorities and competences are what they are on this day."""
    return _changes()[bisect_right(_changes(), on) - 1]


def get_level(code: str) -> Level:
    """Return the level of that code; ConfigError names the known ones."""
    return look_up("level", code, _levels())


def levels(on: date | None = None) -> tuple[Level, ...]:
    """Return the levels, or those that exist on that day, in their order on a page."""
    found = sorted(_levels().values(), key=lambda level: level.rank)
    return tuple(level for level in found if on is None or level.is_valid(on))


def get_authority(code: str) -> Authority:
    """Return the authority of that code; ConfigError names the nearest ones."""
    return look_up("authority", code, _authorities())


def authorities(on: date | None = None) -> tuple[Authority, ...]:
    """Return the authorities, or those that exist on that day, in their order on a page."""
    found = sorted(_authorities().values(), key=lambda authority: authority.rank)
    if on is None:
        return tuple(found)
    return tuple(named_on("authorities", authority, on) for authority in found if authority.is_valid(on))


def with_names_of(thing: object, on: date) -> object:
    """Return an award or authority under the names that it has on a day; anything else as it is."""
    table = {Award: "awards", Authority: "authorities"}.get(type(thing))
    return named_on(table, thing, on) if table else thing


def authorities_of(award_code: str, on: date) -> tuple[Authority, ...]:
    """Return who may confer the award on that day, in their order on a page; empty when nobody may.

    Raises
    ------
    ConfigError
        If the award is unknown.
    """
    get_award(award_code)
    found = [
        get_authority(competence.authority)
        for competence in competences()
        if competence.award == award_code and competence.is_valid(on)
    ]
    return tuple(sorted(found, key=lambda authority: authority.rank))


def rights_at(award_code: str, level: str) -> tuple[Competence, ...]:
    """Return the competences of a level's authorities for an award, of whatever days."""
    return tuple(
        one for one in competences() if one.award == award_code and get_authority(one.authority).level == level
    )


def may_be_given(award_code: str, level: str, first: date, last: date) -> bool:
    """Say whether a level exists on any of these days and may confer the award on them.

    Of an award for which the table names no authority of the level, the level alone is asked.

    Examples
    --------
    >>> may_be_given("LDTT", "HUYEN", date(2025, 7, 1), date(2025, 12, 14))
    False
    >>> may_be_given("CSTDCS", "XA", date(2025, 7, 1), date(2025, 12, 14))
    True
    """
    if not get_level(level).is_valid_in(first, last):
        return False
    rights = rights_at(award_code, level)
    return not rights or any(one.is_valid_in(first, last) for one in rights)


def giver_of(award_code: str, authority: str, on: date | None) -> str:
    """Return whose award it is that an authority decides on: its own, or that of the one in whose name it does.

    ``on`` is the day of the decision; None for any day.

    Examples
    --------
    >>> giver_of("CTDCP", "prime_minister", date(2022, 7, 6)), giver_of("BKTTG", "prime_minister", date(2022, 7, 6))
    ('government', 'prime_minister')
    """
    rights = (one for one in competences() if (one.award, one.authority) == (award_code, authority))
    return next(
        (one.in_the_name_of for one in rights if one.in_the_name_of and (on is None or one.is_valid(on))), authority
    )
