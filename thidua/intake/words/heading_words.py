"""The known headings nearest to one that is not known, so that a sender can be told what to write."""

from __future__ import annotations

from functools import cache, lru_cache

from thidua.intake.words.nearest import nearest
from thidua.intake.words.tables_said import read_words


@lru_cache(maxsize=4096)
def nearest_headings(text: str, layout: str) -> tuple[str, ...]:
    """Known headings of a layout that are spelled nearly like this one, the nearest first; none where none is near."""
    return nearest(text, _headings(layout))


@cache
def _headings(layout: str) -> tuple[str, ...]:
    return tuple(row["text"] for row in read_words("headings") if row["layout"] == layout and " / " not in row["text"])
