"""Rows of the registry's tables as records: each field is the cell under its own name, read as its type says.

Whatever is wrong with a cell is told with its table, line, column and value; what only one table asks of its rows is
for the module of its noun.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from thidua.errors import ConfigError
from thidua.registry.tables import Row, day, flag, parts, records, whole_number
from thidua.registry.text import quoted

T = TypeVar("T")

Read = Callable[[str], object]
"""Reads the text of one cell; what it refuses is told with the name of its column."""


def typed(table: str, kind: type[T], **own: Read) -> tuple[T, ...]:
    """Every row of a table in force as a record, in the table's order.

    Parameters
    ----------
    kind
        A dataclass whose fields bear the names of columns. Their types say how cells are read: text, whole numbers,
        numbers, true or false, days, one of several words (``Literal``), several words joined by "+"; an empty cell is
        None where the type allows it.
    own
        How a column is read that holds more than its type says, such as the id of a unit.

    Raises
    ------
    ConfigError
        Names table, line, column and value.
    """
    return tuple(records(table, lambda row: record_of(row, kind, **own)))


def record_of(row: Row, kind: type[T], **own: Read) -> T:
    """One row as a record; see `typed`. A field without a column keeps its default, or is given in ``own`` as read."""
    values = {}
    for name, reader in _readers(cast(Hashable, kind)):
        if name in own:
            values[name] = _of_column(name, own[name], row.get(name, ""))
        elif name in row:
            values[name] = reader(row, name)
    return kind(**values)


def _of_column(name: str, read: Read, cell: str) -> object:
    try:
        return read(cell)
    except ConfigError as problem:
        raise ConfigError(f"column {name}: {str(problem).removeprefix('registry ')}") from None


@cache
def _readers(kind: type[Any]) -> tuple[tuple[str, Callable[[Row, str], object]], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _reader(hints[field.name])) for field in fields(kind))


def _reader(hint: Any) -> Callable[[Row, str], object]:
    """How cells of a type are read."""
    if get_origin(hint) is Literal:
        return lambda row, name: _one_of(row, name, get_args(hint))
    if isinstance(hint, UnionType):
        [inner] = [each for each in get_args(hint) if each is not NoneType]
        read = _reader(inner)
        return lambda row, name: read(row, name) if row[name].strip() else None
    return _BY_TYPE[hint]


def _text(row: Row, name: str) -> str:
    return row[name]


def _day(row: Row, name: str) -> date:
    found = day(row, name)
    if found is None:
        raise ConfigError(f"registry column {name} is empty; write a day like 2025-07-01")
    return found


def _number(row: Row, name: str) -> float:
    try:
        return float(row[name])
    except ValueError:
        raise ConfigError(f"registry column {name}: {quoted(row[name])} is no number such as 88.02") from None


def _one_of(row: Row, name: str, known: Iterable[str]) -> str:
    if row[name] not in known:
        raise ConfigError(f"registry column {name}: {quoted(row[name])}; expected one of {', '.join(known)}")
    return row[name]


_BY_TYPE: dict[Any, Callable[[Row, str], object]] = {
    str: _text,
    int: whole_number,
    float: _number,
    bool: flag,
    date: _day,
    tuple[str, ...]: parts,
}
