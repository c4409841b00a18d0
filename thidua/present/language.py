"""The language a report is written in: Vietnamese text stands in the code, its English in one message catalogue.

What is written is decided where it is written; here a text only finds its words. Numbers and dates are in `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from thidua.english import catalogue, english_of
from thidua.errors import ConfigError
from thidua.registry import LANGUAGES, Language, quoted, with_names_of

_spoken: ContextVar[Language] = ContextVar("language", default="vi")
_declared: ContextVar[Language] = ContextVar("declared language", default="vi")


def language() -> Language:
    """The language that is being written: "vi" unless a report was opened in another."""
    return _spoken.get()


def declared_language() -> Language:
    """The language of the report that is being written, whatever other reports were looked at meanwhile."""
    return _declared.get()


def write_in(lang: str) -> None:
    """Write in this language from here on.

    Raises
    ------
    ConfigError
        If there is no such language; names those there are.
    """
    look_at_in(lang)
    _declared.set(language())


def look_at_in(lang: str) -> None:
    """Write what is looked at now in this language; what is being written beside it stays in its own.

    Raises
    ------
    ConfigError
        As `write_in`.
    """
    if lang not in LANGUAGES:
        raise ConfigError(f"no language {quoted(lang)}; there are: {', '.join(LANGUAGES)}")
    _spoken.set(lang)


@contextmanager
def written_in(lang: str) -> Iterator[None]:
    """Write in this language inside the block, and in the one before it afterwards."""
    spoken, declared = language(), declared_language()
    write_in(lang)
    try:
        yield
    finally:
        _spoken.set(spoken)
        _declared.set(declared)


def tr(text: str, /, **values: object) -> str:
    """A text in the language of the report, its ``{places}`` filled.

    Parameters
    ----------
    text
        The Vietnamese text, written out in the call, so that the catalogue can be compared with the code.
    values
        What fills the places. They are never read as text with places themselves.

    Raises
    ------
    KeyError
        If the catalogue of the language lacks the text: a test compares both, so no report can meet this.
    """
    return _with_articles(_message(text).format_map(values)) if values else _message(text)


def tr_count(text: str, number: int, /, **values: object) -> str:
    """A text that agrees with a number: "1 collective", "2 collectives"; in Vietnamese both are one text."""
    return _with_articles(_message(text, number).format_map(values))


def translated(text: str, **values: object) -> str:
    """A text of a notebook's own cells in the language of the report; unknown to the catalogue, it stays as it is."""
    found = text if language() == "vi" or text not in catalogue() else _message(text)
    return _with_articles(found.format_map(values)) if values else found


_PERIOD = re.compile(
    r"\b(in|of|against|with|from|for|to|since) ((?:first|second|third|fourth) (?:half|quarter|\w+ months)|stage \d)",
    re.IGNORECASE,
)


def _with_articles(text: str) -> str:
    """English words with the article of a period within a sentence: "In the first half of 2023"; its label has none."""
    return text if language() == "vi" else _PERIOD.sub(r"\1 the \2", text)


_day_of_names: ContextVar[date | None] = ContextVar("day of names", default=None)


def name_on_day(day: date) -> None:
    """Call units, awards and authorities from here on as they are called on that day."""
    _day_of_names.set(day)


@contextmanager
def named_on(day: date | None) -> Iterator[None]:
    """Call things inside the block as they are called on that day, or with None by their names in the tables."""
    before = _day_of_names.set(day)
    try:
        yield
    finally:
        _day_of_names.reset(before)


def day_of_names() -> date | None:
    """The day of the names that are written: the last of the report that was opened, None before one was."""
    return _day_of_names.get()


def named(thing: object, field: str = "name") -> str:
    """The name of a thing of the registry in the language of the report: its ``name_vi`` or ``name_en``."""
    if (day := day_of_names()) is not None:
        thing = with_names_of(thing, day)
    return str(getattr(thing, f"{field}_{language()}"))


def _message(text: str, number: int = 1) -> str:
    return text if language() == "vi" else english_of(text, number)
