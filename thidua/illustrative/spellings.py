"""Spellings: composed and decomposed letters, hard spaces, late tones, and the old TCVN3 fonts, as offices type.

Reading them back is the business of intake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from thidua.registry.tables import parse_rows

_EARLY_TONE = re.compile(
    "(?<!q)(o|u)([\u0300\u0301\u0303\u0309\u0323])(?:(?<=o.)([ae])|(?<=u.)(y))(?!\\w|[\u0300-\u036f])", re.IGNORECASE
)


def decomposed(text: str) -> str:
    """NFD, as some telephones and Macs type Vietnamese."""
    return unicodedata.normalize("NFD", text)


def hard_spaced(text: str) -> str:
    """Every second space is a no-break space, as in texts that come from a web page or Word.

    Examples
    --------
    >>> hard_spaced("Hoàng Văn Sơn")
    'Hoàng Văn\\xa0Sơn'
    """
    words = text.split(" ")
    joints = ["\u00a0" if place % 2 else " " for place in range(len(words) - 1)]
    return "".join(word + joint for word, joint in zip(words, [*joints, ""], strict=True))


def late_toned(text: str) -> str:
    """The tone on the second vowel, as older keyboards put it.

    Examples
    --------
    >>> late_toned("ỦY BAN NHÂN DÂN xã Nam Hòa, bà Bùi Thị Thúy quý mến")
    'UỶ BAN NHÂN DÂN xã Nam Hoà, bà Bùi Thị Thuý quý mến'
    """
    letters = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _EARLY_TONE.sub(r"\1\3\4\2", letters))


@cache
def _tcvn3() -> Mapping[str, str]:
    table = resources.files("thidua.intake").joinpath("tables", "tcvn3.csv").read_text(encoding="utf-8-sig")
    return {row["read"]: row["sent"] for row in parse_rows(table, "tcvn3")}


def in_tcvn3(text: str) -> str:
    """The text as a .VnTime font stores it; capitals with a tone become small, as that font has none."""
    letters = unicodedata.normalize("NFC", text)
    return "".join(_tcvn3().get(letter) or _tcvn3().get(letter.lower(), letter) for letter in letters)


SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "nfd": decomposed,
    "nbsp": hard_spaced,
    "tones": late_toned,
    "tcvn3": in_tcvn3,
}
