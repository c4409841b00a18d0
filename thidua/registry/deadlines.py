"""How soon a proposal is to be decided: for which unit, level, type of award and days each deadline was set.

A deadline says nothing of other places, levels, types and days. None of the province itself is known: the table waits
for those that the office adds.
"""

from dataclasses import dataclass
from datetime import date

from thidua.errors import ConfigError
from thidua.registry.authorities import get_level
from thidua.registry.award_types import get_award_type
from thidua.registry.dated import Dated
from thidua.registry.territory import per_territory
from thidua.registry.text import quoted
from thidua.registry.typed import typed
from thidua.registry.units import ancestors, get_unit, known_id


@dataclass(frozen=True, slots=True)
class Deadline(Dated):
    """At most ``days`` from a complete proposal to its decision.

    Attributes
    ----------
    unit
        Id of the unit that set it for itself and those below it.
    level, award_type
        Codes of the level that decides and of the type that it was set for; an empty type is every type.
    days, is_working_days
        How many, and whether Saturdays and Sundays are left out.
    valid_from, valid_to
        On which days a proposal has to be made for the deadline to hold for it.
    """

    unit: str
    level: str
    award_type: str
    days: int
    is_working_days: bool
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str

    @property
    def calendar_days(self) -> float:
        """How many days of the calendar it is: five working days are a week."""
        return self.days * 7 / 5 if self.is_working_days else self.days


@per_territory
def deadlines() -> tuple[Deadline, ...]:
    """Return every deadline of the table, in its order.

    Raises
    ------
    ConfigError
        If a row names an unknown unit, level or type, or no whole number of days above 0.
    """
    return typed(
        "deadlines",
        Deadline,
        unit=known_id,
        level=lambda code: get_level(code).code,
        award_type=lambda code: get_award_type(code).code if code else "",
        days=_days,
    )


def deadline(unit: str, level: str, award_type: str, on: date) -> Deadline | None:
    """Return the deadline that holds for a proposal, or None when none is known to.

    Parameters
    ----------
    unit
        Id of the unit whose proposal it is. A deadline of its own comes before one of a unit above it, and those of
        other places never hold.
    level
        Code of the level that decides.
    award_type
        Code of the type of award; empty where it is not known, or merged from several. A deadline of just this type
        comes before one of every type; of another type none holds.
    on
        The day of the proposal.

    Raises
    ------
    ConfigError
        If the level or the unit is unknown.
    """
    get_level(level)
    places = [unit, *(one.id for one in ancestors(get_unit(unit)))]
    known = [
        one
        for one in deadlines()
        if one.unit in places and one.level == level and one.award_type in (award_type, "") and one.is_valid(on)
    ]
    return min(known, key=lambda one: (places.index(one.unit), one.award_type == ""), default=None)


def _days(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ConfigError(f"{quoted(text)} is not a whole number of days above 0")
    return int(text)
