"""Which manner of award (loại hình, phương thức) a sender means, one or several merged in one figure.

Spellings are rows of ``tables/type_words.csv``; the words of each law belong to the registry.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from thidua.intake.words.word_keys import WordTable, word_keys
from thidua.registry import award_type_label, award_types, get_award_type, regimes


@lru_cache(maxsize=4096)
def type_meant(text: str) -> str | None:
    """Return the code of the award type that a text names, or None when it names none.

    Returns
    -------
    str or None
        Several types of one merged figure are joined with +, in their order on a page whatever the text's order.

    Examples
    --------
    >>> type_meant("Khen thưởng đột xuất"), type_meant("đột xuất, chuyên đề"), type_meant("Theo đợt (chuyên đề)")
    ('DOT', 'PTR+DOT', 'PTR')
    """
    return next((found for key in word_keys(text) if (found := _types_of(key))), None)


def _types_of(key: str) -> str | None:
    table = _table()
    if key in table.whole:
        return table.whole[key]
    for _, _, rest in table.opened(key):
        if rest and (found := _types_of(rest.lstrip(",-"))):
            return found
    parts = re.split(r", (?:và )?| và |\+", key)
    codes = {table.whole.get(part, "") for part in parts}
    return None if "" in codes else "+".join(sorted(codes, key=lambda code: get_award_type(code).rank))


@cache
def _table() -> WordTable:
    known = [(text, one.code) for one in award_types() for text in (one.code, *one.aliases)]
    known += [
        (award_type_label(one.code, regime=law.id, wording=wording), one.code)
        for one in award_types()
        for law in regimes()
        for wording in ("legal", "statistical")
    ]
    return WordTable.read("type_words", "type", known)
