"""The first sheet of a template: how its forms are filled in.

What it says stands in ``tables/templates.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from thidua.intake.writing.cell_text import put_text
from thidua.intake.writing.sheet_style import FONT, HEADING_FILL, lay_out_pages
from thidua.intake.writing.template_form import Form

_SIZE = 11


def draw_guide(
    sheet: Worksheet, title: str, purpose: str, forms: Sequence[Form], guide: Sequence[Sequence[str]]
) -> None:
    """Write the guide: at most two filled cells in a row, so that nobody takes it for a table."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 108
    rows: list[tuple[str, str]] = [(title, ""), (purpose, "")]
    for form in forms:
        says = {column.says: "" for column in form.columns}
        for column in form.columns:
            names = says[column.says].split("; ") if says[column.says] else []
            says[column.says] = "; ".join(
                dict.fromkeys([*names, column.heading[-2 if len(column.heading) > 1 else -1]])
            )
        rows += [(f"Trang “{form.name}”", ""), *((name, text) for text, name in says.items())]
    rows += [(words[0], words[1]) for words in guide]
    for number, words in enumerate(rows, 1):
        is_head = not words[1] and number != 2
        for place, text in enumerate(words, 1):
            if text:
                cell = put_text(sheet, number, place, text)
                cell.font = Font(
                    name=FONT, size=14 if number == 1 else _SIZE, bold=is_head or (place == 1 and number > 2)
                )
                cell.alignment = Alignment(wrap_text=place == 2, vertical="top")
        if is_head and number > 2:
            for place in (1, 2):
                sheet.cell(number, place).fill = HEADING_FILL
        if words[1]:
            sheet.row_dimensions[number].height = 16.5 * (1 + len(words[1]) // 112)
    sheet.row_dimensions[1].height = 26
    sheet.sheet_view.showGridLines = False
    lay_out_pages(sheet)
