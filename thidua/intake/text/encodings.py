"""The two encodings of old Vietnamese fonts: TCVN3 (``.VnTime``; TCVN 5712:1993) and VNI-Windows (VNI Software).

Tables, and how one text reads under one of them, belong here; which reading is believed belongs to ``repair``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from thidua.intake.words.tables_said import read_words

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONES_BEFORE_STOP = "\u0301\u0323"
_MODIFIED = "ăâêôơư"
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu ych yn ynh yt yp
    o oc oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt
"""
# In Latin-1 these occur in Vietnamese as it is written today, so they tell nothing.
_VIETNAMESE = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý"
_CAPITALS = "ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖØÜÝÞ"
_SYMBOLS = "¡¢£¤¥¦§¨©«¬\xad®¶·¸»×÷"
_NUMERALS = "ª²³µ¹º¼½¾"
_CONSONANT = "[B-DF-HJ-NP-TV-XZ]"
# QĐ, HĐND, AHLĐ: capitals that are no syllable; in España no consonant stands beside the ñ.
_ABBREVIATION = re.compile(f"(?=.*(?:{_CONSONANT}Đ|Đ{_CONSONANT}))[A-ZĐƯ]{{2,8}}|(?:{_CONSONANT}|[ĐƯ]){{2,8}}")


@dataclass(frozen=True, slots=True)
class Encoding:
    """One legacy encoding, decoded as Latin-1 before it reached us.

    Attributes
    ----------
    name
        "tcvn3" or "vni".
    table
        What stands in the text, and the letter it is.
    word
        A run of letters in this encoding; some of TCVN3's are symbols in Latin-1.
    telling
        What occurs in a word of this encoding but in no Vietnamese word of Unicode.
    strong
        What is enough evidence in a single word; hardly another language writes it.
    """

    name: Literal["tcvn3", "vni"]
    table: Mapping[str, str]
    word: re.Pattern[str]
    telling: re.Pattern[str]
    strong: re.Pattern[str]

    def decoded(self, word: str) -> str | None:
        """Return the word in Unicode, or None if it holds a letter that this encoding lacks."""
        letters: list[str] = []
        place = 0
        while place < len(word):
            piece = word[place : place + 2]
            if piece not in self.table:
                piece = word[place]
            if not piece.isascii() and piece not in self.table:
                return None
            letters.append(self.table.get(piece, piece))
            place += len(piece)
        return "".join(letters)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read under one encoding.

    Attributes
    ----------
    encoding, text
        The encoding, and the text in Unicode.
    is_whole
        Every letter decodes and every word that changes becomes a syllable or an abbreviation.
    is_certain
        Whole, and more than chance.
    """

    encoding: Encoding
    text: str
    is_whole: bool
    is_certain: bool


def _table(name: str) -> Mapping[str, str]:
    return {row["sent"]: row["read"] for row in read_words(name)}


@cache
def tcvn3() -> Encoding:
    """TCVN3 (ABC): one byte a letter.

    Notes
    -----
    Vowels with a tone have no capitals: fonts named ``.VnTimeH`` only draw them so. They are read in lower case.
    """
    table = _table("tcvn3")
    own = "".join(sorted(set(table) - set(_VIETNAMESE) - {"Ð"}))
    return Encoding(
        "tcvn3",
        table,
        word=re.compile(rf"(?:[^\W\d_²³]|[{_SYMBOLS}\u0300-\u036f])+"),
        # xÐt, XÐt is é; QÐ, HÐND, Ðt may be a lookalike of Đ.
        telling=re.compile(rf"[{own}]|(?<=[a-z])[{_CAPITALS}]|(?<=[A-Z])Ð(?=[a-z])"),
        # ®ua, V¨n, K¹n | ViÖt, hoµ | VËn | Q§ | x·, N÷, L­: no vowel but the symbol. "Kan¹" and "5 µm" are not enough.
        strong=re.compile(
            rf"[{_SYMBOLS.replace(chr(0xAD), '')}ª¹¼½¾](?=.)|[a-z][{_CAPITALS}µ]|[A-Z][ÆÇËÎÏÑÖØÜÞ](?=[a-z])|[A-Z]§$"
            rf"|^[b-dghk-np-tvxB-DGHK-NP-TVX]+(?:[\xadß]|[{_SYMBOLS}ª¼½¾]$)"
        ),
    )


@cache
def vni() -> Encoding:
    """VNI-Windows: a vowel and a second character that carries its marks, or one character."""
    table = _table("vni")
    own = "".join(sorted({character for sent in table for character in sent if not character.isascii()}))
    own = "".join(character for character in own if character not in _VIETNAMESE)
    return Encoding(
        "vni",
        table,
        # A symbol of TCVN3 within a word is kept in it, undecodable: the word is not VNI then.
        word=re.compile(rf"(?:[^\W\d_²³¹]|[{re.sub('[«»©®]', '', _SYMBOLS)}\u0300-\u036f])+"),
        telling=re.compile(rf"(?i:[{own}]|[ae][àáâãõù]|a[éèêú]|o[âõ]|[uy][õù])"),
        # Not aï, oï, oû, aú: others write Anaïs, Loïc, août, aún.
        strong=re.compile(
            r"(?i:[aeouyôö][øåäõ]|[aeuyôö][ùû]|[ae][àáâã]|a[êéèëü]|oâ|[euyôö]ï|aï(?=n[gh]|c|p)|öô|æ(?=nh)"
            rf"|^ñ(?=[aeiouyôöìíæóò]))|{_CONSONANT}Ñ|Ñ{_CONSONANT}"
        ),
    )


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Return where a rhyme may carry its tone: hòa and hoà, but only tiến, mía, xoài."""
    if modified := [place for place, letter in enumerate(rhyme) if letter in _MODIFIED]:
        return (modified[-1],)
    vowels = len(rhyme) - len(rhyme.lstrip("aeiouy"))
    if rhyme in ("oa", "oe", "uy"):
        return (0, 1)
    if vowels < len(rhyme):
        return (vowels - 1,)
    return (1,) if vowels == 3 else (0,)


@cache
def _rhymes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the rhymes as they are pronounced, and those without a tone that a stop would need."""
    spoken: set[str] = set()
    bare: set[str] = set()
    for rhyme in _RHYMES.split():
        is_stopped = rhyme.endswith(("c", "ch", "p", "t"))
        (bare if is_stopped else spoken).add(rhyme)
        for place in _tone_places(rhyme):
            for tone in _TONES_BEFORE_STOP if is_stopped else _TONES:
                letters = rhyme[: place + 1] + tone + rhyme[place + 1 :]
                spoken.add(unicodedata.normalize("NFC", letters))
    return frozenset(spoken), frozenset(bare)


def is_syllable(word: str) -> bool:
    """Say whether the word can be a Vietnamese syllable: an onset, a rhyme, at most one tone in its place.

    Examples
    --------
    >>> is_syllable("Kạn"), is_syllable("thưởng"), is_syllable("tửù"), is_syllable("cỏt")
    (True, True, False, False)
    """
    return _splits(word, _rhymes()[0])


def _splits(word: str, rhymes: frozenset[str]) -> bool:
    lower = word.lower()
    parts = ((lower[:size], lower[size:]) for size in range(4))
    return any((not onset or onset in _onsets()) and rhyme in rhymes and _fits(onset, rhyme) for onset, rhyme in parts)


@cache
def _onsets() -> frozenset[str]:
    return frozenset(_ONSETS.split())


def _fits(onset: str, rhyme: str) -> bool:
    """Say whether the spelling of the onset goes with the vowel after it; k goes with all: Kạn, Kon."""
    vowel, *rest = (letter for letter in unicodedata.normalize("NFD", rhyme) if letter not in _TONES)
    if vowel == "y" and rest[:1] != ["e"]:
        return onset == "qu" or (not rest and (len(onset) < 2 or onset == "th"))
    if onset in ("ngh", "gh"):
        return vowel in "ie"
    return vowel not in "ie" or onset not in ("c", "ng")


def _is_foreign(word: str) -> bool:
    """Say whether an ASCII word is neither a syllable nor an abbreviation: it makes a Vietnamese text less likely."""
    is_short = len(word) <= 3 and not re.search("[aeiouy]", word)
    return not (word.isupper() or is_short or is_syllable(word) or _splits(word, _rhymes()[1]))


def read_as(encoding: Encoding, text: str) -> Reading | None:
    """Read a text under one encoding.

    Parameters
    ----------
    encoding
        The encoding to try.
    text
        NFC, single spaces.

    Returns
    -------
    Reading or None
        Certain when every letter decodes, every word that changes becomes a syllable or an abbreviation, and at
        least two words, or one with strong evidence, outnumber the foreign ones. Not certain when only a part
        reads so. None when nothing does: "Müller", "5 × 20 m", "Microsoft®".

    Notes
    -----
    A word that touches a digit ("5m×20m", "500.000®") proves nothing, nor does a symbol that stands alone.
    """
    evidence: list[str] = []
    foreign = 0
    is_whole = True
    pieces: list[str] = []
    end = 0
    for found in encoding.word.finditer(text):
        word = found[0]
        decoded = encoding.decoded(word)
        pieces += (text[end : found.start()], decoded or word)
        end = found.end()
        if word.isascii():
            foreign += _is_foreign(word)
        elif decoded is None:
            is_whole = is_whole and _is_lone(word)
        elif not _is_lone(word) and decoded not in "đĐ":
            is_read = _is_word(encoding, decoded)
            is_whole = is_whole and is_read
            if is_read and decoded != word and not _touches_digit(text, found.start(), end):
                evidence.append(word)
    told = [word for word in evidence if encoding.telling.search(word)]
    is_strong = any(encoding.strong.search(word) for word in told)
    if not told or not (is_whole or is_strong):
        return None
    is_certain = is_whole and foreign < len(evidence) and (is_strong or len(evidence) > 1)
    return Reading(encoding, "".join(pieces) + text[end:], is_whole, is_certain)


def _is_lone(word: str) -> bool:
    return len(word) == 1 and (word in _SYMBOLS or word in _NUMERALS)


def _is_word(encoding: Encoding, decoded: str) -> bool:
    if _ABBREVIATION.fullmatch(decoded):
        return True
    # VNI keeps the case of every letter; TCVN3 does not.
    is_cased = encoding.name == "tcvn3" or decoded.isupper() or decoded[1:] == decoded[1:].lower()
    return is_cased and is_syllable(decoded)


def _touches_digit(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdigit() or text[end : end + 1].isdigit()
