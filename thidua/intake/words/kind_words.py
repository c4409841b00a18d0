"""Which kind of recipient a sender means: by a word in a cell or group row, or by how a recipient's name begins.

Spellings are rows of ``tables/kind_words.csv``; a row that ends with * is the beginning of a name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from thidua.intake.words.word_keys import WordTable, word_keys
from thidua.registry import fold, recipient_kinds

# "Tập thể: 05", "Cá nhân (12 người)": a group row may say how many follow.
_COUNT = re.compile(r" [0-9]{1,5}(?: (?:tập thể|cá nhân|hộ|hộ gia đình|gia đình|người|đồng chí|đơn vị|gương))?$")
# A couple or a family behind "Ông …" is no individual.
_TOGETHER = re.compile(r"\bvà (?:ông|bà|vợ|chồng|gia đình|các)\b")


@lru_cache(maxsize=8192)
def kind_meant(text: str) -> str | None:
    """Return the code of the kind that a cell or group row names, or None when it names none.

    Examples
    --------
    >>> kind_meant("I. TẬP THỂ (05 tập thể)"), kind_meant("CN"), kind_meant("Tập thể, cá nhân")
    ('collective', 'individual', None)
    """
    whole = _table().whole
    for key in word_keys(text):
        for written in (key, _COUNT.sub("", key)):
            if written in whole:
                return whole[written]
    return None


@lru_cache(maxsize=65536)
def kind_of_name(name: str) -> str | None:
    """Return the kind that the first words of a recipient's name tell for certain; None for a plain person's name.

    Examples
    --------
    >>> kind_of_name("Trường THCS Hà Hiệu"), kind_of_name("Hộ ông Lý Văn A"), kind_of_name("Đoàn Văn B")
    ('collective', 'household', None)
    """
    words = name.split(maxsplit=2)[:2]
    # Nearly every row names a person: that is told by the first two words, without reading the rest.
    if (
        words
        and all(word.isalpha() for word in words)
        and _first_words().isdisjoint((fold(words[0]), fold(" ".join(words))))
    ):
        return None
    # The longest beginning decides: "Tổ trưởng …" is a person though "Tổ …" is none.
    for key in word_keys(name):
        for _, kind, rest in _table().opened(key):
            return None if not kind or (kind == "individual" and _TOGETHER.search(rest)) else kind
    return None


@cache
def _first_words() -> frozenset[str]:
    """The first two words of every beginning, or its only one."""
    return frozenset(" ".join(opening.split(" ")[:2]).strip(",") for opening in _table().openings)


@cache
def _table() -> WordTable:
    known = [(text, kind.code) for kind in recipient_kinds() for text in (kind.name_vi, kind.short_vi, kind.code)]
    return WordTable.read("kind_words", "kind", known)
