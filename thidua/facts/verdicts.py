"""Verdicts: whether a later file is a new version of an earlier one, stands beside it, or whether that has to be asked.

The rules are told at the head of ``versions``; here they are applied to two versions at a time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from thidua.facts.alike import Alike, Likeness
from thidua.intake.finding import Finding
from thidua.intake.layout_names import Layout
from thidua.registry import fold_all, strip_accents

Said = Literal["", "replaces", "adds"]
"""What the name of a file says about the files before it."""

_SAID: tuple[tuple[Said, str], ...] = (("replaces", "thay the"), ("adds", "bo sung"))

_CORRECTS = re.compile(r" (?:dinh chinh|hieu chinh|dieu chinh|chinh sua|sua|sua loi|sua lai)(?= )|dinhchinh|chinhsua")

FEWEST_NUMBERS = 3
"""Of fewer numbers all may have been corrected, which is told; of more, most are only another's."""

LINES = {
    "movements": "name",
    "indicators": "name",
    "scores": "criterion",
    "models": "subject",
    "directives": "about",
}
"""What tells one line of a register from another."""


class Verdict(NamedTuple):
    """What a later version is to an earlier one, and what is told or asked about it."""

    kind: Literal["replaces", "beside", "doubtful"]
    finding: Finding | None = None


@dataclass(frozen=True)
class Pair:
    """Two files of which the later one may be a new version of the earlier one.

    Attributes
    ----------
    file, other
        Their names; the other one is the earlier.
    old, new
        The sheet and the rows of each table of the earlier version, and of the later one.
    layout
        The layout of all of them.
    """

    file: str
    other: str
    old: Sequence[tuple[str, pa.Table]]
    new: Sequence[tuple[str, pa.Table]]
    layout: Layout

    @property
    def said(self) -> Said:
        """What the later file's name says of it."""
        found = (said for said, word in _SAID if word in self._words or word.replace(" ", "") in self._words)
        return next(found, "")

    @property
    def is_correction(self) -> bool:
        """Whether the later file's name says that it puts something right."""
        return not self.said and _CORRECTS.search(self._words) is not None

    @property
    def _words(self) -> str:
        return f" {re.sub('[^a-z0-9]+', ' ', strip_accents(self.file.rpartition('/')[2]).lower())} "

    def ask(self, message: str, *, sheet: str = "", cell: str = "", found: str = "", **words: str) -> Finding:
        """A finding about the later file that names the earlier one."""
        return Finding(message, self.file, sheet, cell, found, (("other", self.other), *words.items()))


def judge_lists(pair: Pair, alike: Alike, *, reaches_over: bool) -> Verdict:
    """What a later decision list is to an earlier one; ``reaches_over``: whether its days hold all of the other's."""
    of_this = (Likeness.SAME_DECISION, Likeness.MOVED, Likeness.OTHER_NUMBER, Likeness.OTHER_AWARD)
    if pair.is_correction and alike.of(*of_this) and 2 * alike.of() < alike.old:
        # A few rows put right are neither the whole list nor more awards.
        return Verdict("doubtful", pair.ask("V11-correction", shared=str(alike.of()), old=str(alike.old)))
    likely = alike.of(Likeness.SAME_DECISION, Likeness.OTHER_NUMBER)
    # Where most are commended by other decisions of other days, the few that are not prove no correction.
    is_same_people = 2 * alike.of() >= max(alike.old, alike.new, 4 * alike.rows[Likeness.OTHER_DECISION])
    same = alike.of() if likely and is_same_people else alike.of(Likeness.SAME_DECISION)
    if not same or (pair.said == "adds" and not alike.of(Likeness.SAME_DECISION)):
        return _judge_people(pair, alike, reaches_over=reaches_over)
    if not reaches_over:
        return Verdict("doubtful", _repeated("V11-narrower", pair, alike, same))
    is_version = 2 * same >= alike.old or 4 * same >= 3 * alike.new
    if pair.said != "replaces":
        if not is_version:
            return Verdict("doubtful", _repeated("V11-doubtful", pair, alike, same))
        if len(pair.new) < len(pair.old) and len(alike.tables) < len(pair.old):
            return Verdict("doubtful", _partial(pair, f"{len(pair.old)} bảng", f"{len(alike.tables)} bảng"))
    told = _withdrawn(pair, alike.old - same, alike.old) or _corrected(pair, alike.rows[Likeness.OTHER_NUMBER])
    return Verdict("replaces", told)


def _judge_people(pair: Pair, alike: Alike, *, reaches_over: bool) -> Verdict:
    """Of lists that share no decision: whether they commend mostly the same people."""
    if not alike.of():
        return Verdict("beside")
    if alike.rows[Likeness.DECIDED] == alike.of():
        # Proposals give way when all of them are decided.
        is_done = alike.of() == alike.old and reaches_over
        return Verdict("replaces" if is_done else "beside")
    is_same_day = 2 * alike.rows[Likeness.OTHER_NUMBER] >= min(alike.old, alike.new)
    is_asked = is_same_day or 2 * alike.of() >= max(alike.old, alike.new)
    if not is_asked or pair.said == "adds":
        return Verdict("beside")
    if pair.said == "replaces" and reaches_over:
        return Verdict("replaces", _withdrawn(pair, alike.old - alike.of(), alike.old))
    return Verdict("doubtful", pair.ask("V11-people", shared=str(alike.of())))


def judge_stated(pair: Pair) -> Verdict:
    """What a later return or register is to an earlier one of the same unit and period."""
    gone = _lines_gone(pair)
    if pair.said == "replaces":
        return Verdict("replaces", _withdrawn(pair, *gone))
    if len(pair.new) < len(pair.old) and not _is_joined(pair):
        return Verdict("doubtful", _partial(pair, f"{len(pair.old)} bảng", f"{len(pair.new)} bảng"))
    lines, whole = gone
    if pair.layout not in LINES and 2 * lines > whole:
        return Verdict("doubtful", _partial(pair, f"{whole} dòng", f"{whole - lines} dòng trong số đó"))
    if pair.layout in LINES or len(pair.new) < len(pair.old):
        return Verdict("replaces", _withdrawn(pair, *gone))
    stated = _numbers(pair)
    same = sum(before == after for before, after in stated)
    words = {"changed": str(len(stated) - same), "whole": str(len(stated))}
    both = sum(bool(before and after) for before, after in stated)
    if len(stated) >= FEWEST_NUMBERS and (not same or (both >= FEWEST_NUMBERS and 2 * same < both)):
        # Nearly nothing of the one stands in the other: most likely a sender chose the wrong unit.
        return Verdict("doubtful", pair.ask("V11-otherwise", **words))
    told = pair.ask("V11-changed", **words) if 2 * same < len(stated) else None
    return Verdict("replaces", _withdrawn(pair, *gone) or told)


def _numbers(pair: Pair) -> list[tuple[int, int]]:
    """Each number above 0 that one of two returns states, as the earlier one has it and as the later one does."""
    before, after = _added_up(pair.old), _added_up(pair.new)
    keys = {key for numbers in (before, after) for key, number in numbers.items() if number}
    return [(before.get(key, 0), after.get(key, 0)) for key in keys]


def _added_up(tables: Sequence[tuple[str, pa.Table]]) -> dict[tuple[str, ...], int]:
    """What the tables of one return state together, by title, recipients and state, whatever it is divided into."""
    names = ("authority", "award", "recipient_kind", "status")
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for _, table in tables:
        for row in table.select([*names, "recipient_class", "count"]).to_pylist():
            if row["count"] is not None and not row["recipient_class"]:
                found[tuple(row[name] for name in names)] += row["count"]
    return found


def _is_joined(pair: Pair) -> bool:
    """Whether fewer tables hold what more of them held: nearer to their sum than to that without the smallest one."""
    sheets, before = {sheet for sheet, _ in pair.new}, {sheet for sheet, _ in pair.old}
    if sheets < before:
        return False
    sizes = sorted(_size(pair.layout, table) for _, table in pair.old)
    return sum(_size(pair.layout, table) for _, table in pair.new) >= sum(sizes) - sizes[0] / 2


def _size(layout: str, table: pa.Table) -> int:
    """What a return adds up to; of a register how many rows it has."""
    if layout in LINES:
        return len(table)
    whole = table.filter(pc.equal(table["recipient_class"], ""))
    return int(pc.sum(whole["count"]).as_py() or 0)


def _lines_gone(pair: Pair) -> tuple[int, int]:
    """How many lines of the earlier version the later one does not state, and how many there were."""
    before = {key for _, table in pair.old for key in _lines(pair.layout, table, awarded=True)}
    after = {key for _, table in pair.new for key in _lines(pair.layout, table)}
    return len(before - after), len(before)


def _lines(layout: str, table: pa.Table, *, awarded: bool = False) -> set[tuple[str, ...]]:
    """What each line is about; of a return ``awarded`` asks for those with a number alone."""
    if layout in LINES:
        return {(name,) for name in fold_all([text or "" for text in table[LINES[layout]].to_pylist()])}
    names = ["award", "recipient_kind", "status"]
    rows = table.select([*names, "count", "state"]).to_pylist()
    kept = (row for row in rows if (row["count"] or 0) > 0 or (not awarded and row["state"] != "missing"))
    return {tuple(row[name] for name in names) for row in kept}


def _repeated(message: str, pair: Pair, alike: Alike, same: int) -> Finding:
    example = alike.example
    where = {"sheet": example.sheet, "cell": example.cell} if example else {}
    numbers = {"shared": same, "new": alike.new - same, "old": alike.old - same}
    found = example.recipient if example else ""
    return pair.ask(message, **where, found=found, **{name: str(number) for name, number in numbers.items()})


def _partial(pair: Pair, before: str, after: str) -> Finding:
    return pair.ask("V11-partial", before=before, after=after)


def _withdrawn(pair: Pair, gone: int, whole: int) -> Finding | None:
    """What is told when most of an earlier version is gone; nothing else is unusual in a correction."""
    return pair.ask("V11-withdrawn", gone=str(gone), whole=str(whole)) if 2 * gone > whole else None


def _corrected(pair: Pair, other: int) -> Finding | None:
    """What is told when the same people stand under another number: most likely it was put right, but who knows."""
    return pair.ask("V11-corrected", shared=str(other)) if other and pair.said != "replaces" else None
