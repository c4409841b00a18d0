"""What the days of a column say together that one of them cannot."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.cells.day_columns import are_swapped, counted_from, doubtful_days

SHOWN = ["20/05/2023", "08/05/2023", "25/05/2023", "02/06/2023", "31/05/2023", "09/05/2023"]
FIRST_HALF = (date(2022, 12, 15), date(2023, 6, 14))


def typed_on_an_english_computer(shown):
    """A day that has a reading as month/day becomes that date; the others stay text."""
    day, month, year = map(int, shown.split("/"))
    return date(year, day, month) if day <= 12 else shown


def test_column_typed_on_an_english_computer_is_doubted_with_both_readings():
    """Half of these days are wrong, and nothing in the file looks wrong."""
    found = doubtful_days([typed_on_an_english_computer(shown) for shown in SHOWN])

    assert [doubt.position for doubt in found] == [1, 3, 5]
    assert [f"{doubt.swapped:%d/%m/%Y}" for doubt in found] == [SHOWN[1], SHOWN[3], SHOWN[5]]
    assert [doubt.stands for doubt in found] == [date(2023, 8, 5), date(2023, 2, 6), date(2023, 9, 5)]


@pytest.mark.parametrize(
    "cells",
    [
        [date(2023, 5, 8), date(2023, 5, 20), "25/05/2023"],
        ["08/05/2023", "25/05/2023", date(2023, 5, 8)],
        [date(2023, 5, 8), date(2023, 6, 2)],
        ["20/05/2023", "25/05/2023"],
        [date(2023, 5, 5), "25/05/2023"],
        [date(2023, 5, 8), "", "nt", "31/5", None],
        [],
    ],
)
def test_column_without_the_mark_is_left_alone(cells):
    """A real date after the 12th, or a text before the 13th, shows that the computer did not swap."""
    assert not are_swapped(cells)


def test_moments_and_blanks_count_like_days():
    """Readers hand over a date with a clock time for the same cell; blank rows are no evidence."""
    assert are_swapped([None, datetime(2023, 8, 5), "", "ngày 20 tháng 5 năm 2023"])


@given(st.lists(st.dates(date(2020, 1, 1), date(2025, 12, 31)), max_size=12))
def test_column_that_a_computer_swapped_is_never_silent(days):
    """Whenever a swapped date stands beside a day that stayed text, it is among those in doubt."""
    shown = [f"{day:%d/%m/%Y}" for day in days]
    cells = [typed_on_an_english_computer(text) for text in shown]
    found = {doubt.position: doubt.swapped for doubt in doubtful_days(cells)}
    wrong = {place: day for place, day in enumerate(days) if isinstance(cells[place], date) and cells[place] != day}

    assert found == (wrong if any(isinstance(cell, str) for cell in cells) else {})


@pytest.mark.parametrize(
    ("cells", "period", "year"),
    [
        ([43510.0, 43511], FIRST_HALF, 1904),
        ([44972.0], FIRST_HALF, 1900),
        (["43510"], FIRST_HALF, 1904),
        ([43510.0, 44972.0], FIRST_HALF, None),
        ([50000.0], FIRST_HALF, None),
        ([43510.0], (date(2016, 1, 1), date(2025, 12, 31)), None),
        ([43510.0, date(2023, 3, 1), ""], (), 1904),
        ([43510.0, "1/3/2019"], (), 1900),
        ([43510.0, date(2023, 3, 1), date(2019, 3, 1)], (), None),
        ([43510.0], (), None),
        ([date(2023, 3, 1)], FIRST_HALF, None),
    ],
)
def test_count_of_bare_numbers_is_decided_by_period_or_neighbours_only(cells, period, year):
    """43510 is 14/02/2019 or 15/02/2023; four years make another report of it."""
    assert counted_from(cells, *period) == year
