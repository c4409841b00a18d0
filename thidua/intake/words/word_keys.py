"""A sender's words as keys, and the tables that say what a key means; every comparison is exact.

What a title, an authority or a kind is belongs to the module of that noun, its spellings to ``tables/*_words.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from thidua.intake.words.tables_said import read_words
from thidua.registry import fold

# Longer than any title with its authority; a paragraph is none.
_LONGEST_TEXT = 200
_QUOTES = str.maketrans(dict.fromkeys("\"'“”„‟‘’«»`´", " "))
# "1.", "2.1)", "a)", "IV -", "(b)", "-", "•" before the words of a list.
_NUMBERING = re.compile(r"(?:[-+•●*·]|\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zđ]|[ivx]{1,5})\s*[.):/-])[\s.):]*")
_FOOTNOTE = re.compile(r"\((?:\*+|[0-9])\)")
_SHORT = (("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"))
# A row that ends with * begins longer texts; one that ends with <award> is read on with the words of that name.
_ENDING = re.compile(r"\s*(\*|<[a-z]+>)$")


@lru_cache(maxsize=32768)
def word_keys(text: str) -> tuple[str, ...]:
    """A written text as one or two keys: as it stands, and without the numbering of a list before it.

    Parameters
    ----------
    text
        A repaired text.

    Returns
    -------
    tuple of str
        Folded, without quotes, dots, brackets and footnote marks; none for a text of over 200 characters.

    Examples
    --------
    >>> word_keys("II. TẬP THỂ:")
    ('ii tập thể', 'tập thể')
    """
    if len(text) > _LONGEST_TEXT:
        return ()
    whole = bare = fold(text).translate(_QUOTES).strip()
    while found := _NUMBERING.match(bare):
        bare = bare[found.end() :]
    return tuple(dict.fromkeys(key for key in (_plain(whole), _plain(bare)) if key))


def _plain(folded: str) -> str:
    key = _FOOTNOTE.sub(" ", folded).replace("&", " và ")
    key = " ".join(re.sub(r"[().:…*]", " ", key).split())
    key = re.sub(r"\s*-\s*", "-", re.sub(r"\s*[,;/]\s*", ", ", key)).strip(" ,-+•")
    for long, short in _SHORT:
        key = key.replace(long, short)
    return key


def word_key(text: str) -> str:
    """The key of a spelling as a table or the registry writes it, which has no numbering."""
    return word_keys(text)[0]


@dataclass(frozen=True, slots=True)
class WordTable:
    """The spellings of one table.

    Attributes
    ----------
    whole
        Key of a whole text to what it means.
    openings
        Key of the first words to the endings they may have (``*``, ``<authority>``), each with what it means.
    """

    whole: Mapping[str, str]
    openings: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, name: str, heading: str, known: Iterable[tuple[str, str]] = ()) -> WordTable:
        """Read ``tables/<name>.csv``; ``known`` are names of the registry, which a row of the table overrules."""
        whole = {word_key(text): meaning for text, meaning in known if text}
        openings: dict[str, dict[str, str]] = {}
        for row in read_words(name):
            if ending := _ENDING.search(row["text"]):
                opening = row["text"][: ending.start()]
                openings.setdefault(word_key(opening) if opening else "", {})[ending[1]] = row[heading]
            else:
                whole[word_key(row["text"])] = row[heading]
        # * takes any rest, so the endings that look at it come first.
        return cls(whole, {opening: dict(sorted(rows.items(), reverse=True)) for opening, rows in openings.items()})

    def find(self, text: str) -> str | None:
        """What a whole text means, or None."""
        return next((self.whole[key] for key in word_keys(text) if key in self.whole), None)

    def opened(self, key: str) -> Iterator[tuple[str, str, str]]:
        """The rows that begin this key, longest first: ending, meaning, and the rest of the key with its comma."""
        words = key.split(" ")
        for count in range(len(words), -1, -1):
            opening = " ".join(words[:count]).rstrip(",-")
            for ending, meaning in self.openings.get(opening, {}).items():
                yield ending, meaning, key[len(opening) :].lstrip(" ")
