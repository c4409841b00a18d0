"""The layouts shown to the staff: one list in three layouts that are understood without asking.

`python -m thidua.illustrative.layouts_shown [FOLDER]` draws them as the pictures of README.vi.md. The people are
invented; the sheets are those that the tests let intake read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from thidua.illustrative.drawings import Drawing, blocks, draw
from thidua.illustrative.pictures import Place, draw_picture
from thidua.illustrative.sheets import Sheet, Value

_TITLE = (
    "ỦY BAN NHÂN DÂN HUYỆN BA BỂ",
    "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG",
    "Kỳ báo cáo: 6 tháng đầu năm 2023",
)
_FIELDS = ("number", "recipient", "workplace", "award", "type", "decision", "decided_on")
_HEADINGS = (
    "STT",
    "Họ và tên, tên tập thể",
    "Đơn vị công tác",
    "Hình thức khen thưởng",
    "Loại hình khen thưởng",
    "Số quyết định",
    "Ngày quyết định",
)
_WIDTHS = (0.5, 2.3, 2.25, 1.75, 1.85, 1.3, 1.35)
_FIRST, _SECOND = ("412/QĐ-UBND", date(2023, 2, 20)), ("946/QĐ-UBND", date(2023, 5, 31))

Recipient = tuple[str, str, str, tuple[str, date]]
"""Name, workplace, award type, and the number and day of the decision."""

COLLECTIVES: Sequence[Recipient] = (
    ("Trường Tiểu học Khang Ninh", "", "Thường xuyên", _FIRST),
    ("Trạm Y tế xã Nam Mẫu", "", "Thường xuyên", _FIRST),
)
INDIVIDUALS: Sequence[Recipient] = (
    ("Hoàng Thị Mai", "Trường Tiểu học Khang Ninh", "Thường xuyên", _FIRST),
    ("Nông Văn Tuấn", "UBND xã Thượng Giáo", "Thường xuyên", _FIRST),
    ("Lý Thị Hoa", "Trạm Y tế xã Nam Mẫu", "Đột xuất", _SECOND),
    ("Triệu Văn Páo", "Phòng Nội vụ", "Đột xuất", _SECOND),
    ("Ma Quang Khoa", "Trường THCS Bành Trạch", "Đột xuất", _SECOND),
)
_ONCE = ("award", "type", "decision", "decided_on")


def _list(groups: Mapping[str, Sequence[Recipient]]) -> Sheet:
    """The list with every value in every row, below the heading of its group if that has one."""
    sheet = Sheet("Danh sách", widths=dict(enumerate(_WIDTHS)))
    for row, line in enumerate(_TITLE):
        sheet.put(row, 0, line, "title")
    at = sheet.put_headings(len(_TITLE) + 1, [(heading,) for heading in _HEADINGS])
    index = 0
    for heading, recipients in groups.items():
        sheet.put(at, 0, heading, "group")
        at += bool(heading)
        for number, (name, workplace, award_type, (decision, day)) in enumerate(recipients, 1):
            values: tuple[Value, ...] = (number, name, workplace, "Giấy khen", award_type, decision, day)
            for column, (field, value) in enumerate(zip(_FIELDS, values, strict=True)):
                sheet.put(at, column, value, "date" if isinstance(value, date) else "")
                sheet.places[index, field] = (at, column)
            at, index = at + 1, index + 1
    return sheet


def rows_layout() -> tuple[Sheet, set[Place]]:
    """A row for each recipient, every value written in it."""
    return _list({"": (*COLLECTIVES, *INDIVIDUALS)}), set()


def merged_layout() -> tuple[Sheet, set[Place]]:
    """Cells merged over the rows of one decision."""
    return _drawn(_list({"": (*COLLECTIVES, *INDIVIDUALS)}), Drawing("merged", _ONCE))


def groups_layout() -> tuple[Sheet, set[Place]]:
    """A heading above each group, and values written once with blanks below them."""
    return _drawn(_list({"I. TẬP THỂ": COLLECTIVES, "II. CÁ NHÂN": INDIVIDUALS}), Drawing("blank", _ONCE))


def _drawn(sheet: Sheet, drawing: Drawing) -> tuple[Sheet, set[Place]]:
    """The sheet drawn so, and the cells of the blocks that show a value once."""
    shown_once = {
        (row, column)
        for field in drawing.fields
        for top, bottom, column in blocks(sheet, field)
        for row in range(top, bottom + 1)
        if bottom > top
    }
    draw(sheet, drawing)
    return sheet, shown_once


LAYOUTS: Mapping[str, Callable[[], tuple[Sheet, set[Place]]]] = {
    "layout-rows": rows_layout,
    "layout-merged": merged_layout,
    "layout-groups": groups_layout,
}
"""The layouts by the name of their picture."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("docs"))
def main(folder: Path) -> None:
    """Draw the three layouts of README.vi.md into FOLDER as PNG files; the same files every time."""
    for name, layout in LAYOUTS.items():
        draw_picture(folder / f"{name}.png", *layout())
        click.echo(folder / f"{name}.png")


if __name__ == "__main__":
    main()
