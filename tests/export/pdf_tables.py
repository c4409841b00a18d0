"""The tables of a tagged PDF, read cell by cell by its structure, as a screen reader is told them."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


def rows_of(pdf: bytes) -> list[list[str]]:
    """Every row of every table in order: the texts of its cells that are not empty, without white space."""
    document = pypdfium2.PdfDocument(pdf)
    return [row for page in document for row in _rows_of_page(page)]


def bare(text: str) -> str:
    """A text without white space, which a line of a page may break anywhere."""
    return "".join(text.replace("\u200b", "").split())


def _rows_of_page(page: Any) -> Iterator[list[str]]:
    words = _words(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            for row in _elements(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), "TR"):
                cells = (each for each in _children(row) if _role(each) in ("TD", "TH"))
                yield [text for cell in cells if (text := bare("".join(words[at] for at in _marks(cell))))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _words(page: Any) -> dict[int, str]:
    """The words of a page by the number of their mark."""
    words: dict[int, str] = defaultdict(str)
    text_page = page.get_textpage()
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
        if mark >= 0:
            length = pdfium.FPDFTextObj_GetText(each.raw, text_page.raw, None, 0)
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFTextObj_GetText(
                each.raw, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
            )
            words[mark] += buffer.raw[:length].decode("utf-16-le").rstrip("\x00")
    return words


def _elements(element: Any, role: str) -> Iterator[Any]:
    if _role(element) == role:
        yield element
        return
    for child in _children(element):
        yield from _elements(child, role)


def _children(element: Any) -> Iterator[Any]:
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield child


def _marks(element: Any) -> Iterator[int]:
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if mark >= 0:
            yield mark
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
            yield from _marks(child)


def _role(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[:length].decode("utf-16-le").rstrip("\x00")
