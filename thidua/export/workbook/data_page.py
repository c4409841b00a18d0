"""The sheet of one table, or of the figures behind one chart: what it is, where it comes from, and its cells."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from thidua.export.workbook.flat import GROUP
from thidua.export.workbook.formats import NUMBER_FORMATS, Formats
from thidua.export.workbook.letters import cell_value, line_text
from thidua.export.workbook.names import heads_of
from thidua.export.workbook.page import LINE, GridCell, GridColumn, Page
from thidua.export.workbook.sheets import DataSheet, Plan
from thidua.export.workbook.widths import BOLD, INDENT, broken, text_width
from thidua.present.chart import Chart
from thidua.present.language import tr, tr_count
from thidua.present.printed import PrintedTable, is_whole_cell
from thidua.present.table import Show, Table

MOST_LINES = 12
"""Lines of description and notes above a table: heads that stay in view may not fill a small screen.

Where there are more, the sheet says which notes to look up on the sheet of notes."""

GROUPS, LABEL, TEXT, NUMBER = (10, 24), (12, 46), (10, 60), (9, 20)
"""Narrowest and widest column for groups, for what a row is called, for texts and for numbers."""


def write_data_page(workbook: Any, plan: Plan, sheet: DataSheet, formats: Formats) -> None:
    """Write the sheet of one table: its title, its unit and period, source and notes, then the table."""
    shown = sheet.shown
    columns = _columns(sheet)
    widths = [column.width for column in columns]
    page = Page(workbook, sheet.name, formats, width=sum(widths))
    title = f"{shown.label}. {shown.title}" if shown.label else shown.title
    page.title(title)
    page.link(tr("Về Mục lục"), plan.contents)
    if plan.document.illustrative:
        page.line(tr("Số liệu minh họa."), "mark")
    for text in _lines(plan, sheet, page.width):
        page.lines(text)
    described = shown.alt if isinstance(shown, Chart) else title
    page.table(sheet.range_name, columns, _rows(sheet, formats), described=described, data=sheet.flat.data)
    page.finish(plan.foot_of(sheet.name), mark=plan.document.mark, widths=widths)


def _lines(plan: Plan, sheet: DataSheet, width: float) -> Iterator[str]:
    """What is said above the table; notes that would take too many lines are left to the sheet of notes."""
    shown, notes = sheet.shown, plan.notes_of(sheet)
    yield " ".join(
        [tr("Trang này có một bảng."), *([f"{_first_upper(plan.about)}."] if plan.about else []), *_units(sheet.table)]
    )
    texts = [tr("Hình cho thấy: {alt}", alt=shown.alt)] if isinstance(shown, Chart) else []
    texts += [tr("Ghi chú {number}: {text}", number=note.number, text=note.text) for note in notes]
    if sum(len(broken(text, width)) for text in texts) > MOST_LINES:
        numbers = ", ".join(str(note.number) for note in notes)
        texts = texts[: len(texts) - len(notes)]
        texts = [text for text in texts if len(broken(text, width)) < MOST_LINES]
        yield tr("Ghi chú {numbers}: xem trang {sheet}.", numbers=numbers, sheet=plan.notes_name)
    yield from texts
    sums = len(sheet.flat.table.rows) - sheet.flat.data
    if sums:
        yield tr_count("{number} dòng cộng ở cuối đứng ngoài vùng có tên.", sums, number=sums)
    if sheet.table.source:
        yield tr("Nguồn: {source}.", source=sheet.table.source)


def _units(table: Table) -> Iterator[str]:
    """What the numbers of a table are counted in, as far as its columns do not say it themselves."""
    shows = {column.show for column in table.columns}
    words = [
        tr("số đếm") if "count" in shows else "",
        tr("tỷ lệ %") if "percent" in shows else "",
        tr("đơn vị nêu ở tên cột") if any(show.startswith(("decimal", "amount")) for show in shows) else "",
    ]
    if any(words):
        yield tr("Đơn vị tính: {units}.", units="; ".join(word for word in words if word))


def _shows(table: Table) -> list[Show]:
    """What each column shows: its kind of number, the label of the row, or another text."""
    shows = [column.show for column in table.columns]
    return [show if show in NUMBER_FORMATS else "text" if number else "label" for number, show in enumerate(shows)]


def _columns(sheet: DataSheet) -> list[GridColumn]:
    """Heads and widths; what an upright page has to spare goes to the texts that would be wrapped."""
    shows, heads = _shows(sheet.flat.table), [line_text(head) for head in heads_of(sheet.flat.table)]
    needed = [_needed_width(head, sheet.printed, number) for number, head in enumerate(heads)]
    limits = [LABEL if show == "label" else TEXT if show == "text" else NUMBER for show in shows]
    if sheet.flat.table.columns[0].name == GROUP:
        # The label of a row stands beside that of its group, and both stay in view.
        limits[:2], shows[1] = [GROUPS, LABEL], "label"
    widths = [min(max(width, low), high) for width, (low, high) in zip(needed, limits, strict=True)]
    for number, (show, width) in enumerate(zip(shows, needed, strict=True)):
        if show in ("label", "text"):
            widths[number] += max(0, min(width - widths[number], LINE - sum(widths)))
    kinds = ["number" if show in NUMBER_FORMATS else show for show in shows]
    return [GridColumn(*column) for column in zip(heads, widths, kinds, strict=True)]


def _needed_width(head: str, printed: PrintedTable, number: int) -> int:
    """Wide enough for the longest cell and the longest word of the head, which may take three lines."""
    texts = [row.cells[number].text for row in printed.rows]
    longest = max((text_width(text) for text in texts), default=0.0)
    word = max((text_width(word) for word in head.split()), default=0.0)
    return math.ceil(max(longest, word * BOLD, text_width(head) * BOLD / 3) + INDENT)


def _rows(sheet: DataSheet, formats: Formats) -> Iterator[list[GridCell]]:
    table, shows = sheet.flat.table, _shows(sheet.flat.table)
    ends = (sheet.flat.data, len(table.rows))
    names = [column.name for column in table.columns]
    for number, row in enumerate(table.rows, start=1):
        place = f"table {table.name}, row {number}"
        yield [
            GridCell(
                cell_value(value, f"{place}, column {name}"),
                formats.cell("count" if is_whole_cell(value, show) else show, row.role, is_last=number in ends),
            )
            for name, show, value in zip(names, shows, map(row.cells.get, names), strict=True)
        ]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
