"""What every reader of a cell shares: plain text, the two kinds of blank, and the refusal with its reason.

The readers stand in ``numbers``, ``days``, ``decisions`` and ``flags``; none raises, whatever a cell holds.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final, Literal, TypeAlias


class Percent(float):
    """A number that its sheet shows as per cent: 0.985 stands in the cell, 98,5% is what people see."""

    __slots__ = ()


class ShownOtherwise(float):
    """A number that its sheet shows as another one, or not at all: 12 000 shown as 12, 5 as "500"."""

    __slots__ = ()


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
"""What a workbook's reader hands over for one cell; an empty cell is "" or None."""

Reason = Literal[
    "ambiguous",  # 2,952: two readings, and the wrong one is a thousand times too much or too little
    "fraction",  # 5,5 people
    "impossible-date",  # 31/02, or the month 13
    "has-other-year",  # 946/2022/QĐ-UBND ngày 31/5/2023
    "is-a-date",  # a number format, or another column, put a day here
    "is-a-percent",  # 72,5% where the unit is not %, or people are counted
    "more-than-one",  # two decisions in one cell
    "negative",
    "no-name",  # "12", "Có danh sách kèm theo" where a recipient is named
    "no-century",  # 31/5/23
    "no-day",  # 5/2023 or 2023
    "no-symbol",  # 946 without /QĐ-UBND
    "no-year",  # 31/5
    "not-a-count",
    "not-a-date",
    "not-a-decision",
    "not-a-document",
    "not-a-flag",
    "not-a-gender",
    "not-a-number",
    "no-zone",  # 2023-02-15T09:30:00Z: a moment, whose day depends on where one stands
    "other-kind",  # "12 cá nhân" where collectives are counted
    "range",  # "1-12" where a recipient is named
    "shown-otherwise",  # 12 000 stands in the cell, its format shows 12
    "several",  # two names in the cell of one recipient
    "too-large",
    "year-out-of-range",
]


class Blank(Enum):
    """Nothing to read, in two ways that are no zero."""

    MISSING = "missing"
    """Nothing is known: an empty cell, dots, a question mark."""
    NOT_APPLICABLE = "not applicable"
    """The sender says with a dash that nothing belongs here."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that is not read because more than one value, or none, could be meant."""

    reason: Reason


CACHED: Final = 8192
"""Different cells that one reader remembers; a province's year has a few thousand decisions.

Readers are cached with ``typed=True``: 1, 1.0 and True are equal as keys and three different cells.
"""

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | {"％": "%"})
_APOSTROPHES = ("'", "’", "‘")


def plain(text: str) -> str:
    """Return a cell's text without what nobody sees or means.

    Returns
    -------
    str
        NFC; no outer spaces, invisible characters, or apostrophe that once marked text; one kind of space, hyphen
        and digit inside. Line breaks stay: numbers on two lines are two numbers. Superscripts stay what they are.

    Examples
    --------
    >>> plain(" '０５\u00a0 lượt "), plain("m²"), plain("12\\n106")
    ('05 lượt', 'm²', '12\\n106')
    """
    if not text.isascii():
        text = "".join(map(_plain_character, unicodedata.normalize("NFC", text))).translate(_DASHES)
    text = text.strip()
    if text.startswith(_APOSTROPHES):
        text = text[1:].lstrip()
    return re.sub(r" ?(?:\n ?)+", "\n", re.sub(r"[^\S\n]+", " ", text))


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Nd":
        # Full-width ０ is 0 for certain; other scripts' digits are their own compatibility form and are refused.
        return unicodedata.normalize("NFKC", character)
    return character


def blank_in(text: str) -> Blank | None:
    """Say which blank a plain text is, or None if something stands there.

    Examples
    --------
    >>> blank_in("…").name, blank_in("-").name, blank_in("0")
    ('MISSING', 'NOT_APPLICABLE', None)
    """
    characters = set(text)
    if characters <= {".", "…"} and text != ".":
        return Blank.MISSING
    if characters == {"?"}:
        return Blank.MISSING
    return Blank.NOT_APPLICABLE if "-" in characters and characters <= {"-", " "} else None
