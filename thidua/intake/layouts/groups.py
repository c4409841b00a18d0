"""What a group heading in a list says for the rows below it: a kind, a title, a decision, a unit, a type of award.

Headings stand in an outline ("I. HUYỆN BA BỂ", "1. Tập thể"): what one says holds until the next of its rank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.intake.cells.decisions import DecisionNo
from thidua.intake.cells.named_decisions import decision_within
from thidua.intake.cells.recipient_counts import read_recipients
from thidua.intake.layouts.part import Header
from thidua.intake.layouts.title import unit_said
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.kind_words import kind_meant, kind_of_name
from thidua.intake.words.periods_said import period_said
from thidua.intake.words.type_words import type_meant
from thidua.intake.words.unit_words import refusal_of, units_of_any_day, why_no_unit
from thidua.intake.words.units_said import sender_words, unit_meant
from thidua.registry import find_units, fold
from thidua.registry.territory import per_territory

_NUMBER = re.compile(
    r"\s*(?:(?P<roman>[IVX]{1,5})|(?P<letter>[A-ZĐ])|(?P<small>[a-zđ])|(?P<figure>[0-9]{1,2}(?:\.[0-9]{1,2})*))"
    r"\s*[.)/:-]\s*"
)
_ALONE = re.compile(r"\s*(?:[IVX]{1,5}|[A-ZĐa-zđ]|[0-9]{1,2}(?:\.[0-9]{1,2})*)\s*[.)/:-]?\s*")
_FORMALITY = re.compile(r"^(?:được |đề nghị )?(?:tặng|khen thưởng|công nhận|danh sách)(?: thưởng)? ")
_TO_WHOM = re.compile(r"\s+(?:cho|đối với)\s.*$")
_COUNTED = re.compile(
    r"\s*(?:\(\s*(?:gồm|có|tổng số)?\s*[0-9]{1,5}(?:\s+[^\W\d][^()0-9]{0,20})?\s*\)"
    r"|:\s*[0-9]{1,5}(?:\s+[^\W\d][^()0-9]{0,20})?)\s*$",
    re.IGNORECASE,
)
"""How many follow, behind a heading: "Lao động tiên tiến (03 cá nhân)", "CÁ NHÂN: 05 người"."""
_UNDECIDED = re.compile(r"\b(?:đề nghị|trình|đăng kí|không đạt|không đủ|chưa đạt|chưa đủ|chưa có|thu hồi|loại|hủy)\b")
_HARMLESS = re.compile(
    r"(?:khối|cụm|nhóm|ngành|lĩnh vực|phần|mục|danh sách|các|công tác|năm học|năm|đợt"
    r"|danh hiệu thi đua|hình thức khen thưởng|khen thưởng)\b"
)
_OF_SEVERAL_KINDS = re.compile(r"(?:(?:các )?(?:tập thể|cá nhân|hộ gia đình|hộ)(?:\s*[,;/]\s*|\s+và\s+|$)){2,}")


@dataclass(frozen=True, slots=True)
class GroupValues:
    """What the headings above a row say, each with the cell it stands in; nothing where they say nothing.

    Attributes
    ----------
    kind, award, type, workplace
        A recipient kind, the words of a title or form, a type of award, a place of work.
    decision, unit
        A decision with its day, and the unit that the rows belong to.
    cells
        Field name to the cell of the heading.
    """

    kind: str = ""
    award: str = ""
    type: str = ""
    workplace: str = ""
    decision: DecisionNo | None = None
    unit: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@per_territory(maxsize=4096)
def said_by_heading(text: str, on: date) -> Mapping[str, Any]:
    """What one repaired heading says, by the field names of `GroupValues`; nothing if it is not understood.

    Examples
    --------
    >>> dict(said_by_heading("II. CÁ NHÂN (05 cá nhân)", date(2023, 6, 1)))
    {'kind': 'individual'}
    """
    bare = _bare(text)
    said: dict[str, Any] = {}
    if kind := kind_meant(text):
        said["kind"] = kind
    if decision := decision_within(text):
        said["decision"] = decision
    folded = fold(_COUNTED.sub("", bare))
    words = (bare, _COUNTED.sub("", bare), _FORMALITY.sub("", folded), _TO_WHOM.sub("", _FORMALITY.sub("", folded)))
    award = next((each for each in words if awards_meant(each)), "")
    if award:
        said["award"] = text if award == bare else award
    if not award and (meant := next((code for each in words if (code := type_meant(each))), None)):
        said["type"] = meant
    if not said and (unit := unit_meant(bare, on)):
        said["unit"] = unit.id
    elif not said and (sender := unit_said(bare, on)) and folded.startswith((*sender_words(on), "ubnd")):
        said["unit"] = sender.id
    return said


def why_no_unit_of(text: str, on: date) -> tuple[str, str]:
    """The message for a heading that is a unit of other days, or several of this one, and why; twice nothing if not.

    "I. HUYỆN BA BỂ" is none in 2026, "SỞ Y TẾ" is in both provinces in 2024.
    """
    bare = _bare(text)
    is_unit = units_of_any_day(bare) or len(find_units(bare, on)) > 1
    return (refusal_of(bare, on, "V01-why"), why_no_unit(bare, on)) if is_unit else ("", "")


def _bare(text: str) -> str:
    found = _NUMBER.match(text)
    return (text[found.end() :] if found else text).strip(" :.;")


def count_in(text: str) -> int | None:
    """How many recipients a heading says that follow; None if it says no number.

    Examples
    --------
    >>> count_in("II. CÁ NHÂN (05 cá nhân)"), count_in("Lao động tiên tiến: 12 người"), count_in("Quyết định (2023)")
    (5, 12, None)
    """
    bare = _bare(text)
    found = _COUNTED.search(bare)
    if found is None:
        return None
    written = found[0].strip(" ():")
    counted = read_recipients(written)
    if isinstance(counted, tuple):
        return sum(each.number for each in counted)
    is_plain = written.isdigit() and (kind_meant(bare[: found.start()]) or awards_meant(bare[: found.start()]))
    return int(written) if is_plain else None


def is_undecided(text: str) -> bool:
    """Whether a heading says that the rows below it may be no awards: "III. Đề nghị cấp tỉnh khen thưởng"."""
    return _UNDECIDED.search(fold(text)) is not None


def is_harmless(text: str) -> bool:
    """Whether a heading groups rows in a way that changes nothing: "Khối xã", "Trường THCS Hà Hiệu"."""
    key = fold(_bare(text))
    return _HARMLESS.match(key) is not None or _OF_SEVERAL_KINDS.fullmatch(key) is not None


def is_workplace(text: str) -> bool:
    """Whether a heading names the collective that the people below it belong to."""
    return kind_of_name(_bare(text)) == "collective"


def is_part(text: str) -> bool:
    """Whether a heading names a part of the units ("Khối các trường học"), which no recipient is called."""
    return re.match(r"(?:khối|cụm)\b", fold(_bare(text))) is not None


def is_of_another_period(text: str, header: Header) -> bool:
    """Whether a heading says that its rows are of another period than the table."""
    if header.period is None or header.first_day is None or header.last_day is None:
        return False
    if _BEFORE.search(fold(text)):
        return True
    stated = period_said(text)
    if stated is None:
        return False
    first, last = stated.period.first_day(header.basis), stated.period.last_day(header.basis)
    return first > header.last_day or last < header.first_day


_BEFORE = re.compile(r"\b(?:cùng kì|năm trước|kì trước|năm ngoái)\b")


def has_number(text: str) -> bool:
    """Whether a heading begins with the number of an outline, or is nothing else."""
    return _NUMBER.match(text) is not None or _ALONE.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but the number of an outline."""
    return _ALONE.fullmatch(text) is not None


class Outline:
    """The headings above the row being read, from the widest group to the narrowest."""

    def __init__(self) -> None:
        self._stack: list[tuple[str, Mapping[str, Any], str]] = []
        self.values = GroupValues()

    def add(self, number: str, text: str, said: Mapping[str, Any], cell: str) -> None:
        """Put a heading below those of a wider rank; it ends the groups of its own rank and of those below.

        Parameters
        ----------
        number
            Its number where that stands in a cell of its own; else empty.
        text, said, cell
            The heading, what it says, and where it stands.
        """
        rank = _rank(f"{number}." if number else text) or "+".join(sorted(said))
        ranks = [each for each, _, _ in self._stack]
        if rank in ranks:
            del self._stack[ranks.index(rank) :]
        self._stack.append((rank, said, cell))
        merged: dict[str, Any] = {}
        cells: dict[str, str] = {}
        for _, values, where in self._stack:
            merged |= values
            cells |= dict.fromkeys(values, where)
        self.values = GroupValues(**merged, cells=cells)


def _rank(text: str) -> str:
    found = _NUMBER.match(text)
    return (found.lastgroup or "") + str(found[0].count(".") if found.lastgroup == "figure" else "") if found else ""
