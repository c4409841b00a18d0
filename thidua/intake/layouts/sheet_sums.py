"""Sheets that add up the other sheets of a file: recognised by their figures, and not counted a second time.

What one sheet says is read before; here the sheets of one unit and period are held against each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.intake.layouts.part import Header, Notes
from thidua.intake.layouts.tables import FoundTable
from thidua.registry import fold

_NAMED_AS_SUM = re.compile(
    r"\b(?:tổng(?: hợp| số| cộng)?|toàn (?:huyện|tỉnh|thành phố|xã|ngành)|chung|cả (?:huyện|tỉnh))\b"
)
_PART = re.compile(
    r"\b(?:khối|cụm|nhóm|xã|phường|thị trấn|trường|phòng|ban|ngành|huyện|cơ quan|đoàn thể|đảng|doanh nghiệp|thôn|tổ)\b"
)
"""What the sheets of one unit and period are called that are its parts."""
_NO_PART = re.compile(
    r"\b(?:cũ|mới|nháp|sửa|bản|cùng kì|năm (?:trước|nay|ngoái)|kì (?:trước|này)|đề nghị|kết quả|trong đó)\b"
    r"|\(\d\)|\b(?:19|20)\d\d\b"
)
FEWEST_FIGURES = 3
"""Two communes may well have one certificate each; so many equal figures are a copy."""
_COUNTED = ("summary_return", "registrations")
_GRAIN = ("award", "recipient_kind", "recipient_class", "award_type", "status")

_Figures = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, eq=False)
class ReadTable:
    """One table that was read: its sheet, where it stands, what its title says, its columns by name, its notes."""

    sheet: str
    table: FoundTable
    header: Header
    columns: Mapping[str, Any]
    notes: Notes


def without_sheets_of_sums(read: Sequence[ReadTable]) -> list[ReadTable]:
    """The tables that count: of counts for one unit and period, those that add up others are left out.

    Notes a line for each that is left out, an error where a sheet says that it sums up the others and does not, and a
    warning where two sheets say the same (L14).
    """
    groups: dict[tuple[object, ...], list[ReadTable]] = defaultdict(list)
    for each in read:
        if each.table.layout in _COUNTED:
            groups[each.table.layout, each.columns["unit"], each.columns["period"]].append(each)
    left_out = {id(each) for group in groups.values() if len(group) > 1 for each in _sums(group)}
    return [each for each in read if id(each) not in left_out]


def _sums(group: list[ReadTable]) -> Iterator[ReadTable]:
    figures = [_figures(each) for each in group]
    for at, each in enumerate(group):
        beside = [one for other, one in enumerate(figures) if other != at]
        if figures[at] and len(beside) > 1 and figures[at] == _added(beside):
            _leave_out(each, "trang này cộng các trang khác của tệp")
            yield each
            return
    named = [at for at, each in enumerate(group) if _NAMED_AS_SUM.search(_name(each))]
    if len(named) == 1:
        others = _added([one for at, one in enumerate(figures) if at != named[0]])
        if figures[named[0]] == others:
            _leave_out(group[named[0]], "trang này ghi lại số liệu của trang khác")
            yield group[named[0]]
        else:
            _tell_difference(group[named[0]], figures[named[0]], others)
        return
    first = group[0]
    if not all(_PART.search(_name(each)) for each in group) or any(map(_is_no_part, group)):
        grains = [set(one) for one in figures]
        if sum(map(len, grains)) > len(set().union(*grains)):
            sheets = ", ".join(f"“{each.sheet}”" for each in group)
            first.notes.find("L14-several", first.table.first_heading, 0, first.sheet, sheets=sheets)
            return
    for at, each in enumerate(group):
        is_telling = sum(count > 0 for count in figures[at].values()) >= FEWEST_FIGURES
        same = next((other for other in range(at) if figures[other] == figures[at]), None)
        if same is not None and is_telling:
            each.notes.find("L14-same", each.table.first_heading, 0, each.sheet, other=group[same].sheet)


def _name(each: ReadTable) -> str:
    """What a table is called: its sheet, and what stands right above its headings."""
    return f"{fold(each.sheet)} {each.header.near}"


def _is_no_part(each: ReadTable) -> bool:
    """Whether a sheet's name, or a heading right above its table, calls it a version, a period or an act."""
    return _NO_PART.search(fold(each.sheet)) is not None or "trong đó" in each.header.near


def _figures(each: ReadTable) -> _Figures:
    """The counts of a table above nought, by what they count."""
    rows = len(each.columns["cell"])
    figures: dict[tuple[str, ...], int] = defaultdict(int)
    names = [each.columns.get(name, [""] * rows) for name in _GRAIN]
    for count, *grain in zip(each.columns["count"], *names, strict=True):
        if count:
            figures[tuple(grain)] += count
    return figures


def _added(figures: Sequence[_Figures]) -> _Figures:
    added: dict[tuple[str, ...], int] = defaultdict(int)
    for one in figures:
        for grain, count in one.items():
            added[grain] += count
    return added


def _leave_out(each: ReadTable, why: str) -> None:
    each.notes.leave_out(each.table.first_heading, 0, each.sheet, why)


def _tell_difference(each: ReadTable, stated: _Figures, others: _Figures) -> None:
    grain = next(one for one in {**stated, **others} if stated.get(one, 0) != others.get(one, 0))
    labels = each.columns["award_label"]
    label = next((labels[row] for row, award in enumerate(each.columns["award"]) if award == grain[0]), grain[0])
    words = {"award": label, "stated": str(stated.get(grain, 0)), "sum": str(others.get(grain, 0))}
    each.notes.find("L14-sums", each.table.first_heading, 0, each.sheet, **words)
