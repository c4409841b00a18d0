"""How soon a proposal is to be decided, by published procedures, with the days on which each holds.

No procedure of the province itself is known: those of other provinces are a reference to measure by, never a rule here.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.authorities import get_level
from thidua.registry.award_types import get_award_type
from thidua.registry.dated import Dated
from thidua.registry.tables import day, flag, read_rows
from thidua.registry.units import ancestors, get_unit


@dataclass(frozen=True, slots=True)
class Deadline(Dated):
    """At most ``days`` from a complete proposal to its decision, at one level of authority.

    Attributes
    ----------
    unit
        Id of the unit that set it for itself and those below it; empty for a procedure published elsewhere.
    level, award_type
        Codes of the level that decides and of the type that it was published for; empty for every type.
    days, is_working_days
        How many, and whether Saturdays and Sundays are left out.
    place_vi, place_en
        Where it was published.
    """

    unit: str
    level: str
    award_type: str
    days: int
    is_working_days: bool
    place_vi: str
    place_en: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str

    @property
    def is_local(self) -> bool:
        """Whether it was set for the unit itself, and is not only a reference from elsewhere."""
        return bool(self.unit)

    @property
    def calendar_days(self) -> float:
        """How many days of the calendar it is: five working days are a week."""
        return self.days * 7 / 5 if self.is_working_days else self.days


@cache
def deadlines() -> tuple[Deadline, ...]:
    """Return every deadline of the table, in its order.

    Raises
    ------
    ConfigError
        If a row names an unknown unit, level or type, or no whole number of days above 0.
    """
    return tuple(
        Deadline(
            unit=get_unit(row["unit"]).id if row["unit"] else "",
            level=get_level(row["level"]).code,
            award_type=get_award_type(row["award_type"]).code if row["award_type"] else "",
            days=_days(row["days"]),
            is_working_days=flag(row, "is_working_days"),
            place_vi=row["place_vi"],
            place_en=row["place_en"],
            valid_from=day(row, "valid_from"),
            valid_to=day(row, "valid_to"),
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in read_rows("deadlines")
    )


def deadline(level: str, on: date, *, unit: str = "", award_type: str = "") -> Deadline | None:
    """Return the deadline to measure decisions of a level by on that day, or None when none is known.

    Parameters
    ----------
    unit
        Id of the unit whose decisions they are: a deadline of its own, or of a unit above it, comes first.
    award_type
        A deadline of just this type comes before one of every type. Without any, the longest of the level serves:
        what is late by it is late by each.

    Raises
    ------
    ConfigError
        If the level, the unit or the type is unknown.

    Examples
    --------
    >>> found = deadline("HUYEN", date(2023, 6, 14))
    >>> found.days, found.is_working_days, found.place_vi, found.is_local
    (10, True, 'Cẩm Phả', False)
    >>> deadline("TINH", date(2023, 6, 14)) is None
    True
    """
    get_level(level)
    above = [unit, *(one.id for one in ancestors(get_unit(unit)))] if unit else []
    asked = get_award_type(award_type).code if award_type else ""
    known = [one for one in deadlines() if one.level == level and one.is_valid(on) and one.unit in (*above, "")]
    if not known:
        return None
    return min(known, key=lambda one: (not one.is_local, one.award_type not in (asked, ""), -one.days))


def _days(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise ConfigError(f'registry column days: "{text}" is not a whole number of days above 0')
    return int(text)
