"""What a key of settings may hold: a line of text, a name of files, a year, a list of different things.

Each refuses with the words that follow "write"; where they stand in a message is for ``settings``.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Annotated, TypeVar

from msgspec import Meta

from thidua.registry.periods import FIRST_YEAR, LAST_YEAR
from thidua.settings.model import After

LONGEST = 300
"""A title or a name of so many letters fills three lines of a page; whatever is longer is something else."""
_NAME, _NOTEBOOK = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}"), re.compile(r"\w[\w -]{0,99}")

Item = TypeVar("Item", bound=Hashable)


def one_line(text: str) -> None:
    """Refuse what would break a line of a mail or a page, or turn it round."""
    if not text.isprintable():
        raise ValueError("must be one line without control characters")
    if len(text) > LONGEST:
        raise ValueError(f"write at most {LONGEST} letters, not {len(text)}")


def _line(text: str) -> None:
    if not text.strip():
        raise ValueError("write some text in quotes, or leave the key out where it has a default")
    one_line(text)


def _kind(text: str) -> None:
    if not _NAME.fullmatch(text) or text.endswith("-names"):
        raise ValueError(
            'write a name of small letters a to z, digits, - and _, which does not end in "-names": district'
        )


def _notebook(text: str) -> None:
    if not _NOTEBOOK.fullmatch(text):
        raise ValueError('write the name of a notebook in notebooks/, without folder and ending: "unit_report"')


def _different(items: tuple[Item, ...]) -> None:
    twice = next((item for at, item in enumerate(items) if item in items[:at]), None)
    if twice is not None:
        raise ValueError(f'"{twice}" stands twice; write each once')


Line = Annotated[str, After(_line)]
"""One printable line with something in it."""
MaybeLine = Annotated[str, After(one_line)]
"""One printable line, or nothing."""
Kind = Annotated[str, After(_kind)]
"""A kind of report names files on every system; the restricted edition of a kind is called KIND-names."""
NotebookName = Annotated[str, After(_notebook)]
Year = Annotated[int, Meta(ge=FIRST_YEAR, le=LAST_YEAR)]
Different = Annotated[tuple[Item, ...], After(_different)]
Lines = Different[Line]
"""Several lines, each once."""
