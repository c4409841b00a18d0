"""Foreign words as one line: in a header, a list, a page they end where they should."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

NAMED = 12
"""So many of many names are told in a line; whoever wants all of them opens the report."""


def one_line(text: str, limit: int = 0) -> str:
    """A text as one line of visible letters: composed, without control or direction marks, cut at a limit.

    Whatever could begin another header, turn a line round or hide in it is dropped; a kind of space is a space.

    Examples
    --------
    >>> one_line("huyện\\r\\nBcc: x@y.example\\u202e")
    'huyện Bcc: x@y.example'
    >>> one_line("thành phố Bắc Kạn", 10)
    'thành phố…'
    """
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    shown = " ".join("".join(letter for letter in spaced if letter == " " or letter.isprintable()).split())
    return shown if not limit or len(shown) <= limit else f"{shown[: limit - 1].rstrip()}…"


def some_of(names: Sequence[str], *, more: str = "and {count} more") -> str:
    """The first of many names, and how many more there are.

    Examples
    --------
    >>> some_of(["huyện Ba Bể", "huyện Na Rì"])
    'huyện Ba Bể, huyện Na Rì'
    >>> some_of([f"xã {number}" for number in range(1, 15)]).endswith("xã 11, xã 12 and 2 more")
    True
    """
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" {more.format(count=rest)}" if rest > 0 else "")
