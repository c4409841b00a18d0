"""Nothing overflows and nothing is empty: no data at all, the largest and smallest counts, the longest names."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date

import pytest
from pypdf import PdfReader

from tests.conftest import REPOSITORY, Project
from tests.export.extremes import empty_dataset, make, misplaced
from tests.export.test_pdf import document
from tests.present.chapters.comparisons import IDS
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.export.workbook import first_difference, xlsx_bytes
from thidua.present.chart import Chart
from thidua.present.part import Prose
from thidua.present.table import Column, Row, Table
from thidua.registry import communes_of, get_unit, resolve_unit

pytestmark = pytest.mark.long
"""Whole reports take their time: they are tested with the finished pages."""

KINDS = (
    ("district", "huyen-ba-be", "2023-H1"),
    ("district", "huyen-ba-be", "2022"),
    ("district", "huyen-ba-be", "2023-M10"),
    ("province", "tinh-bac-kan", "2023-H1"),
    ("province", "tinh-bac-kan", "2022"),
    ("block", "khoi-huyen-tp", "2023-H1"),
    ("block", "khoi-huyen-tp", "2023"),
    ("stage", "tinh-bac-kan", "2021..2023"),
    ("stage", "tp-bac-kan", "2015..2020"),
    ("models", "tinh-bac-kan", "2023"),
    ("models", "tinh-bac-kan", "2021..2023"),
    ("inspection", "huyen-ba-be", "2023-M10"),
    ("quality", "tinh-bac-kan", "2023-H1"),
    ("quality", "tinh-bac-kan", "2022"),
)
DRAWN_FROM_LAW = {"events"}
"""Tables that rest on the registry and not on the dataset: the changes of law and of units in a stage."""
ASKED = (
    '[[expected]]\nlayout = "decision_list"\nunits = ["huyen-ba-be", "huyen-na-ri"]\nperiod = "half"\n'
    "first_year = 2022\nlast_year = 2023\ndays = 6\n"
)


@pytest.mark.parametrize(("kind", "unit", "period"), KINDS)
def test_report_on_an_empty_dataset_is_ready_and_says_so(kind, unit, period, tmp_path, monkeypatch):
    """A new province has a dataset.toml and nothing else: every section is one sentence, no grid is empty."""
    empty_dataset(tmp_path)
    monkeypatch.chdir(tmp_path)
    made = make(kind, unit, period)
    document = made.document

    assert {each.name for each in (*document.of(Table), *document.of(Chart))} <= DRAWN_FROM_LAW
    assert all(prose.blocks for prose in document.of(Prose))
    assert not any(word in made.words() for word in ("None", "nan", "<NA>", "{", "0,0%"))
    assert made.faults() == []
    assert made.files.keys() == {"html", "pdf", "xlsx", "docx"}


@pytest.mark.parametrize(("kind", "unit", "period"), [KINDS[0], KINDS[1], KINDS[3], KINDS[5], KINDS[-2], KINDS[-1]])
def test_report_on_an_inbox_without_files_is_ready(kind, unit, period, tmp_path, monkeypatch):
    """Before the first file comes, the reports say that it is missing."""
    (empty_dataset(tmp_path, ASKED) / "inbox").mkdir()
    monkeypatch.chdir(tmp_path)
    made = make(kind, unit, period)

    assert all(table.rows for table in made.document.of(Table))
    assert made.document.of(Chart) == []
    assert made.faults() == []


def test_dataset_without_any_figure_quotes_none(tmp_path, monkeypatch):
    """“Quoted from what was published” would be untrue where nothing is there to be quoted."""
    empty_dataset(tmp_path)
    monkeypatch.chdir(tmp_path)
    pages = [make(*KINDS[number]).html for number in (1, -1)]

    assert "trích dẫn từ nguồn đã công bố, không qua tệp gửi" not in pages[0]
    assert "nêu kết quả bằng lời" not in pages[0]
    assert "được trích dẫn, không qua kiểm tra" not in pages[1]


FORMS = {"GKH": "district_chair", "BKT": "province_chair", "LDTT": "district_chair", "CSTDCS": "district_chair"}
COUNTS = (0, 1, 2_000_000)


def every_count(period: str, shift: int = 0) -> Iterator[dict[str, str]]:
    """Facts of eight units and their province: each count for each form and kind somewhere."""
    for at, unit in enumerate((*IDS, "tinh-bac-kan")):
        for number, (award, authority) in enumerate(FORMS.items()):
            for kind in ("individual", "collective") if award in ("GKH", "BKT") else ("individual",):
                count = COUNTS[(at + number + (kind == "collective") + shift) % 3]
                yield {
                    "fact_id": f"{unit}-{period}-{award}-{kind}",
                    "unit": unit,
                    "period": period,
                    "award": award,
                    "authority": authority,
                    "recipient_kind": kind,
                    "count": str(count),
                }


@pytest.mark.parametrize("number", [0, 4, 6, 7])
def test_counts_of_none_one_and_two_millions_fit(number, project: Project, monkeypatch):
    """Seven digits in every column and beside every mark, next to nothing at all."""
    kind, unit, period = KINDS[number]
    periods = ("2021", "2022", "2023", "2022-H1", "2023-H1")
    project.write_facts(*(fact for shift, each in enumerate(periods) for fact in every_count(each, shift)))
    monkeypatch.chdir(project.root)
    made = make(kind, unit, period)

    assert "2.000.000" in made.html
    assert made.faults() == []


TWENTY_LETTERS = "huyện Ngân Sơn Thượng"
SIXTY_LETTERS = "huyện Trung học cơ sở Bằng Thành và Phổ thông dân tộc nội trú"
NAMES = {"20 letters": TWENTY_LETTERS, "60 letters": SIXTY_LETTERS}


@pytest.fixture
def renamed(request: pytest.FixtureRequest) -> Iterator[str]:
    """The units of the province under long names, which differ in their last letter."""
    resolve_unit("huyện Ba Bể", on=date(2022, 12, 31))  # the index of names is made once, of the true ones
    units = [get_unit(unit) for unit in IDS]
    before = [(unit, unit.name, unit.short_name) for unit in units]
    for at, unit in enumerate(units):
        name = f"{NAMES[request.param]}{at}"
        object.__setattr__(unit, "name", name)
        object.__setattr__(unit, "short_name", name.removeprefix("huyện").strip())
    yield request.param
    for unit, name, short_name in before:
        object.__setattr__(unit, "name", name)
        object.__setattr__(unit, "short_name", short_name)


@pytest.mark.parametrize(
    ("renamed", "kind", "unit", "period"),
    [
        ("60 letters", "province", "tinh-bac-kan", "2022"),
        ("60 letters", "block", "khoi-huyen-tp", "2023"),
        ("60 letters", "quality", "tinh-bac-kan", "2023-H1"),
        ("60 letters", "models", "tinh-bac-kan", "2023"),
        ("20 letters", "block", "khoi-huyen-tp", "2023"),
    ],
    indirect=["renamed"],
)
def test_long_names_of_units_wrap_in_tables_and_charts(renamed, kind, unit, period, monkeypatch):
    """Communes merged in 2025 bear names of two; nothing of them leaves its cell, the page or the picture."""
    monkeypatch.chdir(REPOSITORY)
    made = make(kind, unit, period, dataset="illustrative")

    assert made.faults() == []


COMMUNES = communes_of("tinh-bac-kan", date(2023, 12, 31))


@pytest.mark.parametrize("landscape", [False, True])
def test_table_of_108_communes_goes_on_under_its_head(landscape):
    """Every page of it says what its columns are, and no commune is lost between two pages."""
    columns = (Column("unit", "Xã, phường, thị trấn", "label"), Column("n", "Số lượt"), Column("m", "Cùng kỳ"))
    body = [Row({"unit": unit.name, "n": 2_000_000 * (at % 2), "m": 1}) for at, unit in enumerate(COMMUNES)]
    total = Row({"unit": "Tổng cộng", "n": 108_000_000, "m": 108}, "total")
    shown = document("# Đầu", Table("communes", "Các xã", columns, (*body, total), landscape=landscape))
    pdf = pdf_bytes(shown)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    tables = [page for page in pages if "2.000.000" in page]

    assert len(COMMUNES) == 108
    assert len(tables) >= (3 if landscape else 2)
    assert all("Xã, phường, thị trấn" in page and "Cùng kỳ" in page for page in tables)
    assert sum(len(re.findall(r"2\.000\.000 1\b", page)) for page in pages) == 54
    assert list(misplaced(pdf)) == []
    assert html_text(shown).count("<tr") == 1 + 108 + 1
    assert first_difference(xlsx_bytes(shown), shown) == ""
