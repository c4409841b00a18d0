"""The text of a report points to its tables, charts and annexes by the numbers that they have there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.export.test_pages import chart, short_table
from tests.export.test_pdf import document
from tests.export.workbooks import letterhead
from thidua.export.document import Document
from thidua.present.frame import Annex, Letterhead
from thidua.present.part import Prose, empty, plain, quoted_prose

CLOSING = plain("closing", "Trên đây là báo cáo./.")


def said(shown: Document) -> list[str]:
    """The first paragraph of every text on paper."""
    return [each.text.split("\n")[0] for each in shown.paper if isinstance(each, Prose)]


def test_first_words_of_ours_name_the_tables_and_charts_below_them():
    """Who hears the figure finds the table; a unit's own words stay as it wrote them."""
    own = quoted_prose("words", "Lời của huyện.")
    shown = document("## A", own, plain("a", "Có 1.566 lượt. Tăng."), chart(20), short_table(2), plain("b", "Thêm."))

    assert said(shown) == ["Lời của huyện.", "Có 1.566 lượt (Hình 1; Bảng 1). Tăng.", "Thêm."]


def test_several_numbers_stand_after_one_word():
    """As an office writes them; the words before a list end with their colon."""
    tables = (short_table(2, "x"), short_table(2, "y"))
    shown = document("## A", plain("a", "Kết quả như sau:"), *tables, "## B", plain("b", "Không có bảng."))

    assert said(shown) == ["Kết quả như sau (Bảng 1, 2):", "Không có bảng."]


def test_brackets_do_not_stand_within_quoted_words():
    """A title may hold a full stop."""
    shown = document("## A", plain("a", "Phong trào “Một. Hai” đã xong. Hết."), short_table(2))

    assert said(shown) == ["Phong trào “Một. Hai” đã xong (Bảng 1). Hết."]


@pytest.mark.parametrize(
    ("annexes", "end"),
    [(0, "cáo./."), (1, "cáo (kèm theo phụ lục)./."), (2, "cáo (kèm theo các phụ lục)./.")],
)
def test_closing_says_that_there_are_annexes(annexes: int, end: str):
    """An annex that no text speaks of is none of the report; one in which nothing is known does not count."""
    parts: list[Any] = [CLOSING]
    for at in range(annexes):
        parts += [Annex(f"annex_{at}", "Tên", "(Kèm theo)"), short_table(2, f"t{at}")]
    parts += [Annex("annex_none", "Trống", "(Kèm theo)"), empty("none", "Chưa có.")]

    assert said(document("## A", plain("a", "Một."), *parts))[1].endswith(end)


def test_english_words_point_in_english():
    """The numbers of tables are called in the language of the report."""
    head = letterhead()
    assert isinstance(head, Letterhead)
    parts = (plain("a", "One."), short_table(2), CLOSING, Annex("annex_x", "X", "(x)"), short_table(2, "t"))

    assert said(document(replace(head, lang="en"), "## Hạn chế", *parts)) == [
        "One (Table 1).",
        "Trên đây là báo cáo (annex attached)./.",
    ]
