"""Validity in time: what every dated row of the registry shares.

An empty first day means before the registry's first record, an empty last day means still valid.
"""

from datetime import date, datetime, timedelta


class Dated:
    """A record with ``valid_from`` and ``valid_to``, both days inclusive."""

    __slots__ = ()

    def is_valid(self, on: date) -> bool:
        """Say whether the record holds on that day."""
        day = on.date() if isinstance(on, datetime) else on
        first: date | None = getattr(self, "valid_from", None)
        last: date | None = getattr(self, "valid_to", None)
        return (first is None or first <= day) and (last is None or day <= last)


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)


def shown_day(day: date) -> str:
    """Write a day as the office does, 30/06/2025.

    Examples
    --------
    >>> shown_day(date(2025, 6, 30))
    '30/06/2025'
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
