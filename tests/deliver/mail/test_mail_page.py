"""The mail as it looks: on a phone and a desk, on a light and a dark screen, as Chromium shows its HTML part."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import chromium
from tests.browser.test_contrast import TEXT_COLOURS, colour, contrast
from tests.deliver.mail.enclosures import HANG, MAIL, NOW, PACK, chart, enclosure
from tests.deliver.mail.test_compose import html_of, received, written
from thidua.deliver.mail.digest import CHART_PX
from thidua.deliver.mail.writing.letter import Letter
from thidua.deliver.mail.writing.notices import notice, reminder, withdrawal
from thidua.deliver.packs import file_title
from thidua.deliver.settings import PublishSettings, RoleSettings

pytestmark = [pytest.mark.long]

LONG = "khen-thưởng-" * 30


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with chromium.running_chromium() as running:
        yield running


@pytest.fixture(scope="module")
def mail_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of a mail with every kind of block, its picture put where a mail program puts it."""
    folder = tmp_path_factory.mktemp("mail")
    long_figure = {"value": "1.234.567", "label": LONG, "qualification": LONG}
    units = ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi")
    given = [enclosure(folder, unit, earlier=1, revision=2, changed=(LONG,), title=LONG) for unit in units]
    lead = enclosure(folder, "tinh-bac-kan", "province", picture=chart(), figures=(long_figure,) * 4)
    message = received(written(*given, lead)[0])
    file = folder / "mail.html"
    file.write_text(with_picture(message), encoding="utf-8")
    return file


def with_picture(message: EmailMessage) -> str:
    """The HTML of a mail, its picture put where a mail program puts it."""
    html = html_of(message)
    for part in message.walk():
        if part.get_content_type() == "image/png":
            address = "data:image/png;base64," + base64.b64encode(part.get_content()).decode()
            html = html.replace(f"cid:{part['Content-ID'].strip(' <>')}", address)
    return html


def shown(browser: Browser, file: Path, width: int, scheme: str) -> Iterator[Page]:
    with chromium.opened(browser, file, width=width) as visit:
        visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        yield visit.page
        assert visit.requests_elsewhere("file:") == []


@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mail_fits_and_is_readable(browser: Browser, mail_file: Path, width: int, scheme: str):
    """Nothing runs over the side, the chart is there, every text stands out at least 4.5 to 1."""
    for page in shown(browser, mail_file, width, scheme):
        pairs = [tuple(map(colour, pair.split(" on "))) for pair in page.evaluate(TEXT_COLOURS)]
        image = page.locator("img").evaluate("i => [i.complete, i.naturalWidth, i.getBoundingClientRect().width]")

        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert image[0]
        assert image[1] == 2 * CHART_PX
        assert image[2] == (CHART_PX if width == 800 else 288)
        assert len(pairs) >= 4
        assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_dark_screen_gets_a_dark_mail(browser: Browser, mail_file: Path):
    """The rules for dark screens outrank the styles on the elements."""
    [light] = [page.evaluate(SHEET) for page in shown(browser, mail_file, 800, "light")]
    [dark] = [page.evaluate(SHEET) for page in shown(browser, mail_file, 800, "dark")]

    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(31, 31, 31)")


def envelopes(folder: Path) -> dict[str, Letter]:
    """One mail of each kind that leaves the house, with the long words that offices write."""
    guest = HANG.changed(name="Ms Smith", lang="en")
    publish = PublishSettings(address="https://thidua.bac-kan.example/ket-qua-thi-dua-khen-thuong")
    units = ("tinh-bac-kan", "huyen-ba-be", "huyen-na-ri")
    given = [
        enclosure(folder, unit, "province" if unit.startswith("tinh") else "district", picture=chart())
        for unit in units
    ]
    english = [replace(each, title=file_title(each.edition, "en")) for each in given]
    items = [("illustrative/2023-H1/huyen-ba-be/district", 1), ("illustrative/2023-H1/huyen-na-ri/district", 1)]
    why = "Số liệu " + "danh-sách-quyết-định-khen-thưởng-" * 4 + "của huyện Ba Bể bị nhầm kỳ."
    made = {
        "attachments": written(*given),
        "attachments in English": written(*english, to=guest),
        "body": written(*given, role=RoleSettings(sends="body")),
        "link": written(*given, role=RoleSettings(sends="link"), publish=publish),
        "sample": written(*given, sample=True),
        "withdrawal": [
            withdrawal(
                HANG, titles=[each.title for each in given[1:]], why=why, mail=MAIL, now=NOW, pack=PACK, items=items,
                key="", illustrative=True,
            )
        ],
        "reminder": [
            reminder(
                HANG, unit_name="huyện Ba Bể", label="6 tháng đầu năm 2023", due=date(2023, 6, 16),
                missing=["Danh sách quyết định khen thưởng, 6 tháng đầu năm 2023 (hạn 16/6/2023)"],
                faulty=['bao-cao-thi-dua-khen-thuong-huyen-ba-be-lan-2.xlsx: trang "KT", ô D17: "2,952" không phải số'],
                unusual=["Giấy khen, cá nhân: 312; cùng kỳ 121, dự kiến từ 80 đến 160"], mail=MAIL, now=NOW, key="1",
            )
        ],
        "operator": [
            notice(
                MAIL, "Mail held: 2",
                ["illustrative/2023-H1/huyen-ba-be/district: district.pdf of revision 1 is not what was released",
                 '  python run_reports.py send --again "<0123456789012345678901234567890123456789@bac-kan.example>"'],
                NOW, "1",
            )
        ],
    }  # fmt: skip
    return {name: letters[0] for name, letters in made.items()}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each of them as a mail program opens it: its HTML with the picture in place, or its plain text."""
    folder = tmp_path_factory.mktemp("envelopes")
    files = {}
    for name, letter in envelopes(folder).items():
        message = received(letter)
        if message.get_body(("html",)) is None:
            files[name] = folder / f"{name}.txt"
            files[name].write_text(message.get_content(), encoding="utf-8-sig")
            continue
        files[name] = folder / f"{name}.html"
        files[name].write_text(with_picture(message), encoding="utf-8")
    return files


ENVELOPES = ("attachments", "attachments in English", "body", "link", "sample", "withdrawal", "reminder", "operator")


@pytest.mark.parametrize("width", [320, 800])
@pytest.mark.parametrize("name", ENVELOPES)
def test_each_kind_of_mail_is_read_on_a_phone_and_a_desk(
    browser: Browser, opened: dict[str, Path], name: str, width: int
):
    """No line runs over the side, no letter is smaller than 14 pixels, the heading stands above all."""
    for page in shown(browser, opened[name], width, "light"):
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if name == "operator":
            assert page.locator("body").inner_text().startswith("illustrative/2023-H1")
            continue
        sizes = page.evaluate(TEXT_SIZES)
        heading = page.locator("h1")
        assert min(sizes) >= 14
        assert max(sizes) == (20 if width == 320 else 22)
        assert heading.is_visible()
        assert heading.bounding_box()["y"] < 140
        assert page.locator("img").count() == (0 if name in ("withdrawal", "reminder") else 1)


TEXT_SIZES = """() => [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()) && e.offsetParent !== null)
    .map(e => parseFloat(getComputedStyle(e).fontSize))"""
SHEET = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"
