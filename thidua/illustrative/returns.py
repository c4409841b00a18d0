"""Draws summary returns: the annual annex of counts, which agrees with the lists of the same unit and year.

What is counted is in ``decisions`` and, for awards that are not listed by name, in ``levels``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from thidua.illustrative.chances import apportion
from thidua.illustrative.decisions import Row, all_rows
from thidua.illustrative.levels import DEPARTMENTS, TYPES, class_weights, is_listed, own_levels
from thidua.illustrative.lists import put_signature
from thidua.illustrative.senders import Sender
from thidua.illustrative.sheets import Sheet, Value, cell_name
from thidua.registry import get_award

_CLASSES = (
    ("department_leader", "Lãnh đạo"),
    ("other_leader", "Lãnh đạo từ phó phòng trở lên"),
    ("direct_labour", "Trực tiếp"),
)
_BY_CLASS = (("CTR", "Công trạng"), ("PTR", "Phong trào thi đua"))
_BY_KIND = (("DOT", "Đột xuất"), ("DNG", "Đối ngoại"), ("enterprise", "Trong đó: doanh nghiệp"))
_STATED = (("proposed", "Số lượng đề nghị"), ("decided", "Số lượng quyết định"))
_KINDS = (("collective", "Tập thể"), ("individual", "Cá nhân"))


def _numbers() -> Iterator[tuple[str, tuple[str, ...]]]:
    for code, heading in _STATED:
        yield from ((f"{code}:{kind}", (heading, words)) for kind, words in _KINDS)
    for code, heading in _BY_CLASS:
        yield f"{code}:collective", (heading, "Tập thể")
        yield from ((f"{code}:{klass}", (heading, "Cá nhân", words)) for klass, words in _CLASSES)
    for code, heading in _BY_KIND:
        yield from ((f"{code}:{kind}", (heading, words)) for kind, words in _KINDS)


NUMBERS: Mapping[str, tuple[str, ...]] = dict(_numbers())
"""The fields of the counts with their headings, from the top row down."""

_ROMAN = ("I", "II", "III")


@dataclass
class Line:
    """The counts of one title or form by field."""

    award: str
    counts: Counter[str] = field(default_factory=Counter)

    def settle(self) -> None:
        """State the decided numbers as the sums of their parts, and proposals a little above them."""
        for kind, classes in (("collective", ("collective",)), ("individual", tuple(code for code, _ in _CLASSES))):
            parts = [f"{code}:{each}" for code, _ in _BY_CLASS for each in classes]
            decided = sum(self.counts[part] for part in (*parts, f"DOT:{kind}", f"DNG:{kind}"))
            self.counts[f"decided:{kind}"] = decided
            self.counts[f"proposed:{kind}"] = decided + decided // 16


Group = tuple[str, tuple[str, ...]]
"""A heading of a return, and the awards below it."""


def sections(unit: str) -> list[Group]:
    """The groups of a return and the awards in each."""
    own = ("Cấp sở", ("LDTT", "CSTDCS", "TTLDTT", "GKS"))
    return [
        ("Cấp Nhà nước", ("HCLD3", "CTDCP", "BKTTG")),
        ("Cấp tỉnh", ("CTDT", "TTLDXS", "CSTDT", "BKT", "HHTINH")),
        own if unit in DEPARTMENTS else ("Cấp huyện", ("LDTT", "CSTDCS", "TTLDTT", "GKH")),
    ]


@cache
def _listed() -> Mapping[tuple[str, int, str], Counter[str]]:
    """Counts of every unit, year and award as the lists give them; households have no column."""
    found: dict[tuple[str, int, str], Counter[str]] = {}
    for row in all_rows():
        if row.kind == "household":
            continue
        count_row(found.setdefault((row.unit, row.year, row.award), Counter()), row)
    return found


def count_row(counts: Counter[str], row: Row) -> None:
    """Count a row of a list in the fields of a return's line; households have none."""
    is_split = row.award_type in ("CTR", "PTR") and row.kind == "individual"
    counts[f"{row.award_type}:{row.klass if is_split else row.kind}"] += 1
    if row.is_enterprise or row.klass == "entrepreneur":
        counts[f"enterprise:{row.kind}"] += 1


def return_lines(unit: str, year: int) -> list[Line]:
    """The lines of a return, in the order of its sections."""
    unlisted = {key: n for key, n in own_levels(unit, year).items() if not is_listed(unit, key[0])}
    lines = []
    for _, awards in sections(unit):
        for award in awards:
            line = Line(award, Counter(_listed().get((unit, year, award), Counter())))
            for (code, kind), count in unlisted.items():
                if code == award:
                    line.counts.update(_unlisted(unit, award, kind, count))
            line.settle()
            lines.append(line)
    return lines


def _unlisted(unit: str, award: str, kind: str, count: int) -> Counter[str]:
    """Counts of awards that no list names, divided as the listed ones are."""
    counts: Counter[str] = Counter()
    for award_type, number in apportion(count, TYPES.get(award, {"CTR": 1})).items():
        if kind == "collective" or award_type not in ("CTR", "PTR"):
            counts[f"{award_type}:{kind}"] += number
            continue
        for klass, share in apportion(number, class_weights(unit, award, award_type)).items():
            counts[f"{award_type}:{klass}"] += share
    return counts


def award_words(award: str) -> str:
    """A title or form as a return writes it."""
    return {"GKH": "Giấy khen của Chủ tịch UBND cấp huyện", "GKS": "Giấy khen của Giám đốc sở"}.get(
        award, get_award(award).name_vi
    )


def return_sheet(
    sender: Sender, lines: list[Line], period: str, signed_on: date | None, groups: Sequence[Group] | None = None
) -> Sheet:
    """The sheet of a return; a count is remembered as (award, field). Without a period it says none, nor a day."""
    sheet = Sheet("Biểu tổng hợp")
    for level, line in enumerate(sender.agency):
        sheet.put(level, 0, line, "title")
    sheet.put(0, 10, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "title")
    sheet.put(1, 10, "Độc lập - Tự do - Hạnh phúc", "title")
    sheet.put(3, 0, "BIỂU TỔNG HỢP KẾT QUẢ KHEN THƯỞNG", "title")
    sheet.put(4, 0, period, "title")
    sheet.put(5, 16, "Đơn vị tính: lượt", "note")
    sheet.widths = {0: 5.0, 1: 36.0} | dict.fromkeys(range(2, 2 + len(NUMBERS)), 9.0)
    below = sheet.put_headings(6, [("STT",), ("Danh hiệu thi đua, hình thức khen thưởng",), *NUMBERS.values()])
    for column in range(2 + len(NUMBERS)):
        sheet.put(below, column, column + 1, "head")
    below = _put_lines(sheet, below + 1, sender, lines, groups or sections(sender.unit))
    if signed_on:
        put_signature(sheet, below + 1, 14, sender, signed_on)
    return sheet


def _put_lines(sheet: Sheet, top: int, sender: Sender, lines: list[Line], groups: Sequence[Group]) -> int:
    by_award, at, number = {line.award: line for line in lines}, top, 0
    for place, (heading, awards) in enumerate(groups):
        sheet.put(at, 0, _ROMAN[place], "group")
        sheet.put(at, 1, heading, "group")
        at += 1
        for award in awards:
            number += 1
            sheet.put(at, 0, number)
            sheet.put(at, 1, award_words(award))
            _put_counts(sheet, at, sender, by_award[award])
            at += 1
    sheet.put(at, 0, "Tổng cộng", "group")
    for column, name in enumerate(NUMBERS, 2):
        total = sum(line.counts[name] for line in lines)
        letter = cell_name((0, column))[:-1]
        formula = f"=SUM({letter}{top + 1}:{letter}{at})" if sender.unit == "huyen-cho-don" else ""
        sheet.put(at, column, _shown(total, sender), "group", formula)
        sheet.places["total", name] = (at, column)
    return at + 1


def _put_counts(sheet: Sheet, at: int, sender: Sender, line: Line) -> None:
    fits = get_award(line.award).recipient_kinds
    for column, name in enumerate(NUMBERS, 2):
        of = name.partition(":")[2]
        kind = of if of in ("collective", "individual") else "individual"
        is_stated = name.startswith(("proposed", "decided"))
        value: Value = _shown(line.counts[name], sender)
        if not line.counts[name]:
            # A title that is not for this kind is crossed out; a decided number is never left open.
            value = sender.nothing if kind in fits and not is_stated else 0 if kind in fits else "-"
        sheet.put(at, column, value)
        sheet.places[line.award, name] = (at, column)


def _shown(count: int, sender: Sender) -> Value:
    """Chợ Mới types its counts as text: 05, 1.050."""
    return f"{count:02,d}".replace(",", ".") if sender.unit == "huyen-cho-moi" else count
