"""Words of senders that look like code, formulas or markup reach every format as the letters they consist of."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from tests.export.extremes import Made, empty_dataset, make
from tests.facts.inboxes import Inbox, Sheet

pytestmark = pytest.mark.long
"""Whole reports take their time: they are tested with the finished pages."""

HOSTILE = (
    "<script>alert(1)</script> & <b onclick=x>đậm</b>",
    '#panic("x") $x^2$ `mã` <nhãn> @ref // chú /* thích */',
    '=HYPERLINK("http://x.vn","bấm")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "**đậm** [bấm](http://x.vn) ![h](y.png) # mục",
    "Siêudàikhôngcódấucáchnàođểxuốngdòng" * 4,
    "chữ a\u0301\u0302\u0303\u0304\u0305\u0306 chồng dấu",
    "\u202engược\u202c và \u2066kín\u2069",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 đội \U0001f396\ufe0f",
    "{{ 7*7 }} {unit} %s \\u0041 \\",
)
LETTERS = ("<script>alert(1)</script> & <b onclick=x>đậm</b>", '#panic("x") $x^2$ `mã`', "=HYPERLINK(", "**đậm** [bấm]")
"""What must be found as it stands, but for places where a line may break."""
PLACES = {"huyen-ba-be": "UBND huyện Ba Bể", "huyen-na-ri": "UBND huyện Na Rì"}
SPRING = date(2022, 3, 1)


def sheet_of(name: str, unit: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Sheet:
    """A sheet of a unit for 2022; what looks like a formula is text, as in a cell that begins with an apostrophe."""

    def draw(sheet: Worksheet) -> None:
        sheet.title = name
        for line in ([unit], ["Năm 2022"], ["STT", *heads]):
            sheet.append(line)
        for number, line in enumerate(rows, 1):
            sheet.append([number, *line])
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            cell.data_type = "s"

    return draw


def registers(unit: str) -> Iterator[Sheet]:
    """Every register and list of a unit, one hostile text a row wherever a sender may write freely."""
    far = [
        (words, *rest) for words, *rest in ((words, "tỷ đồng", "Tăng", 50, 40 + at) for at, words in enumerate(HOSTILE))
    ]
    yield sheet_of("Chỉ tiêu", unit, ["Chỉ tiêu", "Đơn vị tính", "Chiều hướng", "Kế hoạch", "Thực hiện"], far)
    heads = ["Tên phong trào", "Hình thức", "Cấp phát động", "Từ ngày", "Đến ngày", "Nòng cốt", "Số khen thưởng"]
    moved = [(words, "Theo đợt", words, SPRING, date(2022, 9, 1), "x", 3) for words in HOSTILE]
    yield sheet_of("Phong trào", unit, heads, moved)
    heads = ["Tên điển hình", "Đối tượng", "Lĩnh vực", "Ngày phát hiện", "Giai đoạn", "Số nơi nhân rộng", "Khó khăn"]
    yield sheet_of(
        "Điển hình", unit, heads, [(words, "Tập thể", words, SPRING, "Nhân rộng", 3, words) for words in HOSTILE]
    )
    heads = ["Tiêu chí", "Điểm tối đa", "Tự chấm", "Kiểm tra chéo"]
    yield sheet_of("Chấm điểm", unit, heads, [(words, 60, 58, 57) for words in HOSTILE])
    heads = ["Họ và tên", "Đơn vị công tác", "Đối tượng", "Danh hiệu, hình thức", "Số quyết định", "Ngày quyết định"]
    given = [(words, words, "Cá nhân", "Giấy khen", "512/QĐ-UBND", SPRING) for words in HOSTILE]
    yield sheet_of("Danh sách", unit, heads, given)


KINDS = {
    "district": ("huyen-ba-be", {"names": "yes"}),
    "province": ("tinh-bac-kan", {"names": "yes"}),
    "block": ("khoi-huyen-tp", {}),
    "models": ("tinh-bac-kan", {}),
    "inspection": ("huyen-ba-be", {}),
    "quality": ("tinh-bac-kan", {}),
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Reports on 2022 over the inbox of two districts, with the hostile words of three units, each made once."""
    root = tmp_path_factory.mktemp("hostile")
    folder = empty_dataset(root)
    for unit, name in PLACES.items():
        for number, sheet in enumerate(registers(name)):
            Inbox(folder).put(f"{unit} {number} =1+1 #x &.xlsx", sheet, received=date(2022, 12, 20))
    words = folder / "commentary" / "2022"
    words.mkdir(parents=True)
    said = "\n\n".join(HOSTILE[:8])
    for unit, _ in KINDS.values():
        text = f"---\nsource: thu\ncitation: bài\n---\n\n## Đặc điểm tình hình\n{said}\n"
        (words / f"{unit}.md").write_text(text, encoding="utf-8")
    with contextlib.chdir(root):
        return {kind: make(kind, unit, "2022", **given) for kind, (unit, given) in KINDS.items()}


@pytest.fixture(params=KINDS)
def made(request: pytest.FixtureRequest, editions: dict[str, Made]) -> Made:
    return editions[request.param]


def squeezed(text: str) -> str:
    """The letters alone: lines break anywhere, and where a line may break stands nothing that is seen."""
    return re.sub("[\\s\u200b]", "", text)


def test_page_has_no_element_of_a_sender(made: Made):
    """Neither a script nor a handler nor an address: only letters."""
    shown = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", made.html)

    assert re.search(r"<(script|img src=\"(?!data)|iframe|b onclick)|\shref=|javascript:", shown) is None


@pytest.mark.parametrize("kind", ["district", "province", "models"])
def test_every_format_shows_the_letters(kind, editions: dict[str, Made]):
    """What a sender wrote is told, not dropped: on the page, on paper and in the cells of the workbook."""
    made = editions[kind]
    paper = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.files["pdf"])).pages)
    cells = "".join(cell.value for cell in cells_of(made) if isinstance(cell.value, str))

    for written in LETTERS:
        for shown in (made.words(), paper, cells):
            assert squeezed(written) in squeezed(shown)


def test_words_that_begin_like_a_formula_are_words(made: Made):
    """No cell of a workbook calculates or leads anywhere but the totals of our own and the sheets of the book."""
    formulas = [cell.value for cell in cells_of(made) if cell.data_type == "f"]
    links = [cell.hyperlink for cell in cells_of(made) if cell.hyperlink and cell.hyperlink.target]

    assert not any(re.search("HYPERLINK|cmd|A1:A9|1\\+1", str(formula)) for formula in formulas)
    assert links == []


def test_nothing_is_printed_outside_its_place(made: Made):
    """A word of 140 letters is broken, piled-up accents and signs that turn the line are replaced by a mark."""
    assert made.faults() == []
    assert not any(letter in made.html for letter in "\u202e\u2066\u0305\U0001f469")


def cells_of(made: Made) -> Iterator[Any]:
    """Every cell of the workbook."""
    for sheet in load_workbook(io.BytesIO(made.files["xlsx"])):
        yield from (cell for row in sheet.iter_rows() for cell in row)
