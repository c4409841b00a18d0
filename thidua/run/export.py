"""Makes the files of an executed notebook, each judged before it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from nbformat import NotebookNode

from thidua.export.document import Document, read_document
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.export.word import docx_bytes
from thidua.export.workbook import xlsx_bytes
from thidua.present.language import tr, written_in
from thidua.present.shown import shown_by
from thidua.run.agreement import judge_keys
from thidua.run.verdict import (
    judge_agreement,
    judge_docx,
    judge_execution,
    judge_html,
    judge_parts,
    judge_pdf,
    judge_totals,
    judge_xlsx,
)


class Exported(NamedTuple):
    """What an executed notebook shows, and its files by extension."""

    document: Document
    files: dict[str, bytes]


def export_judged(
    notebook: NotebookNode, requires: tuple[str, ...], formats: tuple[str, ...], *, preview: bool = False
) -> Exported:
    """The files of an executed notebook, each opened again before it counts.

    Parameters
    ----------
    requires
        The parts that it must show.
    preview
        Whether every page says that it is a preview.

    Raises
    ------
    NotebookError
        On the first thing that keeps the edition from being ready.
    """
    judge_execution(notebook)
    document = read_document(notebook)
    judge_parts(document, requires)
    shown = tuple(shown_by(notebook))
    judge_totals(shown)
    judge_agreement(shown)
    with written_in(document.lang):
        judge_keys(shown)
    told = document
    if preview:
        with written_in(document.lang):
            told = replace(document, preview=True, title=tr("Xem thử: {title}", title=document.title))
    return Exported(document, {extension: _EXPORTS[extension](told) for extension in formats})


def _html_file(document: Document) -> bytes:
    html = html_text(document)
    judge_html(html, document)
    return html.encode()


def _pdf_file(document: Document) -> bytes:
    pdf = pdf_bytes(document)
    judge_pdf(pdf, document)
    return pdf


def _xlsx_file(document: Document) -> bytes:
    xlsx = xlsx_bytes(document)
    judge_xlsx(xlsx, document)
    return xlsx


def _docx_file(document: Document) -> bytes:
    docx = docx_bytes(document)
    judge_docx(docx, document)
    return docx


_EXPORTS: dict[str, Callable[[Document], bytes]] = {
    "html": _html_file,
    "pdf": _pdf_file,
    "xlsx": _xlsx_file,
    "docx": _docx_file,
}
