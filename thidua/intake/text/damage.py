"""Text that lost its letters on the way: UTF-8 read as another encoding, "?" for a letter, escapes for letters.

Nothing is put right here: what stood there cannot be told for certain, so the sender is asked. Old fonts, which can be
read, are in ``encodings``.
"""

from __future__ import annotations

import re

from thidua.intake.text.encodings import is_syllable, tcvn3

# UTF-8 read byte by byte: ế is "áº¿", đ is "Ä‘", ư is "Æ°", à is "Ã" and a no-break space. Behind Ã only what cannot
# stand behind the capital of XÃ: an ordinary quote, dot or footnote mark can.
_BYTES = (
    r"á[º»ş]|Ä[\x80-\xbf‚ƒ‘]|Æ[¡\xa0°¯]|Å[¨©]|[ÃĂ][\x80-\x9f¡¢£¤¥¦§¨©ª¬®¯±´µ¶¸º¼½¾€ƒˆ‰Š‹ŒŽ™š›œžŸ]|Â[\xa0º»°«²³]|â€"
    r"|[B-DF-HJ-NP-TV-Za-z]Ä[a-z]|[a-zđ][ÃĂ]|[ÃĂ][²³¹][a-z]|[ÃĂ]\xa0(?= |$)|(?<![^\W\d_])Ã[a-z]"
    r"|[ÃĂ][ \xa0](?:n|ng|nh|m|c|p|t|i|y|o|u)(?![^\W\d_])"
)
_LOWER, _UPPER = "a-zà-ýăđĩũơưạ-ỹ", "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"
_CONSONANTS = "[bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX]"
_LOST = (
    # Nguy?n, NGUY?N, ?inh, ??c, ?? Minh
    rf"[{_LOWER}{_UPPER}]\?+[{_LOWER}]|[{_UPPER}]\?+[{_UPPER}]|(?:^|[\s(,;-])\?+[{_LOWER}{_UPPER}]|^\?+\s+[{_UPPER}][{_LOWER}]"
    # H? Văn A, Trần Th?: no word without a vowel is followed by a question mark.
    rf"|(?:^|\s){_CONSONANTS}{{1,3}}\?(?=\s+[{_LOWER}{_UPPER}?])|\s[{_UPPER}][bcdđghklmnpqrstvx]{{0,2}}\?$"
)
_BROKEN = re.compile(
    rf"{_BYTES}|{_LOST}|\ufffd|(?<=[{_LOWER}{_UPPER}])[\ue000-\uf8ff]|&#(?:[0-9]{{2,5}}|[xX][0-9a-fA-F]{{2,4}});|&[a-z]{{2,8}};"
)
_UNSEEN = re.compile(r"[\x80-\x9f]")
# A person's name with a question mark: "Mai Hu? Chi". A sentence has words in small letters.
_NAME = re.compile(rf"(?:[{_UPPER}][{_LOWER}']*\??\s+){{2,5}}(?:[{_UPPER}][{_LOWER}']*\??|\?)")
_ADDRESS = re.compile(r"://|www\.|@")
# No tone but the sharp and the heavy stands before a stop: Quèc is Quốc in TCVN3.
_TONE_BEFORE_STOP = re.compile(r"[^\W\d_]*[àèìòùãõÀÈÌÒÙÃÕ](?:ch|CH|[cptCPT])(?![^\W\d_])")


def is_damaged(text: str) -> bool:
    """Say whether letters of a text were lost or replaced before it came here.

    Parameters
    ----------
    text
        As sent, composed or not.

    Returns
    -------
    bool
        True for "HoÃ\xa0ng", "Nguy?n", "Tr?n Th?", U+FFFD, "Nguy&#7877;n". False for a question ("Đã khen chưa?"), a
        blank ("??"), "café", "Müller".

    Examples
    --------
    >>> is_damaged("Tr?n Th? Mai"), is_damaged("á»¦y ban"), is_damaged("Đã khen chưa?"), is_damaged("São Paulo")
    (True, True, False, False)
    """
    if _BROKEN.search(text) and not _ADDRESS.search(text):
        return True
    return "?" in text and _NAME.fullmatch(text.strip()) is not None


def with_marks(text: str) -> str:
    """The text with U+FFFD where, in a damaged one, a character that nobody sees stood for a part of a letter.

    Examples
    --------
    >>> with_marks("H\xc3\xa0 V\xc4\x83n") == "H\xc3\ufffd V\xc4\ufffdn"
    True
    """
    if not is_damaged(text):
        return text
    return _UNSEEN.sub("\ufffd", _BROKEN.sub(lambda found: found[0].replace("\xa0", "\ufffd"), text))


def has_tcvn3_word(text: str) -> bool:
    """Say whether a word has a tone that Vietnamese does not have before a stop, and has none in TCVN3: "Quèc".

    Examples
    --------
    >>> has_tcvn3_word("Quèc An"), has_tcvn3_word("Quốc An"), has_tcvn3_word("Pòc")
    (True, False, False)
    """
    return any(_is_tcvn3_word(found[0]) for found in _TONE_BEFORE_STOP.finditer(text))


def _is_tcvn3_word(word: str) -> bool:
    decoded = tcvn3().decoded(word)
    return decoded is not None and not is_syllable(word) and is_syllable(decoded)
