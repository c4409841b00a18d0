"""Months as words: what Excel shows for a month in Vietnamese or English, and what people write.

Where a month stands in a day belongs to ``days``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMES = (
    ("một", "giêng", "jan", "january"),
    ("hai", "feb", "february"),
    ("ba", "mar", "march"),
    ("tư", "bốn", "apr", "april"),
    ("năm", "may"),
    ("sáu", "jun", "june"),
    ("bảy", "bẩy", "jul", "july"),
    ("tám", "aug", "august"),
    ("chín", "sep", "sept", "september"),
    ("mười", "oct", "october"),
    ("mười một", "nov", "november"),
    ("mười hai", "chạp", "dec", "december"),
)

MONTHS: Final[Mapping[str, int]] = {name: month for month, names in enumerate(_NAMES, start=1) for name in names}
"""Names in lower case to the number of the month, from 1; the Vietnamese ones stand behind "tháng" or "thg"."""

ENGLISH: Final = tuple(name for name in MONTHS if name.isascii() and name not in ("hai", "ba"))
"""Those of them that stand alone: "15-Feb-2023"."""
