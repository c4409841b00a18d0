"""Each kind of report as a page: no barrier that axe-core finds, and HTML as the standard writes it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from justhtml import JustHTML
from playwright.sync_api import Browser

from tests.browser.chromium import opened
from tests.browser.test_page import OVERFLOW
from tests.sets.conftest import ALL, Built

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("sets")]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ALL)
def test_axe_finds_no_violation(browser: Browser, built: Built, name: str, width: int):
    """WCAG 2.2 AA and axe's best practices, on a phone and on a desk, with the figures behind the charts open."""
    with opened(browser, built.file(name, "html"), width=width) as visit:
        visit.page.eval_on_selector_all("details", "all => all.forEach(details => details.open = true)")
        result = Axe().run(visit.page)

    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in result.response["violations"]] == []


@pytest.mark.parametrize("name", ALL)
def test_page_is_valid_html5(built: Built, name: str):
    """A strict parser of the HTML standard finds no error in it."""
    JustHTML(built.file(name, "html").read_text(encoding="utf-8"), strict=True)


@pytest.mark.parametrize("name", ALL)
def test_page_never_scrolls_sideways(browser: Browser, built: Built, name: str):
    """Wide tables and charts scroll in their own frame, down to 320 px."""
    with opened(browser, built.file(name, "html"), width=320) as visit:
        assert visit.page.evaluate(OVERFLOW) <= 0
        assert visit.requests_elsewhere() == [built.file(name, "html").as_uri()]
        assert (visit.console, visit.errors) == ([], [])
