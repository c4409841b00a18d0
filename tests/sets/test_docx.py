"""The drafts in Word of every kind of report: the figures of their PDF, cell by cell, and only what stands on paper."""

from __future__ import annotations

import docx
import pytest
from docx.document import Document as Draft
from docx.oxml.ns import qn

from tests.export.pdf_tables import bare, rows_of
from tests.sets.conftest import ALL, ENGLISH, Built
from thidua.export.document import read_document
from thidua.export.notebook import read_notebook
from thidua.export.word.reopened import tables_of
from thidua.present.chart import Chart

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sets")]


@pytest.fixture(params=ALL)
def name(request: pytest.FixtureRequest) -> str:
    """One edition."""
    return request.param


@pytest.fixture
def draft(built: Built, name: str) -> Draft:
    """Its draft."""
    return docx.Document(str(built.file(name, "docx")))


def test_every_row_of_the_draft_is_a_row_of_the_pdf(built: Built, name: str, draft: Draft):
    """Both are read back by programs that know nothing of ours: cell by cell, in the same order."""
    printed = iter(rows_of(built.file(name, "pdf").read_bytes()))
    drafted = [
        [text for cell in row if (text := bare(cell))]
        for rows in tables_of(draft.element.body).values()
        for row in rows
    ]
    lacking = [row for row in drafted if not any(row == each for each in printed)]

    assert len(drafted) > 5
    assert lacking[:1] == []


def test_charts_are_those_of_the_paper(built: Built, name: str, draft: Draft):
    """Each with the words for it; those of the details are not there."""
    document = read_document(read_notebook(built.file(name, "ipynb")))
    drawn = [each.get("descr") for each in draft.element.body.iter(qn("wp:docPr"))]

    assert drawn == [each.alt for each in document.paper if isinstance(each, Chart)]


def test_every_page_says_that_the_figures_are_illustrative(name: str, draft: Draft):
    """Below the first page of the report, of every annex, and all others."""
    mark = "ILLUSTRATIVE FIGURES" if name in ENGLISH else "SỐ LIỆU MINH HỌA"
    first = draft.sections[0]

    assert first.footer.paragraphs[0].text == first.first_page_footer.paragraphs[0].text == mark
    assert all(section.footer.is_linked_to_previous for section in list(draft.sections)[1:])


def test_styles_are_those_of_the_file(draft: Draft):
    """A paragraph without its style would be set as any text."""
    known = {style.style_id for style in draft.styles}
    used = {each.get(qn("w:val")) for each in draft.element.body.iter(qn("w:pStyle"))}

    assert used <= known
