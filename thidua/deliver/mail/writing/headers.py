"""Texts in the headers of a mail: encoded, folded, and nothing in them that could begin another header."""

from __future__ import annotations

import textwrap
from email.header import Header
from itertools import groupby

from thidua.deliver.lines import one_line

SUBJECT_LETTERS = 180
LINE_LETTERS = 78
"""RFC 5322, 2.1.1. Programs on the way fold a longer line again, Python's own among them, and write the type of a
workbook or a Message-ID as an encoded word then, which no other program reads as what it was."""
_LINE = 76


def encoded_words(text: str, *, first: int = 12) -> str:
    """Any text as encoded words (RFC 2047), folded so that no line passes 76 letters and no letter is torn.

    It is encoded even where it is plain: a text that only looks like an encoded word arrives as it was written.

    Parameters
    ----------
    first
        How much of the first line is taken already: by the name of the header.
    """
    return Header(text, "utf-8", maxlinelen=_LINE, header_name="x" * first).encode(linesep="\n")


def folded(name: str, value: str) -> str:
    """The value of a header, on the next line where it does not fit beside the name.

    Examples
    --------
    >>> folded("Content-Type", "text/html"), folded("X", "y" * 76)[:3]
    ('text/html', '\\n y')
    """
    fits = len(f"{name}: {value.partition(chr(10))[0]}") <= LINE_LETTERS
    return value if fits else f"\n {value}"


def header_text(text: str) -> str:
    """A text for a header: one line, and nothing in it that a program which decodes twice takes for an encoded word."""
    return one_line(text).replace("=?", "= ?")


def subject_line(text: str) -> str:
    """A subject as one line of visible letters, cut where no mail program shows it any more."""
    line = header_text(text)
    return line if len(line) <= SUBJECT_LETTERS else f"{line[:SUBJECT_LETTERS].rstrip()}…"


def mailbox(header: str, name: str, address: str) -> str:
    """``Name <address>`` with the name encoded, however it looks; without a name the address alone."""
    shown = header_text(name)[:SUBJECT_LETTERS]
    return f"{_phrase(shown, len(f'{header}: '))}\n <{address}>" if shown else folded(header, address)


def _phrase(name: str, first: int) -> str:
    """A name whose plain words stay plain, each run of others encoded.

    Some readers, Python's own among them, put a space between two encoded words of a name: most need only one.
    """
    runs = [(is_plain, " ".join(words)) for is_plain, words in groupby(name.split(), _is_plain)]
    lines = [
        textwrap.fill(run, 70, subsequent_indent=" ")
        if is_plain
        else encoded_words(run, first=first if not number else 1)
        for number, (is_plain, run) in enumerate(runs)
    ]
    return "\n ".join(lines)


def _is_plain(word: str) -> bool:
    return len(word) <= 60 and word.isascii() and word.replace("-", "").isalnum()
