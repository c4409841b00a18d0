"""What a reader sees of the pages of a report: how many its body has, how much of each is empty, its longest sentence.

``python -m tests.export.pages reports/illustrative/2023-H1/*/*.ipynb`` sets the PDF of executed notebooks anew and
tells of each.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np
import pypdfium2

from thidua.export.document import Document, read_document
from thidua.export.pdf import pdf_bytes
from thidua.present.part import Prose

MARGIN_MM = 20
_ANNEX = re.compile(r"\s*(Phụ lục|Annex)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZĐ]|[^\W\d_a-z])|\n")
_INK = 250
"""A lighter grey than this is paper."""


class PageLook(NamedTuple):
    """One page: whether it belongs to the body, whether it is the last of the body or of its annex, and how empty."""

    is_body: bool
    is_last: bool
    empty: float
    """The share of the height between the margins below all that is printed there, 0 to 1."""


def look(pdf: bytes) -> list[PageLook]:
    """The pages of a PDF in order."""
    document = pypdfium2.PdfDocument(pdf)
    begins = [bool(_ANNEX.match(page.get_textpage().get_text_bounded())) for page in document]
    empties = [_empty(page) for page in document]
    document.close()
    last = [*begins[1:], True]
    return [
        PageLook(not any(begins[: at + 1]), is_last, empty)
        for at, (is_last, empty) in enumerate(zip(last, empties, strict=True))
    ]


def body_pages(pages: Sequence[PageLook]) -> int:
    """How many pages the report has without its annexes."""
    return sum(page.is_body for page in pages)


def too_empty(pages: Sequence[PageLook], most: float = 0.3) -> list[str]:
    """The pages that leave more of themselves empty, but for the last of the body and of each annex."""
    return [
        f"page {number}: {page.empty:.0%}"
        for number, page in enumerate(pages, 1)
        if page.empty > most and not page.is_last
    ]


def longest_sentence(document: Document) -> str:
    """The sentence of most words in the running text that stands on paper."""
    return max(_sentences(document), key=lambda sentence: len(sentence.split()), default="")


def _sentences(document: Document) -> Iterator[str]:
    for shown in document.paper:
        if isinstance(shown, Prose):
            yield from filter(None, (sentence.strip() for sentence in _SENTENCE_END.split(shown.text)))


def _empty(page: pypdfium2.PdfPage) -> float:
    picture = page.render(scale=1).to_numpy()
    margin = round(MARGIN_MM * 72 / 25.4)
    inked = np.flatnonzero((picture[margin:-margin] < _INK).any(axis=(1, 2)))
    height = picture.shape[0] - 2 * margin
    return 1.0 if inked.size == 0 else 1 - (int(inked[-1]) + 1) / height


def main(paths: Sequence[str]) -> None:
    """Print a row for each executed notebook."""
    for path in paths:
        document = read_document(nbformat.read(Path(path), as_version=4))
        pages = look(pdf_bytes(document))
        sentence = longest_sentence(document)
        shares = " ".join(f"{page.empty:.0%}{'*' if page.is_last else ''}" for page in pages)
        print(f"{path}: body {body_pages(pages)} of {len(pages)} pages; empty {shares} (* last of body or annex)")
        print(f"  longest sentence, {len(sentence.split())} words: {sentence}")


if __name__ == "__main__":
    main(sys.argv[1:])
