"""What came for a period: the tables of some units, and what was found and put right in their files.

Which of them count is decided in ``versions``; how it is told, in ``thidua.present.chapters.quality``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from thidua.registry import Basis, Period

if TYPE_CHECKING:
    import pandas as pd

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
    about = [one for one in _tables(tables.whole("files"), units) if one.belongs_to(period, basis)]
    of_file = {table.file: table.unit for table in about}
    findings, repairs = (_of_files(tables.whole(name), of_file) for name in ("findings", "repairs"))
    return Came(tuple(sorted(about, key=lambda table: (table.received_on, table.file))), findings, repairs)


def _tables(frame: pd.DataFrame, wanted: Container[str] | None) -> list[SentTable]:
    """The tables of some units, or of all for None.

    One that names no unit is that of the unit whose other files its sender sent.
    """
    rows: Sequence[dict[Hashable, Any]] = frame.to_dict("records")
    units: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["sender"] and row["unit"]:
            units[row["sender"]].add(row["unit"])
    named = ((row, row["unit"] or _only(units[row["sender"]])) for row in rows)
    return [_table(row, unit) for row, unit in named if wanted is None or unit in wanted]


def _only(units: set[str]) -> str:
    return next(iter(units)) if len(units) == 1 else ""


def _table(row: dict[Hashable, Any], unit: str) -> SentTable:
    import pandas as pd

    said: dict[str, Any] = {name: row[name] for name in ("file", "period", "state", "superseded_by", "sender")}
    said |= {name: None if pd.isna(row[name]) else row[name].date() for name in ("first_day", "last_day")}
    return SentTable(layout=row["layouts"], unit=unit, received_on=row["received_on"].date(), **said)


def _of_files(frame: pd.DataFrame, units: dict[str, str]) -> pd.DataFrame:
    kept = frame[frame["file"].isin(list(units))]
    return kept.assign(unit=kept["file"].map(units)).reset_index(drop=True)
