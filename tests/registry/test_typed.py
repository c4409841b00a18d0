"""Rows of tables become records as the types of their fields say; what is wrong is told so that one finds the cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pytest

from tests.registry.conftest import LayOver
from tests.registry.test_tables import TABLES
from thidua.errors import ConfigError
from thidua.registry.authorities import competences
from thidua.registry.benchmarks import benchmarks
from thidua.registry.blocks import block_members, block_roles
from thidua.registry.dated import Dated
from thidua.registry.deadlines import deadlines
from thidua.registry.departments import departments
from thidua.registry.offices import office_rules, offices
from thidua.registry.tables import KEYS, at_row, parse_rows
from thidua.registry.typed import record_of
from thidua.registry.unit_names import unit_aliases
from thidua.registry.units import unit_codes, unit_names, units


@dataclass(frozen=True)
class Rule(Dated):
    """An invented rule with a field of every type that tables hold."""

    code: str
    share: float
    number: int
    holds: bool
    manner: Literal["share", "number"]
    kinds: tuple[str, ...]
    signed: date
    weight: float | None
    above: str | None
    valid_from: date | None
    valid_to: date | None
    note: str = "none"


GOOD = {
    "code": "A",
    "share": "1.5",
    "number": "12",
    "holds": "true",
    "manner": "share",
    "kinds": "x+y",
    "signed": "2025-06-30",
    "weight": "",
    "above": "",
    "valid_from": "2025-07-01",
    "valid_to": "",
}


def read(**cells: str) -> Rule:
    """A table of one row, read."""
    said = {**GOOD, **cells}
    [row] = parse_rows(f"{','.join(said)}\n{','.join(said.values())}\n", "rules")
    with at_row(row):
        return record_of(row, Rule)


def test_each_cell_is_read_as_the_type_of_its_field_says():
    """An empty cell is nothing only where the type says that there may be nothing; a number is no text."""
    assert read() == Rule(
        "A", 1.5, 12, True, "share", ("x", "y"), date(2025, 6, 30), None, None, date(2025, 7, 1), None
    )
    assert read(weight="0.4", above="b").weight == 0.4
    assert read(note="seen").note == "seen"


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("share", "mười", '"mười" is no number such as 88.02'),
        ("number", "-1", '"-1" is no whole number such as 313100'),
        ("holds", "có", '"có" is neither true nor false'),
        ("manner", "part", '"part"; expected one of share, number'),
        ("signed", "", "is empty; write a day like 2025-07-01"),
        ("valid_from", "1/7/2025", '"1/7/2025" is not a date like 2025-06-30'),
        ("weight", "half", '"half" is no number such as 88.02'),
    ],
)
def test_what_is_wrong_names_table_line_column_and_value(column: str, value: str, said: str):
    """Whoever corrects a table finds the cell without opening the code."""
    with pytest.raises(ConfigError) as caught:
        read(**{column: value})

    assert str(caught.value).startswith(f"registry table rules.csv, line 2: column {column}")
    assert said in str(caught.value)


OVERLAID = {
    "benchmarks": (
        "unit,group,percent,of_vi,of_en,year,source,confidence\nhuyen-ba-be,womn,50,người,people,2023,s,low\n",
        'benchmarks.csv, line 2: column group: "womn"; expected one of women, ethnic_minority',
    ),
    "block_roles": (
        "block,year,role,unit,source\nkhoi-huyen-tp,20x3,head,huyen-ba-be,s\n",
        'block_roles.csv, line 2: column year: "20x3" is no whole number',
    ),
    "unit_codes": (
        "unit,code,valid_from,valid_to,source\nhuyen-ba-bể,060,,,s\n",
        'unit_codes.csv, line 2: column unit: .*"huyen-ba-bể"',
    ),
}


ASKED: dict[str, Callable[[], object]] = {
    "benchmarks": benchmarks,
    "block_roles": lambda: block_roles("khoi-huyen-tp", 2023),
    "unit_codes": unit_codes,
}


@pytest.mark.parametrize("table", OVERLAID)
def test_a_table_of_the_office_is_refused_by_its_cell(lay_over: LayOver, table: str):
    """A misspelt group or year would be a row that is never found, and nobody would know."""
    text, said = OVERLAID[table]
    lay_over(table, text)

    with pytest.raises(ConfigError, match=f"data/registry/{said}"):
        ASKED[table]()


DATED: dict[str, Callable[[], object]] = {
    "units": units,
    "unit_codes": unit_codes,
    "unit_names": unit_names,
    "unit_aliases": unit_aliases,
    "departments": lambda: list(departments()),
    "offices": offices,
    "office_rules": office_rules,
    "block_members": lambda: block_members("khoi-huyen-tp", date(2023, 6, 1)),
    "deadlines": deadlines,
    "award_authorities": competences,
}


FILLED = {
    "units": {"id": "xa-moi-2026", "level": "commune", "name": "xã Mới", "short_name": "Mới"},
    "unit_codes": {"unit": "huyen-ba-be"},
    "unit_names": {"unit": "huyen-ba-be", "level": "district"},
    "unit_aliases": {"unit": "huyen-ba-be"},
    "offices": {"unit": "huyen-ba-be"},
    "office_rules": {"level": "district"},
    "block_members": {"block": "khoi-huyen-tp", "unit": "huyen-ba-be"},
    "deadlines": {"unit": "huyen-ba-be", "level": "HUYEN", "days": "10", "is_working_days": "true"},
    "award_authorities": {"award": "BKT", "authority": "province_chair"},
}


def heading_of(table: str) -> list[str]:
    """The columns of a table, wherever the package has it."""
    path = next(TABLES.rglob(f"{table}.csv"))
    return path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")


def test_every_dated_table_of_the_office_is_among_these():
    """A table that is added later is read in the same way."""
    dated = {name for name in KEYS if "valid_from" in heading_of(name)}

    assert dated == set(DATED)


@pytest.mark.parametrize("table", DATED)
def test_a_wrong_day_is_told_with_table_line_column_and_value(lay_over: LayOver, table: str):
    """1/7/2025 is how people write it: each table that an office corrects says where it stands."""
    heading = heading_of(table)
    row = dict.fromkeys(heading, "") | FILLED.get(table, {}) | {"valid_from": "1/7/2025"}
    lay_over(table, f"{','.join(heading)}\n{','.join(row.values())}\n")

    said = f'data/registry/{table}.csv, line 2: column valid_from: "1/7/2025" is not a date'
    with pytest.raises(ConfigError, match=said):
        DATED[table]()
