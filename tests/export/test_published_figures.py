"""Every one of the 55 published counts stands in the PDF and the HTML of its edition, as a reader would find it."""

from __future__ import annotations

import html
import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from tests.machine_words import page_text
from thidua.present.numbers import write_number
from thidua.run.plan import Edition

pytestmark = pytest.mark.xdist_group("published")

# fact ids and counts as the articles print them; 179 is derived from 468 - 289 (the article prints 38,2%).
FIGURES = {
    "2015..2020/tp-bac-kan/stage": [1, 2, 1, 3, 40, 6, 27, 29, 48, 383, 2952, 1069, 1280, 31, 43, 5],
    "2021-M10/tp-bac-kan/inspection": [1, 1, 1, 2, 3, 19, 38, 1, 1, 521, 70, 23, 99, 281],
    "2016..2020/tinh-bac-kan/stage": [2, 11, 18, 15, 36, 113, 593, 317, 1195, 1762, 1153],
    "2020/tinh-bac-kan/province": [1, 3, 4, 2, 6, 245, 468, 36, 145, 64, 179, 289],
    "2017-H1/khoi-huyen-tp/block": [],
    "2021..2023/tinh-bac-kan/models": [106, 23],
}


def folded(text: str) -> str:
    """Text with white space folded, in NFC, so that a line break inside a table cell does not matter."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def pdf_text(edition: Edition) -> str:
    """The text of every page of the PDF."""
    reader = PdfReader(io.BytesIO(edition.file("pdf").read_bytes()))
    return folded(" ".join(page.extract_text() for page in reader.pages))


def html_text(edition: Edition) -> str:
    """The text of the HTML, without its stylesheet and pictures."""
    source = edition.file("html").read_text(encoding="utf-8")
    body = re.sub(r"<style>.*?</style>", " ", source, flags=re.DOTALL)
    return folded(html.unescape(re.sub(r"<[^>]*>", " ", body)))


TEXT = {"pdf": pdf_text, "html": html_text}


def test_the_list_is_complete():
    """Five articles, 55 figures."""
    assert sum(len(counts) for counts in FIGURES.values()) == 55


@pytest.mark.parametrize("medium", TEXT)
@pytest.mark.parametrize("name", FIGURES)
def test_every_published_count_is_printed(published: dict[str, Edition], name, medium):
    """As a number of its own in Vietnamese format: 2.952, not inside 12.952 or 2.9521."""
    text = TEXT[medium](published[name])
    tokens = set(re.findall(r"[0-9]+(?:[.,][0-9]+)*", text))

    assert {write_number(count) for count in FIGURES[name]} - tokens == set()


@pytest.mark.parametrize("medium", TEXT)
def test_shares_of_direct_workers_and_managers_are_printed(published: dict[str, Edition], medium):
    """Article 002: 289 of 468 are direct workers, 61,8%; managers 38,2%; intervals are a detail."""
    text = TEXT[medium](published["2020/tinh-bac-kan/province"])

    assert "289 người trực tiếp lao động (61,8%)" in text
    assert "179 lãnh đạo, quản lý (38,2%)" in text
    for told in ("61,8% (289/468; khoảng tin cậy 95%: 57,3–66,0%)", "38,2% (179/468; khoảng tin cậy 95%: 34,0–42,7%)"):
        assert (told in text) is (medium == "html")


@pytest.mark.parametrize("medium", TEXT)
@pytest.mark.parametrize(
    ("name", "fragments"),
    [
        ("2015..2020/tp-bac-kan/stage", ["2.952 lượt cá nhân", "383/2.952", "13,0%", "mức trần 15%", "05 tập thể"]),
        (
            "2021-M10/tp-bac-kan/inspection",
            ["70/521", "13,4%", "chuyên đề, đột xuất", "huyện Na Rì", "Curcumin Bắc Hà"],
        ),
        ("2016..2020/tinh-bac-kan/stage", ["1.195 tập thể, 1.762 cá nhân", "giai đoạn 2016-2020"]),
        ("2017-H1/khoi-huyen-tp/block", ["huyện Ngân Sơn", "huyện Ba Bể", "chưa sát thực", "6 tháng cuối năm 2017"]),
        (
            "2021..2023/tinh-bac-kan/models",
            ["Trong 106 điển hình", "23 gương điển hình (21,7%)", "946/QĐ-UBND", "tập thể, hộ gia đình, cá nhân"],
        ),
    ],
)
def test_report_says_what_its_article_says(published: dict[str, Edition], name, fragments, medium):
    """The figures stand with their words: instances, merged types, names of units, the decision's number."""
    text = TEXT[medium](published[name])

    assert [fragment for fragment in fragments if fragment not in text] == []


@pytest.mark.parametrize("name", FIGURES)
def test_html_and_pdf_hold_the_same_numbers(published: dict[str, Edition], name):
    """Both are made from the executed notebook alone, so they cannot disagree; the page has its details folded away."""
    page = page_text(published[name].file("html").read_text(encoding="utf-8"))
    numbers = [
        {token for token in re.findall(r"[0-9]+(?:[.,/][0-9]+)*%?", text) if len(token) > 2}
        for text in (pdf_text(published[name]), folded(page))
    ]

    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("medium", TEXT)
@pytest.mark.parametrize(
    ("name", "sums"),
    [
        ("2021-M10/tp-bac-kan/inspection", ["1.059", "148", "911"]),
        ("2016..2020/tinh-bac-kan/stage", ["5.215", "1.936", "3.279"]),
        ("2020/tinh-bac-kan/province", ["974", "433", "541"]),
    ],
)
def test_no_sum_is_printed_that_nobody_published(published: dict[str, Edition], name, sums, medium):
    """An article tells its forms one by one, and one may have had several: their sum would be a figure of ours."""
    tokens = set(re.findall(r"[0-9]+(?:[.,][0-9]+)*", TEXT[medium](published[name])))

    assert tokens & set(sums) == set()


@pytest.mark.parametrize("medium", TEXT)
@pytest.mark.parametrize("name", FIGURES)
def test_no_day_is_printed_that_no_article_names(published: dict[str, Edition], name, medium):
    """The bounds of the administrative year are ours: no article says that its figures run from 15 December."""
    text = TEXT[medium](published[name])

    assert "theo nguồn đã công bố; nguồn không nêu ngày chốt số liệu" in text
    assert re.findall(r"(?:từ|đến)(?: ngày)? 1[45](?:/| tháng )", text) == []


def test_merged_figures_stay_merged(published: dict[str, Edition]):
    """2.952 is given for two titles together, 106 for three kinds of recipients: neither is split."""
    stage = pdf_text(published["2015..2020/tp-bac-kan/stage"])

    assert "Lao động tiên tiến, Chiến sĩ tiên tiến lượt – 2.952 2.952" in stage
    assert "dòng “đối tượng” đếm tập thể, cá nhân" in stage
    assert "Tổng cộng 1" not in stage
