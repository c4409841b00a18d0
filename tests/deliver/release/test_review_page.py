"""The review page in a real browser: quiet, readable on a phone, by keyboard and by a screen reader, light and dark."""

from __future__ import annotations

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.chromium import opened, running_chromium
from tests.browser.test_page import DUPLICATE_IDS, HEADERS_WITHOUT_SCOPE, HEADING_LEVELS, OVERFLOW
from tests.deliver.packs import HOSTILE, MORNING, half_year_editions, open_office
from tests.deliver.release.executed import publish_notebook
from tests.deliver.release.test_review import report
from thidua.deliver.release.review import write_review

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("review")]

OPEN = "all => all.forEach(details => details.open = true)"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    """A page with everything it can hold: waiting, failed, decided, moved, and hostile words."""
    root = tmp_path_factory.mktemp("review")
    with open_office(root) as office:
        editions = half_year_editions(root)
        for number, edition in enumerate(editions):
            before = report(40 - number, 12, "3,33 (1,71–6,96)", words=f"Câu thứ {number}. {HOSTILE}")
            publish_notebook(edition, before, office.ledger, key="a")
            if number < 3:
                office.decide(edition, note="Đã đối chiếu với danh sách của huyện. " * 4)
            publish_notebook(edition, report(41 - number, 12, words="Câu khác." + "dài" * 90), office.ledger, key="b")
        office.decide(editions[0])
        office.fail(editions[4], f"cell 12: {HOSTILE} {'a' * 200}")
        return write_review(root, office.pack(*editions), now=MORNING)


@pytest.fixture(scope="module")
def browser():
    """One Chromium for this module."""
    with running_chromium() as chromium:
        yield chromium


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(browser, page_file, width, scheme):
    """WCAG 2.2 AA and axe's best practices, contrast in both schemes, with all that is folded open."""
    with opened(browser, page_file, width=width) as visit:
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.eval_on_selector_all("details", OPEN)
        result = Axe().run(visit.page)

    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in result.response["violations"]] == []


def test_page_asks_for_nothing_says_nothing_and_never_scrolls_sideways(browser, page_file):
    """It opens from a disk without a network, and fits a phone (WCAG 1.4.10: down to 320 px)."""
    with opened(browser, page_file) as visit:
        visit.page.eval_on_selector_all("details", OPEN)
        for width in (320, 390, 1280):
            visit.page.set_viewport_size({"width": width, "height": 800})
            assert visit.page.evaluate(OVERFLOW) <= 0, f"{width} px"
        assert visit.requests_elsewhere() == [page_file.as_uri()]
        assert (visit.console, visit.errors) == ([], [])
        assert visit.page.title() == "Xem xét để duyệt: 6 tháng đầu năm 2023"


def test_page_has_the_structure_that_screen_readers_use(browser, page_file):
    """One title, an outline without gaps, headers for every table, no id twice."""
    with opened(browser, page_file) as visit:
        levels = visit.page.evaluate(HEADING_LEVELS)

        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - level <= 1 for level, later in itertools.pairwise(levels))
        assert visit.page.evaluate(HEADERS_WITHOUT_SCOPE) == []
        assert visit.page.evaluate(DUPLICATE_IDS) == []


def test_one_click_takes_the_whole_command_and_a_link_leads_to_the_edition(browser, page_file):
    """What is pasted is what stands there; what moved is one click away."""
    with opened(browser, page_file) as visit:
        visit.page.locator(".command code").first.click()
        taken = visit.page.evaluate("getSelection().toString()")
        visit.page.locator("#same-period .where a").first.click()

        assert taken.strip() == "python run_reports.py release 2023-H1 --dataset illustrative --by"
        assert visit.page.url.endswith("/district.html#changes")


def test_paper_shows_the_findings_and_no_command(browser, page_file):
    """For those who decide at a table: nothing is cut off, nothing asks to be typed."""
    with opened(browser, page_file, width=700) as visit:
        visit.page.emulate_media(media="print")

        assert visit.page.locator(".command:visible").count() == 0
        assert visit.page.locator("#waiting table:visible").count() == 1
        assert visit.page.evaluate(OVERFLOW) <= 0
