"""Codes that the program compares are those of the tables."""

from typing import get_args

from thidua.facts.columns import COUNT_UNITS
from thidua.intake.layout_names import Layout
from thidua.intake.layouts.headings import REQUIRED
from thidua.registry import statuses, units
from thidua.registry.codes import CountUnit, StatusCode, UnitLevel
from thidua.registry.unit import COMMUNE_LEVELS, DISTRICT_LEVELS, LEVELS


def test_statuses_that_the_program_compares_are_those_of_the_table():
    """A status that is only in the table would be counted by nothing; one that is only in the code is never met."""
    assert [status.code for status in statuses()] == list(get_args(StatusCode))


def test_levels_of_units_are_known_to_the_type_and_used():
    """A unit of a level that no comparison knows would stand in no table of a report."""
    assert {unit.level for unit in units()} <= set(get_args(UnitLevel)) == set(LEVELS)
    assert {*DISTRICT_LEVELS, *COMMUNE_LEVELS} < set(LEVELS)


def test_count_units_are_those_of_a_facts_file():
    """Times and recipients are never added up, so both must be told apart everywhere."""
    assert set(get_args(CountUnit)) == set(COUNT_UNITS)


def test_layouts_that_the_program_compares_are_those_that_intake_finds():
    """A table of a layout that no comparison knows would be read and counted nowhere."""
    assert set(get_args(Layout)) == set(REQUIRED)
