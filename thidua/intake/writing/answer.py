"""Answers to senders: their own workbook again, with every faulty cell coloured and explained.

What is wrong was found before, and each step stands in a module of its own; here they follow one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from thidua.errors import ConfigError
from thidua.intake.files.limits import Limits
from thidua.intake.files.workbook import Unreadable, read_workbook
from thidua.intake.finding import Finding
from thidua.intake.writing.answer_marks import mark_cells
from thidua.intake.writing.answer_name import answer_name
from thidua.intake.writing.result_sheet import add_result_sheet
from thidua.intake.writing.saved import save_workbook
from thidua.intake.writing.workbook_copy import CANNOT_EDIT, WorkbookCopy, blank_copy, edited_copy, values_copy


def write_answer(
    path: Path, findings: Sequence[Finding], folder: Path, *, file: str, limits: Limits | None = None
) -> Path:
    """Write the answer to one file: the sender's workbook, marked, with a list of all findings in front.

    Parameters
    ----------
    path, file
        The file as sent, which is not changed, and its path below the inbox.
    findings
        What was found in this file.
    folder
        Where answers stand; sub-folders of the inbox are kept.
    limits
        How large a file may be that is opened: those under which it was checked. Without them, the default ones.

    Returns
    -------
    Path
        The written .xlsx; the same file and findings give the same bytes.

    Raises
    ------
    ConfigError
        If the answer would replace the sent file.

    Notes
    -----
    Values, formulas and their results, formats, comments, merged cells, hidden rows, validations and charts stay.

    Lost are the colour that a faulty cell had, and what openpyxl does not hold: shapes, text boxes, buttons, slicers,
    sparklines, and pictures other than PNG, JPEG and GIF. These are kept if Pillow is there, which matplotlib needs.

    Of an .xls, .ods or .csv, and of an .xlsx that cannot be edited, the values are copied; of a file that cannot be
    read, only the list is written.
    """
    target = folder / answer_name(path, file)
    if target.exists() and target.samefile(path):
        raise ConfigError(f"{path}: the answer would replace the sent file; name another folder for the answers")
    try:
        workbook = read_workbook(path, file=file, limits=limits or Limits())
    except Unreadable:
        return _finish(blank_copy("Không đọc được tệp, nên ở đây chỉ có lý do."), findings, file, target)
    remark = f"Tệp gốc là .{workbook.format}: bản này chép giá trị các ô, không có định dạng và công thức."
    if workbook.format == "xlsx":
        try:
            return _finish(edited_copy(path.read_bytes()), findings, file, target)
        except CANNOT_EDIT:
            remark = "Tệp gốc có phần không ghi lại được: bản này chỉ chép giá trị các ô."
    return _finish(values_copy(workbook, remark), findings, file, target)


def _finish(copy: WorkbookCopy, findings: Sequence[Finding], file: str, target: Path) -> Path:
    mark_cells(copy.sheets, findings)
    add_result_sheet(copy, findings, file)
    return save_workbook(copy.book, target, modified=copy.modified, results=copy.results, extensions=copy.extensions)
