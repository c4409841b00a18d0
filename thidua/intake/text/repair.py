"""A sender's text as it is read: composed, plainly spaced, with its own letters, out of the fonts of old.

Only what was surely meant is put right here; the encodings are in ``encodings``, and two spellings of one word
(hoà, hòa) are left as they are: ``thidua.registry.fold`` matches them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from thidua.intake.text.damage import has_tcvn3_word, is_damaged, with_marks
from thidua.intake.text.encodings import Reading, read_as, tcvn3, vni

_LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
_LETTERS += "đ" + _LETTERS.upper() + "Đ"
# The two searches that ordinary text, nearly every cell, pays for: a character that is not plainly Vietnamese (or may
# stand for a lost one: "?", "#", the "&" of "&aacute;"), and two letters of an old font that are Vietnamese one by one
# (Leâ, giÊy, Quèc). Both begin with a set, which is fast.
_UNUSUAL = re.compile(f"[^ !\"$%'->@-~{_LETTERS}–—‘’“”…•°€](?:(?<!&)|(?=[a-z]{{2,8}};))")
_UNUSUAL_PAIR = re.compile(
    "[ÀÁÂÃĂÈÉÊÌÒÓÔÕÙÚÝàáâãèéêìòõùú](?:(?<=[a-z][ÃĂÈÉÊÌÒÓÔÕÝ])|(?<=[ÃĂ])(?= ?[a-z])|(?<=[aeouyAEOUY].)(?:"
    "(?<=[aeAE][ÀÁÂÃÕÙàáâãõù])|(?<=[aA][ÈÉÊÚèéêú])|(?<=[oO][ÂÕâõ])|(?<=[uyUY][ÕÙõù]))"
    "|(?<=[àèìòùãõÀÈÌÒÙÃÕ])(?=[cptCPT]))"
)
_SOFT_HYPHEN = "\xad"
# Blanks that Excel itself writes are not worth telling; a no-break space is, as nobody sees it.
_ODD_SPACE = re.compile(r"[^\S \t\n\v\f\r\x1c-\x1f]")
_BLANKS = re.compile(r"[ \t\n\v\f\r]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# U+00D0 and U+0189 look like Đ (U+0110) in old fonts and keyboards.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})


@dataclass(frozen=True, slots=True)
class Repaired:
    """One text, and what was done to read it.

    Attributes
    ----------
    text
        What is read: NFC, single spaces.
    kinds
        The repairs worth telling, in the order made, of "spaces", "composed", "lookalike", "tcvn3", "vni".
    is_doubtful
        It looks like a legacy encoding but cannot be decoded with certainty, or letters of it were lost on the way
        ("Nguy?n", "HoÃ\xa0ng"); only spaces and NFC were put right.
    """

    text: str
    kinds: tuple[str, ...] = ()
    is_doubtful: bool = False


@lru_cache(maxsize=65536)
def repair_text(text: str) -> Repaired:
    """Read a text as its sender saw it.

    Parameters
    ----------
    text
        A cell, a heading or a line, as it was sent.

    Returns
    -------
    Repaired
        Repairing its text again changes nothing and tells nothing.

    Notes
    -----
    A soft hyphen is ư in TCVN3 and Ð is é there, so old fonts are decided before either is touched. Letters that
    ``.VnTimeH`` drew as capitals are read in lower case: TCVN3 does not keep the case of a vowel with a tone.
    Blanks, tabs and line breaks become single spaces untold; control and zero-width characters go, as "spaces".

    Examples
    --------
    >>> repair_text("thi ®ua, khen th\\xadëng")
    Repaired(text='thi đua, khen thưởng', kinds=('tcvn3',), is_doubtful=False)
    >>> repair_text("QÐ-UBND")
    Repaired(text='QĐ-UBND', kinds=('lookalike',), is_doubtful=False)
    >>> repair_text("café")
    Repaired(text='café', kinds=(), is_doubtful=False)
    """
    if (
        _UNUSUAL.search(text) is None
        and "  " not in text
        and text.strip(" ") == text
        and (text.isascii() or _UNUSUAL_PAIR.search(text) is None)
    ):
        return Repaired(text)
    sent, kinds = _cleaned(with_marks(text))
    if is_damaged(sent):
        return Repaired(sent, kinds, is_doubtful=True)
    repaired, doubtful = _repaired(text)
    # What was read is looked at once more, so that a second repair says the same.
    doubt = is_damaged(repaired.text) or has_tcvn3_word(repaired.text)
    return doubtful if doubt else repaired


def _repaired(text: str) -> tuple[Repaired, Repaired]:
    """The text as it is read, and what stands for it if that is doubtful."""
    sent, kinds = _cleaned(text)
    doubtful = Repaired(sent, kinds, is_doubtful=True)
    plain, more = _cleaned(sent.replace(_SOFT_HYPHEN, ""))
    if plain != sent:
        more = ("spaces", *more)
    readings = _readings(sent, plain)
    whole = [reading for reading in readings if reading.is_whole]
    if len(whole) == 1 and whole[0].is_certain and not _readings(whole[0].text, whole[0].text):
        name = whole[0].encoding.name
        return Repaired(whole[0].text, _joined(kinds, more if name == "vni" else (), (name,))), doubtful
    # Without its soft hyphens a text may look like TCVN3 that it was not before: then nobody can tell.
    if readings or (plain != sent and _readings(plain, plain)):
        return doubtful, doubtful
    read = plain.translate(_LOOKALIKES)
    return Repaired(read, _joined(kinds, more, ("lookalike",) if read != plain else ())), doubtful


def are_plain(texts: Iterable[str]) -> bool:
    """Whether ``repair_text`` would leave each of these texts as it is, told of a whole column at once.

    Examples
    --------
    >>> are_plain(["Nông Văn An", ""]), are_plain(["Nông Văn An", " "])
    (True, False)
    """
    joined = f"|{'|'.join(texts)}|"
    return (
        _UNUSUAL.search(joined) is None
        and "  " not in joined
        and "| " not in joined
        and " |" not in joined
        and _UNUSUAL_PAIR.search(joined) is None
    )


def _readings(sent: str, plain: str) -> list[Reading]:
    """Return how old fonts read the text; only TCVN3 has a letter for the soft hyphen."""
    found = (read_as(tcvn3(), sent), read_as(vni(), plain))
    return [reading for reading in found if reading is not None]


def _cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text in NFC with single spaces and nothing invisible but soft hyphens, and what that took."""
    visible = _INVISIBLE.sub("", _ODD_SPACE.sub("\xa0", text))
    spaced = _BLANKS.sub(" ", visible.replace("\xa0", " ")).strip(" ")
    composed = unicodedata.normalize("NFC", spaced)
    kinds = ("spaces",) * (visible != text or "\xa0" in text) + ("composed",) * (composed != spaced)
    return composed, kinds


def _joined(*kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for some in kinds for kind in some))
