"""The words of a unit come out of every format as they went in: the page, the paper and the plain text."""

from __future__ import annotations

import html
import io
import re

import pypdfium2
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pypdf import PdfReader

from thidua.export.document import Document, read_document
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.facts.commentary import read_commentary
from thidua.present.part import quoted_prose

CASE = """1. Ban hành kế hoạch;

Kế hoạch được phổ biến đến thôn.

2. Kiện toàn Hội đồng;

Hội đồng có 9 người.

3. Ký giao ước.

2021. là năm đầu nhiệm kỳ; tổng vốn 5*3*2 tỷ đồng.

15. 6 là hạn nộp hồ sơ."""

HOSTILE = """#panic("x") $x^2$ `mã` <nhãn> @ref // chú /* thích */ #set page(width: 1pt)

1. *#eval("1+1")* và **$x$** = 7; "thẳng" ‘cong’ “cong” -- --- ... ~

<script>alert(1)</script> & <b onclick=x>đậm</b> &amp; {{ 7*7 }} {% raw %} \\u{41} \\n

a) [bấm](http://x.vn) ![h](y.png) | 5_3_2 | > 90% # mục"""

TABLE = "| Xã | Số |\n|---|---|\n| #strong[a] | 5*3*2 |\n| <b>b</b> | 15. 6 |"


def document(text: str) -> Document:
    """A document that shows what a unit wrote under a heading of ours."""
    bundle = quoted_prose("loi", text, "Lời của huyện Ba Bể")._repr_mimebundle_()
    cell = new_code_cell(outputs=[new_output("display_data", data=bundle)])
    return read_document(new_notebook(cells=[new_markdown_cell("## Đặc điểm tình hình"), cell]))


def squeezed(text: str) -> str:
    """The letters alone: lines break anywhere, and where a word may break stands nothing that is seen."""
    return re.sub("[\\s\u200b\ufffe]", "", text)


def page_words(made: Document) -> str:
    """The words of the page, as a reader sees them."""
    page = html_text(made)
    return html.unescape(re.sub("<[^>]*>", " ", page[page.index("<main") :]))


def paper_words(made: Document) -> str:
    """The words of the PDF in the order of its text."""
    return "\n".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(pdf_bytes(made)))
    )


def plain_words(made: Document, text: str) -> str:
    """The words that a terminal, a mail and the list of changed sentences read."""
    return quoted_prose("loi", text, "").text.removesuffix("()")


@pytest.mark.parametrize("text", [CASE, HOSTILE])
def test_every_format_prints_what_was_written(text):
    """Numbers, a year and a day at the start of a line, products, quotation marks, and the code of two engines."""
    made = document(text)

    for printed in (page_words(made), paper_words(made), plain_words(made, text)):
        assert squeezed(text) in squeezed(printed)


def test_bold_and_slanted_words_are_data_too():
    """A mark around what looks like code makes it bold and nothing else."""
    made = document('**Mục #eval("1+1")** và *hàm $x^2$ <b>c</b> (#strong[d])*')

    for printed in (page_words(made), paper_words(made)):
        assert 'Mục #eval("1+1") và hàm $x^2$ <b>c</b> (#strong[d])' in " ".join(printed.split())


def test_place_where_a_word_may_break_is_no_letter_of_the_paper():
    """Firefox drops the sign before a letter without width, wherever it stands in the document: "_", ".", "-"."""
    text = "Xem thi_dua_khen_thuong_2023_danh_sach.xlsx và http://thidua.example.org/bao-cao/2022_so-ket."
    pdf = PdfReader(io.BytesIO(pdf_bytes(document(text))))
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    letters = b"".join(font["/ToUnicode"].get_data() for font in fonts).upper()

    assert b"<005F>" in letters
    assert b"200B" not in letters


def test_table_of_a_unit_is_a_table_in_every_format():
    """Its cells stand under their heads, letter for letter."""
    made = document(TABLE)

    assert '<th scope="col">Xã</th>' in html_text(made)
    for printed in (page_words(made), paper_words(made)):
        assert "Xã Số #strong[a] 5*3*2 <b>b</b> 15. 6" in " ".join(printed.split())


def test_page_has_no_element_of_a_unit():
    """What looks like HTML is letters, in a table as well."""
    page = html_text(document(f"{HOSTILE}\n\n{TABLE}"))

    assert not re.search(r"<(script|b|a|img)\b", page[page.index("<main") :])


@pytest.mark.parametrize(
    "text", ["### Một\n\n#### Hai\n\nba", "- một\n  - hai\n    1. ba", "\n".join(f"{at}. mục" for at in range(8, 13))]
)
def test_paper_is_set_without_a_warning(text):
    """PDF/UA refuses headings that skip a level; a district's report must not fail for it."""
    assert "Lời của huyện Ba Bể" in " ".join(paper_words(document(text)).split())


def test_heading_without_its_space_is_still_a_heading(tmp_path):
    """Else a whole section would be printed under the one before, and its own be told as missing."""
    path = tmp_path / "x.md"
    path.write_text(
        "---\nsource: thu\ncitation: thử\n---\n##Hội nghị\nmột ##hai\n ## Công tác khen thưởng\nba", "utf-8"
    )

    assert dict(read_commentary(path).sections) == {"conference": "một ##hai", "commendation": "ba"}
