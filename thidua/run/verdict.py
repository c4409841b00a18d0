"""The verdict: an edition is ready only if it earned it, and a failure has one plain sentence why.

Papermill marks a cell "completed" even if its kernel was killed, so nothing here trusts that mark alone: every
cell must have been numbered by the kernel, shown no error, and the parts its report requires must be there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from nbformat import NotebookNode
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from thidua.errors import NotebookError
from thidua.export.document import Document
from thidua.export.workbook import first_difference
from thidua.present.table import TABLE_MIME


def judge_execution(notebook: NotebookNode) -> None:
    """Refuse an executed notebook in which any code cell did not run to its end.

    Raises
    ------
    NotebookError
        Naming the first cell that was not run, was cut short, or showed an error, even a swallowed one.
    """
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        shown = [output for output in cell.outputs if output.output_type == "error"]
        if shown:
            raise NotebookError(f"cell {number} shows an error: {shown[0].ename}: {str(shown[0].evalue)[:200]}")
        if cell.execution_count is None:
            raise NotebookError(f"cell {number} was not run")
        notes = cell.metadata.get("papermill", {})
        if notes.get("status") != "completed" or notes.get("exception"):
            raise NotebookError(f"cell {number} did not finish: papermill notes it as {notes.get('status')}")


def judge_parts(document: Document, requires: tuple[str, ...]) -> None:
    """Refuse a document that lacks a part its report requires.

    Raises
    ------
    NotebookError
        Naming the missing parts.
    """
    shown = {view.get("name") for view in document.views}
    missing = [name for name in requires if name not in shown]
    if missing:
        raise NotebookError(f"the edition lacks {', '.join(missing)}; see requires in reports.toml")


def judge_totals(notebook: NotebookNode) -> None:
    """Refuse tables whose subtotals, totals or row sums are not the sum of their parts.

    Raises
    ------
    NotebookError
        Naming table, row and column, the number shown and the sum of the parts.
    """
    for resource in _resources(notebook):
        if resource.get("rowRoles"):
            _judge_columns(resource)
            _judge_rows(resource)


def _judge_columns(resource: dict[str, Any]) -> None:
    counts = [f["name"] for f in resource["schema"]["fields"] if f.get("show") == "count"]
    group: list[dict[str, Any]] = []
    body: list[dict[str, Any]] = []
    for role, row in zip(resource["rowRoles"], resource["data"], strict=True):
        if role == "group":
            group = []
        elif role == "body":
            group.append(row)
            body.append(row)
        elif role != "part":
            parts = body if role == "total" else group
            for name in counts:
                _compare(resource, row, name, [part.get(name) for part in parts])


def _judge_rows(resource: dict[str, Any]) -> None:
    for field in resource["schema"]["fields"]:
        for row in resource["data"]:
            parts = [row.get(name) for name in field.get("sumOf", [])]
            if any(isinstance(part, int) for part in parts):
                _compare(resource, row, field["name"], parts)


def _compare(resource: dict[str, Any], row: dict[str, Any], column: str, parts: list[Any]) -> None:
    """Missing and not applicable are no numbers, and add nothing."""
    shown, added = row.get(column), sum(part for part in parts if isinstance(part, int))
    if isinstance(shown, int) and shown != added:
        first = row.get(resource["schema"]["fields"][0]["name"], "")
        raise NotebookError(
            f"table {resource['name']}, row {first}, column {column}: shows {shown}, but its parts add up to {added}"
        )


def judge_agreement(notebook: NotebookNode) -> None:
    """Refuse tables that claim to add up to another table of the same report and do not.

    Raises
    ------
    NotebookError
        Naming both tables, the column and both totals, or the table that is missing.
    """
    resources = {each["name"]: each for each in _resources(notebook)}
    for name, resource in resources.items():
        other = resource.get("agreesWith")
        if not other:
            continue
        mine, theirs = _total_row(resource), _total_row(resources.get(other, {}))
        if mine is None or theirs is None:
            raise NotebookError(f"table {name} is to agree with table {other}, but one of them has no total row")
        for field in resource["schema"]["fields"]:
            column = field["name"]
            if field.get("show") == "count" and column in theirs and mine.get(column) != theirs[column]:
                raise NotebookError(
                    f"table {name}, column {column}: its total is {mine.get(column)}, "
                    f"but table {other} shows {theirs[column]}"
                )


def _resources(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    """The tables, and the data of the charts, that a notebook shows."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if resource := output.get("data", {}).get(TABLE_MIME):
                yield resource


def _total_row(resource: dict[str, Any]) -> dict[str, Any] | None:
    rows = zip(resource.get("rowRoles", []), resource.get("data", []), strict=True)
    return next((row for role, row in rows if role == "total"), None)


def judge_html(html: str, document: Document) -> None:
    """Refuse an HTML file that does not open again as the document it was made from.

    Raises
    ------
    NotebookError
        If it ends early or lacks a part.
    """
    reader = _Identifiers()
    reader.feed(html)
    reader.close()
    missing = [view["name"] for view in document.views if "name" in view and view["name"] not in reader.found]
    if missing or not html.rstrip().endswith("</html>"):
        raise NotebookError(f"the HTML does not open again whole: it lacks {missing[0] if missing else 'its end'}")


class _Identifiers(HTMLParser):
    """Collects the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if name == "id" and value)


def judge_pdf(pdf: bytes, document: Document) -> None:
    """Refuse a PDF that does not open again with its title and text.

    Raises
    ------
    NotebookError
        If it cannot be read, or its title or first page is empty.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        title = reader.metadata.title if reader.metadata else None
        text = reader.pages[0].extract_text()
    except (PyPdfError, ValueError, IndexError, KeyError) as problem:
        raise NotebookError(f"the PDF does not open again: {problem}") from problem
    if title != document.title or not text.strip():
        raise NotebookError("the PDF does not open again as the document it was made from")


def judge_xlsx(xlsx: bytes, document: Document) -> None:
    """Refuse a workbook that does not open again with every table and chart, cell by cell.

    Raises
    ------
    NotebookError
        Naming the first sheet that is missing, or the first cell that differs and both values.
    """
    difference = first_difference(xlsx, document)
    if difference:
        raise NotebookError(f"the workbook does not open again as the document it was made from: {difference}")
