"""One sentence of an overall assessment: put together from clauses, and never longer than one breath."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from thidua.present.keyed import Keyed
from thidua.present.language import tr
from thidua.present.words import upper_first

LONGEST = 35
"""So many words (syllables, as Vietnamese is written) a person reads aloud in one breath."""


class Clause(NamedTuple):
    """A part of a sentence, with the figures that stand in it."""

    words: str
    keyed: tuple[Keyed, ...] = ()


def sentence(clauses: Iterable[Clause | None], joint: str = "; ") -> Clause | None:
    """The clauses as one sentence, those left out that would make it longer than `LONGEST`; None of no clause.

    Parameters
    ----------
    clauses
        The most important first; the first stands however long it is.
    """
    words, keyed = "", list[Keyed]()
    for clause in filter(None, clauses):
        longer = f"{words}{joint}{clause.words}" if words else clause.words
        if not words or length(longer) <= LONGEST:
            words = longer
            keyed += clause.keyed
    return Clause(f"{upper_first(words)}.", tuple(keyed)) if words else None


def joined(words: list[str]) -> str:
    """Things in a row, the last with "và": "45 lượt tập thể và 76 lượt cá nhân"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{first} và {last}", first=", ".join(words[:-1]), last=words[-1])


def length(words: str) -> int:
    """How many words a text has.

    >>> length("Trong kỳ có 121 lượt khen thưởng.")
    7
    """
    return len(words.split())
