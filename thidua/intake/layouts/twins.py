"""Which of two columns counts whose headings mean the same: told by their upper headings, or asked.

"Năm 2022 | Năm 2023" are periods, "Khối xã | Khối cơ quan" parts of a sum, "Danh hiệu | Hình thức" two awards. What
a heading means at all belongs to ``headings``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from thidua.intake.files.workbook import Cell, Sheet
from thidua.intake.layouts.headings import heading_key, kind_of_heading
from thidua.intake.layouts.part import Header, Notes, is_filled
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.words.periods_said import period_said
from thidua.registry import Period, fold

BEFORE, CURRENT = "before", "current"
_BEFORE = re.compile(r"cùng kì|năm trước|kì trước|năm ngoái")
_CURRENT = re.compile(
    r"(?:(?:trong|thực hiện|kết quả) )?(?:kì|năm) (?:báo cáo|này|nay|hiện tại)|trong kì|trong năm|thực hiện"
)
_PART = re.compile(r"(?:khối|cụm|nhóm) ")
_OTHER_THAN_PART = re.compile(r"\b(?:đề nghị|quyết định|kế hoạch|thực hiện|cùng kì|năm trước|đăng kí|trình|trong đó)\b")
_WHOLE = re.compile(r"(?:tổng(?: số| cộng)?|cộng|chung|toàn (?:huyện|tỉnh|thành phố|xã|ngành|sở)|tất cả)\b")
_COMPARED = re.compile(r"(?:so sánh|so với|tăng|giảm|chênh lệch|tỉ lệ|tỷ lệ|mức tăng|\+/-|%)")
"""How the heading of a column begins that compares two others."""
_HARMLESS = ("note", "number", "position", "workplace", "achievement", "birth", "of_which")
"""Fields of which a second column adds nothing that is counted."""


@dataclass
class _Choice:
    """What was decided for one table, told once for each upper heading and not for each column below it."""

    sheet: Sheet
    table: FoundTable
    header: Header
    notes: Notes
    columns: dict[str, int]
    also: dict[str, tuple[int, ...]] = field(default_factory=dict)
    told: set[tuple[str, ...]] = field(default_factory=set)

    def once(self, *what: str) -> bool:
        """Whether this was not told yet."""
        is_new = what not in self.told
        self.told.add(what)
        return is_new

    def cells(self, at: int) -> list[Cell]:
        """The cells of a column below its headings."""
        last = self.table.last_row or len(self.sheet.rows)
        return [row[at] for row in self.sheet.rows[self.table.first_row - 1 : last]]


def choose_columns(sheet: Sheet, table: FoundTable, header: Header, notes: Notes) -> FoundTable:
    """The table with one column for each field, and further ones that count as well.

    Parameters
    ----------
    sheet, table
        The sheet, and its table as it was found.
    header
        Whose period tells the columns of this period from those of another.
    notes
        Takes a line for every column that is left out, and an error where nothing tells which one is meant; both
        headings are quoted.
    """
    choice = _Choice(sheet, table, header, notes, dict(table.columns))
    for name, columns in table.fields.items():
        filled = [at for at in columns if any(map(is_filled, choice.cells(at)))] if len(columns) > 1 else list(columns)
        if filled and ":" in name:
            # A part without any number is not known; the others do not make the whole.
            filled = list(columns)
        if len(filled) > 1:
            _choose(choice, name, filled)
        else:
            choice.columns[name] = (filled or columns)[0]
            _check_period(choice, choice.columns[name])
    return replace(table, columns=choice.columns, also=choice.also)


def _choose(choice: _Choice, name: str, columns: list[int]) -> None:
    """Try every way to tell columns of one field apart; the first that applies decides."""
    ways: Sequence[Callable[[_Choice, str, list[int], list[str]], bool]]
    ways = (_by_period, _by_award, _by_recipient, _as_parts, _as_equal, _as_harmless)
    telling = _telling(choice.table, columns)
    compared = [at for at, text in zip(columns, telling, strict=True) if ":" in name and _COMPARED.match(fold(text))]
    if compared and len(compared) < len(columns):
        for at, text in zip(columns, telling, strict=True):
            if at in compared:
                _leave_out(choice, at, text, "so sánh hai cột khác")
        columns = [at for at in columns if at not in compared]
        if len(columns) == 1:
            choice.columns[name] = columns[0]
            _check_period(choice, columns[0])
            return
        telling = _telling(choice.table, columns)
    if not any(way(choice, name, columns, telling) for way in ways):
        _refuse(choice, columns, telling)


def _telling(table: FoundTable, columns: Sequence[int]) -> list[str]:
    """What the headings of each column say that those of the others do not."""
    paths = [table.paths[at] for at in columns]
    common = {heading_key(part) for part in paths[0]}.intersection(*({heading_key(p) for p in path} for path in paths))
    own = [" / ".join(part for part in path if heading_key(part) not in common) for path in paths]
    return [text or " / ".join(path) for text, path in zip(own, paths, strict=True)]


def _by_period(choice: _Choice, name: str, columns: list[int], telling: list[str]) -> bool:
    periods = [_period_of(text, choice.header) for text in telling]
    if not any(periods) or choice.header.period is None:
        return False
    wanted = (CURRENT, str(choice.header.period))
    chosen = [at for at, period in zip(columns, periods, strict=True) if period in wanted]
    if len(chosen) == 1 and all(periods):
        choice.columns[name] = chosen[0]
        for at, text in zip(columns, telling, strict=True):
            if at != chosen[0]:
                _leave_out(choice, at, text, "số liệu của kỳ khác")
        return True
    parts = {str(part) for part in _halves(choice.header.period)}
    if ":" in name and len(columns) == len(parts) and parts == set(periods):
        choice.columns[name], choice.also[name] = columns[0], tuple(columns[1:])
        return True
    return False


def _period_of(text: str, header: Header) -> str:
    """The period that a heading names, in canonical form, or `BEFORE` or `CURRENT`; empty if it names none."""
    if said := period_said(text):
        return str(said.period)
    key = heading_key(text)
    if _BEFORE.search(key):
        return BEFORE
    if _CURRENT.fullmatch(key):
        return CURRENT
    if header.period and header.period.kind == "year" and re.fullmatch(r"cả năm|trọn năm", key):
        return str(header.period)
    if year := re.search(r"(?<![0-9/.-])(20[0-9]{2})\s*$", text):
        # "TH 2022" beside "TH 2023".
        return str(said.period) if (said := period_said(f"năm {year[1]}")) else ""
    bare = re.sub(r"\s+năm\s*$", "", text)
    of_year = period_said(f"{bare} năm {header.period.year}") if header.period else None
    return str(of_year.period) if of_year and of_year.period.kind != "year" else ""


def _halves(period: Period) -> tuple[Period, ...]:
    return (Period("half", period.year, 1), Period("half", period.year, 2)) if period.kind == "year" else ()


def _check_period(choice: _Choice, at: int) -> None:
    """The only column of a field may be of another period than the table: then nobody knows which of them is meant."""
    stated = choice.header.period
    said = next((found for part in choice.table.paths[at] if (found := period_said(part))), None)
    if stated is None or said is None:
        return
    basis = choice.header.basis
    is_apart = said.period.last_day(basis) < stated.first_day(basis) or stated.last_day(basis) < said.period.first_day(
        basis
    )
    if is_apart and any(map(is_filled, choice.cells(at))) and choice.once(str(said.period)):
        row, text = _place(choice.table, choice.sheet, at, "")
        choice.notes.find("L09-period", row, at, text, period=stated.label(basis))


def _by_award(choice: _Choice, name: str, columns: list[int], telling: list[str]) -> bool:
    """A column of titles beside one of forms of commendation: a row may name one of them or both."""
    if name != "award" or choice.table.layout != "decision_list" or len(columns) != 2:
        return False
    keys = [fold(" ".join(choice.table.paths[at])) for at in columns]
    if {"danh hiệu" in keys[0], "danh hiệu" in keys[1]} != {True, False} or not any("hình thức" in key for key in keys):
        return False
    choice.columns[name], choice.also[name] = columns[0], (columns[1],)
    return True


def _by_recipient(choice: _Choice, name: str, columns: list[int], telling: list[str]) -> bool:
    """A column of collectives beside one of individuals: each row names one of them, or both."""
    if name != "recipient" or choice.table.layout != "decision_list":
        return False
    kinds = [kind_of_heading(" ".join(choice.table.paths[at])) for at in columns]
    if not all(kinds) or len(set(kinds)) < len(columns):
        return False
    choice.columns[name], choice.also[name] = columns[0], tuple(columns[1:])
    return True


def _as_parts(choice: _Choice, name: str, columns: list[int], telling: list[str]) -> bool:
    """Counts of parts are added up; beside a column of the whole, the whole counts."""
    if ":" not in name:
        return False
    keys = [heading_key(text) for text in telling]
    whole = [at for at, key in zip(columns, keys, strict=True) if _WHOLE.match(key)]
    parts = [at for at, key in zip(columns, keys, strict=True) if _PART.match(key)]
    if len(parts) + len(whole) < len(columns) or len(whole) > 1 or any(map(_OTHER_THAN_PART.search, keys)):
        return False
    if any(one != other and other.startswith(one) for one in keys for other in keys):
        # "Khối cơ quan" and "Khối cơ quan, trường học" hold the same people.
        return False
    if not whole:
        choice.columns[name], choice.also[name] = columns[0], tuple(columns[1:])
        return True
    choice.columns[name] = whole[0]
    choice.also[f"parts of {name}"] = tuple(parts)
    for at, text in zip(columns, telling, strict=True):
        if at != whole[0]:
            _leave_out(choice, at, text, "là một phần của cột tổng")
    return True


def _as_equal(choice: _Choice, name: str, columns: list[int], telling: list[str]) -> bool:
    """The same values twice say nothing new."""
    first, *others = (choice.cells(at) for at in columns)
    if any(other != first for other in others):
        return False
    return _take_first(choice, name, columns, telling, "trùng với cột đã đọc")


def _as_harmless(choice: _Choice, name: str, columns: list[int], telling: list[str]) -> bool:
    return name in _HARMLESS and _take_first(choice, name, columns, telling, "không dùng trong báo cáo")


def _take_first(choice: _Choice, name: str, columns: list[int], telling: list[str], why: str) -> bool:
    choice.columns[name] = columns[0]
    for at, text in zip(columns[1:], telling[1:], strict=True):
        _leave_out(choice, at, text, why)
    return True


def _leave_out(choice: _Choice, at: int, text: str, why: str) -> None:
    if choice.once("left out", text, why):
        row, _ = _place(choice.table, choice.sheet, at, text)
        choice.notes.leave_out(row, at, text, why)


def _refuse(choice: _Choice, columns: list[int], telling: list[str]) -> None:
    if choice.once("refused", *telling):
        row, _ = _place(choice.table, choice.sheet, columns[1], telling[1])
        others = "” và “".join(dict.fromkeys(telling))
        message = "L09-names" if columns[1] in choice.table.fields.get("recipient", ()) else "L09-same"
        message = message if choice.table.layout == "decision_list" else "L09-twins"
        choice.notes.find(message, row, columns[1], telling[1], headings=f"“{others}”")


def _place(table: FoundTable, sheet: Sheet, at: int, text: str) -> tuple[int, str]:
    """The heading row in which a text stands above a column, or over it from the left; else the lowest filled one."""
    rows = range(table.first_heading, table.first_row)
    for row in rows:
        if text and text.split(" / ")[0] in sheet.rows[row - 1][: at + 1]:
            return row, text
    filled = [row for row in rows if is_filled(sheet.rows[row - 1][at])]
    return (filled[-1] if filled else table.first_row - 1), " / ".join(table.paths[at])
