"""Whether a number format of Excel shows another number than is stored: per cent, thousands, noughts of its own, none.

Dates and times are told by the reader of cells; other formats change how a number looks and not what it says.
"""

from __future__ import annotations

import re

BUILT_IN_PERCENTS = frozenset((9, 10))
"""Numbers of the formats 0% and 0.00%, which need no code. Source: ECMA-376 Part 1 (2016), 18.8.30."""

# Quoted text, an escaped letter, the letter whose width is left blank or that fills the cell, a colour or condition.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]', re.DOTALL)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)', re.DOTALL)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
# Digits of its own right behind the number make it another: "00", ".000".
_DIGITS = re.compile(r"[.,]?[0-9]+\s*")
_OF_NO_NUMBER_ABOVE_0 = re.compile(r"(?:\[[a-z]+[0-9]*\])*\[(?:<?=|<)-?0(?:\.0*)?\]", re.IGNORECASE)
"""The condition of a section that hides noughts, say: what follows it is of the other numbers."""
_SHOWS_SOMETHING = re.compile(r"[0#?@dmyhs]|general|standard", re.IGNORECASE)


def shows_another(code: str) -> bool:
    r"""Whether a format code shows a number above 0 as another one, or not at all; per cents are told apart.

    Examples
    --------
    >>> [shows_another(code) for code in ("#,##0,", '0"00"', ";;;", '"-"')]
    [True, True, True, True]
    >>> [shows_another(code) for code in ('[=0]"-";#,##0', '[Red][<0]"-";0', '[=0]"";#,##0,', "0;-0;;@")]
    [False, False, True, False]
    >>> [shows_another(code) for code in ("#,##0", '0" người"', r'0\ "m2"', '#,##0_);(#,##0);"-"??', "dd/mm/yyyy", "")]
    [False, False, False, False, False, False]
    """
    kept = _QUOTED.sub(lambda found: "\0" * len(found[0]), code)
    ends = [at for at, mark in enumerate(kept) if mark == ";"]
    sections = [code[begin:end] for begin, end in zip([0, *(at + 1 for at in ends)], [*ends, None], strict=True)]
    section = next((each for each in sections if not _OF_NO_NUMBER_ABOVE_0.match(each)), sections[0])
    bare = _LITERAL.sub("", section)
    if not code or "%" in bare:
        return False
    if not _SHOWS_SOMETHING.search(bare) or _SCALED.search(bare):
        return True
    placeholders = _QUOTED.sub(lambda found: " " * len(found[0]), section)
    last = max(placeholders.rfind(mark) for mark in "0#?")
    behind = "".join(quoted or escaped for quoted, escaped in _QUOTED.findall(section[last + 1 :])) if last >= 0 else ""
    return _DIGITS.match(behind) is not None


def shows_percent(code: str) -> bool:
    r"""Whether a format code multiplies by a hundred.

    Examples
    --------
    >>> shows_percent("0.0%"), shows_percent("[Red]0,0%;-0%"), shows_percent('0.0"%"'), shows_percent(r"0\%")
    (True, True, False, False)
    """
    return "%" in code and "%" in _LITERAL.sub("", code)
