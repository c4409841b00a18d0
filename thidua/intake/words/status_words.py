"""Which state of a figure a sender means: registered, proposed, nominated, awarded, revoked or honoured.

Spellings are rows of ``tables/status_words.csv``; which states enter totals belongs to the registry.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from thidua.intake.words.word_keys import WordTable
from thidua.registry import fold, statuses

_ASKED_FOR = re.compile(r"(?:[0-9.)-]+ *)?(?:đề nghị|trình|đăng kí|xét) ")


@lru_cache(maxsize=4096)
def status_meant(text: str) -> str | None:
    """Return the code of the status that a text names, or None when it names none.

    Examples
    --------
    >>> status_meant("Đã khen"), status_meant("Trình cấp trên"), status_meant("Chưa rõ")
    ('awarded', 'nominated', None)
    """
    return _table().find(text)


def is_asked_for(award: str) -> bool:
    """Whether the words of an award ask for it, and do not give it.

    Examples
    --------
    >>> is_asked_for("Đề nghị tặng Giấy khen"), is_asked_for("2. Xét tặng Bằng khen"), is_asked_for("Giấy khen")
    (True, True, False)
    """
    return _ASKED_FOR.match(fold(award)) is not None


@cache
def _table() -> WordTable:
    known = [(text, status.code) for status in statuses() for text in (status.name_vi, status.code)]
    return WordTable.read("status_words", "status", known)
