"""Reads the CSV and TOML tables of the registry; each table is read once for each territory.

Tables of the package come first, then those of the province, then those that the office lays over them. Only cells
become values here; what a row means is for the module named after its noun.
"""

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from thidua.errors import ConfigError
from thidua.registry.rows import read_saved_rows
from thidua.registry.territory import current, per_territory
from thidua.registry.text import quoted
from thidua.there import is_file

T = TypeVar("T")

KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "units": ("id",),
        "unit_codes": ("unit", "valid_from"),
        "unit_names": ("unit", "valid_from"),
        "unit_aliases": ("unit", "text"),
        "unit_places": ("unit",),
        "unit_events": ("date", "event", "units"),
        "succession": ("pred", "succ", "date"),
        "departments": ("code", "valid_from"),
        "offices": ("unit", "valid_from"),
        "office_rules": ("level", "valid_from"),
        "block_members": ("block", "unit", "valid_from"),
        "block_roles": ("block", "year", "role"),
        "deadlines": ("unit", "level", "award_type", "valid_from"),
        "days_off": ("day",),
        "population": ("unit", "year", "kind"),
        "benchmarks": ("unit", "group", "year"),
        "award_authorities": ("award", "authority", "valid_from"),
    }
)
"""The tables that an office may lay its own over, with the columns that say which row a row replaces."""


_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


class Row(dict[str, str]):
    """The cells of one row by heading, and where it stands: "data/registry/units.csv, line 3"."""

    def __init__(self, cells: Mapping[str, str], where: str) -> None:
        super().__init__(cells)
        self.where = where


def _tables() -> Path:
    # Not by importlib.resources: a command that prints a list would pay a twentieth of its time for it.
    return Path(__file__).with_name("tables")


def _text_of(table: Path) -> str:
    # utf-8-sig: a table corrected in Excel comes back with a byte order mark.
    return table.read_text(encoding="utf-8-sig")


def parse_rows(text: str, name: str) -> tuple[Row, ...]:
    """Parse a table with one heading row; a row with too few or too many cells is refused."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    rows: list[Row] = []
    for row in reader:
        where = f"registry table {name}.csv, line {reader.line_num}"
        if None in row or None in row.values():
            raise ConfigError(f"{where}: the row does not fit its headings")
        rows.append(Row(row, where))
    return tuple(rows)


@per_territory
def read_rows(name: str) -> tuple[Row, ...]:
    """Read a table as it is in force: the package's rows, the province's, and those laid over them.

    Raises
    ------
    ConfigError
        If a table laid over it is no such table; names file and line.
    """
    from thidua.registry.elsewhere import rows_here  # it reads tables itself

    rows = [*own_rows(name), *(row for folder in folders() for row in rows_of(folder, name))]
    for overlay in current().folders:
        path = overlay / f"{name}.csv"
        if name in KEYS and is_file(path):
            rows = _laid_over(rows, rows_here(overlay_rows(path, name), overlay), KEYS[name])
    return tuple(rows)


@cache
def own_rows(name: str) -> tuple[Row, ...]:
    """The package's rows of a table of the whole country."""
    return _parsed(_tables(), name)


@cache
def rows_of(folder: str, name: str) -> tuple[Row, ...]:
    """The package's rows of a table of one province's folder."""
    return _parsed(_tables().joinpath("provinces", folder), name)


def _parsed(folder: Path, name: str) -> tuple[Row, ...]:
    table = folder.joinpath(f"{name}.csv")
    return parse_rows(_text_of(table), name) if table.is_file() else ()


def folders() -> tuple[str, ...]:
    """The folders of tables of the province in force: its own, after those of provinces that went into it."""
    return next(parts(row, "folders") for row in provinces() if row["code"] == current().province)


def table_lines(name: str) -> list[str]:
    """The lines of a table of the package below its headings, for one that is too long to be read as rows."""
    return _text_of(_tables().joinpath(f"{name}.csv")).splitlines()[1:]


@cache
def provinces() -> tuple[Row, ...]:
    """Every province that a territory can be of: code, name, and the folders with its tables."""
    return _parsed(_tables(), "provinces")


@cache
def _columns(name: str) -> tuple[str, ...]:
    """The headings of a table, wherever the package has it."""
    folders = (_tables(), *(one for one in _tables().joinpath("provinces").iterdir() if one.is_dir()))
    table = next(path for one in folders if (path := one.joinpath(f"{name}.csv")).is_file())
    return tuple(next(csv.reader(io.StringIO(_text_of(table), newline=""))))


def check_overlay(folder: Path) -> None:
    """Refuse a table that the registry does not know, so that no misspelt name is left unread.

    Raises
    ------
    ConfigError
        Names the file and the tables there are.
    """
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv" and path.stem not in KEYS:
            raise ConfigError(f"{_shown(path)}: no such table; write one of {', '.join(sorted(KEYS))}")
        if path.suffix.lower() in _WORKBOOKS and not path.name.startswith(("~", ".")):
            raise ConfigError(f"{_shown(path)}: nobody reads it; save it as CSV UTF-8 under the name of its table")


def overlay_rows(path: Path, name: str) -> list[Row]:
    """The rows of a table that the office wrote, with where each stands."""
    shown = _shown(path.parent)
    try:
        return [Row(cells, f"{shown}/{where}") for where, cells in read_saved_rows(path, _columns(name))]
    except ConfigError as problem:
        raise ConfigError(f"{shown}/{problem}") from None


def _shown(path: Path) -> str:
    """A table as the office knows it: "data/registry/units.csv", "data/cao-bang/registry/units.csv"."""
    parts = path.as_posix().split("/")
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("data") :]) if "data" in parts else path.name


def _laid_over(rows: list[Row], own: list[Row], key: tuple[str, ...]) -> list[Row]:
    """The rows with those of an overlay in place of the rows of the same key; the others behind them."""
    by_key: dict[tuple[str, ...], Row] = {}
    for row in own:
        of_row = tuple(row[name] for name in key)
        if of_row in by_key:
            raise ConfigError(f"{row.where}: the row stands twice (the other: {by_key[of_row].where}); keep one")
        by_key[of_row] = row
    replaced = []
    for row in rows:
        replaced.append(by_key.pop(tuple(row[name] for name in key), row))
    return [*replaced, *by_key.values()]


@contextmanager
def at_row(row: Row) -> Iterator[None]:
    """Name the file and line of a row in what is wrong with it."""
    try:
        yield
    except ConfigError as problem:
        raise ConfigError(f"{row.where}: {str(problem).removeprefix('registry ')}") from None


def records(name: str, make: Callable[[Row], T]) -> Iterable[T]:
    """What each row of a table in force means; what is wrong with a row is told with its file and line."""
    for row in read_rows(name):
        with at_row(row):
            record = make(row)
        yield record


@cache
def read_toml(name: str) -> Mapping[str, Any]:
    """Read ``tables/<name>.toml``."""
    return MappingProxyType(tomllib.loads(_text_of(_tables().joinpath(f"{name}.toml"))))


def day(row: Mapping[str, str], heading: str) -> date | None:
    """Read an ISO date from a cell; empty is None."""
    if not (cell := row[heading].strip()):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise ConfigError(f'registry column {heading}: "{cell}" is not a date like 2025-06-30') from error


def flag(row: Mapping[str, str], heading: str) -> bool:
    """Read true or false from a cell."""
    if (cell := row[heading].strip()) not in ("true", "false"):
        raise ConfigError(f'registry column {heading}: "{cell}" is neither true nor false')
    return cell == "true"


def parts(row: Mapping[str, str], heading: str, separator: str = "+") -> tuple[str, ...]:
    """Read a cell of several values; an empty cell has none."""
    return tuple(part.strip() for part in row[heading].split(separator) if part.strip())


def whole_number(row: Mapping[str, str], heading: str) -> int:
    """Read a whole number from 0 on from a cell."""
    if not (cell := row[heading].strip()).isdecimal():
        raise ConfigError(f"registry column {heading}: {quoted(cell)} is no whole number such as 313100")
    return int(cell)
