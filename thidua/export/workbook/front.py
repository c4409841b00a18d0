"""The sheets before the tables: cover, contents, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from thidua.export.workbook.formats import Formats
from thidua.export.workbook.letters import cell_text
from thidua.export.workbook.page import GridCell, GridColumn, Page
from thidua.export.workbook.sheets import Plan
from thidua.export.workbook.widths import line_count
from thidua.present.language import tr, tr_count
from thidua.present.markdown import plain_text
from thidua.present.names import METHOD, METHOD_DETAIL
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.part import Prose
from thidua.present.table import Table

_COVER, _SPACE = 80, 0.3
"""The width of the cover's only column, which no program makes fit a page, and the space between two of its lines."""


def write_cover(workbook: Any, plan: Plan, formats: Formats) -> None:
    """Write what the workbook is, whose figures it holds and of which period, and how to use it."""
    page = Page(workbook, plan.cover, formats)
    page.sheet.set_column(0, 0, _COVER)
    page.title(plan.document.title)
    if plan.document.mark:
        page.line(plan.document.mark, "mark")
    for text in (*_about(plan), *_guide(plan)):
        page.line(text, "text", height=line_count(text, _COVER) + _SPACE)
    for name in (plan.contents, plan.notes_name):
        page.link(tr("Đến trang {sheet}", sheet=name), name)
    page.finish(plan.foot_of(plan.cover), mark=plan.document.mark, widths=[_COVER])


def _about(plan: Plan) -> Iterator[str]:
    head = plan.document.letterhead
    if head is None:
        return
    if head.agency:
        yield tr("Cơ quan báo cáo: {agency}", agency=" ".join(head.agency.split()))
    if head.unit:
        yield tr("Đơn vị: {unit}", unit=head.unit)
    if head.period:
        yield tr("Kỳ báo cáo: {period}", period=head.period)
    if head.window:
        yield head.window
    if head.contact or head.agency:
        agency = ", ".join(filter(None, (" ".join(head.agency.split()), head.place)))
        yield tr("Liên hệ: {contact}", contact=head.contact or agency)


def _guide(plan: Plan) -> Iterator[str]:
    tables = sum(isinstance(sheet.shown, Table) for sheet in plan.sheets)
    charts = len(plan.sheets) - tables
    yield tr(
        "Sổ tính này chứa {tables} và số liệu của {charts} trong báo cáo cùng tên, mỗi bảng một trang.",
        tables=tr_count("{number} bảng", tables, number=tables),
        charts=tr_count("{number} hình", charts, number=charts),
    )
    yield tr("Các ô hiện số đã làm tròn như trong báo cáo; bên trong ô là số chưa làm tròn.")
    yield tr("Mỗi bảng là một vùng có tên, ghi ở trang {sheet}, dùng được trong công thức.", sheet=plan.contents)


def write_contents(workbook: Any, plan: Plan, formats: Formats) -> None:
    """Write a table of the sheets, each with a link to it, its title and the name of its range."""
    columns = [
        GridColumn(tr("Trang"), 14, "label"),
        GridColumn(tr("Nội dung"), 57),
        GridColumn(tr("Tên vùng"), 24),
    ]
    page = _front_page(workbook, plan, plan.contents, columns, formats)
    rows = [(plan.notes_name, tr("Ký hiệu, ghi chú của các bảng và phương pháp"), plan.notes_range)]
    rows += [(sheet.name, cell_text(sheet.shown.title), sheet.range_name) for sheet in plan.sheets]
    cells = _cells(rows, formats, label="link")
    linked = [
        [replace(first, leads_to=name), *others] for (name, *_), (first, *others) in zip(rows, cells, strict=True)
    ]
    page.table(plan.contents_range, columns, linked, described=tr("Các trang của sổ tính"))
    _finish(page, plan, columns)


def write_notes(workbook: Any, plan: Plan, formats: Formats) -> None:
    """Write a table of the marks, the numbered notes with the sheets they belong to, and the method."""
    columns = [GridColumn(tr("Ghi chú"), 14, "label"), GridColumn(tr("Nội dung"), 57), GridColumn(tr("Dùng ở"), 24)]
    page = _front_page(workbook, plan, plan.notes_name, columns, formats)
    everywhere = tr("Mọi bảng")
    rows = [(mark, words, everywhere) for mark, words in _marks()]
    rows += [(str(note.number), note.text, ", ".join(note.sheets)) for note in plan.notes]
    rows += [(tr("Phương pháp"), words, everywhere) for words in _method(plan)]
    described = tr("Ký hiệu, ghi chú của các bảng và phương pháp")
    page.table(plan.notes_range, columns, _cells(rows, formats), described=described)
    _finish(page, plan, columns)


def _marks() -> Iterator[tuple[str, str]]:
    yield "0", tr("Không có trường hợp nào.")
    yield (
        NOT_APPLICABLE,
        tr("Không thuộc đối tượng, hoặc quá ít trường hợp để tính, nếu ghi chú của bảng không nói khác."),
    )
    yield MISSING, tr("Chưa có số liệu, nếu ghi chú của bảng không nói khác.")
    yield tr("Ô trống"), tr("Cột không dùng cho dòng đó.")


def _method(plan: Plan) -> Iterator[str]:
    for each in plan.document.of(Prose):
        if each.name in (METHOD, METHOD_DETAIL):
            yield from (line for line in plain_text(each.blocks).splitlines() if line.strip())


def _cells(rows: Sequence[Sequence[str]], formats: Formats, *, label: str = "label") -> Iterator[list[GridCell]]:
    """Rows of texts, the first of which labels the row."""
    for number, row in enumerate(rows, start=1):
        is_last = number == len(rows)
        first, text = (formats.cell(show, is_last=is_last) for show in (label, "text"))
        yield [GridCell(cell_text(words), text if place else first) for place, words in enumerate(row)]


def _front_page(workbook: Any, plan: Plan, name: str, columns: list[GridColumn], formats: Formats) -> Page:
    page = Page(workbook, name, formats, width=sum(column.width for column in columns))
    page.title(name)
    if plan.document.illustrative:
        page.line(tr("Số liệu minh họa."), "mark")
    page.line(f"{tr('Trang này có một bảng.')} {plan.document.title}.")
    return page


def _finish(page: Page, plan: Plan, columns: list[GridColumn]) -> None:
    page.finish(plan.foot_of(page.name), mark=plan.document.mark, widths=[column.width for column in columns])
