"""Documents that the tests of the workbook look at, and the workbook opened again by another program's reader."""

from __future__ import annotations

import io
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from thidua.export.document import Document, read_document
from thidua.export.workbook import xlsx_bytes
from thidua.present.chart import Chart
from thidua.present.frame import Letterhead
from thidua.present.part import plain
from thidua.present.table import Column, Row, Table

COLUMNS = (
    Column("form", "Danh hiệu, hình thức", "label"),
    Column("unit", "Đếm theo", "text"),
    Column("collective", "Tập thể"),
    Column("individual", "Cá nhân"),
    Column("total", "Tổng", sum_of=("collective", "individual")),
    Column("share", "Tỷ lệ cá nhân", "percent"),
    Column("rate", "Trên 1.000 người", "decimal"),
)
PRAISE = {"form": "Bằng khen", "unit": "lượt", "collective": 12, "individual": 289, "total": 301, "share": 289 / 301}
FIGHTER = {"form": "Chiến sĩ thi đua", "unit": "số", "collective": "–", "individual": 0, "total": "…", "share": "3/8"}
SUM = {"form": "Cộng", "collective": 12, "individual": 289, "total": 301}
ROWS = (
    Row({"form": "Cấp tỉnh"}, "group"),
    Row({**PRAISE, "rate": 12.345}),
    Row({**FIGHTER, "rate": 0.05}),
    Row(SUM, "subtotal"),
    Row({**SUM, "form": "Tổng cộng"}, "total"),
)
NOTES = ("“–” không thuộc đối tượng; “0” không có; “…” chưa có số liệu.", "Tổng là số lần được khen.")


def table(name: str = "award_counts", **changes: Any) -> Table:
    """A table with every kind of number, a group, a subtotal and a total."""
    told = {"title": "Kết quả khen thưởng, năm 2022", "columns": COLUMNS, "rows": ROWS, "notes": NOTES, "source": "thử"}
    return Table(name, **(told | changes))


def chart(name: str = "award_chart", **changes: Any) -> Chart:
    """A chart of the same figures."""
    return Chart("<svg/>", "Bằng khen nhiều nhất: 301 lượt.", table(name, title="Các hình thức", **changes))


def letterhead(lang: str = "vi", *, subject: str = "Tổng kết năm 2022", illustrative: bool = False) -> Letterhead:
    """The head of a report on Ba Bể district in 2022."""
    return Letterhead(
        "letterhead",
        parent_agency="ỦY BAN NHÂN DÂN HUYỆN BA BỂ",
        agency="PHÒNG NỘI VỤ",
        symbol="BC-PNV",
        place="Ba Bể",
        document_type="BÁO CÁO",
        subject=subject,
        lang=lang,
        unit="huyện Ba Bể",
        period="năm 2022",
        window="Kỳ số liệu: từ ngày 01 tháng 01 đến ngày 31 tháng 12 năm 2022.",
        illustrative=illustrative,
    )


def document(*shown: Any) -> Document:
    """A document of these displayed objects, read from a notebook that shows them."""
    cells = [
        new_markdown_cell(thing)
        if isinstance(thing, str)
        else new_code_cell(outputs=[new_output("display_data", data=thing._repr_mimebundle_())])
        for thing in shown
    ]
    return read_document(new_notebook(cells=cells))


def whole(*, lang: str = "vi", illustrative: bool = False) -> Document:
    """A small report: a table, a chart, another table, and how the figures are made."""
    return document(
        letterhead(lang, illustrative=illustrative),
        table(illustrative=illustrative),
        chart(illustrative=illustrative),
        table("sources", notes=NOTES[:1], illustrative=illustrative),
        plain("method", "Số liệu: bộ số liệu thử.", "Khoảng tin cậy 95% tính theo Wilson (1927)."),
    )


def opened(shown: Document) -> Workbook:
    """The workbook of a document as openpyxl reads it."""
    return load_workbook(io.BytesIO(xlsx_bytes(shown)))


def texts(sheet: Worksheet) -> list[str]:
    """Every text of a sheet, row by row."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def grid(workbook: Workbook, name: str) -> list[list[Any]]:
    """The cells of a named range, head first."""
    sheet, cells = next(iter(workbook.defined_names[name].destinations))
    return [[cell.value for cell in row] for row in workbook[sheet][cells]]
