"""Numbers and dates as a Vietnamese administrative text writes them."""

from datetime import date

import pytest

from thidua.present.numbers import write_count, write_date, write_date_long, write_number, write_percent, write_share_of


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (7, "7"), (999, "999"), (1069, "1.069"), (2952, "2.952"), (313905, "313.905"), (1_000_000, "1.000.000")],
)
def test_thousands_are_parted_by_a_point(value, text):
    """As published: 1.069 lượt tập thể, 2.952 lượt cá nhân."""
    assert write_number(value) == text


def test_decimals_follow_a_comma():
    """As published: 88,02 %."""
    assert (write_number(88.02, decimals=2), write_number(1234.5, decimals=1)) == ("88,02", "1.234,5")


@pytest.mark.parametrize(
    ("share", "text"), [(289 / 468, "61,8%"), (179 / 468, "38,2%"), (0, "0,0%"), (1, "100,0%"), (383 / 2952, "13,0%")]
)
def test_percentages_have_a_comma_and_no_space(share, text):
    """As published for 2020: 61,8% and 38,2%."""
    assert write_percent(share) == text


def test_whole_percentages_have_no_decimal():
    """A cap is 15%, not 15,0%."""
    assert write_percent(0.15, decimals=0) == "15%"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0"), (1, "01"), (2, "02"), (9, "09"), (10, "10"), (106, "106"), (2952, "2.952")]
)
def test_counts_below_ten_are_padded(count, text):
    """As published: 01 tập thể, 06 cá nhân; a zero in front of a zero would be nothing."""
    assert write_count(count) == text


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2023, 6, 2), "02/6/2023", "ngày 02 tháng 6 năm 2023"),
        (date(2023, 5, 31), "31/5/2023", "ngày 31 tháng 5 năm 2023"),
        (date(2020, 1, 9), "09/01/2020", "ngày 09 tháng 01 năm 2020"),
        (date(2020, 2, 10), "10/02/2020", "ngày 10 tháng 02 năm 2020"),
        (date(2019, 3, 1), "01/3/2019", "ngày 01 tháng 3 năm 2019"),
        (date(2019, 9, 30), "30/9/2019", "ngày 30 tháng 9 năm 2019"),
        (date(2020, 12, 14), "14/12/2020", "ngày 14 tháng 12 năm 2020"),
    ],
)
def test_days_below_ten_and_months_one_and_two_are_padded(day, short, long):
    """Decree 30/2020/NĐ-CP, Annex I; the articles write 02/6/2023 and 31/5/2023."""
    assert (write_date(day), write_date_long(day)) == (short, long)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(3, 8, "3/8"), (0, 9, "0/9"), (3, 10, "30,0% (3/10)"), (289, 468, "61,8% (289/468)"), (0, 0, "0/0")],
)
def test_share_of_fewer_than_ten_is_told_without_a_percentage(part, whole, text):
    """37,5% of eight people claims a precision that is not there."""
    assert write_share_of(part, whole) == text


def test_large_fractions_keep_their_points():
    """383 of 2.952, in the same writing as everywhere else."""
    assert write_share_of(383, 2952) == "13,0% (383/2.952)"


@pytest.mark.parametrize(
    ("share", "words"), [(1 / 16, "6,3%"), (3 / 16, "18,8%"), (0.0005, "0,1%"), (0.9995, "100,0%")]
)
def test_halves_go_up_as_in_a_spreadsheet(share, words):
    """A leader who checks 1/16 by hand or in Excel gets 6,3%."""
    assert write_percent(share) == words
