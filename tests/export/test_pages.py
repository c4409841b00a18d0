"""How a report falls on its pages: none half empty, nothing torn or alone, in the look of an official document."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.export.pages import PageLook, body_pages, look, too_empty
from tests.export.test_pdf import document, structure
from tests.export.test_wide_tables import long_table
from tests.export.workbooks import letterhead
from thidua.export.pdf import pdf_bytes
from thidua.present.chart import Chart
from thidua.present.frame import Annex, Signature
from thidua.present.part import plain, prose
from thidua.present.table import Column, Row, Table

COLUMNS = (Column("form", "Hình thức", "label"), Column("count", "Số"))
LINE = "Một câu dài vừa đủ để đầy một dòng của trang giấy, không hơn, không kém."


def lines(number: int, name: str = "p") -> tuple[Any, ...]:
    """So many paragraphs of one line."""
    return tuple(plain(f"{name}{at}", LINE) for at in range(number))


def chart(height: int, name: str = "hinh") -> Chart:
    """A chart so many millimetres high where it is as wide as the page."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 165 {height}"><path d="M0 0h165v{height}h-165z"/></svg>'
    )
    return Chart(svg, "Một hình.", Table(name, "Một hình", COLUMNS, (Row({"form": "A", "count": 1}),)))


def short_table(rows: int, name: str = "ngan") -> Table:
    body = tuple(Row({"form": f"Dòng {at}", "count": at}) for at in range(rows))
    return Table(name, "Một bảng ngắn", COLUMNS, body)


def set_pages(*shown: Any) -> tuple[list[PageLook], list[str]]:
    """How the pages look, and their texts."""
    pdf = pdf_bytes(document("# Đầu", *shown))
    return look(pdf), [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.long
@pytest.mark.parametrize("before", range(0, 31, 5))
@pytest.mark.parametrize("height", [60, 110])
def test_chart_leaves_no_page_half_empty(before, height):
    """It is drawn a little smaller, or the words after it come first; nothing of the report gets lost by it."""
    pages, texts = set_pages(*lines(before), chart(height), *lines(40, "q"))

    assert too_empty(pages) == []
    assert " ".join(texts).count(LINE.removesuffix(".")) == before + 40
    assert " ".join(texts).count("Hình 1.") == 1


def test_words_of_another_part_come_first_only_rather_than_a_third_of_a_page():
    """A reader looks for a table in its own part of the report."""
    near = (*lines(29), short_table(8), "## Mục sau", *lines(30, "q"))
    far = (*lines(14), chart(240), "## Mục sau", *lines(30, "q"))

    assert "MỤC SAU" not in set_pages(*near)[1][0]
    assert "MỤC SAU" in set_pages(*far)[1][0]


def test_charts_and_tables_keep_their_order():
    """Hình 2 before Hình 1 would look like a mistake."""
    _, texts = set_pages(*lines(16), chart(120), chart(40, "hinh_hai"), *lines(10, "q"))
    text = " ".join(texts)

    assert text.index("Hình 1") < text.index("Hình 2")


@pytest.mark.parametrize("before", range(20, 36, 3))
def test_short_table_is_never_broken(before):
    """Eight rows are read at a glance, if they stand together."""
    _, texts = set_pages(*lines(before), short_table(8))

    assert sum("Dòng 0" in text and "Dòng 7" in text for text in texts) == 1


@pytest.mark.parametrize("before", range(20, 33, 4))
def test_no_row_is_broken_over_pages(before):
    """Half a sentence on each of two pages belongs to no figure."""
    rows = tuple(Row({"form": f"Đầu {at} " + "chữ " * 30 + f"cuối {at}.", "count": at}) for at in range(30))
    _, texts = set_pages(*lines(before), Table("dai", "Bảng", COLUMNS, rows))

    assert all(sum(f"Đầu {at} " in text and f"cuối {at}." in text for text in texts) == 1 for at in range(30))


def test_row_longer_than_a_page_is_printed_whole():
    """What a sender wrote at such length is broken rather than cut off."""
    rows = (Row({"form": "chữ " * 3000 + "hết.", "count": 1}), Row({"form": "Sau", "count": 2}))

    pages, texts = set_pages(Table("dai", "Bảng", COLUMNS, rows))
    assert len(pages) > 2
    assert " ".join(texts).count("chữ") == 3000
    assert "hết." in " ".join(texts)


def test_head_of_a_group_comes_again_with_the_head_of_the_table():
    """On its second page a table still says whose rows they are."""
    groups = [[Row({"form": f"Cấp {name}"}, "group"), *short_table(60).rows] for name in ("tỉnh", "huyện")]
    rows = (*groups[0], *groups[1], Row({"form": "Tổng cộng", "count": 120}, "total"))
    _, texts = set_pages(Table("dai", "Bảng", COLUMNS, rows))

    assert len(texts) > 2
    assert all("Hình thức Số Cấp" in text for text in texts[1:])


@pytest.mark.parametrize("before", range(28, 40, 2))
def test_signature_never_stands_on_a_page_with_the_closing_alone(before):
    """A page that holds nothing of the report could be put under another one."""
    closing = plain("closing", "Trên đây là báo cáo./.")
    signature = Signature("signature", "TM. HỘI ĐỒNG", "CHỦ TỊCH", ("Hội đồng;", "Lưu: VT."))
    _, texts = set_pages(*lines(before), closing, signature)

    assert "CHỦ TỊCH" in texts[-1]
    assert "đây là báo cáo./." in texts[-1]
    assert LINE in texts[-1]


def test_body_is_counted_without_its_annexes():
    """The limit of six or nine pages is one of what is read aloud."""
    annexes = [(Annex(f"annex_{n}", f"số {n}", "(Kèm theo Báo cáo)"), long_table(20, name=f"t{n}")) for n in "ab"]
    pages, texts = set_pages(*lines(50), *annexes[0], *annexes[1])

    assert (body_pages(pages), len(pages)) == (2, 4)
    assert [page.is_last for page in pages] == [False, True, True, True]
    assert [text.startswith("Phụ lục") for text in texts] == [False, False, True, True]


def test_head_stands_within_the_margins_in_black():
    """Decree 30/2020: left 30, right 15 mm; black letters; the rule under the motto as long as the motto."""
    pdf = pdf_bytes(document(letterhead(), *lines(2)))
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    boxes = [words.get_charbox(n) for n in range(words.count_chars()) if words.get_text_range(n, 1).strip()]
    pixels = page.render(scale=1).to_numpy().reshape(-1, 3).astype(int)

    assert min(box[0] for box in boxes) >= 29.9 / 25.4 * 72
    assert max(box[2] for box in boxes) <= (210 - 14.9) / 25.4 * 72
    assert (pixels.max(axis=1) - pixels.min(axis=1)).max() < 8


def test_report_is_printed_in_black():
    """Decree 30/2020: heads of rows, headings and the words under a table are black; the mark at the foot is ours."""
    rows = (Row({"form": "Cấp tỉnh"}, "group"), *short_table(3).rows)
    table = Table("bang", "Bảng", COLUMNS, rows, notes=("Một lời.",), illustrative=True)
    page = pypdfium2.PdfDocument(pdf_bytes(document("# Đầu", "## Phần", "### Mục", *lines(2), table)))[0]
    pixels = page.render(scale=1).to_numpy()[: round(270 / 25.4 * 72)].reshape(-1, 3).astype(int)

    assert "Số liệu minh họa." in page.get_textpage().get_text_bounded()
    assert (pixels.max(axis=1) - pixels.min(axis=1)).max() < 8


@pytest.mark.parametrize("before", range(20, 27, 2))
def test_words_of_a_later_section_come_after_a_chart(before):
    """A map of the results among the limitations would be read as one of them."""
    _, texts = set_pages("## Kết quả", *lines(before), chart(110), "## Tồn tại", *lines(30, "q"))
    whole = " ".join(texts)

    assert whole.index("Hình 1") < whole.index("TỒN TẠI")


def test_long_name_of_an_agency_is_broken_between_its_words():
    """“thi đua - khen thưởng” is never torn at its dash."""
    head = letterhead()
    changed = type(head)(**{**vars(head), "agency": "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "keyed": ()})
    text = PdfReader(io.BytesIO(pdf_bytes(document(changed)))).pages[0].extract_text()

    assert any("THI ĐUA - KHEN THƯỞNG" in line and "HỘI ĐỒNG" not in line for line in text.splitlines())


def test_points_begin_with_a_dash_and_are_tagged_as_a_list():
    """As offices write them, and as a screen reader counts them; the points within a point with a plus."""
    pdf = pdf_bytes(document("# Đầu", prose("p", "Các việc:\n\n- Một;\n- Hai:\n    - Hai một.\n")))
    reader = PdfReader(io.BytesIO(pdf))
    roles = [role for role, _ in structure(reader)]
    text = reader.pages[0].extract_text()

    assert all(words in " ".join(text.split()) for words in ("- Một;", "- Hai:", "+ Hai một."))
    assert (roles.count("/L"), roles.count("/LI")) == (2, 3)
