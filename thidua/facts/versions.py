"""Versions: which of the tables that a unit sent counts, when it sent one more than once.

The tables of one file that are of one unit, layout and period are one version together. Files are taken in the order in
which they came. A later version takes an earlier one's place, stands beside it, or is doubtful: then its whole file
does not count, its sender is asked, and the earlier one stays in force. Nothing is ever counted in both.

**Decision lists** are compared row by row (see ``alike``) when their days overlap.

1. Same people, at least half of the larger list, and of them no more than half by decisions that differ in number and
   day: a new version, whatever was corrected in it, be it numbers, days, awards, names or places of work.
2. Otherwise rows with the same recipient, award and decision count: with at least half of the earlier list the later
   one is a longer version of it; where at least three quarters of the later list stand in the earlier one, it is a
   shorter one, and a warning says how many rows are gone. Fewer are doubtful.
3. The same people under nothing but other decisions, awards or places of work are doubtful where they are half of the
   larger list, or, if the day of the decision is the same, half of the smaller. Fewer are rightly commended twice.
   A file whose name says that it corrects ("đính chính", "sửa") is doubtful with less than half of the earlier list.
4. Nothing in common: both count, as the two halves of one decision do that come in two files.

A new version must reach over all days of the earlier one, and hold something of each of its tables if it has fewer.
**Returns and registers** of one period: the later one counts, unless it has fewer tables or states fewer than half of
the lines of the earlier one, or of a return most numbers differ, which is doubtful. A file whose name says "thay thế"
answers what was asked: it takes the place of the other one; "bổ sung" says that the people of rule 3 are commended once
more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

import pyarrow as pa

from thidua.facts.alike import Lists, lists_to_compare
from thidua.facts.inbox import Sent
from thidua.facts.settle import covers
from thidua.facts.verdicts import Pair, Verdict, judge_lists, judge_stated
from thidua.intake.finding import Finding
from thidua.intake.read_file import FileRead, Part

State = Literal["accepted", "superseded", "rejected"]

_WITHOUT_PERIOD = timedelta(days=31)
"""So far the days of a list that states no period may be from those of its earlier version: days are corrected too."""


@dataclass(frozen=True)
class SentPart:
    """One table that was sent: its file, what it covers, and whether it counts."""

    sent: Sent
    read: FileRead
    part: Part
    state: State = "accepted"
    superseded_by: str = ""

    @cached_property
    def rows(self) -> pa.Table:
        """The rows of this table."""
        return self.read.rows_of(self.part)

    @property
    def givers(self) -> list[tuple[str, str]]:
        """Each authority that its rows name, with the unit whose awards they are."""
        pairs = self.rows.select(["authority", "unit"]).group_by(["authority", "unit"]).aggregate([]).to_pylist()
        return [(pair["authority"], pair["unit"]) for pair in pairs]

    @property
    def order(self) -> tuple[date, str]:
        """What is newer: the day it came, then the file's name."""
        return self.sent.received_on, self.sent.file


class Weighed(NamedTuple):
    """Every table with its state, in the order of the files, and what is asked about versions."""

    parts: list[SentPart]
    findings: list[Finding]


def weigh_versions(sent: Sequence[Sent], reads: Sequence[FileRead], rejected: Iterable[str] = ()) -> Weighed:
    """Which tables count, and what is asked where that is doubtful.

    Parameters
    ----------
    sent, reads
        The files and what each says, in the same order.
    rejected
        Files that do not count for a reason outside themselves.

    Returns
    -------
    Weighed
        The tables of a file with an error, or of a doubtful one, are rejected; which of the others count is said at the
        head of this module. Findings are about the later file, and name the earlier one.
    """
    refused = {one.file for one, read in zip(sent, reads, strict=True) if read.has_errors}.union(rejected)
    parts = [SentPart(one, read, part) for one, read in zip(sent, reads, strict=True) for part in read.parts]
    scales = _Scales(_versions([each for each in parts if each.sent.file not in refused]))
    scales.weigh()
    return Weighed([_stated(each, refused, scales) for each in parts], scales.findings)


def _stated(each: SentPart, refused: set[str], scales: _Scales) -> SentPart:
    if each.sent.file in refused or each.sent.file in scales.doubtful:
        return replace(each, state="rejected")
    by = scales.successors.get(_key(each))
    return replace(each, state="superseded", superseded_by=by) if by else each


@dataclass(frozen=True)
class _Version:
    """The tables of one file that are of one unit, layout and period."""

    key: tuple[str, ...]
    tables: tuple[SentPart, ...]
    first_day: date | None
    last_day: date | None

    @property
    def file(self) -> str:
        return self.key[0]

    @property
    def about(self) -> tuple[str, ...]:
        """What versions of one thing have in common: unit and layout, and the period if it is no list."""
        _, unit, layout, period = self.key
        return (unit, layout) if self.is_list else (unit, layout, period)

    @property
    def is_list(self) -> bool:
        return self.key[2] == "decision_list"

    @property
    def window(self) -> tuple[date, date] | None:
        """The days on which a decision of an earlier or later version may lie."""
        if not (self.first_day and self.last_day):
            return None
        if self.key[3]:
            return self.first_day, self.last_day
        first = max(self.first_day, date.min + _WITHOUT_PERIOD) - _WITHOUT_PERIOD
        return first, min(self.last_day, date.max - _WITHOUT_PERIOD) + _WITHOUT_PERIOD

    @property
    def drawn(self) -> list[tuple[str, pa.Table]]:
        """The sheet and the rows of each table."""
        return [(each.part.sheet, each.rows) for each in self.tables]


def _key(each: SentPart) -> tuple[str, ...]:
    return each.sent.file, each.part.unit, each.part.layout, each.part.period


def _versions(parts: Sequence[SentPart]) -> list[_Version]:
    """What was sent, in the order in which it came."""
    tables: dict[tuple[str, ...], list[SentPart]] = defaultdict(list)
    for each in sorted(parts, key=lambda each: each.order):
        tables[_key(each)].append(each)
    found = []
    for key, of_version in tables.items():
        days = [(each.part.first_day, each.part.last_day) for each in of_version]
        firsts, lasts = [first for first, _ in days if first], [last for _, last in days if last]
        found.append(_Version(key, tuple(of_version), min(firsts, default=None), max(lasts, default=None)))
    return found


def _touch(one: _Version, other: _Version) -> bool:
    """Whether two lists can hold the same decisions."""
    if one.window is None or other.window is None:
        return False
    return one.window[0] <= other.window[1] and other.window[0] <= one.window[1]


@dataclass
class _Scales:
    """Versions in the order of receipt, weighed one file after the other.

    ``successors`` says by which file a version was replaced, ``doubtful`` which files have to be asked about.
    """

    versions: Sequence[_Version]
    successors: dict[tuple[str, ...], str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def weigh(self) -> None:
        """Weigh each file against those before it that count."""
        lists = _lists_to_compare(self.versions)
        by_file: dict[str, list[_Version]] = defaultdict(list)
        for version in self.versions:
            by_file[version.file].append(version)
        counting: dict[tuple[str, ...], dict[tuple[str, ...], _Version]] = defaultdict(dict)
        for file, versions in by_file.items():
            verdicts = list(_verdicts(versions, counting, lists))
            asked = [verdict for _, verdict in verdicts if verdict.kind == "doubtful"]
            self.findings += [verdict.finding for verdict in asked if verdict.finding]
            if asked:
                self.doubtful.add(file)
                continue
            for old, verdict in verdicts:
                if verdict.kind == "replaces":
                    self.successors[old.key] = file
                    self.findings += [verdict.finding] if verdict.finding else []
                    del counting[old.about][old.key]
            for version in versions:
                counting[version.about][version.key] = version


_Compared = Mapping[tuple[str, ...], tuple[Lists, int]]
"""Where a list stands among those whose days overlap."""


def _verdicts(
    versions: Sequence[_Version],
    counting: Mapping[tuple[str, ...], Mapping[tuple[str, ...], _Version]],
    lists: _Compared,
) -> Iterator[tuple[_Version, Verdict]]:
    """Every version that counts and is about the same as one of a later file, with what the file is to it."""
    by_about: dict[tuple[str, ...], list[_Version]] = defaultdict(list)
    for version in versions:
        by_about[version.about].append(version)
    for about, of_file in by_about.items():
        for old in list(counting.get(about, {}).values()):
            if old.is_list:
                new = [version for version in of_file if _touch(version, old)]
                if new:
                    yield old, _list_verdict(old, new, lists)
            elif old.key[3]:
                yield old, judge_stated(_pair(old, of_file))


def _list_verdict(old: _Version, new: Sequence[_Version], lists: _Compared) -> Verdict:
    compared, at = lists[old.key]
    alike = compared.compare(at, [lists[version.key][1] for version in new])
    windows = [(one.first_day, one.last_day) for one in new if one.first_day and one.last_day]
    reaches_over = bool(old.first_day and old.last_day and covers(windows, old.first_day, old.last_day))
    return judge_lists(_pair(old, new), alike, reaches_over=reaches_over)


def _pair(old: _Version, new: Sequence[_Version]) -> Pair:
    drawn = [table for version in new for table in version.drawn]
    return Pair(new[0].file, old.file, old.drawn, drawn, old.tables[0].part.layout)


def _lists_to_compare(versions: Sequence[_Version]) -> _Compared:
    """The lists of each unit in groups whose days overlap, one after the other."""
    dated = [(one.about, *one.window, one) for one in versions if one.is_list and one.window]
    groups: list[list[_Version]] = []
    about: tuple[str, ...] = ()
    until = date.min
    for unit, first, last, version in sorted(dated, key=lambda each: each[:2]):
        if unit != about or first > until:
            groups.append([])
            until = last
        groups[-1].append(version)
        about, until = unit, max(until, last)
    groups = [group for group in groups if len({version.file for version in group}) > 1]
    ready = lists_to_compare([[[each.rows for each in version.tables] for version in group] for group in groups])
    return {
        version.key: (lists, at) for group, lists in zip(groups, ready, strict=True) for at, version in enumerate(group)
    }
