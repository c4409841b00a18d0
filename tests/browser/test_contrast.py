"""Every text of a page against what is behind it: at least 4.5 to 1, whatever its size."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import opened
from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.run.plan import Edition

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("published")]

GREY, BLUE, RUST = (89, 89, 89), (31, 78, 121), (181, 69, 27)

TEXT_COLOURS = """() => {
    const found = new Set();
    for (const element of document.querySelectorAll('body *')) {
        if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
        let behind = element, style = getComputedStyle(behind);
        while (style.backgroundColor === 'rgba(0, 0, 0, 0)' && behind.parentElement) {
            behind = behind.parentElement;
            style = getComputedStyle(behind);
        }
        const background = style.backgroundColor === 'rgba(0, 0, 0, 0)' ? 'rgb(255, 255, 255)' : style.backgroundColor;
        found.add(`${getComputedStyle(element).color} on ${background}`);
    }
    return [...found];
}"""

Colour = tuple[int, ...]


def text_colours(browser: Browser, file: Path) -> list[tuple[Colour, Colour]]:
    """The pairs of text and background colour on a page, as the browser computes them."""
    with opened(browser, file) as visit:
        pairs = [pair.split(" on ") for pair in visit.page.evaluate(TEXT_COLOURS)]
    assert all(re.fullmatch(r"rgb\(\d+, \d+, \d+\)", colour) for pair in pairs for colour in pair), pairs
    return [(colour(text), colour(background)) for text, background in pairs]


def colour(text: str) -> Colour:
    return tuple(int(part) for part in re.findall(r"\d+", text))


def luminance(rgb: Colour) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [part / 255 for part in rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2, contrast ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_agrees_with_known_pairs():
    """Black on white is 21 by definition; #767676 is the well-known lightest grey that passes on white."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)
    assert contrast((119, 119, 119), (255, 255, 255)) < 4.5


def test_every_text_of_a_published_page_is_dark_enough(browser: Browser, html_file: Path):
    """Notes in grey and group names in blue are read on bad screens and bad paper (WCAG 2.2, 1.4.3)."""
    pairs = text_colours(browser, html_file)

    assert pairs
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_mark_of_illustrative_figures_is_dark_enough(browser: Browser, published: dict[str, Edition], tmp_path: Path):
    """The words that say "not real figures" are the last that may be overlooked."""
    notebook = nbformat.read(published["2020/tinh-bac-kan/province"].file("ipynb"), as_version=4)
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        for shown in output.data.values():
            if isinstance(shown, dict):
                shown |= {name: True for name in ("illustrative", "thidua:illustrative") if name in shown}
    page = tmp_path / "page.html"
    page.write_text(html_text(read_document(notebook)), encoding="utf-8")
    pairs = text_colours(browser, page)

    assert {GREY, BLUE, RUST} <= {text for text, _ in pairs}
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
