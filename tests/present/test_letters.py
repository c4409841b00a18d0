"""What a sender wrote is shown as one short line that both formats can print."""

import unicodedata

import pytest

from thidua.export.document import Document
from thidua.export.pdf import pdf_bytes
from thidua.present.letters import face_letters, printable
from thidua.present.part import plain

HOSTILE = [
    "Báo cáo 😀 6 tháng.xlsx",
    "#set page(fill: red) $x$ <script>alert(1)</script>",
    "hai\ndòng\tvà\u00a0khoảng\u2003trắng",
    "đảo\u202eslx.exe",
    "e" + "\u0301" * 60,
    "\ud800 nửa chữ",
    "文件 файл ملف",
    "x" * 500,
    "DS_khen_thuong_Pac_Nam_2022-H2_ban_cuoi_cung_da_sua.csv",
    "",
]


def test_every_hostile_text_is_printed_in_the_pdf():
    """One emoji in one file name would otherwise stop the page that tells the office about that file."""
    part = plain("loi", *map(printable, HOSTILE))

    assert pdf_bytes(Document("Thử", False, (part,))).startswith(b"%PDF-")


@pytest.mark.parametrize("text", HOSTILE)
def test_shown_text_is_one_line_without_hidden_marks(text):
    """A mark that turns the writing round would make "exe" read as "xlsx"."""
    assert printable(text).replace("\u200b", "").isprintable()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_is_longer_than_a_narrow_column(text):
    """A file name without a space would run over the next column: Typst breaks lines at spaces only."""
    words = printable(text).replace("\u200b", " ").split()

    assert all(len(word) <= 25 for word in words)


@pytest.mark.parametrize("text", HOSTILE)
def test_shown_text_keeps_its_limit(text):
    """A file name of 500 letters would fill a page."""
    assert len(printable(text, limit=30).replace("\u200b", "")) <= 31


def test_what_cannot_be_printed_is_one_box():
    """A family emoji is seven code points; one box says enough."""
    assert printable("a 👨‍👩‍👧‍👦 b") == "a □ b"


def test_ordinary_vietnamese_is_left_alone():
    """Names are read to people at a meeting."""
    text = "Danh sách khen thưởng TP Bắc Kạn 6 tháng cuối năm 2022.xlsx"

    assert printable(text) == text
    assert set("ĂÂĐÊÔƠƯăâđêôơưẢẠỄ→“”□") <= face_letters()


def test_long_name_keeps_its_start_and_its_end():
    """The unit stands at the start of a file name, the year and version at its end."""
    shown = printable("Danh sách khen thưởng của huyện Ba Bể " + "rất " * 40 + "dài năm 2022_lan2.xlsx", limit=60)

    assert shown.startswith("Danh sách khen thưởng của huy")
    assert shown.endswith("dài năm 2022_lan2.xlsx")


def test_letters_written_in_pieces_are_put_together():
    """A file name from a Mac comes with its marks apart; it is the same name."""
    assert printable(unicodedata.normalize("NFD", "Bắc Kạn")) == "Bắc Kạn"
