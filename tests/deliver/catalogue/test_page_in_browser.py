"""Both pages in a real browser, opened from the disk: search, filters, keyboard, phone, paper, and no network."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.chromium import opened, running_chromium
from tests.deliver.packs import HOSTILE, MORNING, half_year_editions, many_packs, open_office
from thidua.deliver.catalogue.page import write_catalogue
from thidua.deliver.packs import newest_first
from thidua.deliver.publication.write import write_public
from thidua.deliver.settings import PublishSettings
from thidua.registry import Period

pytestmark = pytest.mark.long

ROWS = ".kind > ul > li:visible"
FOCUSED = "document.activeElement.textContent || document.activeElement.id"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
RUN_OUT = "all => all.filter(each => each.scrollWidth > each.clientWidth).map(each => each.textContent)"
HEIGHTS = "all => all.map(each => each.getBoundingClientRect().height)"
SMALL_TARGETS = """all => all.map(element => [element.textContent, element.getBoundingClientRect()])
    .filter(([, box]) => box.height && (box.height < 24 || box.width < 24)).map(([text]) => text)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with running_chromium() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The half-year set with an edition in every state, and twenty communes of each of two earlier years."""
    root = tmp_path_factory.mktemp("catalogue")
    editions = half_year_editions(root)
    with open_office(root) as office:
        for edition in editions[:-1]:
            office.make(edition)
        for edition in editions[:4]:
            office.decide(edition)
        office.make(editions[1], "hai")
        office.decide(editions[2], "withdraw", note=HOSTILE)
        office.fail(editions[3], "the kernel died")
        office.fail(editions[-1], HOSTILE)
        packs = [office.pack(*editions), *many_packs(root, 3, 20)[1:]]
        return write_catalogue(root, packs, PublishSettings(), now=MORNING)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public page of a half-year set, three reports of a year, and two of ten months."""
    root = tmp_path_factory.mktemp("public")
    editions = half_year_editions(root)
    year = [replace(each, period=Period.parse("2022")) for each in editions[:3]]
    months = [replace(each, period=Period.parse("2021-M10")) for each in editions[:2]]
    with open_office(root) as office:
        for edition in (*editions, *year, *months):
            office.make(edition)
            office.decide(edition)
        packs = newest_first(office.pack(*each) for each in (editions, year, months))
        folder = write_public(root, packs, PublishSettings(), office.ledger, zone=MORNING.tzinfo, tell=print)
        return folder / "index.html"


@contextmanager
def page_of(browser: Browser, catalogue: Path, *, width: int = 1280) -> Iterator[Page]:
    """The page from the disk; afterwards it must have asked for nothing, said nothing, and not been owned."""
    with opened(browser, catalogue, width=width) as visit:
        yield visit.page
        assert visit.page.title() == "Tài liệu họp thi đua, khen thưởng"
        assert visit.requests_elsewhere() == [catalogue.as_uri()]
        assert (visit.console, visit.errors) == ([], [])


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("ba be", ["Huyện Ba Bể"]),
        ("Ba Bể", ["Huyện Ba Bể"]),
        ("cho don", ["Huyện Chợ Đồn"]),
        ("  CHỢ   ĐỒN ", ["Huyện Chợ Đồn"]),
        ("2023-h1 pac", ["Huyện Pác Nặm"]),
        ("khối thi đua", ["Khối huyện, thành phố"]),
        ("2021 thu 17", ["Xã Thử 17"]),
        ("sơ kết 2023 ba bể", ["Huyện Ba Bể"]),
        ("so ket 2023 na ry", ["Huyện Na Rì"]),
        ("6 tháng 2023 TP Bắc Kạn", ["Thành phố Bắc Kạn"]),
    ],
)
def test_search_finds_with_and_without_accents(browser: Browser, catalogue: Path, typed: str, units: list[str]):
    """Unit, kind and period, in any order, as one types in a hurry."""
    with page_of(browser, catalogue) as page:
        page.get_by_label("Tìm báo cáo").fill(typed)

        assert page.locator(f"{ROWS} > .unit").all_inner_texts() == units
        expect(page.get_by_role("status")).to_have_text(f"{len(units)} trong 51 báo cáo")
        assert page.locator(".pack:visible").count() == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sơ kết", 11 + 2),
        ("so ket", 11 + 2),
        ("SƠ KẾT 2023", 11),
        ("tổng kết", 3),
        ("tong ket", 3),
        ("6 tháng 2023", 11),
        ("6 thang 2023", 11),
        ("tp bac kan", 3),
        ("TP Bắc Kạn", 3),
        ("TP. Bắc Kạn", 3),
        ("thị xã bắc kạn 2022", 1),
        ("tp bac kan so ket", 2),
        ("pac nam tong ket", 1),
        ("10 thang", 2),
        ("số liệu sơ kết", 13),
    ],
)
def test_search_knows_the_words_of_the_office(browser: Browser, public: Path, typed: str, found: int):
    """What a meeting is called, a period as it is spoken of, and every spelling of a unit that the registry knows."""
    with page_of(browser, public) as page:
        page.get_by_label("Tìm báo cáo").fill(typed)

        assert page.locator(ROWS).count() == found
        expect(page.get_by_role("status")).to_have_text(f"{found} trong 16 báo cáo")


def test_public_page_has_the_search_and_no_states(browser: Browser, public: Path):
    """Readers find their report as the office does; what waits or failed is not theirs to filter."""
    with page_of(browser, public) as page:
        page.keyboard.press("/")
        page.keyboard.type("ba be")
        assert page.locator(f"{ROWS} > .unit").all_inner_texts() == ["Huyện Ba Bể", "Huyện Ba Bể"]
        page.keyboard.press("Escape")
        assert page.locator(ROWS).count() == 16
        assert page.locator("button, [data-state], details").count() == 0


def test_typed_word_must_begin_a_word(browser: Browser, catalogue: Path):
    """The 6 of "6 tháng" is not that of 2016, and "be" not the end of another word."""
    with page_of(browser, catalogue) as page:
        page.get_by_label("Tìm báo cáo").fill("021")
        assert page.locator(ROWS).count() == 0
        expect(page.get_by_role("status")).to_have_text("Không có báo cáo nào khớp. Bấm Esc để xem tất cả.")


@pytest.mark.parametrize("typed", [".*", "(", "<b>", "\\", "'\"", "{{q}}", "😀", "x" * 200])
def test_odd_letters_in_the_search_do_no_harm(browser: Browser, catalogue: Path, typed: str):
    """What is typed is neither a pattern nor markup."""
    with page_of(browser, catalogue) as page:
        page.get_by_label("Tìm báo cáo").fill(typed)

        assert page.locator(".found *").count() == 0
        assert page.locator(ROWS).count() in (0, 51)


@pytest.mark.parametrize(
    ("button", "count"),
    [
        ("Đã duyệt", 2),
        ("Đã thay đổi sau khi duyệt", 1),
        ("Đã thu hồi", 1),
        ("Chờ duyệt", 46),
        ("Không lập được", 2),
        ("Tất cả", 51),
    ],
)
def test_filters_show_one_state_and_say_how_many(browser: Browser, catalogue: Path, button: str, count: int):
    """The number on each button is what it shows; an edition whose rebuild failed is under both its states."""
    with page_of(browser, catalogue) as page:
        page.get_by_role("button", name=f"{button} {count}", exact=True).click()

        assert page.locator(ROWS).count() == count
        expect(page.locator("[aria-pressed=true]")).to_contain_text(button)
        page.get_by_label("Tìm báo cáo").fill("khong co dau")
        assert page.locator(ROWS).count() == 0


def test_keyboard_does_everything(browser: Browser, catalogue: Path):
    """A slash goes to the search, Esc shows all again, Tab goes on to buttons and rows, and none holds a key back."""
    with page_of(browser, catalogue) as page:
        page.keyboard.press("/")
        assert page.evaluate(FOCUSED) == "q"
        page.keyboard.type("pac/nam")
        assert page.get_by_label("Tìm báo cáo").input_value() == "pac/nam"
        assert page.locator(ROWS).count() == 1

        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED).startswith("Đã duyệt")
        page.keyboard.press("Enter")
        assert page.locator(ROWS).count() == 0
        page.keyboard.press("Escape")
        assert page.locator(ROWS).count() == 51
        expect(page.get_by_role("status")).to_have_text("51 báo cáo")

        page.keyboard.press("/")
        page.keyboard.type("pac nam")
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED).startswith("Các bản trước"):
                break
        page.keyboard.press("Enter")
        assert page.locator("details[open] a:visible").all_inner_texts() == ["HTML", "PDF", "Excel", "Word"]
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')").endswith("revisions/1/district.html")


def test_tab_passes_every_link_in_the_order_of_the_page(browser: Browser, catalogue: Path):
    """Nothing is out of reach, nothing is a trap."""
    with page_of(browser, catalogue) as page:
        page.get_by_label("Tìm báo cáo").fill("huyen 2023")
        wanted = page.locator("a:visible, button:visible, summary:visible").all_inner_texts()
        page.locator("#q").focus()
        reached = []
        for _ in wanted:
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.innerText"))

        assert reached == wanted


@pytest.mark.parametrize("which", ["catalogue", "public"])
def test_every_link_leads_to_a_file(browser: Browser, which: str, request: pytest.FixtureRequest):
    """As the browser resolves them, from the disk: reports and earlier revisions; in public zips and the feed."""
    file = request.getfixturevalue(which)
    with page_of(browser, file) as page:
        addresses = page.eval_on_selector_all("[href]", "all => all.map(each => each.href)")
        found = {Path(unquote(urlsplit(each).path)) for each in addresses}

        assert all(each.is_file() and each.is_relative_to(file.parent) for each in found)
        more = {".zip", ".xml"} if which == "public" else {".docx"}
        assert {each.suffix for each in found} == {".html", ".pdf", ".xlsx", *more}
        assert all(zipfile.is_zipfile(each) for each in found if each.suffix == ".zip")


def test_name_of_a_unit_opens_its_report_and_back_keeps_the_place(browser: Browser, catalogue: Path):
    """Reading one report after another, the reader finds the list as it was left, searched or not."""
    with opened(browser, catalogue) as visit:
        visit.page.get_by_label("Tìm báo cáo").fill("pac nam")
        visit.page.get_by_role("link", name="Huyện Pác Nặm", exact=True).click()
        visit.page.wait_for_url("**/huyen-pac-nam/district.html")
        visit.page.go_back()
        visit.page.wait_for_url("**/index.html")

        typed = visit.page.get_by_label("Tìm báo cáo").input_value()
        expect(visit.page.locator(ROWS)).to_have_count(1 if typed else 51)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_violation(browser: Browser, catalogue: Path, width: int, scheme: str):
    """WCAG 2.2 AA and axe's best practices, in both modes, with earlier revisions open and a filter chosen."""
    with page_of(browser, catalogue, width=width) as page:
        page.emulate_media(color_scheme=scheme)
        page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")
        page.locator("[data-filter=released]").click()
        page.locator("[data-filter=released]").click()

        assert not (found := Axe().run(page)).violations_count, found.generate_report()
        assert page.locator("a:visible, button:visible, summary:visible").evaluate_all(SMALL_TARGETS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation_on_the_public_page(browser: Browser, public: Path, width: int, scheme: str):
    """Its readers are everybody."""
    with page_of(browser, public, width=width) as page:
        page.emulate_media(color_scheme=scheme)

        assert not (found := Axe().run(page)).violations_count, found.generate_report()
        assert page.locator("a:visible, button:visible").evaluate_all(SMALL_TARGETS) == []


@pytest.mark.parametrize("which", ["catalogue", "public"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_page_never_scrolls_sideways(browser: Browser, which: str, width: int, request: pytest.FixtureRequest):
    """Also with everything open, and a reason that is one long word; no word stands letter below letter,
    none runs out of its frame."""
    with page_of(browser, request.getfixturevalue(which), width=width) as page:
        assert max(page.locator(f"{ROWS} > p:not(.remark)").evaluate_all(HEIGHTS)) < 60
        assert page.locator(f"{ROWS} > .files a").evaluate_all(RUN_OUT) == []
        page.eval_on_selector_all("details", "all => all.forEach(each => each.open = true)")

        assert page.evaluate(OVERFLOW) <= 0


def test_paper_has_the_list_and_no_controls(browser: Browser, catalogue: Path):
    """A printed index for the folder of the meeting."""
    with page_of(browser, catalogue) as page:
        page.emulate_media(media="print")
        assert page.locator(".controls:visible, .files:visible, details:visible").count() == 0
        text = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()

    # Where the page's font lacks a letter, that of another font is read with blanks around it.
    letters = "".join(text.split())
    assert "SỐLIỆUMINHHỌA" in letters
    assert "HuyệnBaBể" in letters


def test_without_script_it_is_a_plain_list(browser: Browser, catalogue: Path):
    """Where scripts are forbidden nothing is missing but the search."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(catalogue.as_uri())

        assert page.locator(ROWS).count() == 51
        assert page.locator(".controls:visible").count() == 0
    finally:
        context.close()


def test_two_thousand_editions_are_searched(browser: Browser, tmp_path: Path):
    """Ten years of a province on one page, and one of them found."""
    catalogue = write_catalogue(tmp_path, many_packs(tmp_path, 20, 100), PublishSettings(), now=MORNING)
    with page_of(browser, catalogue) as page:
        assert page.locator(ROWS).count() == 2000
        page.get_by_label("Tìm báo cáo").press_sequentially("2010 xa thu 42")

        assert page.locator(f"{ROWS} > .unit").all_inner_texts() == ["Xã Thử 42"]
        expect(page.get_by_role("status")).to_have_text("1 trong 2000 báo cáo")
        page.keyboard.press("Escape")
        assert page.locator(ROWS).count() == 2000
