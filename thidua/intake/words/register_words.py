"""The closed lists of the registers: how a movement spreads, what stage a model has reached, kinds of documents.

Words and codes are rows of ``tables/register_words.csv``.
"""

from __future__ import annotations

from thidua.intake.words.tables_said import read_words
from thidua.registry import fold


def register_words(name: str) -> dict[str, str]:
    """The words of a closed list ("movements.mode") by folded text, with their codes."""
    return {fold(row["text"]): row["code"] for row in read_words("register_words") if row["list"] == name}


def register_choices(name: str) -> list[str]:
    """The words that a template offers for a closed list, in their order."""
    rows = [row for row in read_words("register_words") if row["list"] == name]
    return list({row["code"]: row["text"] for row in reversed(rows)}.values())[::-1]
