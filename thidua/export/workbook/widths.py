"""How much room texts take: the widths of columns, the breaks of long lines, the heights of rows.

Widths are told in digits, as spreadsheets tell them; not every program measures wrapped cells when it opens a file.
"""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache

from thidua.export.workbook.letters import cell_text

BOLD = 1.1
"""How much wider bold letters are than plain ones."""

INDENT = 1.5
"""The room before a text that stands beside another column."""

_NARROW = re.compile(r"[ iíìỉĩịjltfrI.,;:!()\[\]|/\\'“”‘’-]")
_CAPITAL = re.compile(r"[A-HJ-ZÀ-ỸĐƠƯĂÂÊÔ]")
_WIDE = re.compile(r"[mwMW@%…—]")


@lru_cache(maxsize=8192)
def text_width(text: str) -> float:
    """The width of a text in digits of the same size, of a face like Arial.

    Examples
    --------
    >>> round(text_width("0123456789")), round(text_width("illicit")), round(text_width("WOMAN"))
    (10, 4, 7)
    """
    return (
        len(text)
        - 0.5 * len(_NARROW.findall(text))
        + 0.25 * len(_CAPITAL.findall(text))
        + 0.6 * len(_WIDE.findall(text))
    )


@lru_cache(maxsize=2048)
def broken(text: str, width: float) -> tuple[str, ...]:
    """A text in lines that fit a width, broken between words."""
    shown = " ".join(cell_text(text).split())
    taken = text_width(shown)
    if taken <= width:
        return (shown,)
    return tuple(textwrap.wrap(shown, max(int(width * len(shown) / taken), 1), break_on_hyphens=False))


def line_count(text: str, width: float) -> int:
    """How many lines a cell of this width wraps a text into."""
    if 1.6 * len(text) <= width and "\n" not in text:
        return 1
    return sum(max(len(broken(line, width)), 1) for line in text.split("\n"))
