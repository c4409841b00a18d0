"""Each edition as HTML in a real browser: one quiet file, on a phone and a desk, for eyes, screen readers and paper."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.chromium import opened
from thidua.present.chart import NARROW_MM, WIDTH_MM
from thidua.run.plan import Edition

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("published")]

PROVINCE = "2020/tinh-bac-kan/province"
WIDTHS = (360, 390, 1280)
"""Two common phones and a desk."""

HEADING_LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(heading => Number(heading.tagName[1]))"
UNDESCRIBED_PICTURES = "[...document.images].filter(image => !image.alt.trim()).map(image => image.outerHTML)"
UNDRAWN_PICTURES = "[...document.images].filter(image => !image.complete || !image.naturalWidth).length"
HEADERS_WITHOUT_SCOPE = """[...document.querySelectorAll('table')]
    .filter(table => !table.querySelector('thead th[scope=col]') || table.querySelector('th:not([scope])'))
    .map(table => table.outerHTML.slice(0, 200))"""
DUPLICATE_IDS = """[...document.querySelectorAll('[id]')].map(element => element.id)
    .filter((id, place, all) => all.indexOf(id) !== place)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRAWN_FOR = """[...document.querySelectorAll('figure.chart > img')]
    .filter(image => getComputedStyle(image).display !== 'none').map(image => image.naturalWidth)"""
SQUEEZED = """names => names.filter(name => name.getBoundingClientRect().width < 120)
    .map(name => name.textContent)"""
PX_PER_MM = 96 / 25.4
OPEN = "(all, open) => all.forEach(details => details.open = open)"
NAMES = "all => all.map(element => element.getAttribute('role') === 'region' && element.getAttribute('aria-label'))"
CUT_OFF = """frames => frames.filter(frame => frame.scrollWidth > frame.clientWidth + 1)
    .map(frame => `${frame.getAttribute('aria-label')}: ${frame.scrollWidth} of ${frame.clientWidth}`)"""


def test_page_asks_for_nothing_and_says_nothing(browser: Browser, html_file: Path):
    """A file forwarded by mail opens whole on a phone without a network."""
    with opened(browser, html_file) as visit:
        for width in WIDTHS:
            visit.page.set_viewport_size({"width": width, "height": 800})
            visit.page.reload()

            assert visit.page.evaluate(UNDRAWN_PICTURES) == 0
        assert visit.requests_elsewhere() == [html_file.as_uri()] * (1 + len(WIDTHS))
        assert (visit.console, visit.errors) == ([], [])


def test_page_never_scrolls_sideways(browser: Browser, html_file: Path):
    """Wide tables and charts scroll in their own frame (WCAG 2.2, 1.4.10: down to 320 px)."""
    with opened(browser, html_file) as visit:
        for opened_details in (False, True):
            visit.page.eval_on_selector_all("details", OPEN, opened_details)
            for width in (320, *WIDTHS):
                visit.page.set_viewport_size({"width": width, "height": 800})

                assert visit.page.evaluate("innerWidth") == width
                assert visit.page.evaluate(OVERFLOW) <= 0, f"{width} px"


def test_page_has_the_structure_that_screen_readers_use(browser: Browser, html_file: Path):
    """Language, one title, an outline without gaps, described pictures, and headers for every table."""
    with opened(browser, html_file) as visit:
        levels = visit.page.evaluate(HEADING_LEVELS)

        assert visit.page.get_attribute("html", "lang") == "vi"
        assert visit.page.title().strip()
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))
        assert visit.page.evaluate(UNDESCRIBED_PICTURES) == []
        assert visit.page.evaluate(HEADERS_WITHOUT_SCOPE) == []
        assert visit.page.evaluate(DUPLICATE_IDS) == []


def test_keyboard_reaches_every_frame_that_scrolls_and_every_summary(browser: Browser, html_file: Path):
    """Who has no mouse can read a wide table and open the figures behind a chart (WCAG 2.2, 2.1.1)."""
    with opened(browser, html_file, width=360) as visit:
        page = visit.page
        wanted = [each for each in page.locator(".scroll, summary").all() if each.is_visible()]
        reached = 0
        for each in wanted:
            page.keyboard.press("Tab")
            reached += each.evaluate("element => element === document.activeElement")
        frames = page.locator(".scroll:visible")

        assert reached == len(wanted)
        assert all(name and name.strip() for name in frames.evaluate_all(NAMES))


def test_enter_opens_what_is_folded_away(browser: Browser, html_file: Path):
    """The statistics of a section and the data of a chart are one key away each, and Tab then reaches the table."""
    with opened(browser, html_file) as visit:
        for summary in visit.page.locator("summary").all():
            details = summary.locator("xpath=..")
            inside = details.locator(":scope > :not(summary)").first
            assert not inside.is_visible()
            summary.focus()
            visit.page.keyboard.press("Enter")

            assert summary.inner_text() in ("Số liệu của hình", "Chi tiết thống kê")
            assert inside.is_visible()
            if summary.inner_text() == "Số liệu của hình":
                visit.page.keyboard.press("Tab")
                assert details.locator(".scroll").evaluate("frame => frame === document.activeElement")


def test_arrow_key_scrolls_what_is_wider_than_a_phone(browser: Browser, published: dict[str, Edition]):
    """What the frame hides can be brought into view without a mouse or a finger."""
    with opened(browser, published[PROVINCE].file("html"), width=360) as visit:
        frames = visit.page.locator(".scroll:not(details *)").all()
        wide = [frame for frame in frames if frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")]
        assert wide
        for frame in wide:
            frame.focus()
            visit.page.keyboard.press("ArrowRight")
            visit.page.wait_for_function("frame => frame.scrollLeft > 0", arg=frame.element_handle())


def test_phone_shows_the_narrow_pictures_and_paper_the_wide_ones(browser: Browser, published: dict[str, Edition]):
    """A picture of 165 mm on 358 pixels has letters of seven; a page printed from a phone is a page."""
    with opened(browser, published[PROVINCE].file("html"), width=390) as visit:
        on_phone = visit.page.evaluate(DRAWN_FOR)
        visit.page.set_viewport_size({"width": 1280, "height": 800})
        on_desk = visit.page.evaluate(DRAWN_FOR)
        visit.page.set_viewport_size({"width": 390, "height": 800})
        visit.page.emulate_media(media="print")
        on_paper = visit.page.evaluate(DRAWN_FOR)

    assert set(on_phone) == {round(NARROW_MM * PX_PER_MM)}
    assert set(on_desk) == set(on_paper) == {round(WIDTH_MM * PX_PER_MM)}
    assert len(on_phone) == len(on_desk)


def test_first_column_can_be_read_on_a_phone_and_stays_in_sight(browser: Browser, published: dict[str, Edition]):
    """Names with one syllable a line are no names; a row whose name is scrolled away is no row."""
    with opened(browser, published[PROVINCE].file("html"), width=390) as visit:
        visit.page.eval_on_selector_all("details", OPEN, True)
        squeezed = visit.page.locator("figure table:not(.coded) tbody tr:not(.group) > th").evaluate_all(SQUEEZED)
        wide = next(
            frame
            for frame in visit.page.locator("figure .scroll").all()
            if frame.evaluate("frame => frame.scrollWidth > frame.clientWidth + 100")
        )
        name = wide.locator("tbody tr:not(.group) > th").first
        before = name.bounding_box()
        wide.evaluate("frame => frame.scrollLeft = 100")

        assert squeezed == []
        assert before is not None
        assert name.bounding_box() == before


def test_print_shows_the_document_and_no_controls(browser: Browser, html_file: Path):
    """Paper cannot be opened or scrolled: the folded figures stay away and nothing is cut off at the margin."""
    with opened(browser, html_file, width=700) as visit:
        visit.page.emulate_media(media="print")

        assert visit.page.locator("details:visible").count() == 0
        assert visit.page.evaluate(OVERFLOW) <= 0
        assert visit.page.locator(".scroll:visible").evaluate_all(CUT_OFF) == []
        printed = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True)))

    assert len(printed.pages) >= 1
    assert (float(printed.pages[0].mediabox.width), float(printed.pages[0].mediabox.height)) == pytest.approx(
        (595, 842), abs=1.5
    )
    assert "BÁO CÁO" in printed.pages[0].extract_text()
