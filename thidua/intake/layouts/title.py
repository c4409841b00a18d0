"""Reads the title block above a table: whose it is, for which period, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua.intake.cells.named_decisions import decision_within
from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts.part import Header, cell_name, shown
from thidua.intake.text.repair import repair_text
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.kind_words import kind_meant
from thidua.intake.words.periods_said import period_said
from thidua.registry import Basis, Unit, ancestors, find_unit, fold, get_basis, get_unit
from thidua.registry.territory import per_territory

REPORTING_LEVELS = ("city", "district", "department", "province", "block")
"""The levels of units that send: what a commune or a school does is counted with its district."""

_DECIDES_AT = {"province": "TINH", "department": "SO", "city": "HUYEN", "district": "HUYEN"}
_NAMED_UNIT = re.compile(
    r"\b(?=((?:huyện|thành phố|thị xã|tỉnh|sở|tp\.?|h\.)\s.+?)"
    r"(?:\s(?:năm|6 tháng|sáu tháng|quí|giai đoạn)\b|$|[,;(]|\s-\s))"
)
_LABEL = re.compile(r"^[^:]{2,40}:\s*")
_REPORTING = re.compile(r"(?:tên )?đơn vị (?:báo cáo|gửi|lập)")
# Who receives the table, and what it rests on, say nothing of its sender and period.
_NEAR = 2
"""So many rows above the headings may say something of one table only where two stand side by side."""
_HEADS_A_UNIT = re.compile(
    r"(?:[ivx]+|[a-z]|[0-9]+)?[\s.)/-]*(?:huyện|thành phố|tp|thị xã|xã|phường|thị trấn|sở|ban)\b"
)
_OF_PROPOSALS = re.compile(r"\b(?:đề nghị|đăng kí|trình) .*(?:khen|tặng|danh hiệu)|\bđăng kí thi đua\b")
_ATTACHED = re.compile(r"\b(?:kèm theo|đính kèm|ban hành theo)\b")
_ASIDE = re.compile(r"[-+*\s]*(?:kính gửi|nơi nhận|đơn vị nhận|căn cứ)\b")


def read_title(
    sheet: Sheet, rows_above: int, *, basis: Basis, as_of: date, first: int = 0, span: tuple[int, int] | None = None
) -> Header:
    """What the rows above the headings, and the sheet's name, say of the table.

    Parameters
    ----------
    sheet
        The sheet.
    rows_above
        How many rows stand above the headings.
    basis
        How periods are counted where the title does not say.
    as_of
        The day on which a unit's name is looked up where no period is stated.
    first
        How many rows from the top belong to another table.
    span
        First and last column, from 0, of a table beside another: what stands over one of them is not said of both.
    """
    cells = list(_texts(sheet, first, rows_above))
    texts = [text for _, _, text in cells]
    near = [text for row, at, text in cells if row >= rows_above - _NEAR and (span is None or span[0] <= at <= span[1])]
    own = [text for row, at, text in cells if span is None or row < rows_above - _NEAR or span[0] <= at <= span[1]]
    said = next((found for text in texts if (found := period_said(text))), None) or period_said(sheet.name)
    counted = get_basis(said.basis) if said and said.basis else basis
    # A unit that ended within the period was still the one that sent.
    days = (said.period.last_day(counted), said.period.first_day(counted)) if said else (as_of,)
    naming = (*(text for text in texts if _REPORTING.match(fold(text))), *texts, sheet.name)
    by_day = ([unit for text in naming if (unit := unit_said(text, day))] for day in days)
    units = next(filter(None, by_day), [])
    lowest = next((unit for unit in units if unit.level != "province"), units[0] if units else None)
    folded = [fold(text) for text in texts]
    return Header(
        unit=lowest,
        period=said.period if said else None,
        basis=counted,
        is_basis_stated=bool(said and said.basis),
        count_unit=_count_unit(folded),
        kind=next((kind for text in (*own, sheet.name) if (kind := kind_meant(text))), None) or "",
        award_text=next((text for text in own if len(awards_meant(text)) == 1), ""),
        group_unit=_unit_near(lowest, near, days[0]),
        near=" ".join(map(fold, near)),
        is_of_proposals=any(map(_OF_PROPOSALS.search, folded)),
        **_attached_to(sheet, first, rows_above),
    )


def _unit_near(sender: Unit | None, near: list[str], on: date) -> str:
    """The unit that a heading of its own names right above a table that somebody above it sends."""
    if sender is None or sender.level in ("city", "district"):
        return ""
    for text in near:
        if _HEADS_A_UNIT.match(fold(text)) and (unit := unit_said(text, on)) and unit != sender:
            return "" if unit in ancestors(sender) else unit.id
    return ""


def _attached_to(sheet: Sheet, first: int, rows_above: int) -> dict[str, Any]:
    """The decision that a title says the list is attached to: "(Kèm theo Quyết định số 946/QĐ-UBND ngày 31/5/2023)"."""
    for number, row in enumerate(sheet.rows[first:rows_above], first + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and _ATTACHED.search(fold(cell)) and (decision := decision_within(cell)):
                return {"decision": decision, "decision_cell": cell_name(number, column)}
    return {}


def _texts(sheet: Sheet, first: int, rows_above: int) -> Iterator[tuple[int, int, str]]:
    """Row and column, from 0, of every text of a title block, and the text."""
    is_aside = False
    for number, row in enumerate(sheet.rows[first:rows_above], first):
        label = ""
        for at, cell in enumerate(row):
            # "UBND TỈNH BẮC KẠN⏎SỞ Y TẾ" in one cell are two lines.
            for line in shown(cell).splitlines():
                text = repair_text(line).text
                goes_on = bool(label) or text.startswith(("-", "+"))
                is_aside = bool(_ASIDE.match(fold(text))) or (is_aside and goes_on)
                if label and not is_aside:
                    # "Kỳ báo cáo:" and "2023" may stand in two cells.
                    yield number, at, f"{label} {text}"
                if text and isinstance(cell, str) and not is_aside:
                    yield number, at, text
                label = text if text.endswith(":") else ""


def _count_unit(folded: list[str]) -> str:
    for text in folded:
        if found := re.search(r"đơn vị tính\s*:?\s*([^\s:].*)", text):
            return "instance" if "lượt" in found[1] else "recipient"
    return ""


@per_territory(maxsize=4096)
def unit_said(text: str, on: date) -> Unit | None:
    """The sending unit that a line of a title names; None if it names none for certain."""
    if len(text) > 120:
        return None
    plain = _LABEL.sub("", text).strip()
    named = (found[1] for found in _NAMED_UNIT.finditer(fold(plain)))
    unit = next((unit for candidate in (plain, *named) if (unit := find_unit(candidate, on))), None)
    return reporting_unit(unit) if unit else None


@per_territory(maxsize=1024)
def reporting_unit(unit: Unit) -> Unit:
    """The unit that answers for this one: itself, or the first above it that sends."""
    return next((above for above in (unit, *ancestors(unit)) if above.level in REPORTING_LEVELS), get_unit(unit.id))


@per_territory(maxsize=256)
def level_of(unit: Unit | None) -> str:
    """The level of commendation at which a unit decides ("HUYEN"); empty where no unit is known."""
    return _DECIDES_AT.get(unit.level, "") if unit else ""
