"""How much two decision lists say the same: the people, collectives and decisions that stand in both.

Whether that makes one of them a new version of the other is decided in ``versions``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from thidua.registry import strip_accents
from thidua.registry.codes import StatusCode

_OPEN = ("proposed", "nominated")
"""What is not decided yet."""
_SAID = (
    "recipient",
    "recipient_kind",
    "workplace",
    "award",
    "award_type",
    "status",
    "decision_no",
    "decided_on",
    "sheet",
    "cell",
)
_HALF_YEAR = 183

_MOST_PAIRS = 250_000
"""Beyond so many pairs of rows no one compares each with each: nobody has so many namesakes."""


class Likeness(IntEnum):
    """What two rows that name one recipient have in common, the closest first."""

    SAME_DECISION = 1
    """Award, kind and number of the decision; its day where a number is lacking."""
    MOVED = 2
    """The same, at another place of work: a namesake, or a place that is put in other words."""
    OTHER_NUMBER = 3
    """Award, kind and day, under another number."""
    OTHER_AWARD = 4
    """Number and day, with another award or kind."""
    OTHER_DECISION = 5
    """Award and kind, under another number of another day."""
    DECIDED = 6
    """Award and kind: what was proposed in the older list is decided in the newer one."""


class _Row(NamedTuple):
    """What a row says; ``name``, ``place`` and ``number`` as they are compared, ``table`` its place in the version."""

    name: str
    place: str
    recipient_kind: str
    award: str
    award_type: str
    status: StatusCode
    number: str
    decided_on: date | None
    table: int
    recipient: str
    sheet: str
    cell: str


class Example(NamedTuple):
    """A row of the newer list that stands in the older one as well: its sheet, its cell, and whom it names."""

    sheet: str
    cell: str
    recipient: str


@dataclass
class Alike:
    """What an older list and a newer one have in common: each row has at most one counterpart.

    Attributes
    ----------
    old, new
        How many rows each of them has.
    rows
        How many pairs of rows there are of each likeness.
    tables
        Which tables of the older list have a row with a counterpart.
    example
        The first row of the newer list with a counterpart.
    """

    old: int
    new: int
    rows: dict[Likeness, int] = field(default_factory=lambda: dict.fromkeys(Likeness, 0))
    tables: set[int] = field(default_factory=set)
    example: Example | None = None

    def of(self, *kinds: Likeness) -> int:
        """How many pairs there are of these likenesses; without any, of all."""
        return sum(self.rows[kind] for kind in kinds or Likeness)


class Lists:
    """The lists of one unit whose days overlap, ready to be compared two by two; see `lists_to_compare`."""

    def __init__(self, versions: Sequence[Sequence[pa.Table]]) -> None:
        self._versions = versions

    def compare(self, old: int, new: Collection[int]) -> Alike:
        """An older list against the lists of a newer file, all given by their places."""
        sizes = [sum(map(len, tables)) for tables in self._versions]
        alike = Alike(sizes[old], sum(sizes[at] for at in new))
        before, after = _by_name(self._rows[old]), _by_name(chain.from_iterable(self._rows[at] for at in new))
        for name, rows in after.items():
            if name in before:
                _pair(before[name], rows, alike)
        # A number of people without names may be the very people whom the other list names.
        if "" in before:
            _pair(before[""], [row for name, rows in after.items() if name for row in rows], alike)
        if "" in after:
            _pair([row for name, rows in before.items() if name for row in rows], after[""], alike)
        return alike

    @cached_property
    def _rows(self) -> list[list[tuple[_Row, int]]]:
        """Of each version the rows that can have a counterpart in another one, each with how often it stands there."""
        joined = pa.concat_tables([table for tables in self._versions for table in tables])
        if not pc.any(pc.equal(joined["name"], "")).as_py():
            pairs = joined.select(["name", "version"]).group_by("name").aggregate([("version", "count_distinct")])
            shared = pairs.filter(pc.greater(pairs["version_count_distinct"], 1))["name"]
            joined = joined.filter(pc.is_in(joined["name"], value_set=shared.combine_chunks()))
        found: list[Counter[_Row]] = [Counter() for _ in self._versions]
        for said in joined.to_pylist():
            version, workplace, decision_no = (said.pop(name) for name in ("version", "workplace", "decision_no"))
            number = (decision_no or "").upper().replace(" ", "").lstrip("0")
            found[version][_Row(**said, place=_place_key(workplace or ""), number=number)] += 1
        return [list(rows.items()) for rows in found]


def lists_to_compare(groups: Sequence[Sequence[Sequence[pa.Table]]]) -> list[Lists]:
    """Groups of lists ready to be compared: of each group its versions, of each of these its tables.

    All names are made ready together: there are fewer of them than rows, and each step costs more than a name.
    """
    tables = [table for group in groups for version in group for table in version]
    if not tables:
        return [Lists([]) for _ in groups]
    names = pa.chunked_array([chunk for table in tables for chunk in table["recipient"].chunks], pa.string())
    encoded = names.combine_chunks().dictionary_encode()
    keys = pc.fill_null(name_keys(encoded.dictionary).take(encoded.indices), "")
    start, ready = 0, []
    for group in groups:
        versions: list[list[pa.Table]] = []
        for version, of_version in enumerate(group):
            versions.append([])
            for at, table in enumerate(of_version):
                versions[-1].append(_with_keys(table, keys.slice(start, len(table)), version, at))
                start += len(table)
        ready.append(Lists(versions))
    return ready


def _with_keys(table: pa.Table, names: pa.Array, version: int, at: int) -> pa.Table:
    """What a row says in the columns of `_Row`, and which version it belongs to; words are text everywhere."""
    columns = {name: table[name] for name in _SAID}
    texts = {name: column.cast(pa.string()) for name, column in columns.items() if name != "decided_on"}
    numbers = {
        name: pa.repeat(pa.scalar(value, pa.int32()), len(table))
        for name, value in (("version", version), ("table", at))
    }
    return pa.table({**columns, **texts, **numbers, "name": names})


def name_keys(names: pa.Array) -> pa.Array:
    """Names as they are compared between two versions of a list: letters alone, without marks, case or "ông", "bà".

    A version may be typed anew: *Nông Văn Thuỷ*, *NÔNG VĂN THUY* and *Ông Nông Văn Thúy* are one key. A row that names
    nobody has the empty key.
    """
    keys = pc.replace_substring_regex(pc.utf8_normalize(names, form="NFKD"), r"\p{Mn}+", "")
    keys = pc.replace_substring_regex(pc.utf8_lower(keys), "[đðɖ]", "d")
    keys = pc.replace_substring_regex(keys, r"^\s*(?:ong|ba|anh|chi|dong chi|d/c)[\s.:]+", "")
    keys = pc.replace_substring(pc.replace_substring_regex(keys, r"[^\pL\pN]+", ""), "y", "i")
    return pc.if_else(pc.equal(keys, ""), names, keys)


@lru_cache(maxsize=4096)
def _place_key(workplace: str) -> str:
    """A place of work as it is compared: what follows the last comma, letters alone."""
    return "".join(filter(str.isalnum, strip_accents(workplace.rpartition(",")[2]).lower())).replace("y", "i")


@dataclass
class _Left:
    """A row and how many of its kind have no counterpart yet."""

    row: _Row
    number: int


def _by_name(rows: Iterable[tuple[_Row, int]]) -> dict[str, list[_Left]]:
    found: dict[str, list[_Left]] = defaultdict(list)
    for row, number in rows:
        found[row.name].append(_Left(row, number))
    return found


def _pair(before: Sequence[_Left], after: Sequence[_Left], alike: Alike) -> None:
    """Give each row its closest counterpart, as long as there are any."""
    before, after = [old for old in before if old.number], [new for new in after if new.number]
    if len(before) * len(after) > _MOST_PAIRS:
        _pair_many(before, after, alike)
        return
    pairs = [
        (likeness, place, at)
        for place, new in enumerate(after)
        for at, old in enumerate(before)
        if (likeness := _likeness(old.row, new.row)) is not None
    ]
    for likeness, place, at in sorted(pairs):
        _count(before[at], after[place], likeness, alike)


def _pair_many(before: Sequence[_Left], after: Sequence[_Left], alike: Alike) -> None:
    """The same for thousands of rows of one name, or without: by the number of their decision, then by the award."""
    for likeness in (Likeness.SAME_DECISION, Likeness.OTHER_DECISION):
        known: dict[tuple[str, ...], list[_Left]] = defaultdict(list)
        for old in reversed(before):
            known[_act(old.row, likeness)].append(old)
        for new in after:
            waiting = known[_act(new.row, likeness)]
            while new.number and waiting:
                _count(waiting[-1], new, likeness, alike)
                if not waiting[-1].number:
                    waiting.pop()


def _act(row: _Row, likeness: Likeness) -> tuple[str, ...]:
    number = row.number if likeness is Likeness.SAME_DECISION else ""
    return row.award, row.recipient_kind, number


def _count(old: _Left, new: _Left, likeness: Likeness, alike: Alike) -> None:
    """Note that so many rows are counterparts as both have left."""
    number = min(new.number, old.number)
    if number:
        new.number -= number
        old.number -= number
        alike.rows[likeness] += number
        alike.tables.add(old.row.table)
        alike.example = alike.example or Example(new.row.sheet, new.row.cell, new.row.recipient)


def _likeness(old: _Row, new: _Row) -> Likeness | None:
    """What two rows of one name have in common; also of people without names, of whom only the decision tells."""
    is_same_award = (old.award, old.recipient_kind) == (new.award, new.recipient_kind)
    if (old.status in _OPEN) != (new.status in _OPEN):
        return Likeness.DECIDED if is_same_award and old.status in _OPEN and old.name and new.name else None
    days_apart = abs((old.decided_on - new.decided_on).days) if old.decided_on and new.decided_on else None
    has_numbers = bool(old.number and new.number)
    # Numbers begin again each year.
    is_same_number = has_numbers and old.number == new.number and (days_apart is None or days_apart < _HALF_YEAR)
    if not is_same_award:
        is_one_decision = is_same_number and days_apart == 0 and bool(old.name and new.name)
        return Likeness.OTHER_AWARD if is_one_decision else None
    if is_same_number or (not has_numbers and not days_apart):
        return Likeness.SAME_DECISION if _is_one_place(old.place, new.place) else Likeness.MOVED
    if not days_apart:
        return Likeness.OTHER_NUMBER if bool(old.name) == bool(new.name) else None
    is_other_type = old.award_type and new.award_type and old.award_type != new.award_type
    return None if is_other_type or not (old.name and new.name) else Likeness.OTHER_DECISION


def _is_one_place(one: str, other: str) -> bool:
    """Whether two places of work can be one: "Trạm Y tế" and "Trạm Y tế xã Yến Dương" can."""
    return one in other or other in one
