"""The restricted annex prints the name of every recipient whole, however long it is."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.export.extremes import Made, empty_dataset, make
from tests.facts.inboxes import Inbox, decision_list, row

NAMES = (
    "Trường Trung cấp nghề trồng rau an toàn theo chuỗi giá trị gắn với du lịch cộng đồng và bảo vệ môi trường vùng hồ "
    "cùng trại thực hành ươm cây giống",
    "Ban đại diện cha mẹ học sinh tổ 1 Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Phúc Lộc",
    "Ban đại diện cha mẹ học sinh tổ 2 Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Phúc Lộc",
    "Triệu Mùi Nhậy " + "Nhậy" * 60,
)
WORKPLACE = "Phòng " + " ".join(f"nghiệp vụ {number}," for number in range(1, 40)) + " cuối"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The half-year of a district with the annex of names, made once."""
    root: Path = tmp_path_factory.mktemp("names")
    folder = empty_dataset(root)
    rows = [row(name, workplace=WORKPLACE) for name in NAMES]
    Inbox(folder).put("1.xlsx", decision_list(*rows))
    with contextlib.chdir(root):
        return make("district", "huyen-ba-be", "2021-H1", names="yes")


def squeezed(text: str) -> str:
    """The letters alone: a name is broken over lines, and where it may break stands nothing that is seen."""
    return re.sub("[\\s\u200b\ufffe]", "", text)


@pytest.mark.long
@pytest.mark.parametrize("name", [*NAMES, WORKPLACE], ids=range(len(NAMES) + 1))
def test_every_format_prints_a_name_to_its_end(name, made: Made):
    """Two groups that differ in one letter in the middle, or people told apart by the end, must be told apart."""
    pages = pypdfium2.PdfDocument(made.files["pdf"])
    paper = "".join(page.get_textpage().get_text_bounded() for page in pages)
    book = load_workbook(io.BytesIO(made.files["xlsx"]))
    cells = [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line]

    assert squeezed(name) in squeezed(made.words())
    assert squeezed(name) in squeezed(paper)
    assert name in cells


def test_long_names_stay_on_their_page(made: Made):
    """A word of 240 letters is broken, and covers nothing beside it."""
    assert made.faults() == []
