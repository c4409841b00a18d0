"""Whether a line names a body within a district or a commune, which does not answer for it: a school, a police station.

How such names begin are rows of ``tables/body_words.csv``.
"""

from __future__ import annotations

import re
from functools import cache

from thidua.intake.words.tables_said import read_words
from thidua.registry import fold


def is_body_within(text: str) -> bool:
    """Whether a text begins as the name of such a body does.

    Examples
    --------
    >>> is_body_within("Trường THCS Hà Hiệu"), is_body_within("CÔNG AN XÃ"), is_body_within("UBND xã Hà Hiệu")
    (True, True, False)
    """
    return _beginning().match(fold(text)) is not None


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(re.escape(fold(row['text'])) for row in read_words('body_words'))})\b")
