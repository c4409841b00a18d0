"""Writes sheets as files: workbooks and text files whose bytes depend on nothing but their content.

Older formats are converted by LibreOffice afterwards, whose bytes change from run to run.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from thidua.errors import ConfigError
from thidua.illustrative.sheets import Cell, Sheet

_MADE = datetime(2024, 1, 15, 8, 0, 0)
_STYLES: dict[str, dict[str, Any]] = {
    "": {},
    "title": {"bold": True},
    "head": {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1},
    "group": {"bold": True},
    "note": {"italic": True},
    "date": {"num_format": "dd/mm/yyyy"},
    "block": {"valign": "vcenter"},
    "block-date": {"valign": "vcenter", "num_format": "dd/mm/yyyy"},
}


def write_workbook(path: Path, sheets: Sequence[Sheet], *, font: str = "Times New Roman") -> None:
    """Write an .xlsx workbook; its time stamps are fixed."""
    import xlsxwriter

    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Số liệu minh họa", "author": "", "created": _MADE})
        base = {"font_name": font, "font_size": 12}
        formats = {name: workbook.add_format(base | style) for name, style in _STYLES.items()}
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, formats)


def _write_sheet(worksheet: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for top, left, bottom, right in sheet.merged:
        worksheet.merge_range(top, left, bottom, right, "", formats[sheet.cells[top, left].style])
    for (row, column), cell in sorted(sheet.cells.items()):
        _write_cell(worksheet, row, column, cell, formats[cell.style])
    for row in sheet.hidden:
        worksheet.set_row(row, None, None, {"hidden": True})
    for column, width in sheet.widths.items():
        worksheet.set_column(column, column, width)


def _write_cell(worksheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell.formula:
        worksheet.write_formula(row, column, cell.formula, style, cell.value)
    elif isinstance(cell.value, date):
        worksheet.write_datetime(row, column, cell.value, style)
    elif isinstance(cell.value, str):
        worksheet.write_string(row, column, cell.value, style)
    elif cell.value is not None:
        worksheet.write_number(row, column, cell.value, style)


def write_text(path: Path, sheet: Sheet) -> None:
    """Write a sheet as Excel set to Vietnamese saves it: UTF-8 with a mark, semicolons, CRLF."""
    height = 1 + max(row for row, _ in sheet.cells)
    width = 1 + max(column for _, column in sheet.cells)
    rows = [[_as_text(sheet.cells.get((row, column))) for column in range(width)] for row in range(height)]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _as_text(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    return f"{cell.value:%d/%m/%Y}" if isinstance(cell.value, date) else str(cell.value)


def converter() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which("soffice")


def convert(paths: Iterable[Path], suffix: str) -> None:
    """Turn workbooks into another format beside them and remove the originals.

    Raises
    ------
    ConfigError
        If LibreOffice is not installed or makes no file.
    """
    program, originals = converter(), list(paths)
    if program is None:
        raise ConfigError("soffice: not found; install LibreOffice, or leave --convert out")
    with tempfile.TemporaryDirectory() as folder:
        # A folder each: two lists of two years may have one name.
        for number, path in enumerate(originals):
            out = Path(folder) / str(number)
            command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
            command += [suffix.removeprefix("."), "--outdir", str(out), str(path)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            made = out / path.with_suffix(suffix).name
            if not made.is_file():
                raise ConfigError(f"{path.name}: soffice made no {suffix} of it")
            shutil.copyfile(made, path.with_suffix(suffix))
            path.unlink()
