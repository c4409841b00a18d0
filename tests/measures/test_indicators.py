"""Indicators are judged by their own target and direction, and in part of a year by the time that is over."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import DataError
from thidua.measures.indicators import STATUSES, count_statuses, elapsed_part, indicator_results

COLUMNS = ("unit", "name", "measured_in", "direction", "target", "actual", "same_period")


def sent(*rows: tuple) -> pd.DataFrame:
    """A register of one unit from rows of (name, unit of measure, direction, target, actual)."""
    return pd.DataFrame([("huyen-ba-be", *row, None) for row in rows], columns=COLUMNS)


def statuses(elapsed: float | None, *rows: tuple) -> list[str]:
    """The status of each row."""
    return [one.status for one in indicator_results(sent(*rows), elapsed)]


@pytest.mark.parametrize(
    ("direction", "actual", "status"),
    [
        ("up", 58.3, "exceeded"),
        ("up", 52.5, "met"),
        ("up", 52.4, "missed"),
        ("down", 19.9, "exceeded"),
        ("down", 52.5, "met"),
        ("down", 52.6, "missed"),
    ],
)
def test_year_is_judged_by_the_target_in_its_direction(direction, actual, status):
    """Poor households below the target are more than was promised, revenue below it is less."""
    assert statuses(1.0, ("Chỉ tiêu", "tỷ đồng", direction, 52.5, actual)) == [status]


def test_part_of_a_year_is_judged_by_the_time_that_is_over():
    """Of 50 billion, 24 are on the way after 48 % of the year and behind after half of it."""
    row = ("Thu ngân sách", "tỷ đồng", "up", 50.0, 24.0)

    assert [statuses(part, row) for part in (0.48, 0.5)] == [["on_track"], ["behind"]]


def test_target_reached_early_is_reached():
    """Nobody has to wait for the end of the year to say so."""
    assert statuses(0.5, ("Thu ngân sách", "tỷ đồng", "up", 50.0, 51.0)) == ["exceeded"]


@pytest.mark.parametrize(
    "row",
    [
        ("Tỷ lệ hộ nghèo", "%", "down", 18.9, 19.9),
        ("Tỷ lệ gia đình văn hóa", "%", "up", 86.2, 86.0),
        ("Số xã đạt chuẩn (lũy kế)", "xã", "up", 5.0, 4.0),
        ("Số vụ tai nạn", "vụ", "down", 10.0, 12.0),
    ],
)
def test_level_short_of_its_target_is_open_until_the_year_is_over(row):
    """A rate of 86,0 % of 86,2 % in June is neither ahead nor behind: it follows no path through the year."""
    assert statuses(0.5, row) == ["open"]
    assert statuses(1.0, row) == ["missed"]


def test_period_that_begins_within_the_year_leaves_the_way_open():
    """What was harvested in the second quarter is not to be held against half a year."""
    assert statuses(None, ("Thu ngân sách", "tỷ đồng", "up", 50.0, 24.0)) == ["open"]


def test_missing_figure_or_direction_is_unknown():
    """Never 0, never missed."""
    rows = [("A", "ha", "up", None, 3.0), ("B", "ha", "up", 3.0, None), ("C", "ha", "", 3.0, 3.0)]

    assert statuses(1.0, *rows) == ["unknown"] * 3


def test_target_of_zero_has_no_per_cent_and_still_a_status():
    """No fires were to be: two are too many, and are no share of none."""
    found = indicator_results(sent(("Số vụ cháy rừng", "vụ", "down", 0.0, 2.0)), 1.0)[0]

    assert (found.achieved, found.status) == (None, "missed")


@given(
    st.lists(st.tuples(st.sampled_from(("up", "down", "")), *[st.none() | st.floats(0, 1e6)] * 2), max_size=8),
    st.none() | st.floats(0.01, 1),
)
def test_statuses_add_up_to_all_indicators(rows, elapsed):
    """Each has one."""
    counts = count_statuses(indicator_results(sent(*(("A", "ha", *row) for row in rows)), elapsed))

    assert list(counts) == list(STATUSES)
    assert sum(counts.values()) == len(rows)


def test_no_indicators_are_no_results():
    """An empty register is judged without a fuss."""
    assert indicator_results(sent(), 1.0) == ()


@pytest.mark.parametrize("elapsed", [0, 1.5, -0.1])
def test_impossible_part_of_a_year_is_refused(elapsed):
    """The message names it."""
    with pytest.raises(DataError, match=f"{elapsed} is not a part of a year"):
        indicator_results(sent(), elapsed)


def test_part_of_the_year_counts_days_from_its_beginning():
    """182 of 365 days; a quarter that begins later has no part; the whole year is 1."""
    year = date(2022, 12, 15), date(2023, 12, 14)

    assert elapsed_part(date(2022, 12, 15), date(2023, 6, 14), *year) == 182 / 365
    assert elapsed_part(date(2023, 4, 1), date(2023, 6, 30), *year) is None
    assert elapsed_part(*year, *year) == 1
