"""A sender's words on a page: one line of letters that the printed face has, with places where a line may break.

How words are read belongs to ``thidua.intake``; here they are only shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

UNPRINTABLE = "□"
"""Stands for what the face lacks (an emoji) and for what would disturb the page (a mark that turns the line round)."""

_UNPRINTABLES = re.compile(f"{UNPRINTABLE}+")
_BREAK = "\u200b"
_LONG_WORD = re.compile(r"\S{21,}")
_PIECE = re.compile(r"[^_/.@=&-]{1,20}[_/.@=&-]*|[_/.@=&-]{1,20}")


@cache
def face_letters() -> frozenset[str]:
    """The letters that every style of the embedded face has.

    They stand in a file, from each to the last that follows it: to read them out of the face takes a command longer
    than all its pages.
    """
    told = files("thidua.present").joinpath("fonts/letters.txt").read_text(encoding="ascii")
    spans = [[int(code, 16) for code in line.split("-")] for line in told.splitlines()]
    return frozenset(chr(code) for first, last in spans for code in range(first, last + 1))


def printable(text: str, *, limit: int | None = 80) -> str:
    """A sender's text as one short line that every format can print.

    Parameters
    ----------
    limit
        How many letters are shown; of a longer text the start and the end, where a file name has its year. None shows
        all of them.

    Examples
    --------
    >>> printable("Báo cáo\\n\U0001f600 <b>2022</b>")
    'Báo cáo □ <b>2022</b>'
    >>> printable("Danh sách khen thưởng năm 2022.xlsx", limit=20)
    'Danh sách…2022.xlsx'
    """
    composed = unicodedata.normalize("NFC", text)
    shown = "".join([_shown(letter) for letter in composed])
    line = _UNPRINTABLES.sub(UNPRINTABLE, " ".join(shown.split()))
    if limit is not None and len(line) > limit:
        line = f"{line[: limit // 2].rstrip()}…{line[-(limit // 2) :].lstrip()}"
    return breakable(line)


def breakable(text: str) -> str:
    """The text with places where its longest words may break, an address after its marks.

    Examples
    --------
    >>> breakable("xem thidua.gov.vn/bao-cao/2022").split(chr(0x200B))
    ['xem thidua.', 'gov.', 'vn/', 'bao-', 'cao/', '2022']
    """
    return _LONG_WORD.sub(lambda word: _BREAK.join(_PIECE.findall(word[0])), text)


def unbroken(text: str) -> str:
    """The text without the places where `breakable` lets its words break."""
    return text.replace(_BREAK, "")


@lru_cache(maxsize=10_000)
def _shown(letter: str) -> str:
    """A letter as it is printed. Marks that no letter took up could pile up over other lines."""
    if letter.isspace():
        return " "
    is_shown = letter.isprintable() and not unicodedata.combining(letter) and letter in face_letters()
    return letter if is_shown else UNPRINTABLE
