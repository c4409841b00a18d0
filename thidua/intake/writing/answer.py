"""Answers to senders: their own workbook again, with every faulty cell coloured and explained.

What is wrong was found before, and each step stands in a module of its own; here they follow one another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thidua.errors import ConfigError
from thidua.intake.files.limits import Limits
from thidua.intake.files.sheet_scan import Place
from thidua.intake.files.workbook import Unreadable, Workbook, read_workbook
from thidua.intake.finding import RESULT_SHEET, Finding
from thidua.intake.told import as_listed
from thidua.intake.writing.answer_marks import marks_of
from thidua.intake.writing.answer_name import answer_name
from thidua.intake.writing.cell_text import free_sheet_name
from thidua.intake.writing.marked_sheet import mark_sheet
from thidua.intake.writing.note_shapes import drawing_number
from thidua.intake.writing.package import Package
from thidua.intake.writing.result_part import ResultPart
from thidua.intake.writing.result_sheet import NOT_ALL_EXPLAINED, ResultSheet, is_result_sheet, listed_places
from thidua.intake.writing.styles_part import PLAIN_STYLES, Styles
from thidua.intake.writing.values_copy import values_copy
from thidua.intake.writing.workbook_part import NamedSheet, WorkbookPart
from thidua.intake.writing.xml_part import CannotEdit

_NOT_READ = "Không đọc được tệp, nên ở đây chỉ có lý do."
_NOT_EDITED = "Tệp gốc có phần không ghi lại được: bản này chỉ chép giá trị các ô."


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
    Of an .xlsx only what must change is written anew: the looks of faulty cells and their comments, the list of sheets,
    and the styles, to which ours are added. All other parts stay byte for byte, and so does the rest of a sheet:
    formulas with their results, pictures, shapes, charts, slicers, sparklines, validations.

    Lost are the colour that a faulty cell had, and a digital signature. A sheet gets at most 1,000 comments, and one of
    Strict OOXML, which has no boxes for them, gets none: then the list in front says so.

    Of an .xls, .ods or .csv, and of an .xlsx that is spelled in a way that is not edited here, the values are copied;
    of a file that cannot be read, only the list is written.
    """
    target = folder / answer_name(path, file)
    if target.exists() and target.samefile(path):
        raise ConfigError(f"{path}: the answer would replace the sent file; name another folder for the answers")
    asked = limits or Limits()
    try:
        return _answered(path, findings, file, asked).save(target)
    except Unreadable:
        package, _ = values_copy([])
        return _finish(package, _Sent(), findings, file, [_NOT_READ]).save(target)


@dataclass(frozen=True)
class _Sent:
    """What must be known of a sent workbook to answer it.

    Attributes
    ----------
    sheets
        The sender's names of the sheets that hold cells, in their order, with those of an earlier answer.
    earlier
        The names of the sheets that earlier answers put in front.
    coloured
        The cells that these answers coloured, by sheet; None if there are none of them.
    titles
        The names of the sheets in the answer, where they are not the sender's.
    """

    sheets: Sequence[str] = ()
    earlier: Collection[str] = ()
    coloured: Mapping[str, Collection[Place]] | None = None
    titles: Mapping[str, str] | None = None


def _answered(path: Path, findings: Sequence[Finding], file: str, limits: Limits) -> Package:
    """The answer to a file that can be read."""
    workbook = read_workbook(path, file=file, limits=limits)
    remark = f"Tệp gốc là .{workbook.format}: bản này chép giá trị các ô, không có định dạng và công thức."
    if workbook.format == "xlsx":
        sent, digest = _known(workbook), workbook.digest
        # The cells of a large file take more memory than its answer.
        del workbook
        data = path.read_bytes()
        try:
            if hashlib.sha256(data).hexdigest() != digest:
                raise CannotEdit("the file was changed while it was read")
            return _finish(Package(data), sent, findings, file, [])
        except CannotEdit:
            remark = _NOT_EDITED
            workbook = read_workbook(path, file=file, limits=limits)
    kept = [sheet for sheet in workbook.sheets if not is_result_sheet(sheet)]
    package, titles = values_copy(kept)
    return _finish(package, _Sent([sheet.name for sheet in kept], titles=titles), findings, file, [remark])


def _known(workbook: Workbook) -> _Sent:
    earlier = [sheet for sheet in workbook.sheets if is_result_sheet(sheet)]
    coloured: dict[str, set[Place]] = {}
    for sheet in earlier:
        for name, places in listed_places(sheet).items():
            coloured.setdefault(name, set()).update(places)
    names = [sheet.name for sheet in workbook.sheets]
    return _Sent(names, [sheet.name for sheet in earlier], coloured if earlier else None)


def _finish(package: Package, sent: _Sent, findings: Sequence[Finding], file: str, remarks: Sequence[str]) -> Package:
    """Mark the sheets of the package, and put the list in front of them."""
    book = WorkbookPart(package)
    with_cells = [sheet for sheet in book.sheets if sheet.has_cells]
    if len(with_cells) != len(sent.sheets):
        raise CannotEdit("other sheets than were read")
    by_name = dict(zip(sent.sheets, with_cells, strict=True))
    marked = {name: sheet for name, sheet in by_name.items() if name not in sent.earlier}
    styles_part = book.styles_part
    styles = Styles(package.read(styles_part) if styles_part else PLAIN_STYLES)
    unexplained = _mark(package, marked, styles, findings, sent.coloured)
    for sheet in book.sheets:
        if not sheet.has_cells:
            book.unselect(sheet)
    titles = sent.titles or {name: sheet.name for name, sheet in marked.items()}
    said = ResultSheet(file, findings, titles, [*remarks, *([NOT_ALL_EXPLAINED] if unexplained else [])])
    result = ResultPart(said, styles, namespace=book.namespace)
    gone = [by_name[name] for name in sent.earlier]
    title = free_sheet_name(RESULT_SHEET, [sheet.name for sheet in book.sheets if sheet not in gone])
    package.put(book.put_first(title, result.names(title), instead_of=gone), result)
    package.put(styles_part or book.add_styles(), styles.content())
    return package


def _mark(
    package: Package,
    sheets: Mapping[str, NamedSheet],
    styles: Styles,
    findings: Sequence[Finding],
    coloured: Mapping[str, Collection[Place]] | None,
) -> int:
    """Mark the sheets; how many marked cells have no comment."""
    marks = marks_of(as_listed(findings))
    drawings = [package.read(name) for name in package.names() if name.endswith(".vml")]
    unexplained = 0
    for number, (name, sheet) in enumerate(sheets.items(), drawing_number(drawings)):
        earlier = None if coloured is None else coloured.get(name, ())
        found = marks.get(name, {})
        unexplained += mark_sheet(package, sheet.part, styles, found, earlier=earlier, number=number)
    return unexplained
