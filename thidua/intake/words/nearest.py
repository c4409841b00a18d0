"""Which of the known texts is spelled nearly like a given one: for suggestions, never for reading."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from thidua.registry import strip_accents
from thidua.registry.text import fold

LEAST_LIKENESS = 0.82
"""Below this, two texts share letters and no meaning: "Bằng khen" and "Giấy khen" are 0.67 alike."""
_LONGEST = 80
_MOST = 2


def nearest(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known texts nearest to one, at most two, those that differ only in their accents first.

    Examples
    --------
    >>> nearest("Lao động tiến tiến", ("Lao động tiên tiến", "Giấy khen")), nearest("Huân chương", ("Giấy khen",))
    (('Lao động tiên tiến',), ())
    """
    if not 2 < len(text) <= _LONGEST:
        return ()
    asked = strip_accents(fold(text))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    found = []
    for each in known:
        bare = strip_accents(fold(each))
        if 2 * min(len(bare), len(asked)) < LEAST_LIKENESS * (len(bare) + len(asked)):
            continue
        matcher.set_seq1(bare)
        if matcher.quick_ratio() >= LEAST_LIKENESS and (likeness := matcher.ratio()) >= LEAST_LIKENESS:
            found.append((-likeness, each))
    return tuple(each for _, each in sorted(found)[:_MOST])
