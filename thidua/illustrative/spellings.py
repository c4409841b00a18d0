"""Spellings: composed and decomposed letters, hard spaces, and the old TCVN3 fonts, as different offices type.

Reading them back is the business of intake.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources


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


@cache
def _tcvn3() -> Mapping[str, str]:
    table = resources.files("thidua.intake").joinpath("tables", "tcvn3.csv").read_text(encoding="utf-8-sig")
    return {row["read"]: row["sent"] for row in csv.DictReader(io.StringIO(table))}


def in_tcvn3(text: str) -> str:
    """The text as a .VnTime font stores it; capitals with a tone become small, as that font has none."""
    letters = unicodedata.normalize("NFC", text)
    return "".join(_tcvn3().get(letter) or _tcvn3().get(letter.lower(), letter) for letter in letters)


SPELLINGS: Mapping[str, Callable[[str], str]] = {"nfd": decomposed, "nbsp": hard_spaced, "tcvn3": in_tcvn3}
