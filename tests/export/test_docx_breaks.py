"""Where the pages of the draft end: nothing that announces stands last, nothing that closes stands alone."""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from tests.export.test_docx import SVG, drawn, opened
from tests.export.workbooks import document, letterhead
from thidua.export.word import docx_bytes, first_difference
from thidua.export.word.reopened import tables_of
from thidua.present.frame import Signature
from thidua.present.part import plain, prose
from thidua.present.table import Column, Row, Table


def grouped(*sizes: int) -> Table:
    """Groups of so many rows each, with a total."""
    body: list[Row] = []
    for at, rows in enumerate(sizes):
        body.append(Row({"form": f"Nhóm {at}"}, "group"))
        body += [Row({"form": f"Dòng {at}.{number}", "count": 1}) for number in range(rows)]
    body.append(Row({"form": "Tổng cộng", "count": sum(sizes)}, "total"))
    columns = (Column("form", "Hình thức", "label"), Column("count", "Số"))
    return Table("nhom", "Các nhóm", columns, tuple(body))


def kept(paragraph: docx.text.paragraph.Paragraph) -> bool:
    """Whether it stays on the page of what follows."""
    return paragraph._p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def heads_of(table: docx.table.Table) -> list[str]:
    """The first words of each row that comes again on every page."""
    return [row.cells[0].text for row in table.rows if row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]


def test_last_paragraphs_stay_with_the_closing_sentence():
    """A page with nothing but "Trên đây là báo cáo" and a signature is no page of a report."""
    draft = opened(
        document(
            letterhead("vi"),
            prose("asks", "Một.\n\nHai.\n\nBa."),
            plain("closing", "Trên đây là báo cáo./."),
            Signature("signature", "TM. HỘI ĐỒNG", "CHỦ TỊCH", ()),
        )
    )
    told = {each.text: kept(each) for each in draft.paragraphs if each.text}

    assert [told[text] for text in ("Một.", "Hai.", "Ba.", "Trên đây là báo cáo./.")] == [False, True, True, True]


def test_what_announces_stays_with_what_it_announces():
    """ "Nguyên nhân:" at the foot of a page announces nothing."""
    draft = opened(document("## Tồn tại", prose("words", "Nguyên nhân:\n\nMẫu mới.")))
    told = {each.text: kept(each) for each in draft.paragraphs}

    assert (told["Nguyên nhân:"], told["Mẫu mới."]) == (True, False)


@pytest.mark.parametrize(("height", "printed"), [(60, 60), (86, 68), (150, 150), (280, 200)])
def test_chart_a_little_too_high_is_drawn_smaller(height: int, printed: int):
    """What does not fit leaves room below it: up to three tenths of a page, unless its letters became too small."""
    size = f'height="{height}mm" viewBox="0 0 165 {height}"'
    chart = replace(drawn(), svg=SVG.replace('height="60mm"', size))
    shapes = opened(document("## Kết quả", chart)).inline_shapes

    assert [round(shape.height.mm) for shape in shapes] == [printed]
    assert shapes[0].width.mm / shapes[0].height.mm == pytest.approx(165 / height, rel=0.01)


def test_long_group_of_rows_repeats_its_name_with_the_heads():
    """Rows on another page than the name of their group would belong to nobody."""
    tables = opened(document("## Kết quả", grouped(60, 3, 4, 40))).tables

    assert [heads_of(table) for table in tables] == [["Hình thức", "Nhóm 0"], ["Hình thức"], ["Hình thức", "Nhóm 3"]]
    assert [table.rows[-1].cells[0].text for table in tables] == ["Dòng 0.59", "Dòng 2.3", "Tổng cộng"]


def test_short_group_of_rows_stays_whole():
    """A group that fits goes to the next page with its name."""
    (table,) = opened(document("## Kết quả", grouped(*[6] * 12))).tables
    told = {row.cells[0].text: kept(row.cells[0].paragraphs[0]) for row in table.rows}

    assert all(told[f"Dòng 4.{number}"] for number in range(5))
    assert not told["Dòng 4.5"]


def test_parts_of_a_table_are_read_back_as_one():
    """A table in parts has one number and every row once; a row that was lost in a part is seen."""
    shown = document("## Kết quả", grouped(60, 3, 40))
    ((name, rows),) = tables_of(opened(shown).element.body).items()

    assert name == "Bảng 1. Các nhóm"
    assert [row[0] for row in rows[:3]] == ["Hình thức", "Nhóm 0", "Dòng 0.0"]
    assert len(rows) == 1 + 3 + 103 + 1
    assert first_difference(docx_bytes(shown), shown) == ""
    assert "rows" in first_difference(docx_bytes(document("## Kết quả", grouped(60, 3, 39))), shown)
