"""All tables of places in force, read once to find what is wrong in those that the office laid over the package's."""

from thidua.registry.authorities import competences
from thidua.registry.benchmarks import benchmarks
from thidua.registry.blocks import all_block_members, block_roles
from thidua.registry.deadlines import deadlines
from thidua.registry.offices import office_rules, offices
from thidua.registry.places import positions
from thidua.registry.population import populations
from thidua.registry.succession import all_unit_events, successions
from thidua.registry.territory import current
from thidua.registry.unit_names import unit_aliases
from thidua.registry.units import unit_codes, unit_names, units
from thidua.registry.working_days import decreed_days


def check_tables() -> None:
    """Read every table of places, if any lies over those of the package: those are read by tests.

    Raises
    ------
    ConfigError
        If a row is wrong; names its file and line.
    """
    if not current().folders:
        return
    for unit in units(level="block"):
        all_block_members(unit.id)
        block_roles(unit.id, 2025)
    for read in (
        *(competences, benchmarks, deadlines, offices, office_rules, positions, populations),
        *(all_unit_events, successions, unit_aliases, unit_codes, unit_names, decreed_days),
    ):
        read()
