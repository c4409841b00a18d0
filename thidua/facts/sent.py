"""What came for a period: the tables of some units, and what was found and put right in their files.

Which of them count is decided in ``versions``; how it is told, in ``thidua.present.chapters.quality``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from thidua.registry import Basis, Period

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from thidua.facts.tables import Tables
    from thidua.facts.versions import State as FileState

DAYS_AFTER = 45
"""A file that states no period is about the one that ended last: until so many days after its end."""


@dataclass(frozen=True)
class SentTable:
    """One table that was sent, or a file in which none was found; without a period the text is empty."""

    file: str
    layout: str
    unit: str
    period: str
    first_day: date | None
    last_day: date | None
    state: FileState
    superseded_by: str
    received_on: date
    sender: str

    def belongs_to(self, period: Period, basis: Basis) -> bool:
        """Whether its period or window shares a day with this period, or, without any, it came in its time."""
        first, last = period.first_day(basis), period.last_day(basis)
        if self.period:
            stated = Period.parse(self.period)
            return stated.first_day(basis) <= last and first <= stated.last_day(basis)
        if self.first_day and self.last_day:
            return self.first_day <= last and first <= self.last_day
        return first <= self.received_on <= last + timedelta(days=DAYS_AFTER)


_COLUMNS = tuple("layouts" if one.name == "layout" else one.name for one in fields(SentTable))


class Came(NamedTuple):
    """The tables in order of receipt, and what was found and put right in their files, with the ``unit`` of each."""

    tables: tuple[SentTable, ...]
    findings: pd.DataFrame
    repairs: pd.DataFrame


def came(tables: Tables, units: Container[str] | None, period: Period, basis: Basis) -> Came:
    """What came of some units, or of all for None, about a period.

    Raises
    ------
    ConfigError
        If the snapshot has no table of files.
    """
    about = [one for one in _tables(tables, units) if one.belongs_to(period, basis)]
    of_file = {table.file: table.unit for table in about}
    findings, repairs = (_of_files(tables.small(name), of_file) for name in ("findings", "repairs"))
    return Came(tuple(sorted(about, key=lambda table: (table.received_on, table.file))), findings, repairs)


def _tables(tables: Tables, wanted: Container[str] | None) -> list[SentTable]:
    """The tables of some units, or of all for None.

    One that names no unit is that of the unit whose other files its sender sent.
    """
    rows = list(starmap(SentTable, tables.values("files", _COLUMNS)))
    units: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.sender and row.unit:
            units[row.sender].add(row.unit)
    named = (row if row.unit else replace(row, unit=_only(units[row.sender])) for row in rows)
    return [row for row in named if wanted is None or row.unit in wanted]


def _only(units: set[str]) -> str:
    return next(iter(units)) if len(units) == 1 else ""


def _of_files(table: pa.Table, units: dict[str, str]) -> pd.DataFrame:
    import pyarrow as pa  # imported where a table was read
    import pyarrow.compute as pc

    from thidua.facts.snapshot import to_frame

    kept = to_frame(table.filter(pc.is_in(table["file"], value_set=pa.array(units, pa.string()))))
    return kept.assign(unit=kept["file"].map(units))
