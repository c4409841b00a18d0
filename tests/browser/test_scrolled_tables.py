"""A wide table on a phone: wherever it is scrolled to, each figure stands under its own head, beside its own row."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.chromium import opened
from tests.export.test_pdf import document
from tests.export.test_wide_tables import wide_table
from thidua.export.html import html_text

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("published")]

ON_TOP = """cell => { const at = cell.getBoundingClientRect();
    const seen = document.elementFromPoint(at.right - 4, (at.top + at.bottom) / 2);
    return cell === seen || cell.contains(seen) }"""
CLEAR = "cell => getComputedStyle(cell).backgroundColor"
FADE = """cell => { const look = getComputedStyle(cell, '::after');
    return [parseFloat(look.width), parseFloat(look.borderLeftWidth), look.backgroundImage.includes('gradient')] }"""


@pytest.fixture
def wide_page(tmp_path: Path) -> Path:
    """A page with a table of 18 columns, heads in two rows, and groups of rows."""
    page = tmp_path / "wide.html"
    page.write_text(html_text(document("# Đầu", wide_table(rows=6))), encoding="utf-8")
    return page


def left(cell: Locator) -> float:
    box = cell.bounding_box()
    assert box is not None
    return box["x"]


@pytest.mark.parametrize("scrolled", [60, 120, 200])
def test_corner_rows_and_groups_stay_in_sight(browser: Browser, wide_page: Path, scrolled: int):
    """The head of what slid away would stand above the names of the rows, and a row would belong to no group."""
    with opened(browser, wide_page, width=390) as visit:
        frame = visit.page.locator("figure .scroll")
        stay = [frame.locator(path).first for path in ("thead th", "tbody tr:not(.group) > th", "tr.group span")]
        second = frame.locator("tbody td").first
        before, moving = [left(cell) for cell in stay], left(second)
        frame.evaluate("(frame, to) => frame.scrollLeft = to", scrolled)

        assert [left(cell) for cell in stay] == pytest.approx(before, abs=1)
        assert left(second) == pytest.approx(moving - scrolled, abs=1)
        assert all(cell.evaluate(ON_TOP) for cell in stay[:2])


def test_what_slides_under_the_first_column_fades_before_a_line(browser: Browser, wide_page: Path):
    """Half a date is a plausible month, half a number a plausible number: nothing is cut without a sign of it."""
    with opened(browser, wide_page, width=390) as visit:
        frame = visit.page.locator("figure .scroll")
        for path in ("thead th", "tbody tr:not(.group) > th"):
            cell = frame.locator(path).first
            width, line, fades = cell.evaluate(FADE)
            assert cell.evaluate(CLEAR) == "rgb(255, 255, 255)"
            assert (width >= 12, line >= 1, fades) == (True, True, True)
        padding = frame.locator("tbody td").first.evaluate("cell => parseFloat(getComputedStyle(cell).paddingLeft)")
        assert padding >= 12  # unscrolled, nothing stands where it would fade
