"""Headings as offices write them: the nearest known ones to one that is not understood.

Which heading means which field is a row of ``tables/headings.csv`` or ``return_columns.csv``; how the headings of a
table are found belongs to ``thidua.intake.layouts``.
"""

from __future__ import annotations

from functools import cache, lru_cache

from thidua.intake.words.near_words import NearWords, spelt
from thidua.intake.words.tables_said import read_words


@lru_cache(maxsize=4096)
def nearest_headings(text: str, layout: str) -> tuple[str, ...]:
    """Up to three headings of a layout that are near to a heading that is not known, the closest first.

    Parameters
    ----------
    text
        A heading as sent, or its last line.
    layout
        A layout of ``headings.csv`` ("decision_list"); of a summary return its columns are proposed as well.

    Examples
    --------
    >>> nearest_headings("Số quyét định", "decision_list")[0], nearest_headings("Chiều cao", "decision_list")
    ('Số quyết định', ())
    """
    return _known(layout).find(text)


@cache
def _known(layout: str) -> NearWords:
    texts = [row["text"] for row in read_words("headings") if row["layout"] == layout]
    if layout == "summary_return":
        texts += [row["text"] for row in read_words("return_columns")]
    return NearWords(spelt(texts))
