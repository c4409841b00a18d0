"""Pages of a draft: A4 upright or across, the number of the page above, marks below; annexes are numbered anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as DocxDocument
from docx.opc.oxml import serialize_part_xml
from docx.section import Section

from thidua.export.document import Document
from thidua.export.word.fields import page_number
from thidua.export.word.markup import (
    RUST,
    Element,
    as_written,
    ending_with,
    is_paragraph,
    named,
    node,
    paragraph,
    parsed,
    run,
    twips,
)
from thidua.present.language import tr

_SHORT_MM, _LONG_MM = 210.0, 297.0
_MARGINS = {"top": 20.0, "right": 15.0, "bottom": 20.0, "left": 30.0}
_HEADER_MM, _FOOTER_MM = 9.0, 8.0
_ACROSS = {"top": 20.0, "right": 20.0, "bottom": 20.0, "left": 25.0}
"""The margins of a page across: 252 mm are left for its table."""


@dataclass
class Stretch:
    """Pages of one kind: what stands on them, whether across, and whether they are numbered from 1 again."""

    is_across: bool
    is_anew: bool
    elements: list[Element] = field(default_factory=list)


def body_of(draft: DocxDocument, stretches: Sequence[Stretch], document: Document) -> bytes:
    """The main part of a draft as its file has it: the stretches, each with its pages."""
    body = draft.element.body
    last = draft.sections[0]
    last.different_first_page_header_footer = True
    _write_edges(last, document)
    edges = [
        as_written(each, body)
        for each in last._sectPr
        if each.tag in (named("headerReference"), named("footerReference"))
    ]
    body.remove(last._sectPr)
    elements: list[Element] = []
    for number, stretch in enumerate(stretches):
        pages = _pages(stretch, edges if number == 0 else [])
        elements += stretch.elements
        if number + 1 == len(stretches):
            elements.append(pages)
        elif stretch.elements and is_paragraph(stretch.elements[-1]):
            elements[-1] = ending_with(elements[-1], pages)
        else:
            elements.append(ending_with(paragraph("Rule"), pages))
    # Not given to lxml, which would read all of it and write it again as it is.
    return serialize_part_xml(draft.element).replace(b"<w:body/>", f"<w:body>{''.join(elements)}</w:body>".encode())


def _write_edges(section: Section, document: Document) -> None:
    """The number of the page above all pages but the first of a section, the marks below all of them."""
    for header in (section.header, section.first_page_header):
        header.is_linked_to_previous = False
        _replace(header._element, [])
    _replace(section.header._element, [paragraph("Header", *page_number())])
    marks = [document.mark] if document.mark else []
    if document.preview:
        marks.insert(0, tr("XEM THỬ – KHÔNG PHẢI BẢN CHÍNH THỨC"))
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        _replace(footer._element, [paragraph("Footer", run(mark, color=RUST)) for mark in marks])


def _replace(edge: Any, paragraphs: Sequence[Element]) -> None:
    for each in list(edge):
        edge.remove(each)
    edge.extend(parsed(paragraphs or [paragraph("Header")]))


def _pages(stretch: Stretch, edges: Sequence[Element]) -> Element:
    margins = _ACROSS if stretch.is_across else _MARGINS
    width, height = (_LONG_MM, _SHORT_MM) if stretch.is_across else (_SHORT_MM, _LONG_MM)
    size = {"w": twips(width), "h": twips(height), **({"orient": "landscape"} if stretch.is_across else {})}
    sides = {side: twips(mm) for side, mm in margins.items()}
    return node(
        "sectPr",
        *edges,
        node("type", val="nextPage"),
        node("pgSz", **size),
        node("pgMar", **sides, header=twips(_HEADER_MM), footer=twips(_FOOTER_MM), gutter="0"),
        node("pgNumType", start=1) if stretch.is_anew else None,
        node("titlePg") if stretch.is_anew else None,
    )
