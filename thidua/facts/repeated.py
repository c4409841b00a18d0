"""Rows that stand in two tables that count: the same recipient under the same decision, sent twice (V11).

New versions are no repetition: they are told apart in ``versions`` before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from thidua.facts.versions import SentPart
from thidua.intake.finding import Finding
from thidua.registry import fold, get_recipient_kind

Row = Mapping[str, Any]


class _Place(NamedTuple):
    """Where a row stands; ``table`` numbers the tables of all files."""

    file: str
    table: int
    sheet: str
    cell: str


class _Known:
    """What the decisions hold that were read so far."""

    def __init__(self) -> None:
        self.named: dict[tuple[str, str], dict[str, _Place]] = defaultdict(dict)
        self.unnamed: dict[tuple[str, str, int], _Place] = {}
        self.with_unnamed: dict[str, _Place] = {}
        self.decisions: dict[str, _Place] = {}

    def add(self, row: Row, here: _Place, number: int) -> None:
        """Note a row, or a number of people without names."""
        self.decisions.setdefault(row["act"], here)
        if row["recipient"]:
            self.named[fold(row["recipient"]), row["decision"]].setdefault(fold(row["workplace"]), here)
        else:
            self.unnamed.setdefault((row["act"], fold(row["workplace"]), number), here)
            self.with_unnamed.setdefault(row["act"], here)

    def join(self, other: _Known) -> None:
        """Note everything that another one knows."""
        for key, places in other.named.items():
            self.named[key] = {**places, **self.named[key]}
        self.unnamed = {**other.unnamed, **self.unnamed}
        self.with_unnamed = {**other.with_unnamed, **self.with_unnamed}
        self.decisions = {**other.decisions, **self.decisions}

    def find(self, row: Row) -> _Place | None:
        """Where the recipient of a row stands already; of two rows with a place of work each it must be the same."""
        places = self.named.get((fold(row["recipient"]), row["decision"]), {})
        place = fold(row["workplace"])
        return next((there for known, there in places.items() if not (known and place) or known == place), None)


def repeated(parts: Sequence[SentPart]) -> Iterator[Finding]:
    """Rows of the lists that count which another of their tables holds as well.

    The file that came later is at fault; since it then does not count, no other is at fault because of it. Of people
    without names nobody can say whether they are those of another file: their decision may stand in one file only.
    """
    order = {each.sent.file: each.order for each in parts}
    rows = sorted(_of_shared_decisions(parts), key=lambda row: order[row["file"]])
    known = _Known()
    for file, of_file in groupby(rows, key=itemgetter("file")):
        own, found = _Known(), []
        for row, number in _counted(list(of_file)):
            here = _Place(file, row["table"], row["sheet"], row["cell"])
            first = _first(row, number, known, own)
            if first is not None and first.table != here.table:
                words = (("other", _other(first, here)),)
                found.append(Finding("V11-again", file, here.sheet, here.cell, _shown(row, number), words))
            own.add(row, here, number)
        yield from found
        if not found:
            known.join(own)


def _first(row: Row, number: int, known: _Known, own: _Known) -> _Place | None:
    """Where a row, or a number of people without names, stood before."""
    if not row["recipient"]:
        return known.decisions.get(row["act"]) or own.unnamed.get((row["act"], fold(row["workplace"]), number))
    unnamed = known.with_unnamed.get(row["act"]) if row["act"] not in own.decisions else None
    return known.find(row) or unnamed or own.find(row)


def _counted(rows: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Each row; rows without a name once for each cell, with how many they are."""
    numbers = Counter(_cell(row) for row in rows if not row["recipient"])
    for row in rows:
        if row["recipient"]:
            yield row, 1
        elif (number := numbers.pop(_cell(row), 0)) > 0:
            yield row, number


def _cell(row: Row) -> tuple[Any, ...]:
    return row["table"], row["cell"], row["act"]


def _shown(row: Row, number: int) -> str:
    kind = get_recipient_kind(row["recipient_kind"]).name_vi.lower() if row["recipient_kind"] else ""
    return str(row["recipient"]) or f"{number} {kind} không ghi tên".replace("  ", " ")


def _other(first: _Place, here: _Place) -> str:
    """A place as the sentence names it after "tệp"."""
    if first.file != here.file:
        return first.file
    return f'này, trang "{first.sheet}",' if first.sheet != here.sheet else f"này, ô {first.cell},"


def _of_shared_decisions(parts: Sequence[SentPart]) -> list[dict[str, Any]]:
    """The rows of a unit whose decision, award and recipient kind stand in more than one table; mostly there are none.

    Numbers begin again each year, and each unit has its own: 512/QĐ-UBND of 2020 and of 2021 are two decisions.
    """
    listed = [each for each in parts if each.part.layout == "decision_list" and each.part.rows]
    if not listed:
        return []
    lists = pa.concat_tables([each.rows for each in listed])
    tables = [pa.repeat(pa.scalar(at, pa.int32()), len(each.rows)) for at, each in enumerate(listed)]
    lists = lists.append_column("table", pa.chunked_array(tables))
    words = [lists[name].cast(pa.string()) for name in ("unit", "award", "recipient_kind")]
    numbers = pc.utf8_ltrim(lists["decision_no"].cast(pa.string()), characters="0")
    # One decision is 77/QĐ-UBND to the one office and 77/QĐ-CT to the other: of a person the number is enough.
    words.append(pc.replace_substring_regex(numbers, r"^([0-9]+)\PN.*$", r"\1"))
    # What is not decided yet is told apart by the year in which it was proposed.
    words.append(pc.year(pc.coalesce(lists["decided_on"], lists["proposed_on"])).cast(pa.string()))
    words = [pc.fill_null(word, "") for word in words]
    decisions = pc.binary_join_element_wise(*words, "\t")
    acts = pc.binary_join_element_wise(decisions, pc.fill_null(numbers, ""), "\t")
    lists = lists.append_column("decision", decisions).append_column("act", acts)
    counts = lists.select(["decision", "table"]).group_by("decision").aggregate([("table", "count_distinct")])
    shared = counts.filter(pc.greater(counts["table_count_distinct"], 1))["decision"].combine_chunks()
    lists = lists.filter(pc.is_in(lists["decision"], value_set=shared))
    names = ["recipient", "recipient_kind", "workplace", "decision", "act", "file", "sheet", "cell", "table"]
    return list(lists.select(names).to_pylist())
