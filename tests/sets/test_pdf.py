"""Each kind of report as an official document: tagged, in order, described, and marked on every page."""

from __future__ import annotations

import io
import itertools
from collections import Counter

import pytest
from pypdf import PdfReader

from tests.export.test_pdf import structure
from tests.sets.conftest import ALL, Built

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sets")]


@pytest.fixture(params=ALL)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def reader(built: Built, name: str) -> PdfReader:
    return PdfReader(io.BytesIO(built.file(name, "pdf").read_bytes()))


def test_headings_go_down_one_level_at_a_time(reader: PdfReader):
    """A screen reader's list of headings is the outline of the report."""
    levels = [int(role[2:]) for role, _ in structure(reader) if role[:2] == "/H" and role[2:].isdigit()]

    assert levels
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))


def test_every_picture_is_described_and_every_table_has_heads(reader: PdfReader, built: Built, name: str):
    """As many described pictures and headed tables as the notebook shows."""
    parts = structure(reader)
    roles = Counter(role for role, _ in parts)
    described = [element for role, element in parts if role == "/Figure" and str(element.get("/Alt", "")).strip()]

    assert roles["/Figure"] == len(described)
    assert roles["/Table"] > 0
    assert roles["/TH"] >= roles["/Table"]


def test_every_page_says_that_the_figures_are_illustrative(reader: PdfReader, name: str):
    """A page that is copied alone must not be taken for the district's own."""
    mark = "ILLUSTRATIVE FIGURES" if name.endswith(".en") else "SỐ LIỆU MINH HỌA"

    assert [number for number, page in enumerate(reader.pages, start=1) if mark not in page.extract_text()] == []


def test_language_is_that_of_the_report(reader: PdfReader, name: str):
    """Speech programs choose their voice by it."""
    assert str(reader.trailer["/Root"]["/Lang"]).lower().startswith("en" if name.endswith(".en") else "vi")


def test_nothing_stands_beyond_the_page(reader: PdfReader):
    """Every letter lies inside the sheet."""
    for number, page in enumerate(reader.pages, start=1):
        outside: list[str] = []

        def look(text: str, _: object, matrix: list[float], *__: object, page=page, outside=outside) -> None:
            inside = 0 <= matrix[4] <= float(page.mediabox.width) and 0 <= matrix[5] <= float(page.mediabox.height)
            if text.strip() and not inside:
                outside.append(text)

        page.extract_text(visitor_text=look)
        assert outside == [], f"page {number}"
