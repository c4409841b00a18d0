"""Pages of `docs/` taken apart, so that tests can do what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.conftest import REPOSITORY

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One block of code of a page: its language ("" for commands), its text, and the words between it and the last."""

    language: str
    text: str
    before: str


def page(name: str) -> str:
    """The text of a page: "new-report.md"."""
    return (REPOSITORY / "docs" / name).read_text(encoding="utf-8")


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    end = 0
    for found in _FENCED.finditer(text):
        yield Block(found[1], found[2], text[end : found.start()])
        end = found.end()
