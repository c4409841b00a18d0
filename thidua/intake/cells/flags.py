"""Cells of one word: a yes or no, a gender.

Numbers and days have modules of their own; what an unticked box means is the form's business.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from thidua.intake.cells.values import CACHED, Blank, Cell, Percent, Refused, blank_in, plain
from thidua.registry.text import fold

_YES = frozenset({"x", "✓", "✔", "có", "1", "true"})
_NO = frozenset({"không", "0", "false"})


@lru_cache(maxsize=CACHED, typed=True)
def read_flag(cell: Cell) -> bool | Blank | Refused:
    """Read a yes or no: x, có, 1, a tick; không, 0.

    Returns
    -------
    bool | Blank | Refused
        Refused "not-a-flag" for anything else, "is-a-date" for a day. A blank is not a no.

    Examples
    --------
    >>> read_flag("X"), read_flag("Không"), read_flag(1.0), read_flag("nữ")
    (True, False, True, Refused(reason='not-a-flag'))
    """
    if cell is None:
        return Blank.MISSING
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, Percent):
        return Refused("not-a-flag")
    if isinstance(cell, int | float):
        return bool(cell) if cell in (0, 1) else Refused("not-a-flag")
    if not isinstance(cell, str):
        return Refused("is-a-date")
    text = plain(cell)
    blank = blank_in(text)
    if blank is not None:
        return blank
    word = fold(text)
    return word in _YES if word in _YES | _NO else Refused("not-a-flag")


Gender = Literal["female", "male"]
_GENDERS: dict[str, Gender] = {"nữ": "female", "nữ giới": "female", "nam": "male", "nam giới": "male"}


@lru_cache(maxsize=CACHED, typed=True)
def read_gender(cell: Cell) -> Gender | Blank | Refused:
    """Read a gender: nữ or nam, in any case.

    Returns
    -------
    {"female", "male"} | Blank | Refused
        Refused "not-a-gender" for anything else, "nu" without its accent included.

    Examples
    --------
    >>> read_gender("NỮ"), read_gender(" Nam"), read_gender("x")
    ('female', 'male', Refused(reason='not-a-gender'))
    """
    if cell is None:
        return Blank.MISSING
    if not isinstance(cell, str):
        return Refused("not-a-gender")
    text = plain(cell)
    blank = blank_in(text)
    if blank is not None:
        return blank
    return _GENDERS.get(fold(text), Refused("not-a-gender"))
