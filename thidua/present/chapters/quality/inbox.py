"""What was sent for a period: the files, the tables that were asked for, and what was found and put right in them.

Which rows count is decided in ``thidua.facts``; how this is told, in the modules beside this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from thidua.facts.expected import Wish, bears_on, completed_at, wishes
from thidua.facts.snapshot import read_table
from thidua.facts.versions import State as FileState
from thidua.measures.completeness import AnswerState
from thidua.present.known import Known
from thidua.registry import Basis, Period

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


@dataclass(frozen=True)
class SentFile:
    """One file that was sent; its state is "rejected" with an error, else "accepted" or "superseded"."""

    file: str
    unit: str
    received_on: date
    sender: str
    state: FileState


@dataclass(frozen=True)
class Answer:
    """What became of one table that should be sent.

    Attributes
    ----------
    state
        "counted", "faulty" (it came, but with errors), "partial" (a half of it came), "missing", or "due" (there is
        still time).
    came_on
        When what counts was complete; else when the last of it came.
    is_late, is_again
        Whether it was complete after the deadline, and whether it takes the place of an earlier file.
    """

    wish: Wish
    state: AnswerState
    came_on: date | None = None
    is_late: bool = False
    is_again: bool = False


@dataclass(frozen=True)
class Quality:
    """What was sent for the unit and period of a report.

    Attributes
    ----------
    tables
        In order of receipt.
    findings, repairs
        Of the files of these tables, with the ``unit`` of the file.
    has_inbox
        Whether anything was ever sent or is expected; otherwise the dataset's figures are quoted.
    """

    report: Known
    tables: tuple[SentTable, ...]
    findings: pd.DataFrame
    repairs: pd.DataFrame
    has_inbox: bool

    @cached_property
    def files(self) -> tuple[SentFile, ...]:
        """The files, in order of receipt."""
        of_file: dict[str, list[SentTable]] = defaultdict(list)
        for table in self.tables:
            of_file[table.file].append(table)
        return tuple(_file(tables) for tables in of_file.values())

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What became of everything that should be sent, in the order of the settings."""
        report = self.report
        first, last = report.period.first_day(report.basis), report.period.last_day(report.basis)
        asked = [
            wish
            for wish in wishes(report.dataset.settings.expected, report.basis, report.dataset.as_of)
            if first <= wish.period.last_day(report.basis) <= last and _is_read(report, wish.unit)
        ]
        return tuple(_answer(wish, self.tables, report.basis, report.dataset.as_of) for wish in asked)

    def of_state(self, state: FileState) -> list[SentFile]:
        """The files of one state."""
        return [each for each in self.files if each.state == state]

    def answered(self, state: AnswerState) -> list[Answer]:
        """What should be sent and is in this state."""
        return [each for each in self.answers if each.state == state]

    @cached_property
    def mended(self) -> frozenset[str]:
        """Files with errors in whose place another one counts."""
        good = [table for table in self.tables if table.state == "accepted"]
        bad = [table for table in self.tables if table.state == "rejected"]
        open_files = {table.file for table in bad if not any(_takes_place_of(other, table) for other in good)}
        return frozenset(table.file for table in bad) - open_files


def read_quality(report: Known) -> Quality:
    """Read what was sent for the unit and period of a report; a province reads what all units sent, a block its own."""
    snapshot = report.dataset.facts.snapshot
    everything = _tables(read_table(snapshot, "files"))
    tables = [
        table for table in everything if table.belongs_to(report.period, report.basis) and _is_read(report, table.unit)
    ]
    units = {table.file: table.unit for table in tables}
    findings, repairs = (read_table(snapshot, name) for name in ("findings", "repairs"))
    return Quality(
        report,
        tuple(sorted(tables, key=lambda table: (table.received_on, table.file))),
        _of_files(findings, units),
        _of_files(repairs, units),
        has_inbox=bool(everything or report.dataset.settings.expected),
    )


def _is_read(report: Known, unit: str) -> bool:
    """Whether a report is about what this unit sent."""
    members = {one.id for one in report.members} if report.unit.level == "block" else {report.unit.id}
    return report.unit.level == "province" or unit in members


def _tables(frame: pd.DataFrame) -> list[SentTable]:
    """The tables of a snapshot; one that names no unit is that of the unit whose other files the sender sent."""
    rows = frame.to_dict("records")
    units: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["sender"] and row["unit"]:
            units[row["sender"]].add(row["unit"])
    return [_table(row, units[row["sender"]]) for row in rows]


def _table(row: dict[Hashable, Any], units_of_sender: set[str]) -> SentTable:
    said: dict[str, Any] = {name: row[name] for name in ("file", "period", "state", "superseded_by", "sender")}
    said |= {name: None if pd.isna(row[name]) else row[name].date() for name in ("first_day", "last_day")}
    unit = row["unit"] or (next(iter(units_of_sender)) if len(units_of_sender) == 1 else "")
    return SentTable(layout=row["layouts"], unit=unit, received_on=row["received_on"].date(), **said)


def _of_files(frame: pd.DataFrame, units: dict[str, str]) -> pd.DataFrame:
    kept = frame[frame["file"].isin(list(units))]
    return kept.assign(unit=kept["file"].map(units))


def _file(tables: list[SentTable]) -> SentFile:
    states = {table.state for table in tables}
    state = next(name for name in ("rejected", "accepted", "superseded") if name in states)
    first = next((table for table in tables if table.unit), tables[0])
    return SentFile(first.file, first.unit, first.received_on, first.sender, state)


def _answer(wish: Wish, tables: Sequence[SentTable], basis: Basis, as_of: date) -> Answer:
    sent = [table for table in tables if bears_on(table, wish, basis)]
    accepted = [table for table in sent if table.state == "accepted"]
    at, counted = completed_at(sent, wish, basis), completed_at(accepted, wish, basis)
    last = sent[-1].received_on if sent else None
    if at is None:
        return Answer(wish, "due" if wish.deadline >= as_of else "partial" if sent else "missing", last)
    is_late = sent[at].received_on > wish.deadline
    if counted is None:
        return Answer(wish, "faulty", last, is_late)
    return Answer(wish, "counted", accepted[counted].received_on, is_late, is_again=len(accepted) < len(sent))


def _takes_place_of(good: SentTable, bad: SentTable) -> bool:
    """Whether a table that counts says what one with errors was meant to say."""
    if not bad.unit or (good.unit, good.layout) != (bad.unit, bad.layout) or good.received_on < bad.received_on:
        return False
    if good.period and good.period == bad.period:
        return True
    if not (good.first_day and good.last_day and bad.first_day and bad.last_day):
        return False
    return good.first_day <= bad.first_day and bad.last_day <= good.last_day
