"""A page tells search engines what it is, and nothing that stands in it ends that or begins something else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from justhtml import JustHTML
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.export.workbooks import chart, document, letterhead, table
from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.export.linked_data import linked_data
from thidua.present.part import plain
from thidua.run.plan import Edition
from thidua.verify.reading import READERS

ENDS = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]></SCRIPT >",
    'a" } , "b": "\\u003c/script\\u003e',
    "\u2028alert(1)//\u2029&lt;",
)


def data_of(html: str) -> list[Any]:
    """What the elements for data of a page hold, as a strict reader of HTML finds them; scripts are no data."""
    scripts = JustHTML(html, sanitize=False).query("script")
    assert [each.attrs for each in scripts] == [{"type": "application/ld+json"}] * len(scripts)
    return [json.loads("".join(child.data for child in each.children)) for each in scripts]


def test_page_says_what_it_is_of_whom_and_of_which_days():
    """Title, language, agency, unit, days and tables; what is invented says so."""
    head = replace(letterhead(illustrative=True), days="2022-01-01/2022-12-31")
    made = document(head, table(), chart())

    [said] = data_of(html_text(made))
    assert said == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Tổng kết năm 2022",
        "description": "huyện Ba Bể. năm 2022. Kỳ số liệu: từ ngày 01 tháng 01 đến ngày 31 tháng 12 năm 2022. "
        "SỐ LIỆU MINH HỌA",
        "inLanguage": "vi",
        "creator": {"@type": "GovernmentOrganization", "name": "PHÒNG NỘI VỤ"},
        "spatialCoverage": {"@type": "Place", "name": "huyện Ba Bể"},
        "temporalCoverage": "2022-01-01/2022-12-31",
        "variableMeasured": [table().title, chart().title],
    }


@pytest.mark.parametrize("text", ENDS)
def test_title_that_looks_like_the_end_of_the_data_stays_in_it(text: str):
    """A heading or a name of a unit may hold anything; it is a text to whoever reads the page."""
    head = replace(letterhead(subject=text), unit=text, agency=text)
    html = html_text(document(head, replace(table(), title=text)))

    [said] = data_of(html)
    shown = " ".join(text.split())
    assert {said["name"], said["spatialCoverage"]["name"], *said["variableMeasured"]} == {shown}
    assert html.count("</script>") == html.count("<script") == 1


def test_what_is_no_report_or_not_yet_one_says_nothing():
    """A preview is not the edition, and a notebook without a head does not say whose it is."""
    made = document(letterhead(), table())
    output = new_output("display_data", data=plain("p", "Một câu.")._repr_mimebundle_())

    assert data_of(html_text(replace(made, preview=True))) == []
    assert linked_data(read_document(new_notebook(cells=[new_code_cell(outputs=[output])]))) == ""


def test_words_of_the_data_are_no_words_of_the_page():
    """Whoever compares two pages, or reads one aloud, has what stands there to be read."""
    html = html_text(document(letterhead(subject="Tổng kết"), table()))

    assert "schema.org" not in "".join(text for _, text in READERS["html"](html.encode()))


@pytest.mark.xdist_group("published")
def test_report_on_quoted_figures_names_no_days(published: dict[str, Edition]):
    """No source tells when its figures were closed."""
    [said] = data_of(published["2020/tinh-bac-kan/province"].file("html").read_text(encoding="utf-8"))

    assert "temporalCoverage" not in said
    assert said["description"].startswith("tỉnh Bắc Kạn. ")
    assert said["variableMeasured"][0].startswith("Kết quả khen thưởng theo cấp")
