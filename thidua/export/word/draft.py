"""The draft of a document: what it prints on paper, one thing after the other, on the pages it asks for."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from docx.document import Document as DocxDocument
from docx.shared import Mm

from thidua.export.document import Document
from thidua.export.picture import chart_png
from thidua.export.word.fields import Fields
from thidua.export.word.frame import annex_elements, headline_elements, letterhead_elements, signature_elements
from thidua.export.word.markup import Element, as_written, is_paragraph, keep_with_next, node, paragraph, written
from thidua.export.word.package import empty_draft, packed
from thidua.export.word.pages import Stretch, body_of
from thidua.export.word.prose import block_elements, prose_elements
from thidua.export.word.tables import caption, notes, table_elements
from thidua.export.word.widths import PORTRAIT_MM
from thidua.present.chart import Chart
from thidua.present.frame import Annex, Headline, Letterhead, Signature
from thidua.present.language import written_in
from thidua.present.names import CLOSING
from thidua.present.part import Prose
from thidua.present.printed import PrintedTable
from thidua.present.shown import Shown
from thidua.present.table import Table

_PPI = 220
"""Dots in an inch of a chart: sharp on paper, and a draft with ten of them still travels by mail."""
_HIGHEST_MM = 200.0
_LOW_MM, _LEAST = 68.0, 0.78
"""A chart is drawn smaller, down to this share, if it is then no higher than this: with its caption it leaves less than
three tenths of a page empty where it does not fit."""
_LAST = 2
"""So many paragraphs before the closing sentence stay on the page of it and of the signature."""


def docx_bytes(document: Document) -> bytes:
    """Write a document as a Word file.

    Raises
    ------
    NotebookError
        If a chart cannot be drawn as a picture.
    """
    with written_in(document.lang):
        draft = empty_draft(document)
        fields = Fields()
        stretches = _stretches(document.paper)
        for stretch, shown in stretches:
            for each in shown:
                if isinstance(each, Prose) and each.name == CLOSING:
                    stretch.elements = _keep_last(stretch.elements)
                stretch.elements += _elements(each, draft, fields, document)
        return packed(draft, body_of(draft, [stretch for stretch, _ in stretches], document))


def _stretches(shown: Iterable[Shown]) -> list[tuple[Stretch, list[Shown]]]:
    """What stands on pages of one kind: the report, each annex with what is in it, and each table across a page."""
    sections: list[list[Shown]] = [[]]
    for each in shown:
        if isinstance(each, Annex):
            sections.append([])
        sections[-1].append(each)
    stretches: list[tuple[Stretch, list[Shown]]] = []
    for number, section in enumerate(sections):
        is_annex = number > 0
        is_across = is_annex and any(map(_is_across, section))
        stretches.append((Stretch(is_across, is_anew=True), []))
        for each in section:
            if not is_annex and _is_across(each) != stretches[-1][0].is_across:
                stretches.append((Stretch(_is_across(each), is_anew=False), []))
            stretches[-1][1].append(each)
    return [(stretch, things) for stretch, things in stretches if things]


def _is_across(shown: Shown) -> bool:
    return isinstance(shown, Table) and shown.landscape


def _elements(shown: Shown, draft: DocxDocument, fields: Fields, document: Document) -> list[Element]:
    """The elements of one thing."""
    if isinstance(shown, Table | Chart):
        printed = document.form(shown)
        assert isinstance(printed, PrintedTable)
        return _chart(printed, draft) if isinstance(shown, Chart) else table_elements(printed)
    if isinstance(shown, Letterhead):
        return letterhead_elements(shown, fields)
    if isinstance(shown, Headline):
        return headline_elements(shown)
    if isinstance(shown, Annex):
        return annex_elements(shown, fields)
    if isinstance(shown, Signature):
        return signature_elements(shown, fields)
    return prose_elements(shown, lang=document.lang) if isinstance(shown, Prose) else block_elements(shown.blocks)


def _chart(printed: PrintedTable, draft: DocxDocument) -> list[Element]:
    """The picture of a chart with words for who does not see it, its caption and its notes below."""
    png = chart_png(printed.svg, width=PORTRAIT_MM / 25.4 * 72, ppi=_PPI)
    width, height = PORTRAIT_MM, PORTRAIT_MM * _share(draft, png)
    lower = min(height, _HIGHEST_MM) if height * _LEAST > _LOW_MM else min(height, _LOW_MM)
    width, height = width * lower / height, lower
    picture = draft.part.new_pic_inline(io.BytesIO(png), width=Mm(width), height=Mm(height))
    told = picture.docPr
    told.set("descr", written(printed.alt))
    told.set("name", printed.name)
    below = notes(printed)
    return [
        paragraph("Picture", node("r", node("drawing", as_written(picture, draft.element)))),
        caption(printed, keep_next=bool(below)),
        *below,
    ]


def _keep_last(elements: Sequence[Element]) -> list[Element]:
    """No page has only the closing sentence and the signature."""
    last = [keep_with_next(each) if is_paragraph(each) else each for each in elements[-_LAST:]]
    return [*elements[:-_LAST], *last]


def _share(draft: DocxDocument, png: bytes) -> float:
    """The height of a picture in widths of it."""
    _, image = draft.part.get_or_add_image(io.BytesIO(png))
    return float(image.px_height / image.px_width)
