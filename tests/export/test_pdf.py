"""The PDF is the document officials sign: its layout, its standards, its fonts, and nothing hostile in it."""

from __future__ import annotations

import io
import re
import unicodedata
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from tests.export.pages import look, too_empty
from thidua.errors import DataError, NotebookError
from thidua.export.document import Document, read_document
from thidua.export.pdf import pdf_bytes
from thidua.present.frame import Blocks
from thidua.present.part import prose
from thidua.present.table import Column, Row, Table
from thidua.run.plan import Edition

MILLIMETRE = 72 / 25.4
FOOT = 15
"""The mark of a report stands below this, in millimetres from the edge of the paper, and nothing else does."""
EDITIONS = (
    "2015..2020/tp-bac-kan/stage",
    "2021-M10/tp-bac-kan/inspection",
    "2016..2020/tinh-bac-kan/stage",
    "2020/tinh-bac-kan/province",
    "2017-H1/khoi-huyen-tp/block",
    "2021..2023/tinh-bac-kan/models",
)


def document(*shown: Any) -> Document:
    """A document of these displayed objects, read from a notebook that shows them."""
    cells = []
    for thing in shown:
        if isinstance(thing, str):
            cells.append(new_markdown_cell(thing))
        else:
            cells.append(new_code_cell(outputs=[new_output("display_data", data=thing._repr_mimebundle_())]))
    return read_document(new_notebook(cells=cells))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def structure(reader: PdfReader) -> list[tuple[str, dict[str, Any]]]:
    """The structure elements of a tagged PDF in reading order: role and dictionary."""
    found: list[tuple[str, dict[str, Any]]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((node["/S"], node))
            walk(node.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.fixture(params=EDITIONS)
def pdf(request: pytest.FixtureRequest, published: dict[str, Edition]) -> bytes:
    return published[request.param].file("pdf").read_bytes()


@pytest.fixture
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@pytest.mark.xdist_group("published")
class TestPublishedEditions:
    """What must hold for every edition."""

    def test_declares_pdf_a_2a_and_pdf_ua_1(self, reader: PdfReader):
        """Typst refuses to write these declarations for a document that does not conform."""
        metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()

        assert re.search(r"pdfaid:part>2<", metadata)
        assert re.search(r"pdfaid:conformance>A<", metadata)
        assert re.search(r"pdfuaid:part>1<", metadata)

    def test_is_tagged_in_vietnamese_with_a_title(self, reader: PdfReader):
        """A screen reader needs language, title and tags."""
        root = reader.trailer["/Root"]

        assert root["/MarkInfo"]["/Marked"]
        assert str(root["/Lang"]).lower().startswith("vi")
        assert reader.metadata.title
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]

    def test_every_font_is_an_embedded_face_of_ours(self, reader: PdfReader):
        """No glyph falls back to another face: Tinos is the only family, each face embedded."""
        fonts = {}
        for page in reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                face = font.get_object()
                inner = face["/DescendantFonts"][0].get_object() if "/DescendantFonts" in face else face
                descriptor = inner["/FontDescriptor"].get_object()
                fonts[str(face["/BaseFont"])] = any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))

        assert fonts
        assert all(
            re.fullmatch(r"/[A-Z]{6}\+Tinos-(Regular|Bold|Italic|BoldItalic)(-Identity-H)?", name) for name in fonts
        )
        assert all(fonts.values())

    def test_pages_are_a4_numbered_from_the_second(self, reader: PdfReader):
        """Decree 30/2020: A4, number top centre, hidden on page 1; each annex is numbered apart."""
        first_lines = [page.extract_text().strip().splitlines()[0].strip() for page in reader.pages]

        for page in reader.pages:
            sides = sorted((float(page.mediabox.width), float(page.mediabox.height)))
            assert sides == pytest.approx([595.28, 841.89], abs=0.5)
        number = 0
        for line in first_lines:
            number = 1 if line.startswith("Phụ lục") else number + 1
            assert line == str(number) if number > 1 else not line.isdigit()
        assert any(re.fullmatch("Phụ lục( I)?", line) for line in first_lines)

    def test_headings_descend_in_order_and_tables_have_headers(self, reader: PdfReader):
        """Headings start at 1 and skip no level; tables mark their header cells; every figure says what it shows."""
        elements = structure(reader)
        levels = [int(role[2:]) for role, _ in elements if re.fullmatch(r"/H[1-6]", role)]
        roles = [role for role, _ in elements]

        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert roles.count("/Table") <= roles.count("/TH")
        assert all(element.get("/Alt") for role, element in elements if role == "/Figure")

    def test_nothing_leaves_the_margins(self, pdf: bytes):
        """Left 30 mm and right 15 mm, for the title block as for all else, upright or across; below, the mark alone."""
        pages = pypdfium2.PdfDocument(pdf)
        for page in pages:
            text = page.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
            is_across = page.get_width() > page.get_height()
            left, right = (19, 14) if is_across else (29.9, 14.9)
            assert min(box[0] for box in boxes) >= left * MILLIMETRE
            assert max(box[2] for box in boxes) <= page.get_width() - right * MILLIMETRE
            bottom = 14 if is_across else 19
            assert min(box[1] for box in boxes if box[3] > FOOT * MILLIMETRE) >= bottom * MILLIMETRE
        pages.close()

    def test_no_page_stands_half_empty(self, pdf: bytes):
        """Less than a third of a page is left, but for the last of the report and of each annex."""
        assert too_empty(look(pdf)) == []

    def test_every_page_says_how_the_report_came_about(self, reader: PdfReader):
        """It bears the head of a real council, which never issued it."""
        assert all("DỰNG LẠI TỪ BÀI BÁO" in page.extract_text() for page in reader.pages)

    def test_issues_nothing_in_the_name_of_the_agency(self, reader: PdfReader):
        """Number, date and signature stay blank: only the agency issues the document."""
        text = " ".join(reader.pages[0].extract_text().split())

        assert re.search(r"Số: /BC-", text)
        assert re.search(r"ngày tháng năm", text)
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
        assert "Độc lập - Tự do - Hạnh phúc" in text


HOSTILE = [
    '#panic("x")',
    "#{ let a = 1 }",
    "$ x^2 $ `code` _a_ *b* <label> @ref // comment /* no */",
    'a "quoted" \\ back\\slash \\u{41} </document> {{ 7*7 }}',
    '#read("/etc/passwd") #image("x.png") #sys.inputs',
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_as_it_stands(hostile):
    """A district's comment is text, whatever it looks like to Typst: in prose as in a table."""
    columns = (Column("a", hostile, "label"), Column("b", "B", "text"))
    table = Table("t", hostile, columns, (Row({"a": hostile, "b": "x"}),), notes=(hostile,), source=hostile)

    text = text_of(pdf_bytes(document(table)))

    assert text.replace(" ", "").count(hostile.replace(" ", "")) == 5


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_prose_runs_nothing(hostile):
    """Markdown may take its own marks away (emphasis, code), but nothing is evaluated."""
    text = text_of(pdf_bytes(document(prose("p", f"Trước. {hostile} Sau."))))

    assert text.startswith("Trước.")
    assert text.endswith("Sau.")
    assert "alert(1)" in text or "alert" not in hostile
    assert "root:" not in text


def test_letter_that_the_face_lacks_is_named_with_its_surroundings():
    """A missing glyph would print as a box on a signed document."""
    with pytest.raises(DataError, match=r'"漢" \(U\+6F22\) in "Chữ 漢 lạ" cannot be printed'):
        pdf_bytes(document(prose("p", "Chữ 漢 lạ")))


def test_vietnamese_letters_are_all_there():
    """Every letter of the alphabet with every tone, in roman, italic and bold."""
    letters = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
    words = " ".join(unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in tones)
    words = f"{words} {words.upper()} đ Đ"

    text = text_of(pdf_bytes(document(prose("p", f"{words} **{words}** *{words}*"))))

    assert text.count(words) == 3


def test_same_document_gives_the_same_bytes():
    """The time of the run stands nowhere in the file."""
    shown = document("## I. Mục", prose("p", "Một câu."))

    assert pdf_bytes(shown) == pdf_bytes(shown)


def test_illustrative_figures_say_so_on_every_page():
    """Nobody may take invented figures for real ones, on whichever page a copy is torn."""
    rows = tuple(Row({"a": f"Dòng {n}", "b": n}) for n in range(120))
    table = Table("t", "Bảng dài", (Column("a", "A", "label"), Column("b", "B")), rows, illustrative=True)

    reader = PdfReader(io.BytesIO(pdf_bytes(document(table))))

    assert len(reader.pages) >= 3
    assert all("SỐ LIỆU MINH HỌA" in page.extract_text() for page in reader.pages)
    assert all(page.extract_text().count("A B") == 1 for page in reader.pages)


class Strange(Blocks):
    """A kind of part that nobody has drawn yet."""

    kind = "la"

    def __init__(self, name: str) -> None:
        super().__init__(name, ())


def test_part_that_the_template_does_not_know_is_an_error_and_no_gap():
    """A new part must be drawn in every format before it can be shown."""
    with pytest.raises(NotebookError, match="does not know: la"):
        pdf_bytes(Document("t", False, (Strange("t"),)))


def test_head_of_rows_that_a_page_leaves_out_is_set():
    """Of many units the districts of former days are left out, with their head directly above that of the communes."""
    columns = (Column("unit", "Đơn vị", "label"), Column("total", "Tổng"))
    former = [
        Row({"unit": "Huyện (đến 30/6/2025)"}, "group"),
        *(Row({"unit": f"Huyện {n}", "total": 7}) for n in range(9)),
    ]
    now = [Row({"unit": "Xã, phường"}, "group"), *(Row({"unit": f"Xã {n}", "total": n}) for n in range(9))]
    empty = [Row({"unit": "Sở"}, "group"), Row({"unit": "Không còn ai"}, "group")]
    rows = (*former, *now, *empty, Row({"unit": "Tổng cộng", "total": 99}, "total"))
    printed = frozenset(at for at in range(len(rows)) if not 0 < at < len(former))

    text = text_of(pdf_bytes(document(Table("t", "Bảng", columns, rows, printed=printed))))

    assert "(còn 9 dòng)" in text
    assert "Huyện 0" not in text
    assert not re.search(r"còn 9 dòng\)\s*7\b", text)
