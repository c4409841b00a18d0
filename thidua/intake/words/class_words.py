"""Which class of individuals a sender means: one of the forms' five, or one of the press's coarse pair.

Spellings are rows of ``tables/class_words.csv``; how classes are grouped belongs to the registry.
"""

from __future__ import annotations

from functools import cache, lru_cache

from thidua.intake.words.word_keys import WordTable
from thidua.registry import recipient_classes


@lru_cache(maxsize=4096)
def class_meant(text: str) -> str | None:
    """Return the code of the recipient class that a text names, or None when it names none for certain.

    Examples
    --------
    >>> class_meant("d)"), class_meant("Lãnh đạo, quản lý"), class_meant("Nông dân"), class_meant("Kế toán")
    ('other_leader', 'manager', 'direct_labour', None)
    """
    return _table().find(text)


@cache
def _table() -> WordTable:
    known = [
        (text, one.code)
        for one in recipient_classes()
        for text in (one.code, one.letter, one.name_vi, one.short_vi, one.press_vi)
    ]
    return WordTable.read("class_words", "class", known)
