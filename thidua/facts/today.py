"""The day it is in Vietnam, wherever the machine stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

HANOI = timezone(timedelta(hours=7))
"""Vietnam keeps one hour all year, so the day on which a file came needs no time zone table."""


def today_in_hanoi() -> date:
    """The day it is in Vietnam now."""
    return datetime.now(HANOI).date()
