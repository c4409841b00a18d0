"""Where the rows of a register come from: the sheets that were sent, with the first cell of each."""

from __future__ import annotations

import pandas as pd

from thidua.present.chapter import Chapter
from thidua.present.compared.unit import full_label
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.letters import printable
from thidua.present.registers import member_register
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import get_unit


def table(report: Known, register: str, *, name: str = "sources") -> Table | None:
    """Each sheet behind a register, with how many rows of it count; None where none was sent."""
    rows = member_register(report, register)
    if rows.empty:
        return None
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("rows", tr("Số dòng")),
        Column("place", tr("Nguồn"), "text"),
    )
    sheets = rows.groupby(["unit", "file", "sheet"], sort=False)
    cells = [_cells(same) for _, same in sheets]
    title = _title(register, report.period_label)
    return Table(
        name,
        title,
        columns,
        tuple(Row(one) for one in cells),
        notes=(tr("Mỗi số cộng từ danh sách, biểu gửi về đều truy được tới tệp, trang và ô."),),
        source=source_words(report),
        illustrative=report.is_illustrative,
        wide=True,
    )


def _title(register: str, period: str) -> str:
    return {
        "scores": tr("Nguồn của bảng chấm điểm, {period}", period=period),
        "models": tr("Nguồn của danh sách điển hình, {period}", period=period),
        "directives": tr("Nguồn của danh mục văn bản chỉ đạo, {period}", period=period),
    }[register]


def _cells(rows: pd.DataFrame) -> dict[str, Cell]:
    """The file, the sheet and the first cell, for the rows of one sheet."""
    first = rows.iloc[0]
    place = first["file"]
    place += tr(", trang “{sheet}”", sheet=first["sheet"]) if first["sheet"] else ""
    place += tr(", ô {cell}", cell=first["cell"])
    return {"unit": full_label(get_unit(first["unit"])), "rows": len(rows), "place": printable(place, limit=240)}


class RegisterSourcesChapter(Chapter[None]):
    """The files behind a register."""

    def of(self, register: str, *, name: str = "sources") -> Table | None:
        """Each sheet behind a register, with how many rows of it count; None where none was sent."""
        return table(self.known, register, name=name)
