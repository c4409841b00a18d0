"""Versions: which of the tables that a unit sent counts, when it sent one more than once.

A later table takes the place of an earlier one; two lists that hold other decisions stand beside each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from thidua.facts.inbox import Sent
from thidua.intake.read_file import FileRead, Part

State = Literal["accepted", "superseded", "rejected"]


@dataclass(frozen=True)
class SentPart:
    """One table that was sent: its file, what it covers, the decisions it lists, and whether it counts."""

    sent: Sent
    read: FileRead
    part: Part
    state: State = "accepted"
    superseded_by: str = ""

    @cached_property
    def decisions(self) -> frozenset[tuple[str, ...]]:
        """Number, award and recipient kind of every decision that a list holds; none for another layout.

        One decision often commends collectives and individuals, who are then listed in two files.
        """
        if self.part.layout != "decision_list":
            return frozenset()
        names = ["decision_no", "award", "recipient_kind"]
        rows = self.rows.select(names).group_by(names).aggregate([])
        return frozenset(zip(*(rows[name].to_pylist() for name in names), strict=True))

    @property
    def rows(self) -> pa.Table:
        """The rows of this table that are facts."""
        table = self.read.tables["facts"]
        if len({part.sheet for part in self.read.parts}) == 1:
            return table
        return table.filter(pc.equal(table["sheet"], self.part.sheet))

    @property
    def order(self) -> tuple[date, str]:
        """What is newer: the day it came, then the file's name."""
        return self.sent.received_on, self.sent.file


def sent_parts(
    sent: Sequence[Sent], reads: Sequence[FileRead], rejected: Mapping[str, str] | None = None
) -> list[SentPart]:
    """Every table of every file with its state.

    Parameters
    ----------
    sent, reads
        The files and what each says, in the same order.
    rejected
        Files that do not count for a reason outside themselves.

    Returns
    -------
    list of SentPart
        In the order of the files. A table of a file with an error is rejected; of the others, the newest of the same
        unit, layout and period counts. A list takes an earlier one's place when its window reaches over the earlier
        list's and it holds at least half of its decisions: a list of other decisions is no new version.
    """
    refused = rejected or {}
    found: list[SentPart] = []
    for one, read in zip(sent, reads, strict=True):
        state: State = "rejected" if read.has_errors or one.file in refused else "accepted"
        for part in read.parts:
            found.append(SentPart(one, read, part, state))
    counted = [each for each in found if each.state == "accepted"]
    by_key: dict[tuple[str, str], list[SentPart]] = {}
    for each in counted:
        by_key.setdefault((each.part.unit, each.part.layout), []).append(each)
    newer = {id(old): new for group in by_key.values() for old, new in _replaced(sorted(group, key=lambda e: e.order))}
    return [
        SentPart(each.sent, each.read, each.part, "superseded", newer[id(each)].sent.file)
        if id(each) in newer
        else each
        for each in found
    ]


def _replaced(group: Sequence[SentPart]) -> list[tuple[SentPart, SentPart]]:
    """Pairs of a table and the first later one that takes its place; the group is in order of receipt."""
    pairs = []
    for at, old in enumerate(group):
        for new in group[at + 1 :]:
            if new.sent.file != old.sent.file and _takes_place_of(new, old):
                pairs.append((old, new))
                break
    return pairs


def _takes_place_of(new: SentPart, old: SentPart) -> bool:
    if old.part.layout != "decision_list":
        return bool(old.part.period) and old.part.period == new.part.period
    if not (old.part.first_day and old.part.last_day and new.part.first_day and new.part.last_day):
        return False
    reaches_over = new.part.first_day <= old.part.first_day and old.part.last_day <= new.part.last_day
    return reaches_over and 2 * len(new.decisions & old.decisions) >= len(old.decisions) > 0
