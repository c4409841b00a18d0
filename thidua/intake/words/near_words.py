"""The nearest of a few hundred known texts to a misspelt one: only to be proposed, never to be taken.

What the texts mean belongs to the module of their noun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest

from thidua.registry import fold, strip_accents

_ABBREVIATIONS = frozenset(("cccd", "cmnd", "dtts", "đvt", "htkt", "kt", "qđ", "stt", "tđ", "tk", "tt"))
_LONGEST = 80
_SHORTEST = 3
_TRIED = 8
_MOST_APART = 4


class NearWords:
    """Known texts, found again by their letters without accents, their triples of letters, and then their distance."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the known texts: each as it may be written, to the name that is proposed for it."""
        self._names = {_bare(text): name for text, name in reversed(list(texts.items()))}
        self._by_triple: dict[str, list[str]] = {}
        for bare in self._names:
            for triple in _triples(bare):
                self._by_triple.setdefault(triple, []).append(bare)

    def find(self, text: str, count: int = 3, most: int | None = None) -> tuple[str, ...]:
        """The names of the nearest known texts, the closest first; none where nothing is near.

        Parameters
        ----------
        text
            What was written.
        count
            How many names at most.
        most
            How many letters may be wrong; 0 for accents only, None for what the length allows.

        Notes
        -----
        Near is a text with the same letters under other accents, or one that is at most a fifth of its letters and
        four letters away (insertions, deletions, exchanges, swaps of neighbours; of a short text, one letter behind
        the first). Less than 1 ms a text, whatever it says: a file may hold thousands of different misspellings.
        """
        bare = _bare(text)
        if not _SHORTEST <= len(bare) <= _LONGEST:
            return ()
        if bare in self._names:
            return (self._names[bare],)
        if most == 0:
            return ()
        shared = Counter(known for triple in _triples(bare) for known in self._by_triple.get(triple, ()))
        most = most or min(_MOST_APART, max(1, len(bare) // 5))
        # A mistake spoils three triples, a swap four.
        likely = [
            (triples, known)
            for known, triples in shared.items()
            if abs(len(known) - len(bare)) <= most and len(bare) - triples <= 4 * most + 2
        ]
        scores: list[tuple[int, int, str]] = []
        for triples, known in nlargest(_TRIED, likely):
            apart = _distance(bare, known, most)
            if apart <= most and (len(bare) > 5 or known[0] == bare[0]):
                scores.append((apart, -triples, known))
        if not scores:
            return ()
        closest = min(scores)[0]
        names = [self._names[known] for apart, _, known in sorted(scores) if apart <= closest + 1]
        return tuple(dict.fromkeys(names))[:count]


def _bare(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in strip_accents(fold(text))).split())


def _triples(bare: str) -> set[str]:
    padded = f" {bare} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


def _distance(one: str, other: str, most: int) -> int:
    """How many letters apart two texts are (a swap of neighbours is one), or ``most + 1`` when it is more."""
    far = most + 1
    before: list[int] = []
    above = [min(place, far) for place in range(len(other) + 1)]
    for row, letter in enumerate(one, start=1):
        # Only a band around the diagonal can stay within the distance.
        first, last = max(1, row - most), min(len(other), row + most)
        here = [far] * (len(other) + 1)
        here[0] = min(row, far)
        for column in range(first, last + 1):
            known = other[column - 1]
            step = above[column - 1] + (letter != known)
            if above[column] < step:
                step = above[column] + 1
            if here[column - 1] < step:
                step = here[column - 1] + 1
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == known:
                step = min(step, before[column - 2] + 1)
            here[column] = step
        if min(here) > most:
            return far
        before, above = above, here
    return min(above[-1], far)


def spelt(texts: Iterable[str]) -> dict[str, str]:
    """Texts in small letters that are proposed as headings are written: "Số QĐ"."""
    return {text: _as_heading(text) for text in texts}


def _as_heading(text: str) -> str:
    words = (word.upper() if word.strip(",/()") in _ABBREVIATIONS else word for word in text.split(" "))
    written = " ".join(words)
    return written[:1].upper() + written[1:]
