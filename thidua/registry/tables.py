"""Reads the CSV and TOML tables that ship with the registry; each table is read once.

Only cells become values here; what a row means is for the module named after its noun.
"""

import csv
import io
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from thidua.errors import ConfigError

Row = Mapping[str, str]


def _table_text(file_name: str) -> str:
    # utf-8-sig: a table corrected in Excel comes back with a byte order mark.
    return resources.files("thidua.registry").joinpath("tables", file_name).read_text(encoding="utf-8-sig")


def parse_rows(text: str, name: str) -> tuple[Row, ...]:
    """Parse a table with one heading row; a row with too few or too many cells is refused."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    rows: list[Row] = []
    for row in reader:
        if None in row or None in row.values():
            where = f"registry table {name}.csv, line {reader.line_num}"
            raise ConfigError(f"{where}: the row does not fit its headings")
        rows.append(MappingProxyType(row))
    return tuple(rows)


@cache
def read_rows(name: str) -> tuple[Row, ...]:
    """Read ``tables/<name>.csv``: one mapping of heading to text per row, in the table's order."""
    return parse_rows(_table_text(f"{name}.csv"), name)


@cache
def read_toml(name: str) -> Mapping[str, Any]:
    """Read ``tables/<name>.toml``."""
    return MappingProxyType(tomllib.loads(_table_text(f"{name}.toml")))


def day(row: Row, heading: str) -> date | None:
    """Read an ISO date from a cell; empty is None."""
    if not (cell := row[heading].strip()):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ConfigError(f'registry column {heading}: "{cell}" is not a date like 2025-06-30') from error


def flag(row: Row, heading: str) -> bool:
    """Read true or false from a cell."""
    if (cell := row[heading].strip()) not in ("true", "false"):
        raise ConfigError(f'registry column {heading}: "{cell}" is neither true nor false')
    return cell == "true"


def parts(row: Row, heading: str, separator: str = "+") -> tuple[str, ...]:
    """Read a cell of several values; an empty cell has none."""
    return tuple(part.strip() for part in row[heading].split(separator) if part.strip())
