"""The list of what no printed text may say, and the editions of the published figures held against it."""

from __future__ import annotations

import pytest

from tests.machine_words import machine_words, mail_text, page_text, paper_text, spoken_by_a_machine
from thidua.run.plan import Edition

NAMES = (
    "2015..2020/tp-bac-kan/stage",
    "2021-M10/tp-bac-kan/inspection",
    "2016..2020/tinh-bac-kan/stage",
    "2020/tinh-bac-kan/province",
    "2017-H1/khoi-huyen-tp/block",
    "2021..2023/tinh-bac-kan/models",
)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_published_figures_are_told_as_an_office_tells_them(name: str, published: dict[str, Edition]):
    """Page, paper and mail stand on the letterhead of a real council."""
    edition = published[name]

    assert spoken_by_a_machine(page_text(edition.file("html").read_text(encoding="utf-8"))) == []
    assert spoken_by_a_machine(paper_text(edition.file("pdf").read_bytes())) == []
    assert spoken_by_a_machine(mail_text(edition.file("ipynb"))) == []


def test_a_phrase_is_found_whatever_its_capitals_and_spaces():
    """A list that finds nothing would pass every page."""
    assert len(machine_words()) > 20
    assert spoken_by_a_machine("… KHOẢNG TIN\n cậy 95%: 1–2 …")
    assert spoken_by_a_machine("bà Nguyễn Thị Nhan; None given") == ["None: …bà Nguyễn Thị Nhan; None given…"]
    assert spoken_by_a_machine("(Lời của huyện Ba Bể)", but=("(Lời của",)) == []


def test_what_is_folded_is_not_printed():
    """The details of a page are for those who open them."""
    page = "<p>Một</p><details><summary>Chi tiết</summary><details><p>Gini</p></details><p>HHI</p></details><p>hai</p>"

    assert page_text(page).split() == ["Một", "hai"]
