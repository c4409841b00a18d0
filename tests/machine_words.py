"""What no printed text of an edition may say (``machine_words.txt``), and the words of a page, a paper and a mail."""

from __future__ import annotations

import io
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from pypdf import PdfReader

from thidua.deliver.mail.digest import read_digest

_LIST = Path(__file__).with_suffix(".txt")
_FOLDED = ("details", "script", "style", "svg", "template")
"""Elements of which a reader of the page sees nothing before a click, or that are no text."""


@cache
def machine_words() -> tuple[str, ...]:
    """The phrases of the list."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def spoken_by_a_machine(text: str, *, but: tuple[str, ...] = ()) -> list[str]:
    """The phrases of the list that stand in a text, each with what stands around it.

    Parameters
    ----------
    but
        Phrases that this text may hold.
    """
    words = " ".join(text.split())
    found = []
    for phrase in machine_words():
        if phrase in but:
            continue
        pattern = rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase[0].isalnum() else re.escape(phrase)
        is_name = phrase.isascii() and not phrase.islower()
        at = re.search(pattern, words, 0 if is_name else re.IGNORECASE)
        if at is not None:
            found.append(f"{phrase}: …{words[max(0, at.start() - 60) : at.end() + 40]}…")
    return found


def page_text(html: str) -> str:
    """What a page says, without what is folded away."""
    page = _Page()
    page.feed(html)
    return "".join(page.told)


def paper_text(pdf: bytes) -> str:
    """What a paper says."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def mail_text(notebook: Path) -> str:
    """What a mail says of the edition of a notebook: its title, headline figures, overall assessment and chart."""
    said = read_digest(notebook)
    figures = (words for one in said.figures for words in (one.value, one.label, one.qualification))
    chart = (said.chart.title, said.chart.alt) if said.chart else ()
    return "\n".join((said.title, *figures, said.overview, *chart))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.folded = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FOLDED:
            self.folded += 1
        self.told.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _FOLDED:
            self.folded -= 1

    def handle_data(self, data: str) -> None:
        if not self.folded:
            self.told.append(data)
