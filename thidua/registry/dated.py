"""Validity in time: what every dated row of the registry shares.

An empty first day means before the registry's first record, an empty last day means still valid.
"""

from collections.abc import Iterable
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

    def is_valid_in(self, first: date, last: date) -> bool:
        """Say whether the record holds on any of these days."""
        begin: date | None = getattr(self, "valid_from", None)
        end: date | None = getattr(self, "valid_to", None)
        return (begin is None or begin <= last) and (end is None or first <= end)


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)


def days_of_change(records: Iterable[Dated]) -> tuple[date, ...]:
    """Return the days on which some of these records begins, or is over for the first time, from early to late."""
    spans = [(getattr(record, "valid_from", None), getattr(record, "valid_to", None)) for record in records]
    starts_and_ends = {first for first, _ in spans if first} | {day_after(last) for _, last in spans if last}
    return tuple(sorted({date.min, *starts_and_ends}))


def shown_day(day: date) -> str:
    """Write a day as the office does, 30/06/2025.

    Examples
    --------
    >>> shown_day(date(2025, 6, 30))
    '30/06/2025'
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
