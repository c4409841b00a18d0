"""Tables with shared heads and across the page: marked for screen readers, numbered, whole on paper and on a phone."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.export.test_pdf import document, structure
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.present.frame import Annex
from thidua.present.part import plain
from thidua.present.printed import print_table
from thidua.present.table import Cell, Column, Row, Table

MILLIMETRE = 72 / 25.4
GROUPS = (
    ("Số đề nghị", 2),
    ("Số quyết định", 2),
    ("Công trạng", 4),
    ("Phong trào", 4),
    ("Đột xuất", 2),
    ("Đối ngoại", 4),
)


def annex(title: str) -> Annex:
    """The head of an annex."""
    return Annex(f"annex_{title}", title, "(Kèm theo Báo cáo)")


def wide_table(count: Cell = 123, *, rows: int = 12, name: str = "rong", landscape: bool = True) -> Table:
    """18 columns of numbers under six heads; a group of rows begins at every fifth."""
    columns = [Column("form", "Danh hiệu, hình thức", "label")]
    for group, number in GROUPS:
        columns += [Column(f"c{len(columns) + at}", "Cá nhân", group=group) for at in range(number)]
    names = [column.name for column in columns[1:]]
    body: list[Row] = []
    for at in range(rows):
        body += [Row({"form": f"Cấp {at}"}, "group")] if at % 5 == 0 else []
        body.append(Row({"form": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", **dict.fromkeys(names, count)}))
    body.append(
        Row({"form": "Tổng cộng", **dict.fromkeys(names, count * rows if isinstance(count, int) else count)}, "total")
    )
    return Table(name, "Một bảng rộng", tuple(columns), tuple(body), landscape=landscape)


def long_table(rows: int, *, name: str = "dai") -> Table:
    """Few columns and many rows, a group at every fifth, with a total."""
    body: list[Row] = []
    for at in range(rows):
        body += [Row({"form": f"Nhóm {at}"}, "group")] if at % 5 == 0 else []
        body.append(Row({"form": f"Dòng {at}", "count": 1}))
    body.append(Row({"form": "Tổng cộng", "count": rows}, "total"))
    return Table(name, "Một bảng dài", (Column("form", "Hình thức", "label"), Column("count", "Số")), tuple(body))


def pages_of(*shown: object) -> tuple[bytes, PdfReader]:
    pdf = pdf_bytes(document("# Đầu", *shown))
    return pdf, PdfReader(io.BytesIO(pdf))


def sizes(reader: PdfReader) -> list[str]:
    return ["across" if page.mediabox.width > page.mediabox.height else "upright" for page in reader.pages]


class Heads(HTMLParser):
    """The header cells of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[dict[str, str | None]] = []
        self.groups: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "th":
            self.cells.append(dict(attrs))
        if tag == "colgroup":
            self.groups.append(int(dict(attrs)["span"] or 0))


def test_annex_with_a_wide_table_is_printed_across_the_page_and_numbered_apart():
    """The report and the annex after it stand upright; each annex begins at page 1, which shows no number."""
    _, reader = pages_of(
        plain("a", "Một câu."),
        annex("một"),
        wide_table(),
        annex("hai"),
        wide_table(name="hai"),
        annex("ba"),
        long_table(60),
    )
    first_lines = [page.extract_text().strip().splitlines()[0].strip() for page in reader.pages]

    assert sizes(reader) == ["upright", "across", "across", "upright", "upright"]
    assert first_lines == ["ĐẦU", "Phụ lục I", "Phụ lục II", "Phụ lục III", "2"]


def test_wide_table_in_the_report_has_a_page_of_its_own():
    """What follows it stands upright again, and first where the page before it would stay empty."""
    full = tuple(plain(f"p{n}", "Một dòng.") for n in range(34))

    _, reader = pages_of(*full, wide_table(), plain("b", "Câu sau."))
    assert sizes(reader) == ["upright", "across", "upright"]
    _, reader = pages_of(plain("a", "Một câu."), wide_table(), plain("b", "Câu sau."))
    assert sizes(reader) == ["upright", "across"]
    assert "Câu sau." in reader.pages[0].extract_text()


@pytest.mark.parametrize("count", [0, 1, "…", 2_000_000])
def test_nothing_leaves_the_margins(count):
    """Numbers of seven digits in 18 columns make smaller letters, never a longer line."""
    pdf, _ = pages_of(wide_table(count, rows=7))
    pages = pypdfium2.PdfDocument(pdf)
    for page in pages:
        text = page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
        assert not boxes or min(box[0] for box in boxes) >= 29 * MILLIMETRE
        assert not boxes or max(box[2] for box in boxes) <= page.get_width() - 14 * MILLIMETRE
    pages.close()


def test_every_head_is_tagged_with_what_it_spans():
    """Two rows of heads and the heads of groups of rows are header cells; numbers are not."""
    _, reader = pages_of(wide_table(rows=6))
    heads = [element for role, element in structure(reader) if role == "/TH"]
    spans = [attribute.get("/ColSpan") for head in heads for attribute in head["/A"] if attribute.get("/ColSpan")]

    assert len(heads) == 1 + len(GROUPS) + 18 + 2
    assert spans == [number for _, number in GROUPS] + [19, 19]


def test_html_heads_say_what_they_are_the_head_of():
    """A column group for each shared head, a row group for each group of rows."""
    reader = Heads()
    reader.feed(html_text(document("# Đầu", wide_table(rows=6))))
    scopes = [cell["scope"] for cell in reader.cells]

    assert reader.groups == [1, *(number for _, number in GROUPS)]
    assert scopes.count("colgroup") == len(GROUPS)
    assert scopes.count("col") == 1 + 18
    assert scopes.count("rowgroup") == 2
    assert scopes.count("row") == 7


def test_each_group_of_rows_is_a_body_of_its_own():
    """A row group is what its head is the head of; the total belongs to no group."""
    html = html_text(document("# Đầu", long_table(10)))
    bodies = re.findall(r"<tbody>(.*?)</tbody>", html, flags=re.DOTALL)

    assert [body.count("<tr") for body in bodies] == [6, 6, 1]


def test_table_without_shared_heads_has_one_row_of_them():
    """Nothing changes for an ordinary table."""
    assert print_table(long_table(3)).spans == ()
    assert "<colgroup" not in html_text(document("# Đầu", long_table(3)))


@pytest.mark.parametrize("lines", range(28, 44, 3))
def test_head_of_a_group_never_stands_last_on_a_page(lines):
    """Wherever the page ends, a head is followed by a row of its group."""
    _, reader = pages_of(*(plain(f"p{n}", "Một dòng.") for n in range(lines)), long_table(40))
    for page in reader.pages:
        shown = [line.strip() for line in page.extract_text().strip().splitlines() if line.strip()]
        assert not shown[-1].startswith("Nhóm"), shown[-3:]


@pytest.mark.parametrize("rows", range(34, 47))
def test_total_never_stands_alone_on_a_page(rows):
    """The last rows of a long table stay together."""
    _, reader = pages_of(long_table(rows))
    last = reader.pages[-1].extract_text()

    assert len(reader.pages) == 1 or last.count("Dòng") >= 1


def test_long_table_begins_where_it_stands_and_goes_on_with_its_head():
    """Half an empty page before a table helps nobody; its head is repeated."""
    _, reader = pages_of(*(plain(f"p{n}", "Một dòng.") for n in range(12)), long_table(30))
    texts = [page.extract_text() for page in reader.pages]

    assert "Dòng 0" in texts[0]
    assert all("Hình thức" in text for text in texts)


def test_parts_of_a_row_are_set_in_and_not_added_up():
    """“Trong đó” is a part of the row above it."""
    rows = (Row({"form": "Tập thể", "count": 5}), Row({"form": "Trong đó: doanh nghiệp", "count": 2}, "part"))
    table = Table("phan", "Một phần", (Column("form", "Đối tượng", "label"), Column("count", "Số")), rows)

    assert '<tr class="part">' in html_text(document("# Đầu", table))
    assert pages_of(table)[1].pages[0].extract_text().count("Trong đó") == 1


def test_decimals_are_written_as_numbers_are():
    """Points and rates have one decimal."""
    table = Table(
        "diem",
        "Điểm",
        (Column("form", "Tiêu chí", "label"), Column("n", "Điểm", "decimal")),
        (Row({"form": "A", "n": 61.75}),),
    )

    assert table.payload()["schema"]["fields"][1]["type"] == "number"
    assert print_table(table).rows[0].cells[1] == ("61,8", "right")
