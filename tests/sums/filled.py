"""The product's own templates, filled in with openpyxl by every sender of a province, and what was filled in.

What is counted here is counted cell by cell as it is typed: nothing of the reader, of the settling or of the reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from thidua.illustrative.people import new_name
from thidua.intake.words.units_said import unit_of_days
from thidua.intake.writing.template import write_templates
from thidua.intake.writing.template_sheet import PERIOD_CELL, UNIT_CELL
from thidua.registry import Period, Unit, days_in, get_award, get_basis, reporting_units
from thidua.registry.dated_names import named_on
from thidua.registry.working_days import is_working_day

BASIS = get_basis("administrative")
LIST, RETURN = "01-danh-sach-quyet-dinh.xlsx", "02-bieu-tong-hop.xlsx"
FIRST_ROW, FIRST_LINE = 6, 9
"""Of the list and of the return: the first row below the headings."""

KINDS = {"collective": "Tập thể", "household": "Hộ gia đình", "individual": "Cá nhân"}
TYPES = {"CTR": "Thường xuyên", "PTR": "Chuyên đề", "DOT": "Đột xuất"}
CLASSES = {"other_leader": "Lãnh đạo khác từ phó phòng", "direct_labour": "Người trực tiếp lao động"}
# Columns of the return, from 1: decided by kind; by type and kind or class.
_DECIDED = {"collective": 6, "household": 7, "individual": 8}
_BY_TYPE = {
    ("CTR", "collective"): 9,
    ("CTR", "other_leader"): 11,
    ("CTR", "direct_labour"): 12,
    ("PTR", "collective"): 13,
    ("PTR", "other_leader"): 15,
    ("PTR", "direct_labour"): 16,
    ("DOT", "collective"): 17,
    ("DOT", "individual"): 18,
}
_GIVERS = {"commune": "Chủ tịch UBND xã, phường, đặc khu", "department": "Giám đốc sở"}
_OF_PROVINCE = "Chủ tịch UBND tỉnh"
_GROUPS = {"district": "Cấp huyện", "commune": "Cấp xã"}
_NUMBERS = {"2025-H1": 100, "2025-H2": 300, "2026-H1": 500}
"""No two half-years of a unit share the number of a decision."""
_CERTIFICATE = {"district": "GKH", "commune": "GKX", "department": "GKS"}


@dataclass(frozen=True)
class Given:
    """Some awards of one form that one unit gave or got in one half-year."""

    unit: str
    half: str
    award: str
    kind: str
    award_type: str
    klass: str
    number: int
    form: str
    """ "list" or "return": what the form has no column for is not known of it."""


@dataclass
class Filled:
    """What was typed into all workbooks."""

    given: list[Given] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def count(
        self, *keys: str, halves: Sequence[str], fits: Callable[[Given], bool] = lambda one: True
    ) -> Counter[tuple[str, ...]]:
        """How many awards there are in these half-years, by attributes of `Given`; of those that fit, or of all."""
        found: Counter[tuple[str, ...]] = Counter()
        for one in self.given:
            if one.half in halves and fits(one):
                found[tuple(str(getattr(one, key)) for key in keys)] += one.number
        return found


def fill_templates(inbox: Path, seed: int, plan: Mapping[str, Sequence[str]]) -> Filled:
    """Let everybody who reports in these half-years fill in a list or a return, in the territory in force.

    Parameters
    ----------
    inbox
        Where the workbooks go.
    seed
        Of all that is drawn; the same numbers every time.
    plan
        The half-years by the period that their template is written for: {"2025": ("2025-H1", "2025-H2")}.
    """
    filled, random = Filled(), Random(seed)
    inbox.mkdir(parents=True)
    for period, halves in plan.items():
        folder = inbox.parent / "mau" / period
        assert not write_templates(folder, Period.parse(period), basis=BASIS).in_the_way
        forms = _Forms(folder)
        for half in map(Period.parse, halves):
            for place, (unit, words) in enumerate(forms.senders(half)):
                is_list = place % 2 == 0 or unit.level == "department"
                name = f"{half}-{unit.id}.xlsx"
                given = list(_given(unit, half, random, "list" if is_list else "return"))
                forms.send(inbox / name, is_list, words, half, unit, given, random)
                filled.given += given
                filled.files.append(name)
    return filled


def _level(unit: Unit) -> str:
    return {"city": "district", "ward": "commune", "special_zone": "commune"}.get(unit.level, unit.level)


def _given(unit: Unit, half: Period, random: Random, form: str) -> Iterator[Given]:
    """Small numbers of the unit's own awards, and of the province's, which places list themselves."""
    certificate = _CERTIFICATE[_level(unit)]
    forms = [("LDTT", "individual"), ("CSTDCS", "individual"), ("TTLDTT", "collective")]
    given_by = (certificate,) if unit.level == "department" else (certificate, "BKT")
    forms += [(award, kind) for award in given_by for kind in ("individual", "collective")]
    forms += [(certificate, "household")] if form == "list" else []
    for award, kind in forms:
        is_title = award not in (certificate, "BKT")
        for award_type in ("CTR",) if is_title else tuple(TYPES):
            classes = tuple(CLASSES) if kind == "individual" else ("",)
            for klass in classes:
                number = random.randrange(3) if kind != "household" or award_type == "CTR" else 0
                yield Given(unit.id, str(half), award, kind, award_type, klass, number, form)


class _Forms:
    """The two templates of one period, opened once, filled again and again."""

    def __init__(self, folder: Path) -> None:
        self._list, self._return = (openpyxl.load_workbook(folder / name) for name in (LIST, RETURN))
        self._units = [str(cell.value) for cell in self._list["Danh mục"]["A"][1:] if cell.value]

    def senders(self, half: Period) -> Iterator[tuple[Unit, str]]:
        """Who reports in a half-year, each as the drop-down offers it; not all departments send."""
        first, last = half.first_day(BASIS), half.last_day(BASIS)
        offered = {unit_of_days(words, (last, first)): words for words in self._units}
        departments = 0
        for unit in reporting_units(last):
            departments += unit.level == "department"
            if unit.level != "department" or departments % 5 == 0:
                yield unit, offered[unit]

    def send(
        self, path: Path, is_list: bool, words: str, half: Period, unit: Unit, given: list[Given], random: Random
    ) -> None:
        """Fill in one form as its sender does, save it, and take out again what was filled in."""
        book = self._list if is_list else self._return
        sheet = book["Danh sách" if is_list else "Biểu tổng hợp"]
        sheet[UNIT_CELL], sheet[PERIOD_CELL] = words, half.label(BASIS)
        first = FIRST_ROW if is_list else FIRST_LINE
        before = {cell: cell.value for row in sheet.iter_rows(min_row=first, max_row=80) for cell in row}
        if is_list:
            _fill_list(sheet, unit, half, given, random)
        else:
            _fill_return(sheet, _GROUPS[_level(unit)], given, half.last_day(BASIS))
        book.save(path)
        for cell, value in before.items():
            cell.value = value


def _fill_list(sheet: Worksheet, unit: Unit, half: Period, given: list[Given], random: Random) -> None:
    at, used = FIRST_ROW, set[str]()
    for one in given:
        for _ in range(one.number):
            name, is_female = _recipient(one, unit, at, used, random)
            day = _signed(unit, half, random)
            of_province = one.award == "BKT"
            values = {
                2: name,
                3: KINDS[one.kind],
                4: f"Tổ {at}" if one.kind != "collective" else "",
                6: get_award(one.award, day).name_vi,
                7: TYPES[one.award_type],
                9: f"{_NUMBERS[str(half)] + at}/QĐ-UBND",
                10: day,
                11: _OF_PROVINCE if of_province else _giver(unit),
                12: CLASSES.get(one.klass, ""),
                13: ("Nữ" if is_female else "Nam") if one.kind == "individual" else "",
            }
            for column, value in values.items():
                if value != "":
                    sheet.cell(at, column).value = value
            at += 1


def _giver(unit: Unit) -> str:
    return _GIVERS.get(_level(unit), "Chủ tịch UBND huyện, thành phố")


def _recipient(one: Given, unit: Unit, at: int, used: set[str], random: Random) -> tuple[str, bool]:
    if one.kind == "collective":
        return f"Trường Tiểu học số {at} {unit.short_name}", False
    while (found := new_name(random))[0] in used:
        pass
    used.add(found[0])
    return (f"Hộ ông {found[0]}" if one.kind == "household" else found[0]), found[1]


def _signed(unit: Unit, half: Period, random: Random) -> date:
    """A working day that the unit has in the half-year: of a district that ends, also one of its last."""
    first, last = days_in(unit, half, BASIS) or (date.max, date.min)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return random.choice([day for day in days if is_working_day(day)])


def _fill_return(sheet: Worksheet, own: str, given: list[Given], on: date) -> None:
    """Numbers of decided awards on the lines of the sender's level and the province's; every other open cell is 0."""
    by_label: dict[str, list[Given]] = {}
    for one in given:
        by_label.setdefault(named_on("awards", get_award(one.award), on).name_vi, []).append(one)
    totals: Counter[int] = Counter()
    group = ""
    for row in sheet.iter_rows(min_row=FIRST_LINE, max_row=80):
        label = str(row[1].value or "")
        if label == "Tổng cộng":
            for cell in row[2:]:
                cell.value = totals[cell.column]
            break
        group = group if row[0].value or not label else label
        if row[0].value:
            is_theirs = own in group or "Cấp tỉnh" in group
            _fill_line(row, by_label.pop(label, []) if is_theirs else [], totals)
    assert not by_label, "the form has no line for an award"


def _fill_line(row: Sequence[Cell], given: list[Given], totals: Counter[int]) -> None:
    numbers: Counter[int] = Counter()
    for one in given:
        numbers[_DECIDED[one.kind]] += one.number
        is_split = one.kind == "individual" and one.award_type != "DOT"
        if one.number:
            numbers[_BY_TYPE[one.award_type, one.klass if is_split else one.kind]] += one.number
    for cell in row[5:]:
        if cell.value != "-":
            cell.value = numbers[cell.column]
            totals[cell.column] += numbers[cell.column]
