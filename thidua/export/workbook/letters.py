"""Text and numbers as a cell of a workbook can hold them, whatever a sender wrote."""

from __future__ import annotations

import math
import re

from thidua.errors import NotebookError
from thidua.present.letters import UNPRINTABLE

LONGEST = 32_767
"""Letters in one cell, as Excel counts them: an emoji is two. Source: Microsoft, Excel specifications and limits."""

Value = str | int | float | None

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_HIDDEN_BREAK = "\u200b"


def cell_text(text: str) -> str:
    """A text letter for letter, but for what the format cannot hold and the hidden places where a page may break.

    Examples
    --------
    >>> cell_text("=1+1\\x00")
    '=1+1□'
    """
    if text.isprintable() and len(text) <= LONGEST // 2:
        return text  # as nearly all are
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace(_HIDDEN_BREAK, "")
    shown = _NOT_XML.sub(UNPRINTABLE, shown)
    return shown if _length(shown) <= LONGEST else _shortened(shown)


def is_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula if somebody typed it.

    Notes
    -----
    Source: OWASP, CSV Injection. A lone sign is a mark of the table, and none.

    Examples
    --------
    >>> [is_like_formula(text) for text in ("=1+1", "+84 24", "-5%", "@SUM(A1)", "-", "…", "Bằng khen")]
    [True, True, True, True, False, False, False]
    """
    return len(text) > 1 and text[0] in "=+-@\t\r"


def line_text(text: str) -> str:
    """A text as one line: a title, the head of a column, a word in a header or footer.

    Notes
    -----
    "_x0041_" would be read as the letter A in the head of a table (and only there), so it is set apart.

    Examples
    --------
    >>> line_text("Số\\nlượng _x0041_")
    'Số lượng _ x0041_'
    """
    return _ESCAPE.sub("_ ", " ".join(cell_text(text).split()))


def cell_value(value: object, place: str) -> Value:
    """A value of a table as its cell holds it: a number, a text, or None for a blank cell.

    Raises
    ------
    NotebookError
        If it is a number that no cell can hold; names the place.
    """
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise NotebookError(f"{place}: {value} is no number that a workbook can hold; write “…” for missing")
        return value
    return cell_text(str(value))


def _length(text: str) -> int:
    return len(text) if len(text) <= LONGEST // 2 else len(text.encode("utf-16-le")) // 2


def _shortened(text: str) -> str:
    """The start of a text that is too long, with a mark that there was more."""
    start = text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore")
    return f"{start}…"
