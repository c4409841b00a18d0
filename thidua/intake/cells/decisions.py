"""Decision numbers out of cells: "946/QĐ-UBND", as it is typed, with the day beside it or without.

Only certain repairs are made and they are told; whether the day and the authority fit the award is checked elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from string import ascii_letters
from typing import Final

from thidua.intake.cells.days import read_day
from thidua.intake.cells.values import CACHED, Blank, Cell, Percent, Reason, Refused, blank_in, plain

MESSAGES: Final[Mapping[Reason, str]] = {
    "no-symbol": "V10-no-symbol",
    "more-than-one": "V10-several",
    "has-other-year": "V10-year",
}
"""The message of the catalogue for a reason of a refusal that has one of its own; the others are V10-number."""

# U+00D0 and U+0189 look like Đ (U+0110); only Đ is Vietnamese.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})

# Letters are listed instead of ignoring case, which would let the long s (ſ) in as an s.
_DECISION = "[Qq][ĐđDd](?:[Kk][Tt])?"
_LETTERS = "[A-Za-zĐđ]"
# SGD&ĐT, CAT(PX03), LĐTB.XH: letters, then figures, joined by "-", "&" or a dot before capitals.
_PIECE = rf"{_LETTERS}+[0-9]{{0,3}}(?:\([A-ZĐ]+[0-9]{{0,3}}\))?"
_AGENCY = rf"{_PIECE}(?:\s?-\s?(?=[A-ZĐ0-9]){_PIECE}|-{_PIECE}|\s?&\s?{_PIECE}|\.(?=[A-ZĐ]{{2}}){_PIECE})*"
_END = r"(?![\w&/-])"
_FRONT = re.compile(
    rf"(?:(?:[Qq]uyết\s+[Đđ]ịnh|QUYẾT\s+ĐỊNH|{_DECISION}(?=[\s:0-9]))\s*:?\s*)?(?:(?:[Ss]ố|SỐ)\s*[:.]?\s*)?(?=[0-9])"
)
_NUMBER = "([0-9]{1,6}[A-Za-z]?)"
# The year is that of a legal document, and no part of the number of a commendation: 946/2023/QĐ-UBND.
_YEAR = r"(?:[/\\]\s*((?:19|20)[0-9]{2})\s*)?"
_STATE = re.compile(
    rf"{_NUMBER}\s*{_YEAR}[/\\]\s*({_DECISION})(?:\s*[-._]\s*(?={_LETTERS})|\s+(?=[A-ZĐ]{{2}}))({_AGENCY}){_END}"
)
_PARTY = re.compile(rf"{_NUMBER}\s*-\s*({_DECISION})\s*/\s*({_AGENCY}){_END}")
# Most decisions are written just so.
_CANONICAL = re.compile("[1-9][0-9]{0,5}/QĐ-UBND")
_SYMBOL = re.compile(rf"[0-9][A-Za-z]?\s*[/\\-]\s*{_DECISION}(?!{_LETTERS})")
_SEVERAL_NUMBERS = re.compile(rf"[0-9]+\s*(?:[,;\n]|\bvà\b)\s*[0-9]+\s*[/\\-]\s*{_DECISION}")
_NO_AGENCY = re.compile(rf"[0-9]+\s*(?:/\s*(?:{_DECISION}\s*-?)?)?")
_ISSUER = re.compile(r",?\s+(?:của|CỦA)\s[^0-9]*")
_DAY = re.compile(r"(?:[Kk]ý\s+|[Bb]an\s+hành\s+)?((?:[Nn]gày\s+)?[0-9]{1,4}\s*(?:[/.-]|\stháng\s).*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DecisionNo:
    """One decision as its cell names it.

    Attributes
    ----------
    text
        Canonical text, "05/QĐ-UBND"; a leading zero of the sender stays.
    day
        The day in the same cell, if there is one.
    is_repaired
        Its letters or signs were put right: "946/qd-ubnd", "946/2023/QĐ-UBND". Spaces and words before it do not count.
    is_party
        Numbered as the Party does: "15-QĐ/HU".
    year
        The year between number and symbol, if there is one; it must be that of the decision's day.
    """

    text: str
    day: date | None
    is_repaired: bool
    is_party: bool
    year: int | None = None

    @property
    def key(self) -> str:
        """What two spellings of one decision share; see `decision_key`."""
        return decision_key(self.text)


@lru_cache(maxsize=CACHED)
def decision_key(text: str) -> str:
    """A canonical number of a decision as a key: without leading zeros, and without what is written or not.

    Examples
    --------
    >>> decision_key("05/QĐ-UBND"), decision_key("946/QĐ-SGD&ĐT") == decision_key("946/QĐ-SGDĐT")
    ('5/QĐ-UBND', True)
    """
    return text.lstrip("0").replace("&", "").replace(".", "").upper()


@lru_cache(maxsize=CACHED, typed=True)
def read_decision(cell: Cell) -> DecisionNo | Blank | Refused:
    """Read the number of one decision, and its day if it stands in the same cell.

    Returns
    -------
    DecisionNo | Blank | Refused
        Refused "no-symbol" (946 alone), "more-than-one", "is-a-date", "has-other-year" (946/2022/QĐ-UBND ngày
        31/5/2023), "not-a-decision", or what ``read_day`` refuses in the day beside the number.

    Notes
    -----
    946/QĐ-CT, 946/QĐ-CTUBND, 946/QĐKT-UBND and 946/QĐ-UBND-NV are numbers of their own: an office may count each of
    them from 1.

    Examples
    --------
    >>> read_decision("Quyết định số 946/qđ-ubnd ngày 31/5/2023")
    DecisionNo(text='946/QĐ-UBND', day=datetime.date(2023, 5, 31), is_repaired=True, is_party=False, year=None)
    >>> read_decision(946.0)
    Refused(reason='no-symbol')
    """
    if isinstance(cell, str) and _CANONICAL.fullmatch(cell):
        return DecisionNo(cell, None, is_repaired=False, is_party=False)
    if cell is None:
        return Blank.MISSING
    if isinstance(cell, bool | Percent):
        return Refused("not-a-decision")
    if isinstance(cell, int | float):
        return Refused("no-symbol" if cell > 0 and cell % 1 == 0 else "not-a-decision")
    if not isinstance(cell, str):
        return Refused("is-a-date")
    text = plain(cell).translate(_LOOKALIKES)
    blank = blank_in(text)
    if blank is not None:
        return blank
    if len(_SYMBOL.findall(text)) > 1 or _SEVERAL_NUMBERS.search(text):
        return Refused("more-than-one")
    front = _FRONT.match(text)
    start = front.end() if front else 0
    found = _STATE.match(text, start) or _PARTY.match(text, start)
    if found is None:
        return _unread(text, text[start:])
    day = _day_after(text[found.end() :])
    return day if isinstance(day, Refused) else _decision(found, day, cell)


def _decision(found: re.Match[str], day: date | None, sent: str) -> DecisionNo | Refused:
    number, agency = found[1], _agency(found[found.lastindex or 0])
    is_party = found.re is _PARTY
    year = None if is_party or not found[2] else int(found[2])
    if int(number.rstrip(ascii_letters)) == 0:
        return Refused("not-a-decision")
    if day is not None and year not in (None, day.year):
        return Refused("has-other-year")
    # Only the Party writes 15-QĐ/HU; a people's committee that does means 15/QĐ-UBND.
    is_party = is_party and not agency.startswith("UBND")
    symbol = "QĐKT" if found[2 if found.re is _PARTY else 3].upper().endswith("KT") else "QĐ"
    text = f"{number}-{symbol}/{agency}" if is_party else f"{number}/{symbol}-{agency}"
    as_sent = "".join(unicodedata.normalize("NFC", sent).split())
    return DecisionNo(text, day, text not in as_sent, is_party, year)


def _agency(written: str) -> str:
    # The Prime Minister's symbol is the one that is written with a small letter.
    agency = "".join(written.split()).upper()
    return "TTg" if agency == "TTG" else agency


def _day_after(rest: str) -> date | Refused | None:
    """Read what follows the number: nothing, a day, and whose decision it is."""
    issuer = _ISSUER.search(rest)
    if issuer and issuer.end() == len(rest):
        rest = rest[: issuer.start()]
    rest = rest.strip(" \n,;.()-")
    if not rest:
        return None
    written = _DAY.fullmatch(rest)
    if written is None:
        return Refused("not-a-decision")
    day = read_day(written[1])
    # The text begins as a day does, so it is no blank.
    return day if isinstance(day, date | Refused) else Refused("not-a-date")


def _unread(text: str, after_front: str) -> Refused:
    if _NO_AGENCY.fullmatch(after_front):
        return Refused("no-symbol")
    return Refused("is-a-date" if isinstance(read_day(text), date) else "not-a-decision")
