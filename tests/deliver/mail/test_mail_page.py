"""The mail as it looks: on a phone and a desk, on a light and a dark screen, as Chromium shows its HTML part."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import running_chromium
from tests.browser.test_contrast import TEXT_COLOURS, colour, contrast
from tests.deliver.mail.enclosures import chart, enclosure
from tests.deliver.mail.test_compose import html_of, received, written

pytestmark = [pytest.mark.long]

LONG = "khen-thưởng-" * 30


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with running_chromium() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def mail_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of a mail with every kind of block, its picture put where a mail program puts it."""
    folder = tmp_path_factory.mktemp("mail")
    long_figure = {"value": "1.234.567", "label": LONG, "qualification": LONG}
    units = ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi")
    given = [enclosure(folder, unit, earlier=1, revision=2, changed=(LONG,), title=LONG) for unit in units]
    lead = enclosure(folder, "tinh-bac-kan", "province", picture=chart(), figures=(long_figure,) * 4)
    message = received(written(*given, lead)[0])
    picture = next(part for part in message.walk() if part.get_content_type() == "image/png")
    address = "data:image/png;base64," + base64.b64encode(picture.get_content()).decode()
    file = folder / "mail.html"
    file.write_text(html_of(message).replace(f"cid:{picture['Content-ID'].strip('<>')}", address), encoding="utf-8")
    return file


def shown(browser: Browser, file: Path, width: int, scheme: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        yield page
        assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    finally:
        context.close()


@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mail_fits_and_is_readable(browser: Browser, mail_file: Path, width: int, scheme: str):
    """Nothing runs over the side, the chart is there, every text stands out at least 4.5 to 1."""
    for page in shown(browser, mail_file, width, scheme):
        pairs = [tuple(map(colour, pair.split(" on "))) for pair in page.evaluate(TEXT_COLOURS)]
        image = page.locator("img").evaluate("i => [i.complete, i.naturalWidth, i.getBoundingClientRect().width]")

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert image[0]
        assert image[1] >= 1100
        assert 200 < image[2] <= 600
        assert len(pairs) >= 4
        assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_dark_screen_gets_a_dark_mail(browser: Browser, mail_file: Path):
    """The rules for dark screens outrank the styles on the elements."""
    [light] = [page.evaluate(SHEET) for page in shown(browser, mail_file, 800, "light")]
    [dark] = [page.evaluate(SHEET) for page in shown(browser, mail_file, 800, "dark")]

    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(31, 31, 31)")


@pytest.mark.parametrize(("width", "is_shown"), [(320, True), (800, False)])
def test_phone_gets_the_figures_of_the_chart_in_letters(browser: Browser, mail_file: Path, width: int, is_shown: bool):
    """The letters in a chart of 600 pixels are too small on 320."""
    for page in shown(browser, mail_file, width, "light"):
        assert page.locator("tr.words").is_visible() is is_shown


SHEET = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"
