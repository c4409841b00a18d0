"""What was sent for a period: the files, the tables that were asked for, and what was found and put right in them.

Which rows count is decided in ``thidua.facts``; how this is told, in the modules beside this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from thidua.facts.expected import Wish, bears_on, completed_at
from thidua.facts.sent import SentTable
from thidua.measures.completeness import AnswerState
from thidua.present.known import Known
from thidua.registry import Basis

if TYPE_CHECKING:
    from thidua.facts.versions import State as FileState


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
    asked
        Every table that should be sent, in the order of the settings.
    """

    report: Known
    tables: tuple[SentTable, ...]
    findings: pd.DataFrame
    repairs: pd.DataFrame
    has_inbox: bool
    asked: tuple[Wish, ...] = ()

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
        return tuple(_answer(wish, self.tables, self.report.basis) for wish in self.asked)

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
    facts = report.dataset.facts
    came = facts.sent(_read_of(report), report.period)
    has_inbox = facts.has_inbox or bool(report.dataset.settings.expected)
    asked = facts.wishes(_read_of(report), report.period)
    return Quality(report, came.tables, came.findings, came.repairs, has_inbox=has_inbox, asked=asked)


def _read_of(report: Known) -> Sequence[str] | None:
    """Whose tables a report is about: those of all units for None."""
    if report.unit.level == "province":
        return None
    return [one.id for one in report.members] if report.unit.level == "block" else [report.unit.id]


def _file(tables: list[SentTable]) -> SentFile:
    states = {table.state for table in tables}
    state = next(name for name in ("rejected", "accepted", "superseded") if name in states)
    first = next((table for table in tables if table.unit), tables[0])
    return SentFile(first.file, first.unit, first.received_on, first.sender, state)


def _answer(wish: Wish, tables: Sequence[SentTable], basis: Basis) -> Answer:
    sent = [table for table in tables if bears_on(table, wish, basis)]
    accepted = [table for table in sent if table.state == "accepted"]
    at, counted = completed_at(sent, wish, basis), completed_at(accepted, wish, basis)
    last = sent[-1].received_on if sent else None
    if at is None:
        return Answer(wish, "due" if not wish.is_due else "partial" if sent else "missing", last)
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
