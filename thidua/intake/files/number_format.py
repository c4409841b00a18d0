"""Whether a number format of Excel shows a number as per cent, a hundred times what is stored.

Dates and times are told by the reader of cells; other formats change how a number looks and not what it says.
"""

from __future__ import annotations

import re

BUILT_IN_PERCENTS = frozenset((9, 10))
"""Numbers of the formats 0% and 0.00%, which need no code. Source: ECMA-376 Part 1 (2016), 18.8.30."""

# Quoted text, an escaped letter, the letter whose width is left blank or that fills the cell, a colour or condition.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]', re.DOTALL)


def shows_percent(code: str) -> bool:
    r"""Whether a format code multiplies by a hundred.

    Examples
    --------
    >>> shows_percent("0.0%"), shows_percent("[Red]0,0%;-0%"), shows_percent('0.0"%"'), shows_percent(r"0\%")
    (True, True, False, False)
    """
    return "%" in code and "%" in _LITERAL.sub("", code)
