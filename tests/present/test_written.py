"""What a unit wrote is printed as it was written: its numbers, its signs, its lines, its tables."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thidua.present.markdown import plain_text
from thidua.present.part import quoted_prose
from thidua.present.written import DEEPEST, MOST_COLUMNS, written_blocks

LETTERS = [
    *"aăâđêôơưABĐ0123456789",
    *" \n\t",
    *"-–+*_#>|~<&\\/`[](){}.,;:!?%$@=\"'“”‘’…°",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n### ",
]
MARKS = re.compile(r"[\s*_#|:–—•+-]")
"""What a heading, a list, bold letters and the lines of a table are made of; all else must be printed."""


def words(text: str) -> str:
    """What a reader sees of a text, a line a block."""
    return plain_text(written_blocks(text))


def squeezed(text: str) -> str:
    """The text without what only separates words."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "text",
    [
        "1. Ban hành kế hoạch;\n2. Kiện toàn Hội đồng;",
        "3. Tiếp tục;\n5. bỏ số 4;\n10) ngoặc.",
        "a) Một;\nb) Hai;\nđ) Ba;",
        "1.1. Mục nhỏ\n1.2. Mục nhỏ",
        "IV. Phương hướng",
        "2021. là năm đầu nhiệm kỳ; tổng vốn 5*3*2 tỷ đồng.",
        "15. 6 là hạn nộp hồ sơ.",
        "1. 5 tỷ đồng",
        "Hạn nộp là ngày\n15. tháng 6 năm 2023",
        "thi_dua_2023, a*b*c, 2**3**4, x_1 và x_2",
        "(*) chưa kể; (**) đã trừ (*)",
        "Ba Bể*, Na Rì* và Bạch Thông**",
        "*: số ước tính, **: số tạm tính",
        "“Dạy tốt”, \"học tốt\", ‘một’, 'hai'",
        "> 90% số xã đạt",
        "# 1 và ## 2, #3 ~4~ <5> & 6 \\7 \\* `8`",
        "trước <b>đậm</b> &amp; &lt; sau <!-- ẩn -->",
        "[chữ](http://x.example/a_b_c) ![ảnh](x.png)",
        "Hội đồng họp\n---\n===",
        "```\nmã\n```",
        "    thụt vào bốn chữ",
        "Tên\\\nhai dòng",
        "xã A | 5 | 3\nxã B | 7 | 2",
        "50% - 60% là đạt; -3 điểm",
        "[1]: nguồn số liệu",
        "+ Tập thể: 5\n+ Cá nhân: 7",
    ],
)
def test_what_is_no_mark_is_printed_as_it_stands(text):
    """People who do not know Markdown write all of this and mean the letters."""
    assert squeezed(words(text)) == squeezed(text)


def test_numbers_stay_with_paragraphs_between_them():
    """A report that numbers five measures and explains each must not count 1, 1, 1."""
    text = "1. Ban hành kế hoạch;\n\nPhổ biến đến thôn.\n\n2. Kiện toàn;\n\nCó 9 người.\n\n3. Ký giao ước."

    assert words(text).split("\n") == [line for line in text.split("\n") if line]


def test_lines_that_the_writer_ended_are_ended():
    """Two facts under each other are no running sentence; a paragraph that an editor broke is one."""
    broken = "Công tác thi đua, khen thưởng năm 2023 được các cấp ủy, chính\nquyền quan tâm lãnh đạo, chỉ đạo sát sao."

    assert words("Ưu điểm: ba\nKhuyết điểm: hai") == "Ưu điểm: ba\nKhuyết điểm: hai"
    assert words(broken) == broken.replace("\n", " ")
    assert len(written_blocks("\n".join(["Một đoạn rất dài. " * 20] * 3))) == 3


def test_small_headings_bold_and_slanted_words_are_marks():
    """Who does know Markdown may use it, in the form that cannot be meant otherwise."""
    heading, paragraph = written_blocks("### Kết quả\n**Nông dân:** thi đua *giỏi*, __hai__ và (_ba_).")

    assert (heading["block"], plain_text([heading])) == ("heading", "Kết quả")
    assert plain_text([paragraph]) == "Nông dân: thi đua giỏi, hai và (ba)."
    marked = [each["inline"] for each in paragraph["inlines"] if each["inline"] != "text"]
    assert marked == ["strong", "emphasis", "strong", "emphasis"]


def test_tables_of_bars_and_of_tabs_are_tables():
    """One is typed, the other pasted from a workbook; both keep every cell in its place."""
    bars = written_blocks("| Xã | Số |\n|---|:-:|\n| A_b | 5*3*2 |")
    tabs = written_blocks("Xã\tSố\nA\t\nB\t7")

    assert [(block["block"], block["has_head"]) for block in (*bars, *tabs)] == [("table", True), ("table", False)]
    assert plain_text(bars) == "Xã | Số\nA_b | 5*3*2"
    assert plain_text(tabs) == "Xã | Số\nA | \nB | 7"


@pytest.mark.parametrize(
    "text", ["a | b\n--|--\n1 | 2 | 3", "|".join("x" * (MOST_COLUMNS + 1)) + "\n" + "|".join("-" * (MOST_COLUMNS + 1))]
)
def test_what_is_no_even_table_is_printed_in_its_lines(text):
    """A row with a cell too many would lose it, or push the others under wrong heads."""
    (block,) = written_blocks(text)

    assert block["block"] == "paragraph"
    assert words(text) == text


def test_lists_in_lists_keep_their_levels():
    """Vietnamese reports set "+" under "-"; a page has room for a few levels, and more of them lose nothing."""
    (outer,) = written_blocks("- một\n  + hai\n    1. ba\n- bốn")
    deep = "\n".join(" " * level + f"- {level}" for level in range(3 * DEEPEST))

    assert outer["markers"] == ["-", "-"]
    assert outer["items"][0][1]["markers"] == ["+"]
    assert outer["items"][0][1]["items"][0][1]["markers"] == ["1."]
    assert words(deep) == "\n".join(line.strip() for line in deep.split("\n"))


@pytest.mark.parametrize(
    "text", ["> " * 2_000 + "x", "- " * 2_000 + "x", "*" * 3_000 + "x" + "*" * 3_000, "**a _b " * 500]
)
def test_one_pasted_line_of_signs_is_printed(text):
    """It must not cost a district its report."""
    assert squeezed(words(text)) == squeezed(text)


@pytest.mark.parametrize("text", ["", "  ", "\n\n\n", "\t"])
def test_nothing_written_gives_no_blocks(text):
    """An empty section prints its own sentence, not an empty paragraph."""
    assert written_blocks(text) == []


@pytest.mark.long
@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(LETTERS), max_size=60).map("".join))
@example("a\n|-|\n")
@example("x\t\n\ty")
def test_every_letter_that_is_no_mark_is_printed_in_order(text):
    """Whatever people type, no word, digit or sign of theirs is dropped, moved or made up."""
    assert MARKS.sub("", words(text)) == MARKS.sub("", text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([each for each in LETTERS if not set(each) & set("*_#|\t")]), max_size=60).map("".join))
def test_text_without_marks_is_printed_whole(text):
    """Without stars, lines and bars there is nothing to take for a mark."""
    assert squeezed(words(text)) == squeezed(text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from([*LETTERS, "<script>", "<b onclick=x>", "{{ 7*7 }}", "</p>"]), max_size=30).map("".join)
)
def test_page_has_only_our_elements(text):
    """HTML that a unit writes is letters in JupyterLab and on the page."""
    html = quoted_prose("loi", text, "Lời của huyện Ba Bể")._repr_mimebundle_()["text/html"]

    assert set(re.findall(r"<([a-zA-Z0-9]+)", html)) <= {
        *("div", "p", "br", "ul", "ol", "li", "span", "strong", "em", "h3", "table", "thead", "tbody", "tr", "th", "td")
    }
