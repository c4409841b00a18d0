"""Working days of Vietnam: against the official lists of past years, and with what the office adds."""

from datetime import date, timedelta

import pytest

from tests.registry.known_holidays import lines
from thidua.errors import ConfigError
from thidua.registry.tables import table_lines
from thidua.registry.working_days import is_decreed, is_working_day, next_working_day

# What the Ministry of Labour announced for each holiday: its first and last day off, weekends within included.
BREAKS = {
    "New Year 2023": (date(2022, 12, 31), date(2023, 1, 2)),
    "Tết 2023": (date(2023, 1, 20), date(2023, 1, 26)),
    "Hùng Kings, 30/4 and 1/5 2023": (date(2023, 4, 29), date(2023, 5, 3)),
    "National Day 2023": (date(2023, 9, 1), date(2023, 9, 4)),
    "Tết 2024": (date(2024, 2, 8), date(2024, 2, 14)),
    "Hùng Kings 2024": (date(2024, 4, 18), date(2024, 4, 18)),
    "30/4 and 1/5 2024, with the swapped 29/4": (date(2024, 4, 27), date(2024, 5, 1)),
    "National Day 2024": (date(2024, 8, 31), date(2024, 9, 3)),
    "Tết 2025": (date(2025, 1, 25), date(2025, 2, 2)),
    "New Year 2026, with the swapped 2/1": (date(2026, 1, 1), date(2026, 1, 4)),
}


@pytest.mark.parametrize(("first", "last"), BREAKS.values(), ids=BREAKS)
def test_offices_are_closed_on_the_announced_days_and_open_around_them(first, last):
    """A due date inside moves to the first day after; the days on both sides are no longer than they should be."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    assert not any(map(is_working_day, days))
    assert {next_working_day(day) for day in days} == {last + timedelta(days=1)}
    assert is_working_day(first - timedelta(days=1))


def test_saturday_worked_instead_of_another_day_is_a_working_day():
    """4/5/2024 was worked for 29/4; 5/1/2019 for a day of the year before; 10/1/2026 is in the office's table."""
    assert all(map(is_working_day, (date(2024, 5, 4), date(2019, 1, 5), date(2026, 1, 10))))
    assert not is_working_day(date(2024, 5, 11))


def test_table_of_holidays_is_that_of_the_package():
    """A new version of the package may know a day better; the table is then written anew, as `known_holidays` says."""
    assert table_lines("holidays") == list(lines())[1:]


@pytest.mark.parametrize("year", range(2016, 2101))
def test_every_year_of_a_schedule_has_its_holidays(year):
    """Schedules may be written up to 2100; the lunar calendar of the package has to reach as far."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]

    assert 9 <= sum(day.weekday() < 5 and not is_working_day(day) for day in days if day.year == year) <= 16


def test_office_adds_a_swap_of_its_own(lay_over):
    """The Government decrees swaps a few weeks before; no new version of a package is to be waited for."""
    friday, saturday = date(2031, 6, 20), date(2031, 6, 28)
    assert (is_working_day(friday), is_working_day(saturday)) == (True, False)

    lay_over("days_off", "day,kind,source\n2031-06-20,off,thử\n2031-06-28,working,thử\n")

    assert (is_working_day(friday), is_working_day(saturday)) == (False, True)
    assert next_working_day(friday) == date(2031, 6, 23)


def test_years_whose_swaps_nobody_announced_are_told_apart(lay_over):
    """The law says what is off in 2031; which Saturday is worked, or that none is, is known when it is announced."""
    years = (1900, 2009, 2010, 2020, 2026, 2027, 2031, 2150)
    assert [year for year in years if is_decreed(year)] == [2010, 2020, 2026]

    lay_over("days_off", "day,kind,source\n2031-01-01,off,không hoán đổi ngày nào\n")

    assert [is_decreed(year) for year in (2026, 2030, 2031)] == [True, False, True]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (",off,", 'data/registry/days_off.csv, line 2: "", "off"; expected a day like 2026-01-02'),
        ("2031-06-20,nghỉ,", 'days_off.csv, line 2: "2031-06-20", "nghỉ"; expected'),
        ("20/06/2031,off,", 'days_off.csv, line 2: column day: "20/06/2031" is not a date'),
        ("2031-06-20,off,\n2031-06-20,working,", "days_off.csv, line 3: the row stands twice"),
    ],
)
def test_slip_in_the_table_is_named(lay_over, rows, words):
    """An official corrects the table without a programmer."""
    lay_over("days_off", f"day,kind,source\n{rows}\n")

    with pytest.raises(ConfigError, match=words):
        is_working_day(date(2031, 6, 20))


def test_a_friday_is_a_working_day_and_the_weekend_after_it_is_not():
    """A decision signed on a Sunday is looked at again, not refused."""
    assert [is_working_day(date(2023, 6, day)) for day in (2, 3, 4, 5)] == [True, False, False, True]
