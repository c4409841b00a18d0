"""A day as people write it: 2025-07-01, "01/7/2025", or a date."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from thidua.errors import ConfigError
from thidua.registry import quoted

_VIETNAMESE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def day_meant(value: Any) -> date:
    """The day that a text or a date means.

    Raises
    ------
    ConfigError
        If it is none; says how to write one.

    Examples
    --------
    >>> day_meant("01/7/2025") == day_meant("2025-07-01") == date(2025, 7, 1)
    True
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        found = _VIETNAMESE.fullmatch(value.strip())
        try:
            return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(value.strip())
        except ValueError:
            raise ConfigError(f'{quoted(value)} is no day; write it as "2025-07-01" or "01/7/2025"') from None
    raise ConfigError(f'{quoted(value)} is no day; write it as "2025-07-01" or "01/7/2025"')
