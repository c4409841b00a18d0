"""Sections are numbered where they are shown, and a heading under which nothing is shown is not."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from thidua.export.document import Document, read_document
from thidua.export.sections import roman
from thidua.present.frame import Annex, Blocks
from thidua.present.part import PART_MIME


def notebook(*cells: str) -> Document:
    """A document of these cells: "## …" is a heading, "=name" shows a part, "" shows nothing."""
    made = []
    for source in cells:
        if source.startswith("#"):
            made.append(new_markdown_cell(source))
            continue
        kind, name = ("annex", source[2:]) if source.startswith("=@") else ("prose", source[1:])
        content = {"part": kind, "name": name, "title": name, "enclosed": "", "blocks": []}
        outputs = [new_output("display_data", {PART_MIME: content, "text/plain": name})] if source else []
        made.append(new_code_cell(source, outputs=outputs))
    return read_document(new_notebook(cells=made))


def shown(document: Document) -> list[str]:
    """The headings, parts and annexes of a document in order."""
    lines = []
    for each in document.shown:
        if isinstance(each, Blocks):
            lines.append(each.text)
        else:
            lines.append(f"{each.label}: {each.name}" if isinstance(each, Annex) else each.name)
    return lines


def test_sections_and_their_parts_are_numbered_in_order():
    """The outline of an administrative report: I, II, … and 1, 2, … within each."""
    document = notebook("## A", "=a", "## B", "### C", "=c", "### D", "=d", "## E", "### F", "=f")

    assert shown(document) == ["I. A", "a", "II. B", "1. C", "c", "2. D", "d", "III. E", "1. F", "f"]


def test_heading_without_content_is_left_out_and_not_counted():
    """A half-year report has no section on the whole year; the numbers close up."""
    document = notebook("## A", "### B", "", "### C", "=c", "## D", "### E", "", "## F", "=f", "## G", "")

    assert shown(document) == ["I. A", "1. C", "c", "II. F", "f"]


def test_annexes_have_numerals_of_their_own():
    """An annex with nothing in it goes too; parts within an annex begin again at 1."""
    document = notebook("## A", "### B", "=b", "=@x", "### C", "=c", "=@y", "", "=@z", "=d")

    assert shown(document) == ["I. A", "1. B", "b", "Phụ lục I: x", "1. C", "c", "Phụ lục II: z", "d"]


def test_numerals_up_to_the_longest_report():
    """As a clock would write them."""
    assert [roman(number) for number in (1, 4, 9, 14, 19, 39)] == ["I", "IV", "IX", "XIV", "XIX", "XXXIX"]
