"""Sections are numbered where they are shown, and a heading under which nothing is shown is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from thidua.export.document import Document, Folded, read_document
from thidua.export.sections import roman
from thidua.present.frame import Annex, Blocks
from thidua.present.part import PART_MIME, plain
from thidua.present.table import Column, Row, Table


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


def tagged(*cells: tuple[str, str]) -> Document:
    """A document of these cells, each with what it shows and its tag: "detail", "empty" or ""."""
    made = []
    for source, tag in cells:
        tags = {"tags": [tag]} if tag == "detail" else {}
        if source.startswith("#"):
            made.append(new_markdown_cell(source, metadata=tags))
            continue
        part = replace(plain(source, source), is_empty=tag == "empty")
        bundle = table(source) if source.startswith("t") else part
        made.append(
            new_code_cell(source, metadata=tags, outputs=[new_output("display_data", bundle._repr_mimebundle_())])
        )
    return read_document(new_notebook(cells=made))


def table(name: str) -> Table:
    """A table of one cell."""
    return Table(name, name, (Column("a", "A", "label"), Column("n", "N")), (Row({"a": "x", "n": 1}),))


def words(shown: Iterable[object]) -> list[str]:
    """Headings by their words, all else by name."""
    return [each.text if isinstance(each, Blocks) else str(getattr(each, "name", each)) for each in shown]


def test_details_are_not_on_paper_and_stand_folded_at_the_end_of_their_section():
    """A leader's page has no statistics; a page on a screen folds them away under the section they are of."""
    made = tagged(("## A", ""), ("a", ""), ("d", "detail"), ("b", ""), ("## B", ""), ("c", ""), ("e", "detail"))

    assert words(made.paper) == ["I. A", "a", "b", "II. B", "c"]
    folds = [words(each.shown) if isinstance(each, Folded) else each.name for each in made.folded]
    assert folds == ["", "a", "b", ["d"], "", "c", ["e"]]


def test_a_heading_over_details_alone_is_a_detail_without_a_number():
    """Sections on paper are numbered without gaps."""
    made = tagged(("## A", ""), ("### X", ""), ("d", "detail"), ("### Y", ""), ("a", ""), ("## B", ""), ("e", "detail"))

    assert words(made.paper) == ["I. A", "1. Y", "a"]
    assert words(made.printed) == ["I. A", "X", "d", "1. Y", "a", "B", "e"]


def test_words_in_place_of_unknown_figures_are_printed_nowhere():
    """A page is no list of what is not known; whoever reviews still finds the part."""
    made = tagged(("## A", ""), ("a", "empty"), ("## B", ""), ("b", ""))

    assert words(made.printed) == ["I. B", "b"]
    assert "a" in made.by_name


def test_the_closing_sentence_is_of_no_section():
    """A heading of requests over none but the last sentence of the report is an empty section."""
    made = tagged(("## A", ""), ("a", ""), ("## B", ""), ("closing", ""), ("## C", ""), ("c", ""))

    assert words(made.paper) == ["I. A", "a", "closing", "II. C", "c"]


def test_tables_on_paper_and_of_details_are_numbered_apart():
    """One thing has one number in every format, and paper counts without gaps."""
    made = tagged(("t1", ""), ("t2", "detail"), ("t3", ""))

    assert [each.label for each in made.of(Table)] == ["Bảng 1", "Bảng chi tiết 1", "Bảng 2"]


def test_a_single_annex_has_no_numeral():
    """One annex is "Phụ lục"; numerals tell several apart."""
    assert shown(notebook("## A", "=a", "=@x", "=b")) == ["I. A", "a", "Phụ lục: x", "b"]
