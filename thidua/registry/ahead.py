"""The package's tables of places of one province, read before a report asks for them."""

from datetime import date

from thidua.registry.authorities import competences
from thidua.registry.benchmarks import benchmarks
from thidua.registry.deadlines import deadlines
from thidua.registry.offices import office_rules, offices
from thidua.registry.succession import predecessors
from thidua.registry.tables import provinces
from thidua.registry.territory import Territory
from thidua.registry.unit_names import days_of_states
from thidua.registry.units import name_on, units

PROVINCE = "THIDUA_PROVINCE"
"""The variable that names a kernel's province, if no tables of an office lie over those of the package."""


def read_places(province: str) -> None:
    """Read what every report in a province reads; what comes after finds it read. An unknown province has nothing.

    Raises
    ------
    ConfigError
        If a row is wrong; names its file and line.
    """
    if province not in {row["code"] for row in provinces()}:
        return
    with Territory(province).in_force():
        for unit in units()[:1]:
            name_on(unit, date.min)
            predecessors(unit.id)
        days_of_states(date.min, date.max)
        for read in (competences, benchmarks, deadlines, offices, office_rules):
            read()
