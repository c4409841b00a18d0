"""Findings and repairs told briefly: what is wrong with many cells in the same way is one line with all of them.

What is wrong was found before; here belong the order, the grouping and the lines for the screen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from thidua.intake.cell_names import area_name, area_of, areas_of, cell_place
from thidua.intake.files.safety import shown_number
from thidua.intake.files.sheet_scan import Area, Place
from thidua.intake.finding import REPAIRS_VI, SEVERITY_VI, Finding, Repair, messages, one_line

MOST_LINES = 50
"""Of one file on the screen; all of them stand in the answer."""

_MANY = 10
"""So many sentences that differ only in what was found are told as one, with the first as example."""
_MOST_AREAS = 6
_MOST_READINGS = 20
_TAKEN, _NOT_COUNTED = ("carried", "heading"), ("left_out", "unused", "joined")
_DONE = {"left_out": "không tính", "unused": "không dùng đến", "joined": "đã ghép với cột bên trái"}
_WORD = re.compile("<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Told:
    """Findings that are told together.

    Attributes
    ----------
    first
        The one that stands for all: its sentence is theirs, unless `is_example`.
    areas
        Where they are; empty for what is about a whole sheet or file.
    count
        How many they are.
    is_example
        Whether the others' sentences differ from this one in what was found.
    """

    first: Finding
    areas: tuple[Area, ...]
    count: int = 1
    is_example: bool = False

    @property
    def cells(self) -> str:
        """The cells as a reader looks for them: "F9:F28, F40"."""
        return ", ".join(map(area_name, self.areas)) or self.first.cell


class _Sentence(NamedTuple):
    message: str
    sheet: str
    place: str
    words: tuple[tuple[str, str], ...]
    found: str


def as_listed(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which a file is put right.

    Returns
    -------
    list of Finding
        What must be put right stands before what must be looked at; of each, what is about the whole file comes first,
        then sheet by sheet in the order in which the findings name them, from the top row to the last.
    """
    given = list(findings)
    sheets = {name: number for number, name in enumerate(dict.fromkeys(["", *(each.sheet for each in given)]))}

    def order(finding: Finding) -> tuple[bool, int, Place]:
        return finding.severity != "error", sheets[finding.sheet], cell_place(_first_cell(finding)) or (0, 0)

    return sorted(given, key=order)


def told_together(findings: Iterable[Finding], *, by_example: bool = False) -> list[Told]:
    """Findings in the order of `as_listed`, those of one sheet whose sentences are equal as one.

    Parameters
    ----------
    findings
        Of one file.
    by_example
        Whether more than ten sentences that differ only in what was found are one as well.
    """
    groups: dict[_Sentence, list[Finding]] = {}
    for finding in as_listed(findings):
        groups.setdefault(_sentence(finding), []).append(finding)
    if not by_example:
        return [_told(group) for group in groups.values()]
    alike = Counter(sentence._replace(found="") for sentence in groups)
    merged: dict[_Sentence, list[Finding]] = {}
    for sentence, group in groups.items():
        kind = sentence._replace(found="")
        merged.setdefault(kind if alike[kind] > _MANY else sentence, []).extend(group)
    return [_told(group, is_example=alike[sentence] > _MANY) for sentence, group in merged.items()]


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """The findings of one file for the screen, a line for each fault; at most `MOST_LINES`, then how many are left.

    What is about no file, which no answer tells, is told in full.
    """
    told = told_together(findings, by_example=True)
    most = MOST_LINES if told and told[0].first.file else len(told)
    yield from map(_line, told[:most])
    left = len(told) - most
    if left > 0:
        yield f"… và {shown_number(left)} dòng khác (xem bản trả lời, lệnh check --answer)"


def repair_lines(repairs: Sequence[Repair]) -> Iterator[str]:
    """What was put right in a file, what was read from other cells, and what was not counted, for the screen."""
    spelled = [repair for repair in repairs if {*_TAKEN, *_NOT_COUNTED}.isdisjoint(repair.kinds)]
    kinds = Counter(kind for repair in spelled for kind in repair.kinds)
    if kinds:
        said = ", ".join(f"{REPAIRS_VI[kind]} {shown_number(count)} ô" for kind, count in kinds.most_common())
        yield f"Đã sửa chữ: {said}"
        yield from _first_of([f'{_at(one)}: "{one_line(one.sent)}" → "{one_line(one.read)}"' for one in spelled], 3)
    taken = [repair for repair in repairs if not set(_TAKEN).isdisjoint(repair.kinds)]
    if taken:
        yield f"Lấy theo ô khác: {shown_number(sum(map(_size, taken)))} ô"
        yield from _first_of([_reading(one) for one in taken], _MOST_READINGS)
    yield from _first_of(
        [_not_counted(one) for one in repairs if set(one.kinds) & set(_NOT_COUNTED)], _MOST_READINGS, ""
    )


def _first_of(lines: Sequence[str], most: int, indent: str = "  ") -> Iterator[str]:
    yield from (indent + line for line in lines[:most])
    if len(lines) > most:
        yield f"{indent}… và {shown_number(len(lines) - most)} chỗ khác (xem báo cáo chất lượng số liệu)"


def _at(repair: Repair) -> str:
    sheet = f'trang "{one_line(repair.sheet)}", ' if repair.sheet else ""
    return f"{sheet}ô {repair.cell}"


def _reading(repair: Repair) -> str:
    """Where a value was read that its own cell does not hold."""
    by = "dòng tiêu đề nhóm" if "heading" in repair.kinds else ""
    source = " ".join(part for part in (by, f"ô {repair.origin}" if repair.origin else "") if part)
    sent = f' (ghi "{one_line(repair.sent)}")' if repair.sent else ""
    return f'{_at(repair)}{sent} lấy theo {source or "ô khác"}: "{one_line(repair.read)}"'


def _not_counted(repair: Repair) -> str:
    """A column or cell that was understood and left out, or that is of no use here, with the reason."""
    sheet = f'trang "{one_line(repair.sheet)}", ' if repair.sheet else ""
    done = next(_DONE[kind] for kind in repair.kinds if kind in _DONE)
    why = f", {one_line(repair.read)}" if repair.read else ""
    return f'{sheet}cột "{one_line(repair.sent)}" (ô {repair.cell}): {done}{why}'


def _size(repair: Repair) -> int:
    area = area_of(repair.cell)
    return (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1) if area else 1


def _line(told: Told) -> str:
    first = told.first
    sheet = f'trang "{one_line(first.sheet)}"' if first.sheet else ""
    where = ", ".join(part for part in (sheet, _cells(told)) if part)
    return f"{SEVERITY_VI[first.severity]} {first.rule}{where and f' {where}'}: {first.text}. {first.advice}."


def _cells(told: Told) -> str:
    if not told.cells:
        return f"{shown_number(told.count)} lần" if told.count > 1 else ""
    shown = f"ô {told.cells}"
    if len(told.areas) > _MOST_AREAS:
        shown = f"ô {', '.join(map(area_name, told.areas[:_MOST_AREAS]))}, …"
    if told.count > 1:
        shown += f" ({shown_number(told.count)} {'chỗ ghi khác nhau' if told.is_example else 'ô'})"
    return f"{shown}, như ô {told.first.cell}" if told.is_example else shown


def _told(group: Sequence[Finding], *, is_example: bool = False) -> Told:
    """One line of many findings; a cell whose name is none stands for itself."""
    if len(group) == 1:
        area = area_of(group[0].cell)
        return Told(group[0], (area,) if area else ())
    named = [area for finding in group if (area := area_of(finding.cell))]
    single = areas_of((area.first_row, area.first_column) for area in named if area_name(area).isalnum())
    wide = {area for area in named if not area_name(area).isalnum()}
    return Told(group[0], tuple(sorted({*single, *wide})), len(group), is_example)


def _sentence(finding: Finding) -> _Sentence:
    """What a finding's line says, without filling in its words."""
    named = _named_words(finding.message)
    words = tuple(pair for pair in finding.words if pair[0] in named)
    found = finding.found if "found" in named else ""
    # What is at no cell, or at none that Excel has, is told on its own place.
    place = "" if area_of(finding.cell) else finding.cell
    return _Sentence(finding.message, finding.sheet, place, words, found)


def _first_cell(finding: Finding) -> str:
    return finding.cell.partition(":")[0]


@cache
def _named_words(message: str) -> frozenset[str]:
    return frozenset(_WORD.findall(f"{messages()[message].text} {messages()[message].advice}"))
