"""One sheet: its title in A1, lines below it, then at most one table; ready to be printed on A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs

from thidua.export.workbook.formats import ROW_PIXELS, Formats
from thidua.export.workbook.letters import Value, cell_text, is_like_formula, line_text
from thidua.export.workbook.names import TABLE_PREFIX, UniqueNames
from thidua.export.workbook.widths import BOLD, INDENT, broken, line_count, text_width
from thidua.present.language import tr

LINE = 95
"""The width of an upright page; a line of text is broken there, since cells are never merged."""

WIDEST = 150
"""The widest line of text; a table wider than an upright page is printed on its side."""

_TITLE_LETTER, _TITLE_HEIGHT = 14 / 11 * BOLD, 1.5
"""How much wider and higher a letter of the title is than one of the text."""

_HIGHEST = 409.0
"""The highest row in points. Source: Microsoft, Excel specifications and limits."""

_A4 = 9
_MARGIN = 0.6


@dataclass(frozen=True)
class GridColumn:
    """One column of a table on a sheet: its head, its width, and whether it shows labels, texts or numbers."""

    head: str
    width: float
    show: str = "text"

    @property
    def room(self) -> float:
        """What a text can take of the width."""
        return self.width - (INDENT if self.show == "text" else 0)


@dataclass(frozen=True)
class GridCell:
    """One cell: a number, a text or nothing, how it looks, and the sheet that it leads to."""

    value: Value
    look: Any
    leads_to: str = ""


class Page:
    """Writes one sheet from its top: a title, lines, a table; then prepares it for printing."""

    def __init__(self, workbook: Any, name: str, formats: Formats, *, width: float = LINE) -> None:
        self._workbook = workbook
        self._formats = formats
        self.name = name
        self.sheet = workbook.add_worksheet(name)
        self.row = 0
        self.width = max(LINE, min(width, WIDEST))

    def title(self, text: str) -> None:
        """The title in A1, whole, and the words that are printed at the foot of every page."""
        self.width = max(self.width, min(text_width(text) * _TITLE_LETTER, WIDEST))
        self.line(line_text(text), "title", height=_TITLE_HEIGHT)

    def line(self, text: str, style: str = "line", *, height: float = 1) -> None:
        """One row of text in the first column, as high as so many lines."""
        look = self._formats.style(style)
        self.sheet.write_string(
            self.row, 0, cell_text(text), self._formats.quoted(look) if is_like_formula(text) else look
        )
        self._set_height(height)
        self.row += 1

    def lines(self, text: str) -> None:
        """A text on as many rows as it takes at the width of the table."""
        for line in broken(text, self.width):
            self.line(line)

    def link(self, text: str, leads_to: str) -> None:
        """One row that leads to another sheet."""
        self._write_link(self.row, 0, text, leads_to, self._formats.style("link"))
        self.row += 1

    def table(
        self,
        name: str,
        columns: Sequence[GridColumn],
        rows: Iterable[Sequence[GridCell]],
        *,
        described: str = "",
        data: int | None = None,
    ) -> None:
        """The table: heads that stay in view, its cells, a name for its range, and what a screen reader says of it.

        Of its rows the first ``data`` are in that range, all of them if left out; the others add them up.
        """
        first = self.row
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)
        heads = unique_heads([column.head for column in columns])
        looks = [self._formats.style(f"head_{column.show}") for column in columns]
        for number, (head, look) in enumerate(zip(heads, looks, strict=True)):
            self.sheet.write_string(first, number, head, look)
        self._set_height(max(line_count(h, c.room / BOLD) for h, c in zip(heads, columns, strict=True)))
        for cells in rows:
            self.row += 1
            height = 1
            for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
                self._write(self.row, number, cell)
                if isinstance(cell.value, str):
                    height = max(height, line_count(cell.value, column.room))
            self._set_height(height)
        last = self.row if data is None else first + data
        self._name_range(name, first, last, list(zip(heads, looks, strict=True)), described)
        labels = sum(column.show == "label" for column in columns)
        self.sheet.freeze_panes(first + 1, labels if len(columns) > 8 else 0)
        self.sheet.repeat_rows(first)
        self.row += 1

    def finish(self, title: str, *, mark: str, widths: Sequence[float]) -> None:
        """Print on A4, as wide as one page; the mark of the document stands on every one."""
        sheet = self.sheet
        sheet.set_paper(_A4)
        if sum(widths) > LINE:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(_MARGIN, _MARGIN, 0.75, 0.75)
        columns = len(widths) + max(0, round((self.width - sum(widths)) / 9 + 0.49))
        sheet.print_area(0, 0, max(self.row - 1, 0), max(columns - 1, 0))
        if mark:
            sheet.set_header(f"&C&B{_printed(mark)}")
        page = tr("Trang {page}/{pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L{_printed(title, 75)}&R{page}")

    def _set_height(self, lines: float) -> None:
        """Heights are written down, because not every program measures wrapped cells when it opens a file."""
        if lines != 1:
            self.sheet.set_row(self.row, min(lines * ROW_PIXELS * 0.75, _HIGHEST))

    def _write(self, row: int, column: int, cell: GridCell) -> None:
        """Text is always written as text: a formula would be one that a sender wrote, and stays text when edited."""
        if cell.leads_to:
            self._write_link(row, column, str(cell.value), cell.leads_to, cell.look)
        elif isinstance(cell.value, str):
            look = self._formats.quoted(cell.look) if is_like_formula(cell.value) else cell.look
            self.sheet.write_string(row, column, cell.value, look)
        elif cell.value is None:
            self.sheet.write_blank(row, column, None, cell.look)
        else:
            self.sheet.write_number(row, column, cell.value, cell.look)

    def _write_link(self, row: int, column: int, text: str, leads_to: str, look: Any) -> None:
        address = f"internal:{quote_sheetname(leads_to)}!A1"
        self.sheet.write_url(row, column, address, look, line_text(text))

    def _name_range(self, name: str, first: int, last: int, heads: Sequence[tuple[str, Any]], described: str) -> None:
        """Name the range for formulas and other programs; Excel's own table, for screen readers, needs a row in it."""
        right = len(heads) - 1
        self._workbook.define_name(name, f"={quote_sheetname(self.name)}!{xl_range_abs(first, 0, last, right)}")
        if last == first:
            return
        options: dict[str, Any] = {
            "name": TABLE_PREFIX + name,
            "columns": [{"header": head, "header_format": look} for head, look in heads],
            "autofilter": False,
            "banded_rows": False,
            "style": None,
        }
        if described:
            options["description"] = line_text(described)
        self.sheet.add_table(first, 0, last, right, options)
        self.sheet.ignore_errors({"number_stored_as_text": xl_range(first, 0, self.row, right)})


def unique_heads(heads: Iterable[str]) -> list[str]:
    """The heads of a table, each of which Excel wants to be there once."""
    names = UniqueNames(255)
    return [names.give(line_text(head) or tr("Cột {number}", number=n)) for n, head in enumerate(heads, start=1)]


def _printed(text: str, longest: int = 60) -> str:
    """A text in the head or foot of a page, where "&" begins a code."""
    shown = line_text(text)
    shown = shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
    return shown.replace("&", "&&")
