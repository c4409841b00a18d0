"""A draft read again from its bytes, against the document it was made from: every cell, every sentence, every chart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import LxmlError

from thidua.export.document import Document
from thidua.export.word.markup import named, written
from thidua.present.chart import Chart
from thidua.present.frame import Annex, Blocks, Headline, Letterhead, Signature
from thidua.present.language import written_in
from thidua.present.markdown import Block, plain_text
from thidua.present.part import Prose
from thidua.present.printed import PrintedTable
from thidua.present.table import Table

_WORDS = named("t")
_SIGNS = {named("br"): "\n", named("tab"): "\t"}


def first_difference(content: bytes, document: Document) -> str:
    """What a draft lacks or has wrong, in one sentence; empty if all that stands on paper is there, cell by cell."""
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except (zipfile.BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError) as problem:
        return f"it cannot be read: {problem}"
    with written_in(document.lang):
        return _of_tables(body, document) or _of_charts(body, document) or _of_words(body, document)


def tables_of(body: Any) -> dict[str, list[list[str]]]:
    """The tables of figures by their captions: the texts of their cells, row by row, heads first.

    A long group of rows is a table of its own under the same caption and the same heads, which count once.
    """
    found: dict[str, list[list[str]]] = {}
    for table in body.iter(named("tbl")):
        caption = table.find(f"{named('tblPr')}/{named('tblCaption')}")
        if caption is not None:
            rows = found.setdefault(caption.get(named("val")), [])
            rows += cells_of(table)[_heads_of(table) if rows else 0 :]
    return found


def _heads_of(table: Any) -> int:
    """How many rows are heads of columns; the name of a group is one cell."""
    heads = [row for row in table.iter(named("tr")) if row.find(f"{named('trPr')}/{named('tblHeader')}") is not None]
    return sum(len(list(row.iter(named("tc")))) > 1 for row in heads)


def cells_of(table: Any) -> list[list[str]]:
    """The texts of the cells of a table, row by row."""
    return [[_text(cell) for cell in row.iter(named("tc"))] for row in table.iter(named("tr"))]


def _of_tables(body: Any, document: Document) -> str:
    found = tables_of(body)
    wanted = {}
    for shown in document.paper:
        if isinstance(shown, Table):
            printed = document.form(shown)
            if isinstance(printed, PrintedTable):
                wanted[written(f"{printed.label}. {printed.title}")] = _rows(printed)
    if list(found) != list(wanted):
        lacking = [name for name in wanted if name not in found]
        return f"it lacks {lacking[0]}" if lacking else "its tables are others, or in another order"
    for name, rows in wanted.items():
        if len(found[name]) != len(rows):
            return f"{name} has {len(found[name])} rows instead of {len(rows)}"
        for number, (has, wants) in enumerate(zip(found[name], rows, strict=True), start=1):
            if has != wants:
                return f"{name}, row {number}: has {has} instead of {wants}"
    return ""


def _rows(printed: PrintedTable) -> list[list[str]]:
    """The texts of a table as the file has them: one head row, or two; the head of a group is one cell."""
    heads = [[head.text for head in printed.header]]
    if printed.spans:
        upper, at = [], 0
        for span in printed.spans:
            upper.append(span.text or printed.header[at].text)
            at += span.columns
        heads = [upper, [head.text if head.group else "" for head in printed.header]]
    wordy = ("group", "gap")
    rows = [[row.cells[0].text] if row.role in wordy else [cell.text for cell in row.cells] for row in printed.rows]
    return [[written(text) for text in row] for row in (*heads, *rows)]


def _of_charts(body: Any, document: Document) -> str:
    found = [drawn.get("descr") for drawn in body.iter(named("wp:docPr"))]
    wanted = [written(shown.alt) for shown in document.paper if isinstance(shown, Chart)]
    return "" if found == wanted else f"it has {len(found)} charts with words for them instead of {len(wanted)}"


def _of_words(body: Any, document: Document) -> str:
    """All that is said must stand there, in order; between it stand tables, captions and notes."""
    paragraphs = iter([_text(each) for each in body.iter(named("p"))])
    for said in _said(document):
        if not any(words == said for words in paragraphs):
            return f"it lacks “{said[:80]}”, or has it in another place"
    return ""


def _said(document: Document) -> Iterator[str]:
    for shown in document.paper:
        if isinstance(shown, Letterhead):
            yield from map(written, (shown.subject, shown.window))
        elif isinstance(shown, Headline):
            for figure in shown.figures:
                yield from map(written, (figure.value, figure.label, figure.qualification))
        elif isinstance(shown, Annex):
            yield written("\n".join(filter(None, (shown.label, shown.title))))
        elif isinstance(shown, Signature):
            yield written(shown.signer)
        elif isinstance(shown, Prose | Blocks):
            yield from _lines(shown.blocks)


def _lines(blocks: Sequence[Block], sign: str = "") -> Iterator[str]:
    for number, block in enumerate(blocks):
        before = sign if number == 0 else ""
        if block["block"] == "list":
            for marker, item in zip(block["markers"], block["items"], strict=True):
                yield from _lines(item, "" if marker == "-" else f"{marker} ")
        elif block["block"] != "table":
            yield written(before + plain_text([block]))


def _text(element: Any) -> str:
    """The words of a paragraph or cell; a paragraph after another begins a line."""
    paragraphs = [element] if element.tag == named("p") else list(element.iter(named("p")))
    return "\n".join("".join(map(_piece, paragraph.iter(_WORDS, *_SIGNS))) for paragraph in paragraphs)


def _piece(element: Any) -> str:
    return str(element.text or "") if element.tag == _WORDS else _SIGNS.get(element.tag, "")
