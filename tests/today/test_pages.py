"""Reports on 92 communes and on one of them are as short on paper as those on eight districts."""

from __future__ import annotations

import pytest

from tests.export.pages import body_pages, look, too_empty
from tests.today.conftest import Built
from thidua.export.document import read_document
from thidua.export.notebook import read_notebook
from thidua.export.pdf import pdf_bytes

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("today")]


@pytest.mark.parametrize(("name", "most"), [("tinh-thai-nguyen-2025 2026-H1", 9), ("phuong-bac-kan-2025 2026-H1", 6)])
def test_half_year_is_told_on_the_pages_that_a_meeting_reads(today: Built, name: str, most: int):
    """Ninety-two members are no reason for a longer report: those that matter stand in it, the rest in the workbook."""
    pages = look(pdf_bytes(read_document(read_notebook(today.editions[name].file("ipynb")))))

    assert 1 < body_pages(pages) <= most
    assert too_empty(pages) == []
