"""The table of public holidays as the package `holidays` has them; after an update of the package, write it anew:

python -m tests.registry.known_holidays > thidua/registry/tables/holidays.csv
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta

from holidays import country_holidays

from thidua.registry.periods import FIRST_YEAR, LAST_YEAR

SATURDAY = 5


def lines() -> Iterator[str]:
    """Each weekday on which offices are closed, with what it is called, and each weekend day that is worked."""
    years = range(FIRST_YEAR, LAST_YEAR + 2)
    known = country_holidays("VN", years=(years[0] - 1, *years, years[-1] + 1), language="vi")
    yield "day,kind,name"
    day = date(years[0], 1, 1)
    while day.year <= years[-1]:
        if day.weekday() >= SATURDAY and day in known.weekend_workdays:
            yield f"{day},working,Làm bù"
        elif day.weekday() < SATURDAY and day in known:
            yield f'{day},off,"{known[day]}"'
        day += timedelta(days=1)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(*lines(), sep="\n")
