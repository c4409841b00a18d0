"""The draft in Word: an official document that somebody edits, with every figure of the paper in its cell."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.document import Document as Draft
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.export.pdf_tables import bare, rows_of
from tests.export.test_wide_tables import long_table, wide_table
from tests.export.workbooks import chart, document, letterhead, table
from thidua.errors import NotebookError
from thidua.export.document import Document
from thidua.export.metrics import width_mm
from thidua.export.pdf import pdf_bytes
from thidua.export.word import docx_bytes, first_difference
from thidua.export.word.frame import in_lines
from thidua.export.word.markup import twips
from thidua.export.word.reopened import tables_of
from thidua.present.chart import Chart
from thidua.present.frame import Annex, Headline, HeadlineFigure, Signature
from thidua.present.part import plain, prose, quoted_prose
from thidua.present.table import Column, Row, Table
from thidua.run.verdict import judge_docx

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="165mm" height="60mm"><rect width="99" height="20"/></svg>'
PRAISED = (Row({"form": "Bằng khen", "total": 301}),)
ENCLOSED = "(Kèm theo Báo cáo số       /BC-PNV ngày       tháng       năm      \ncủa Phòng Nội vụ)"


def drawn(name: str = "award_chart") -> Chart:
    """A chart with a picture that can be drawn."""
    return replace(chart(name), svg=SVG)


def report(lang: str = "vi", *more: Any, illustrative: bool = False) -> Document:
    """A small report with everything that a report may show."""
    figures = (
        HeadlineFigure("121", "lượt khen thưởng", "tăng 3 so với cùng kỳ"),
        HeadlineFigure("2/8", "chỉ tiêu", "đạt"),
    )
    return document(
        letterhead(lang, illustrative=illustrative),
        Headline("headline", figures),
        "## Kết quả",
        prose("finding", "Tặng **12** tập thể:\n\n- Bằng khen;\n- Giấy khen.\n\n1. Một\n2. Hai"),
        table(illustrative=illustrative),
        drawn(),
        quoted_prose("words", "Huyện tự nói.", "Lời của huyện Ba Bể"),
        plain("closing", "Trên đây là báo cáo./."),
        Signature("signature", "TM. HỘI ĐỒNG", "CHỦ TỊCH", ("Ban Thi đua - Khen thưởng tỉnh;", "Lưu: VT.")),
        Annex("wide", "Biểu rộng", ENCLOSED),
        wide_table(),
        Annex("long", "Biểu dài", ENCLOSED),
        long_table(40),
        *more,
    )


def table_with_heads_in_both_rows(rows: int = 60) -> Table:
    """A narrow column whose head stands in both head rows and takes four lines of them."""
    columns = (
        Column("form", "Nội dung", "label"),
        Column("sum", "Số lượt được khen đã biết"),
        Column("a", "TT", group="Bằng khen"),
        Column("b", "CN", group="Bằng khen"),
    )
    body = tuple(Row({"form": f"Dòng {at}", "sum": 1, "a": 1, "b": 1}) for at in range(rows))
    return Table("both", "Một bảng có tiêu đề hai tầng", columns, body)


def opened(shown: Document) -> Draft:
    """The draft of a document, opened again."""
    return docx.Document(io.BytesIO(docx_bytes(shown)))


def values(draft: Draft, tag: str, of: str = "val") -> list[str]:
    """The values of all elements of a name in the body, in order."""
    return [each.get(qn(f"w:{of}")) for each in draft.element.body.iter(qn(f"w:{tag}"))]


def test_every_cell_of_the_paper_stands_in_the_draft():
    """Whoever edits the draft and whoever reads the PDF have one and the same figures before them."""
    shown = report()
    printed = rows_of(pdf_bytes(shown))
    drafted = [
        [text for cell in row if (text := bare(cell))]
        for rows in tables_of(opened(shown).element.body).values()
        for row in rows
    ]

    assert len(drafted) > 60
    assert [row for row in printed if row in drafted] == drafted
    assert all(len(row) == 1 for row in printed if row not in drafted)  # notes, which stand below in the draft


def test_draft_opens_again_as_its_document():
    """The verdict reads back what was written; a good one has nothing to say."""
    shown = report()

    assert first_difference(docx_bytes(shown), shown) == ""
    judge_docx(docx_bytes(shown), shown)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ((table(rows=(Row({"form": "Bằng khen", "total": 302}),)),), "row 2"),
        ((table(), table("more")), "it lacks Bảng 2"),
        ((table(rows=PRAISED), plain("method", "Một câu khác.")), "Một câu khác"),
        ((table(rows=PRAISED), drawn()), "charts"),
    ],
)
def test_draft_of_another_document_is_refused(changed: tuple[Any, ...], said: str):
    """A figure, a table, a sentence or a chart that is lost on the way must not be published."""
    of = document(letterhead(), table(rows=PRAISED))

    with pytest.raises(NotebookError, match=said):
        judge_docx(docx_bytes(of), document(letterhead(), *changed))


def test_file_that_is_no_draft_is_refused():
    """Half a file opens in no Word."""
    whole = docx_bytes(report())

    assert "cannot be read" in first_difference(whole[: len(whole) // 2], report())
    assert "cannot be read" in first_difference(b"", report())


def test_same_document_gives_the_same_bytes():
    """`verify` knows a draft that nobody touched; no time of making stands in it."""
    assert docx_bytes(report()) == docx_bytes(report())
    with zipfile.ZipFile(io.BytesIO(docx_bytes(report()))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pages_are_those_of_decree_30():
    """A4, 20 mm above and below, 30 left, 15 right; a wide table across the page; annexes numbered from 1 again."""
    sections = opened(report()).sections
    first = sections[0]
    margins = [first.top_margin, first.right_margin, first.bottom_margin, first.left_margin]

    assert [round(margin.mm) for margin in margins] == [20, 15, 20, 30]
    sizes = [(round(each.page_width.mm), round(each.page_height.mm)) for each in sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    assert [each.different_first_page_header_footer for each in sections] == [True] * 3
    assert values(opened(report()), "pgNumType", "start") == ["1"] * 3


def test_number_of_the_page_stands_above_from_the_second_page():
    """Decree 30: Arabic, in the middle of the top margin, not on the first page."""
    section = opened(report()).sections[0]

    assert "PAGE" in section.header._element.xml
    assert section.header.paragraphs[0].style.name == "Header"
    assert "PAGE" not in section.first_page_header._element.xml


def test_face_is_times_new_roman_by_name_and_text_is_black():
    """The office's own Word has the face that the Decree asks for; nothing else is asked for by name."""
    draft = opened(report())
    faces = {each.get(qn("w:ascii")) for each in draft.styles.element.iter(qn("w:rFonts"))}

    assert faces == {"Times New Roman"}
    assert draft.element.body.findall(f".//{qn('w:rFonts')}") == []
    assert set(values(draft, "color")) <= {None}  # edges say it of themselves
    assert draft.styles["Normal"].font.size is None  # as the defaults say: 13 points
    assert draft.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:sz')}").get(qn("w:val")) == "26"


def test_headings_are_headings():
    """Word's own navigation pane, and a table of contents, find the sections."""
    draft = opened(report())

    assert [each.text for each in draft.paragraphs if each.style.name == "Heading 1"] == [
        "I. Kết quả",
        "Phụ lục I\nBiểu rộng",
        "Phụ lục II\nBiểu dài",
    ]


def test_heads_repeat_and_no_row_breaks():
    """A table that goes on overleaf says again what its columns are."""
    draft = opened(report())
    rows = len(values(draft, "trPr"))

    assert len(values(draft, "cantSplit")) == rows
    assert len(values(draft, "tblHeader")) == 1 + 2 + 1  # the wide table has two rows of heads


def test_shared_heads_span_their_columns():
    """Two rows of heads: those above several columns, and those that stand in both rows."""
    draft = opened(document(letterhead(), wide_table()))

    assert set(values(draft, "vMerge")) == {"restart", "continue"}
    assert len(values(draft, "gridSpan")) >= 3


def test_lower_head_row_is_as_high_as_heads_in_both_rows_ask():
    """LibreOffice gives it only what its own cells need where the heads are repeated, and loses words of the others."""
    draft = opened(document(letterhead(), table_with_heads_in_both_rows()))
    (height,) = values(draft, "trHeight")

    assert int(height) > int(twips(3 * 9 * 25.4 / 72))


def test_what_only_the_agency_writes_is_a_field():
    """Number, day, signer and recipients are asked for; the number and day of the report also in its annexes."""
    draft = opened(report())
    of_annex = ["number", "day", "month", "year"]

    assert values(draft, "tag") == [
        "number", "draft", "day", "month", "year", "recipients", "signer", "name", *of_annex, *of_annex,
    ]  # fmt: skip
    assert len(set(values(draft, "id"))) == len(values(draft, "id"))
    assert len(values(draft, "showingPlcHdr")) == 5 + 2 * 4
    enclosed = next(each for each in draft.paragraphs if each.style.name == "Enclosed to")
    words = "".join(each.text for each in enclosed._p.iter(qn("w:t")))
    assert words == "(Kèm theo Báo cáo số ……/BC-PNV ngày …… tháng …… năm ……của Phòng Nội vụ)"


def test_name_of_an_agency_is_broken_where_it_joins_least():
    """The council's own name stays together, and no word stands alone on a line."""
    assert in_lines("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", 72.0, bold=True) == ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"]
    assert in_lines("PHÒNG NỘI VỤ", 72.0, bold=True) == ["PHÒNG NỘI VỤ"]
    assert in_lines("HỘI ĐỒNG\nTHI ĐUA", 72.0) == ["HỘI ĐỒNG", "THI ĐUA"]


def test_charts_are_pictures_with_words_for_them():
    """Who does not see a picture is told what it shows."""
    (picture,) = opened(report()).inline_shapes

    assert picture._inline.docPr.get("descr") == "Bằng khen nhiều nhất: 301 lượt."
    assert round(picture.width.mm) == 165


def test_illustrative_figures_say_so_on_every_page():
    """A draft made from invented figures must not be taken for the district's own."""
    section = opened(report(illustrative=True)).sections[0]

    assert section.footer.paragraphs[0].text == section.first_page_footer.paragraphs[0].text == "SỐ LIỆU MINH HỌA"
    assert opened(report()).sections[0].footer.paragraphs[0].text == ""


def test_preview_is_no_draft_of_the_office():
    """What is shown before it is made says so below every page."""
    section = opened(replace(report(), preview=True)).sections[0]

    assert section.footer.paragraphs[0].text == "XEM THỬ – KHÔNG PHẢI BẢN CHÍNH THỨC"


def test_statistics_in_detail_are_not_in_the_draft():
    """What leaders sign holds what stands on paper and nothing else."""
    shown = report()
    places = tuple("detail" if isinstance(each, Chart) else "paper" for each in shown.shown)
    draft = opened(replace(shown, places=places))

    assert len(draft.inline_shapes) == 0


def test_english_draft_is_english():
    """Its own words, and the language that a spelling checker reads."""
    draft = opened(report("en"))

    assert draft.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert values(draft, "alias")[:2] == ["Number", "Draft"]
    assert {each.get(qn("w:val")) for each in draft.element.body.iter(qn("w:lang"))} == {"vi-VN"}  # quoted words


def test_hostile_text_stands_as_it_is():
    """Markup, fields and signs that XML cannot hold are letters, in cells, sentences and names."""
    words = '<w:br/> & "]]>" {{ PAGE }} =1+1'
    rows = (Row({"a": f"{words}\x00\x0b", "b": 1}),)
    shown = document(
        letterhead(subject=words), Table("t", words, (Column("a", words, "label"), Column("b", "B")), rows, (words,))
    )
    draft = opened(shown)

    assert first_difference(docx_bytes(shown), shown) == ""
    assert list(tables_of(draft.element.body)) == [f"Bảng 1. {words}"]
    assert tables_of(draft.element.body)[f"Bảng 1. {words}"][1] == [f"{words}□□", "1"]
    assert draft.core_properties.title == words


@pytest.mark.parametrize(
    "words",
    ["<b>\"x\"</b> & 'y'", "a\tb\nc\r\nd\re", "\x00\x1b\ufffe", "“…” \u200b \u00a0 \u2028 \x85 𝔄", " ", "\n", "]]>"],
)
def test_draft_is_written_as_lxml_would_write_it(words: str):
    """No other program need read the letters of our drafts and write them again to make them well formed."""
    told = replace(table(), title=words, source=words, notes=(words,), rows=(Row({"form": words, "total": 7}),))
    shown = report("vi", "## Khác", plain("words", words), told, replace(drawn("khac"), alt=words))

    with zipfile.ZipFile(io.BytesIO(docx_bytes(shown))) as file:
        written = file.read("word/document.xml")

    assert serialize_part_xml(parse_xml(written)) == written
    assert b"</w:body></w:document>" in written


def test_file_tells_its_title_and_no_other_program_s_page():
    """No thumbnail of an empty page, no compatibility mode, nothing that asks a question when it is opened."""
    content = docx_bytes(report())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        settings = package.read("word/settings.xml").decode()

    assert not [name for name in names if "thumbnail" in name or "Effects" in name or "customXml" in name]
    assert "updateFields" not in settings
    assert 'w:name="compatibilityMode"' in settings
    assert docx.Document(io.BytesIO(content)).core_properties.author == "PHÒNG NỘI VỤ"


def test_columns_are_as_wide_as_their_longest_word():
    """No number and no word is cut: 17 columns across the page as well as three upright."""
    for shown, room in ((wide_table(), 252.0), (table(), 165.0)):
        draft = opened(document(letterhead(), shown))
        widths = [int(each) for each in values(draft, "gridCol", "w")][-len(shown.columns) :]

        assert sum(widths) == pytest.approx(int(twips(room)), abs=len(widths))
        (rows,) = tables_of(draft.element.body).values()
        for at, width in enumerate(widths):
            longest = max(width_mm(word, 6.5) for row in rows[2:] if len(row) > at for word in row[at].split() or [""])
            assert longest < width / 56.7


def test_words_are_as_wide_as_in_times():
    """Adobe's metrics of Times-Roman, which Times New Roman shares: "Times" is 611+278+778+444+389 thousandths."""
    assert width_mm("Times", 1000) == pytest.approx(2500 / 72 * 25.4, abs=0.5)


def test_nbconvert_makes_the_draft_by_its_name():
    """`jupyter nbconvert --to thidua_docx` needs no runner of ours: the notebook is ordinary."""
    output = new_output("display_data", data=letterhead()._repr_mimebundle_())
    notebook = new_notebook(cells=[new_code_cell(outputs=[output])])

    content, resources = get_exporter("thidua_docx")().from_notebook_node(notebook)

    assert resources["output_extension"] == ".docx"
    assert content == docx_bytes(document(letterhead()))
