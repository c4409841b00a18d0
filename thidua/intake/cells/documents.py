"""Numbers of directing documents out of cells: "12/KH-UBND", as it is typed, with the day beside it or without.

What kind of document a symbol means stands in ``register_words.csv``; decisions are read in ``decisions``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thidua.intake.cells.days import read_day
from thidua.intake.cells.values import CACHED, Blank, Cell, Percent, Refused, blank_in, plain

# U+00D0 and U+0189 look like Đ (U+0110); only Đ is Vietnamese.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_LETTERS = "A-Za-zĐđÊêÔôƠơƯưĂăÂâ"
_PIECE = rf"[{_LETTERS}][{_LETTERS}0-9]*(?:\s?&\s?[{_LETTERS}]+|\.[{_LETTERS}]+)*"
# 12/KH-UBND, 05/2023/QĐ-UBND, 123/UBND-NV of a state office; 15-CT/HU, 08-KH/TU of the Party.
_STATE = re.compile(rf"([0-9]{{1,6}}[a-zA-Z]?)\s*/\s*((?:19|20)[0-9]{{2}}\s*/\s*)?({_PIECE}(?:\s*[-–]\s*{_PIECE})*)")
_PARTY = re.compile(rf"([0-9]{{1,6}}[a-zA-Z]?)\s*[-–]\s*({_PIECE})\s*/\s*({_PIECE})")
_FRONT = re.compile(rf"(?:[{_LETTERS}À-ỹ]+\s+){{0,3}}?(?:(?:[Ss]ố|SỐ)\s*[:.]?\s*)?(?=[0-9])")
_DAY = re.compile(r"[\s,;(-]*(?:[Nn]gày\s+|[Kk]ý\s+ngày\s+)?([0-9]{1,4}\s*(?:[/.-]|\stháng\s).*?)[\s.)]*", re.DOTALL)
_BARE = re.compile(r"[0-9]+\s*/?")


@dataclass(frozen=True, slots=True)
class DocumentNo:
    """One directing document as its cell names it.

    Attributes
    ----------
    text
        Its number and symbol: "12/KH-UBND"; a leading zero of the sender stays.
    symbol
        The letters that tell what kind of document it is: "KH"; of a plain letter, those of the office that sends it.
    day
        The day in the same cell, if there is one.
    """

    text: str
    symbol: str
    day: date | None = None

    @property
    def is_party(self) -> bool:
        """Whether it is numbered as offices of the Party do: "15-CT/HU"."""
        return "-" in self.text.partition("/")[0]


@lru_cache(maxsize=CACHED, typed=True)
def read_document(cell: Cell) -> DocumentNo | Blank | Refused:
    """Read the number and symbol of one directing document, and its day if it stands in the same cell.

    Returns
    -------
    DocumentNo | Blank | Refused
        Refused "no-symbol" (12 alone) or "not-a-document"; what ``read_day`` refuses in the day beside the number.

    Notes
    -----
    The order of number, symbol and office is that of Decree 30/2020/NĐ-CP, Annex I, and of Guidance 36-HD/VPTW for
    documents of the Party.

    Examples
    --------
    >>> read_document("Kế hoạch số 12/kh-ubnd ngày 05/01/2023")
    DocumentNo(text='12/KH-UBND', symbol='KH', day=datetime.date(2023, 1, 5))
    >>> read_document("15-CT/HU"), read_document(12)
    (DocumentNo(text='15-CT/HU', symbol='CT', day=None), Refused(reason='no-symbol'))
    """
    if cell is None:
        return Blank.MISSING
    if isinstance(cell, bool | Percent) or not isinstance(cell, str | int | float):
        return Refused("not-a-document")
    if isinstance(cell, int | float):
        return Refused("no-symbol" if cell > 0 and cell % 1 == 0 else "not-a-document")
    text = plain(cell).translate(_LOOKALIKES)
    blank = blank_in(text)
    if blank is not None:
        return blank
    front = _FRONT.match(text)
    start = front.end() if front else 0
    if found := _PARTY.match(text, start):
        number, symbol = found[1], _letters(found[2])
        written = f"{number}-{symbol}/{_letters(found[3])}"
    elif found := _STATE.match(text, start):
        office = _letters(found[3])
        number, symbol = found[1], office.partition("-")[0]
        written = f"{number}/{''.join((found[2] or '').split())}{office}"
    else:
        return Refused("no-symbol" if _BARE.fullmatch(text[start:]) else "not-a-document")
    day = _day_after(text[found.end() :])
    return day if isinstance(day, Refused) else DocumentNo(written, symbol, day)


def _letters(written: str) -> str:
    """Letters as offices write them: capitals, but for a symbol that has small ones of its own ("CTr", "QyĐ")."""
    joined = "".join(written.replace("–", "-").split())
    return joined if joined != joined.lower() else joined.upper()


def _day_after(rest: str) -> date | Refused | None:
    if not rest.strip(" \n,;.()-"):
        return None
    written = _DAY.fullmatch(rest)
    if written is None:
        return Refused("not-a-document")
    day = read_day(written[1])
    return day if isinstance(day, date | Refused) else Refused("not-a-date")
