"""The PDF report: the document that officials print and sign, set by Typst, PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from thidua.errors import DataError, NotebookError
from thidua.export.document import Document, Printed
from thidua.export.paper.tables import chart_view, rooms, table_view
from thidua.present.frame import Annex
from thidua.present.language import tr, written_in
from thidua.present.letters import face_letters
from thidua.present.names import CLOSING
from thidua.present.printed import PrintedTable
from thidua.version import PROGRAM

_TURNS = 2
"""With these, and the pictures of its draft, a report is forgotten after the next two."""
UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The creation time written into every PDF: same data, same bytes; the agency dates the document."""


def pdf_bytes(document: Document) -> bytes:
    """Set a document with Typst.

    The template receives the document as JSON and prints its strings as text: no word of the data is ever
    read as Typst code.

    Raises
    ------
    DataError
        If a text holds a letter that the embedded face lacks; shows the letter and the words around it.
    NotebookError
        If Typst refuses the document, with its first reason.
    """
    content = content_of(document)
    _refuse_unknown_letters(content)
    template = files("thidua.export").joinpath("templates/report.typ").read_bytes()
    try:
        pdf, warnings = typst.compile_with_warnings(
            template,
            font_paths=_fonts(),
            sys_inputs={"document": json.dumps(content, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=UNDATED,
        )
    except typst.TypstError as problem:
        raise NotebookError(f"the PDF cannot be set: {problem.message}") from problem
    if warnings:
        raise NotebookError(f"the PDF is set with a warning: {warnings[0].message}")
    _forget()
    return pdf


def _forget() -> None:
    """Have Typst give back what it kept of earlier documents.

    It keeps what ten compilations before this found, for one that is told the same again, and no report is: a worker
    grew to 400 MB. Each compilation of nothing makes what it keeps a turn older.
    """
    no_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(_TURNS):
        typst.compile(b"", font_paths=no_fonts)


def content_of(document: Document) -> dict[str, Any]:
    """What the template is given of a document."""
    with written_in(document.lang):
        printed = [document.form(each) for each in document.paper]
        views = [_view(each, room) for each, room in zip(printed, rooms(printed), strict=True)]
    return {
        "title": document.title,
        "program": PROGRAM,
        "preview": document.preview,
        "mark": document.mark,
        "lang": document.lang,
        "words": _words(document.lang),
        "closing": CLOSING,
        "views": views,
    }


def _view(printed: Printed, room: float) -> dict[str, Any]:
    """What the template reads of one thing."""
    if isinstance(printed, PrintedTable):
        return chart_view(printed, room) if printed.kind == "chart" else table_view(printed, room)
    label = {"label": printed.label} if isinstance(printed, Annex) else {}
    return {"part": printed.kind, "name": printed.name, **printed.content(), **label}


@cache
def _words(lang: str) -> dict[str, str]:
    """The words that the template itself prints."""
    with written_in(lang):
        return {
            "state": tr("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            "motto": tr("Độc lập - Tự do - Hạnh phúc"),
            "number": tr("Số:"),
            "day": tr("ngày"),
            "month": tr("tháng"),
            "year": tr("năm"),
            "recipients": tr("Nơi nhận:"),
            "illustrative": tr("Số liệu minh họa."),
            "preview": tr("Xem thử"),
            "preview_mark": tr("XEM THỬ – KHÔNG PHẢI BẢN CHÍNH THỨC"),
        }


@cache
def _fonts() -> typst.Fonts:
    """The embedded face and no other, so that no letter can fall back."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_font_folder()])


@cache
def _font_folder() -> str:
    with as_file(files("thidua.present").joinpath("fonts")) as folder:
        return str(folder)


@cache
def _known_letters() -> frozenset[str]:
    return frozenset(face_letters()) | set("\n\t")


def _refuse_unknown_letters(content: Any) -> None:
    """Look through every string of the document but the charts, whose letters are drawn already."""
    if isinstance(content, str):
        if _known_letters().issuperset(content):
            return
        for place, letter in enumerate(content):
            if letter not in _known_letters():
                around = content[max(0, place - 20) : place + 20].replace("\n", " ")
                raise DataError(f'"{letter}" (U+{ord(letter):04X}) in "{around}" cannot be printed; write it in words')
    elif isinstance(content, dict):
        for key, value in content.items():
            if key != "svg":
                _refuse_unknown_letters(value)
    elif isinstance(content, list | tuple):
        for value in content:
            _refuse_unknown_letters(value)
