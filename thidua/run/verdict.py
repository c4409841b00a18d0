"""The verdict: an edition is ready only if it earned it, and a failure has one plain sentence why.

Papermill marks a cell "completed" even if its kernel was killed, so nothing here trusts that mark alone: every
cell must have been numbered by the kernel, shown no error, and the parts its report requires must be there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import cast

from lxml import etree
from nbformat import NotebookNode
from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from thidua.errors import NotebookError
from thidua.export import word, workbook
from thidua.export.document import Document
from thidua.export.executed import code_cells, trouble_of
from thidua.present.chart import Chart
from thidua.present.shown import Shown
from thidua.present.table import Cell, Row, Table


def judge_execution(notebook: NotebookNode) -> None:
    """Refuse an executed notebook in which any code cell did not run to its end.

    Raises
    ------
    NotebookError
        Naming the first cell that was not run, was cut short, or showed an error, even a swallowed one.
    """
    for number, cell in code_cells(notebook):
        if trouble := trouble_of(cell):
            raise NotebookError(f"cell {number} {trouble}")
        notes = cell["metadata"].get("papermill", {})
        if notes.get("status") != "completed" or notes.get("exception"):
            raise NotebookError(f"cell {number} did not finish: papermill notes it as {notes.get('status')}")


def judge_parts(document: Document, requires: tuple[str, ...]) -> None:
    """Refuse a document that lacks a part its report requires.

    Raises
    ------
    NotebookError
        Naming the missing parts.
    """
    missing = [name for name in requires if name not in document.by_name]
    if missing:
        raise NotebookError(f"the edition lacks {', '.join(missing)}; see requires in reports.toml")


def judge_totals(shown: Sequence[Shown]) -> None:
    """Refuse tables whose subtotals, totals or row sums are not the sum of their parts.

    Raises
    ------
    NotebookError
        Naming table, row and column, the number shown and the sum of the parts.
    """
    for table in _tables(shown):
        _judge_columns(table)
        _judge_rows(table)


def _judge_columns(table: Table) -> None:
    counts = [column.name for column in table.columns if column.show == "count"]
    group: list[Row] = []
    body: list[Row] = []
    for row in table.rows:
        if row.role == "group":
            group = []
        elif row.role == "body":
            group.append(row)
            body.append(row)
        elif row.role != "part":
            parts = body if row.role == "total" else group
            for name in counts:
                _compare(table, row, name, [part.cells.get(name) for part in parts])


def _judge_rows(table: Table) -> None:
    for column in table.columns:
        for row in table.rows:
            parts = [row.cells.get(name) for name in column.sum_of]
            if any(isinstance(part, int) for part in parts):
                _compare(table, row, column.name, parts)


def _compare(table: Table, row: Row, column: str, parts: list[Cell | None]) -> None:
    """Missing and not applicable are no numbers, and add nothing."""
    shown, added = row.cells.get(column), sum(part for part in parts if isinstance(part, int))
    if isinstance(shown, int) and shown != added:
        raise NotebookError(
            f"table {table.name}, row {table.label_of(row)}, column {column}: shows {shown}, "
            f"but its parts add up to {added}"
        )


def judge_agreement(shown: Sequence[Shown]) -> None:
    """Refuse tables that claim to add up to another table of the same report and do not.

    Raises
    ------
    NotebookError
        Naming both tables, the column and both totals, or the table that is missing.
    """
    tables = {table.name: table for table in _tables(shown)}
    for name, table in tables.items():
        other = table.agrees_with
        if not other:
            continue
        mine, theirs = table.total, tables[other].total if other in tables else None
        if mine is None or theirs is None:
            raise NotebookError(f"table {name} is to agree with table {other}, but one of them has no total row")
        for column in table.columns:
            own, their = (row.cells.get(column.name) for row in (mine, theirs))
            if column.show == "count" and column.name in theirs.cells and own != their:
                raise NotebookError(
                    f"table {name}, column {column.name}: its total is {own}, but table {other} shows {their}"
                )


def _tables(shown: Sequence[Shown]) -> Iterator[Table]:
    """The tables, and the data of the charts, that a notebook shows."""
    for each in shown:
        if isinstance(each, Table | Chart):
            yield each.data if isinstance(each, Chart) else each


def judge_html(html: str, document: Document) -> None:
    """Refuse an HTML file that does not open again as the document it was made from.

    Raises
    ------
    NotebookError
        If it ends early or lacks a part.
    """
    # libxml2 reads HTML as leniently as a browser, and in a tenth of the time of Python's own reader.
    page = etree.fromstring(html.encode(), _HTML) if html.strip() else None
    found = set() if page is None else set(page.xpath("//@id"))
    missing = [each.name for each in document.printed if each.name and each.name not in found]
    if missing or not html.rstrip().endswith("</html>"):
        raise NotebookError(f"the HTML does not open again whole: it lacks {missing[0] if missing else 'its end'}")


_HTML = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)


def judge_pdf(pdf: bytes, document: Document) -> None:
    """Refuse a PDF that does not open again with its title and text.

    Raises
    ------
    NotebookError
        If it cannot be read, or its title or first page is empty.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf), strict=True)
        title = reader.metadata.title if reader.metadata else None
        is_written = _has_words(reader.pages[0])
    except (PyPdfError, ValueError, IndexError, KeyError) as problem:
        raise NotebookError(f"the PDF does not open again: {problem}") from problem
    if title != document.title or not is_written:
        raise NotebookError("the PDF does not open again as the document it was made from")


def _has_words(page: PageObject) -> bool:
    """Whether letters are set on a page, in faces that tell which they are.

    Reading the text itself takes five times as long, and says no more of whether the file opens.
    """
    contents, resources = page.get_contents(), cast(DictionaryObject, page["/Resources"].get_object())
    faces = cast(DictionaryObject, resources.get("/Font", DictionaryObject()).get_object())
    are_told = all("/ToUnicode" in cast(DictionaryObject, face.get_object()) for face in faces.values())
    return contents is not None and bool(faces) and are_told and _SET.search(contents.get_data()) is not None


_SET = re.compile(rb"[>)\]]\s*T[jJ]\b")
"""Where letters are set: ISO 32000-1:2008, 9.4.3."""


def judge_xlsx(xlsx: bytes, document: Document) -> None:
    """Refuse a workbook that does not open again with every table and chart, cell by cell.

    Raises
    ------
    NotebookError
        Naming the first sheet that is missing, or the first cell that differs and both values.
    """
    difference = workbook.first_difference(xlsx, document)
    if difference:
        raise NotebookError(f"the workbook does not open again as the document it was made from: {difference}")


def judge_docx(docx: bytes, document: Document) -> None:
    """Refuse a draft that does not open again with all that stands on paper, its tables cell by cell.

    Raises
    ------
    NotebookError
        Naming the first table, cell, chart or sentence that is missing or differs.
    """
    difference = word.first_difference(docx, document)
    if difference:
        raise NotebookError(f"the draft does not open again as the document it was made from: {difference}")
