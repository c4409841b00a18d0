"""What an opened dataset shows of itself: a card of a few lines, plain and as HTML, everything in it escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from thidua.present.language import tr, tr_count
from thidua.present.numbers import write_number
from thidua.present.words import upper_first

if TYPE_CHECKING:
    from thidua.explore.opened import OpenedDataset

QUESTIONS = ("units", "periods", "facts", "compare", "explain", "trace", "unusual", "search", "report")
"""What a card proposes to ask first."""


def plain_card(opened: OpenedDataset) -> str:
    """The card as a terminal shows it."""
    title, *lines = card_lines(opened)
    return "\n".join([title, *(f"  {line}" for line in lines)])


def html_card(opened: OpenedDataset) -> str:
    """The card as a notebook shows it."""
    title, *lines = card_lines(opened)
    return html_of(title, lines)


def html_of(title: str, lines: Iterable[str]) -> str:
    """A card as HTML: a title, and lines below it."""
    body = "".join(f'<div style="color:#555">{escape(line)}</div>' for line in lines)
    frame = "border-left:3px solid #8b1a1a;padding:.4em .8em;margin:.3em 0;font-family:inherit"
    return f'<div style="{frame}"><strong>{escape(title)}</strong>{body}</div>'


def card_lines(opened: OpenedDataset) -> list[str]:
    """The lines of the card: what it is, what it holds, what may be asked."""
    with opened.in_force():
        dataset, settings = opened.dataset, opened.dataset.settings
        title = settings.title_en if opened.lang == "en" and settings.title_en else settings.title
        facts = dataset.facts
        units, periods = len(facts.units), facts.all_periods
        lines = [f"{title} ({dataset.name})"]
        if settings.illustrative:
            lines.append(tr("Số liệu minh họa, không phải số liệu của đơn vị nào"))
        told = tr_count("{number} đơn vị có số liệu", units, number=write_number(units))
        if periods:
            first, last = (one.label(dataset.basis, opened.lang) for one in (periods[0], periods[-1]))
            when = first if first == last else tr("từ {first} đến {last}", first=first, last=last)
            told = f"{told}; {when}"
        lines.append(upper_first(told))
        asked = ", ".join(f".{name}()" for name in QUESTIONS)
        lines.append(tr("Hỏi bằng: {questions}", questions=asked))
        return lines
