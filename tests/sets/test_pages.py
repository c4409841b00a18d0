"""How long each kind of report is on paper, and that no page of it stands half empty."""

from __future__ import annotations

import pytest

from tests.export.pages import body_pages, look, too_empty
from tests.sets.conftest import ALL, Built

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sets")]


@pytest.mark.parametrize(("name", "most"), [("2023-H1/huyen-ba-be/district", 6), ("2023-H1/tinh-bac-kan/province", 9)])
def test_half_year_is_told_on_the_pages_that_a_meeting_reads(built: Built, name: str, most: int):
    """A district's half year on six pages, the province's with its eight districts on nine, annexes apart."""
    assert 1 < body_pages(look(built.file(name, "pdf").read_bytes())) <= most


@pytest.mark.parametrize("name", ALL)
def test_no_page_stands_half_empty(built: Built, name: str):
    """Less than a third of a page is left, but for the last of the report and of each annex."""
    assert too_empty(look(built.file(name, "pdf").read_bytes())) == []
