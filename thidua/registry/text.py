"""Vietnamese text as a key: folded for matching, stripped for suggestions, quoted for messages.

Only what two spellings of one word share belongs here; what words mean belongs to the tables.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# U+00D0 and U+0189 look like Đ (U+0110) in old fonts and keyboards; only Đ is Vietnamese.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_SAME = {**_LOOKALIKES, **_HYPHENS}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTER = "[^\\W\\d_]"
# hoà, khoẻ, thuỷ: the tone moves back to the first vowel (hòa); "qu" is a consonant, so quà and quý stay.
_LATE_TONE = re.compile(f"(?<!q)(o(?=[ae])|u(?=y))([aey])([{_TONES}])(?!\\w|[\u0300-\u036f])")
# sỹ, Rỳ, mỹ: y alone after a consonant, or after qu (quý), is written i.
_LONE_Y = re.compile(f"(?<!{_LETTER})(qu|[bcdđghklmnprstvx]+)y([{_TONES}]?)(?!\\w|[\u0300-\u036f])")
# Composed letters in which one of the two patterns above may be found: most texts have none and are spared both.
_SPELT_TWO_WAYS = re.compile(
    "[oyỳýỷỹỵ\u0300-\u036f](?:(?<=[yỳýỷỹỵ])|(?<=o)[àáảãạèéẻẽẹ]|(?<=[\u0300-\u036f]))"
)  # it begins with a set, which is searched for quickly


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Fold the spellings of one Vietnamese text to one key, without removing a diacritic.

    Parameters
    ----------
    text
        Any text, composed (NFC) or decomposed (NFD).

    Returns
    -------
    str
        NFC, lower case, one space between words, ``-`` for every hyphen and dash, ``đ`` for its lookalikes,
        *hoà* as *hòa*, *sỹ* as *sĩ*. Compare it with another folded text only: it is a key, not a spelling.

    Notes
    -----
    The statistics office and resolution 1683/NQ-UBTVQH15 place tones and choose i or y differently
    (*Trung Hoà*, *Liêm Thuỷ*, *Sĩ Bình*). The vowels are kept: *Na Ri* is not folded to *Na Rì*.

    Examples
    --------
    >>> fold("Na Rỳ") == fold("NA  RÌ"), fold("Liêm Thuỷ") == fold("Liêm Thủy"), fold("Ba Be")
    (True, True, 'ba be')
    """
    if not text.isprintable():
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    plain = " ".join(text.translate(_SAME).split())
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", plain).lower())
    if not _SPELT_TWO_WAYS.search(lower):
        return lower
    letters = unicodedata.normalize("NFD", lower)
    letters = _LATE_TONE.sub(r"\1\3\2", letters)
    letters = _LONE_Y.sub(r"\1i\2", letters)
    return unicodedata.normalize("NFC", letters)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Fold each of these texts, which were repaired already: composed, plainly spaced, without lookalikes.

    Examples
    --------
    >>> fold_all(["Hoàng Thị Hoà", "Ba Bể"])
    ['hoàng thị hòa', 'ba bể']
    """
    known = {
        text: fold(text) if _SPELT_TWO_WAYS.search(lower) else lower.translate(_HYPHENS)
        for text in set(texts)
        for lower in (text.lower(),)
    }
    return [known[text] for text in texts]


def strip_accents(text: str) -> str:
    """Return the text without diacritics and with d for đ: for suggestions and slugs, never for matching.

    Examples
    --------
    >>> strip_accents("Chợ Đồn")
    'Cho Don'
    """
    letters = unicodedata.normalize("NFD", text.translate(_LOOKALIKES))
    bare = "".join(character for character in letters if not unicodedata.combining(character))
    return bare.replace("đ", "d").replace("Đ", "D")


def quoted(value: object, *, limit: int = 60) -> str:
    """Quote a value for a message of one line: control characters become spaces, a long text is cut.

    Examples
    --------
    >>> quoted("Ba\\nBể"), quoted(2017)
    ('"Ba Bể"', '2017')
    """
    if not isinstance(value, str):
        value, mark = repr(value), ""
    else:
        mark = '"'
    start = value[: 4 * limit]
    shown = " ".join("".join(character if character.isprintable() else " " for character in start).split())
    if len(shown) > limit or len(value) > len(start):
        shown = shown[:limit].rstrip() + "…"
    return f"{mark}{shown}{mark}"
