"""The Vietnamese order of texts: syllable by syllable, letters (a ă â b … d đ e ê …) before tones, then capitals."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from thidua.registry import fold

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: number for number, letter in enumerate(_LETTERS, start=1)}
# ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

Key = tuple[tuple[tuple[tuple[int, ...], tuple[int, ...]], ...], str]


@lru_cache(maxsize=65536)
def vietnamese(text: str) -> Key:
    """A key that sorts texts as a Vietnamese dictionary does: all that begins with "ba" comes before "bà".

    Examples
    --------
    >>> sorted(["Đào", "Dương", "Ánh", "An", "Ân", "Ăn", "Bạch", "Ba Bể"], key=vietnamese)
    ['An', 'Ánh', 'Ăn', 'Ân', 'Ba Bể', 'Bạch', 'Dương', 'Đào']
    """
    return tuple(_parted(word) for word in fold(text).split()), text


def _parted(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of the letters of a word, and the tone of each."""
    places: list[int] = []
    tones: list[int] = []
    for letter in unicodedata.normalize("NFC", word):
        whole = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in whole if mark in _TONES), 0)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in _TONES))
        places.append(_PLACES.get(bare, 0) or 100 + ord(bare[0]) if bare.isalpha() else ord(bare[0]) - 10_000)
        tones.append(tone)
    return tuple(places), tuple(tones)
