"""Periods read their canonical text, have days under a basis, a label and a comparison."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from thidua.errors import ConfigError
from thidua.registry import Basis, Period, get_basis

ADMIN, CALENDAR, SCHOOL = (get_basis(name) for name in ("administrative", "calendar", "school-year"))
FORMS = [
    "2017-H1",
    "2017-H2",
    "2020",
    "2020-Q3",
    "2020-09",
    "2020-12",
    "2021-M1",
    "2021-M10",
    "2021-M11",
    "2016..2020",
]
PROBLEM = (
    "is not a period; write a half (2017-H1), year (2020), quarter (2020-Q3), month (2020-09), "
    "months to date (2021-M10) or stage (2016..2020)"
)


@pytest.mark.parametrize("text", FORMS)
def test_canonical_text_reads_back(text):
    """The text is a file name and a database key: it has one spelling."""
    assert str(Period.parse(text)) == text
    assert Period.parse(text) == Period.parse(f" {text}\n")


@pytest.mark.parametrize(
    ("text", "basis", "first", "last"),
    [
        ("2017-H1", ADMIN, "2016-12-15", "2017-06-14"),
        ("2017-H2", ADMIN, "2017-06-15", "2017-12-14"),
        ("2020", ADMIN, "2019-12-15", "2020-12-14"),
        ("2020-Q1", ADMIN, "2019-12-15", "2020-03-14"),
        ("2020-Q3", ADMIN, "2020-06-15", "2020-09-14"),
        ("2020-01", ADMIN, "2019-12-15", "2020-01-14"),
        ("2020-03", ADMIN, "2020-02-15", "2020-03-14"),
        ("2021-M10", ADMIN, "2020-12-15", "2021-10-14"),
        ("2016..2020", ADMIN, "2015-12-15", "2020-12-14"),
        ("2017-H1", CALENDAR, "2017-01-01", "2017-06-30"),
        ("2020", CALENDAR, "2020-01-01", "2020-12-31"),
        ("2020-02", CALENDAR, "2020-02-01", "2020-02-29"),
        ("2021-02", CALENDAR, "2021-02-01", "2021-02-28"),
        ("2020-Q4", CALENDAR, "2020-10-01", "2020-12-31"),
        ("2021-M2", CALENDAR, "2021-01-01", "2021-02-28"),
        ("2016..2020", CALENDAR, "2016-01-01", "2020-12-31"),
        ("2017", SCHOOL, "2017-09-01", "2018-08-31"),
        ("2017-H1", SCHOOL, "2017-09-01", "2018-02-28"),
        ("2019-H1", SCHOOL, "2019-09-01", "2020-02-29"),
        ("2017-H2", SCHOOL, "2018-03-01", "2018-08-31"),
        ("2021-M10", SCHOOL, "2021-09-01", "2022-06-30"),
        ("2020-Q3", SCHOOL, "2020-07-01", "2020-09-30"),
        ("2020-09", SCHOOL, "2020-09-01", "2020-09-30"),
        ("2016..2020", SCHOOL, "2016-09-01", "2021-08-31"),
    ],
)
def test_days_under_each_basis(text, basis, first, last):
    """Decree 09/2019/NĐ-CP: 15/12 to 14/12, months from the 15th to the 14th; leap days included."""
    period = Period.parse(text)

    assert (period.first_day(basis).isoformat(), period.last_day(basis).isoformat()) == (first, last)


@pytest.mark.parametrize("basis", [ADMIN, CALENDAR, SCHOOL])
@pytest.mark.parametrize("year", [2019, 2020, 2023, 2024])
def test_halves_and_years_leave_no_gap(basis, year):
    """Every decision falls into exactly one half, and into exactly one year."""
    one, two = Period("half", year, 1), Period("half", year, 2)
    whole, following = Period("year", year), Period("year", year + 1)

    assert whole.first_day(basis) == one.first_day(basis)
    assert two.first_day(basis) == one.last_day(basis) + timedelta(days=1)
    assert whole.last_day(basis) == two.last_day(basis)
    assert following.first_day(basis) == whole.last_day(basis) + timedelta(days=1)


@pytest.mark.parametrize("basis", [ADMIN, CALENDAR])
def test_months_and_quarters_fill_the_year(basis):
    """Twelve months and four quarters, end to end, under a year that is counted in its own months."""
    months = [Period("month", 2020, month) for month in range(1, 13)]
    quarters = [Period("quarter", 2020, quarter) for quarter in range(1, 5)]
    for parts in (months, quarters):
        assert parts[0].first_day(basis) == Period("year", 2020).first_day(basis)
        assert parts[-1].last_day(basis) == Period("year", 2020).last_day(basis)
        for one, following in pairwise(parts):
            assert following.first_day(basis) == one.last_day(basis) + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("2017-H1", "6 tháng đầu năm 2017", "first half of 2017"),
        ("2017-H2", "6 tháng cuối năm 2017", "second half of 2017"),
        ("2020", "năm 2020", "2020"),
        ("2020-Q3", "quý III năm 2020", "third quarter of 2020"),
        ("2020-09", "tháng 9 năm 2020", "September 2020"),
        ("2020-12", "tháng 12 năm 2020", "December 2020"),
        ("2021-M10", "10 tháng đầu năm 2021", "first ten months of 2021"),
        ("2016..2020", "giai đoạn 2016-2020", "stage 2016-2020"),
    ],
)
def test_labels_are_the_words_of_the_reports(text, vi, en):
    """The wording of the five published texts."""
    period = Period.parse(text)

    assert (period.label(), period.label(lang="en")) == (vi, en)
    assert period.label(ADMIN) == period.label(CALENDAR) == vi


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        ("2017", "năm học 2017-2018"),
        ("2017-H1", "học kỳ I năm học 2017-2018"),
        ("2017-H2", "học kỳ II năm học 2017-2018"),
        ("2021-M10", "10 tháng đầu năm học 2021-2022"),
        ("2020-Q3", "quý III năm 2020"),
        ("2020-09", "tháng 9 năm 2020"),
        ("2016..2020", "giai đoạn từ năm học 2016-2017 đến năm học 2020-2021"),
    ],
)
def test_school_year_names_both_its_years(text, vi):
    """Education titles follow the school year; its months and quarters keep their calendar names."""
    assert Period.parse(text).label(SCHOOL) == vi


def test_unknown_language_is_refused():
    """A label in no language would be an empty heading."""
    with pytest.raises(ConfigError, match='no period labels in "fr"; expected vi or en'):
        Period.parse("2020").label(lang="fr")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2017-H1", "2016-H1"),
        ("2020", "2019"),
        ("2020-Q1", "2019-Q1"),
        ("2020-02", "2019-02"),
        ("2021-M10", "2020-M10"),
        ("2016..2020", "2011..2015"),
        ("2021..2023", "2018..2020"),
    ],
)
def test_comparison_is_the_same_period_before(text, before):
    """So với cùng kỳ: the same label a year earlier, for a stage the stage before."""
    assert str(Period.parse(text).comparison()) == before


@pytest.mark.parametrize(
    "part", ["2016", "2020", "2018-H2", "2020-Q4", "2020-12", "2020-M10", "2017..2019", "2016..2020"]
)
def test_stage_contains_its_parts(part):
    """A year of a stage may not exceed the stage."""
    stage = Period.parse("2016..2020")

    assert stage.contains(Period.parse(part), ADMIN)
    assert stage.contains(Period.parse(part))


@pytest.mark.parametrize("part", ["2015", "2021", "2021-01", "2015..2020", "2015-H2"])
def test_stage_does_not_contain_its_neighbours(part):
    """2015-2020 and 2016-2020 are two stages: neither is a part of the other."""
    assert not Period.parse("2016..2020").contains(Period.parse(part), ADMIN)


def test_contains_goes_by_days_of_one_basis():
    """A school year that begins in 2020 does not lie in the calendar months of 2020."""
    assert not Period.parse("2020").contains(Period.parse("2020-03"), SCHOOL)
    assert Period.parse("2020").contains(Period.parse("2020-10"), SCHOOL)


def test_years_of_a_stage_and_of_a_half():
    """A stage report has one column for each."""
    assert list(Period.parse("2016..2020").years()) == [2016, 2017, 2018, 2019, 2020]
    assert list(Period.parse("2017-H1").years()) == [2017]


@pytest.mark.parametrize(
    "text",
    [
        "2021-M13", "2021-M0", "2020-Q5", "2020-Q0", "2017-H3", "2020..2020", "2017-13", "2017-00", "17",
        "0000", "1944", "2101", "2016..2101", "", "-", "năm", "20200", "hôm nay", "9" * 5_000, "２０２",
        "2020\n2021\n2022",
    ],
)  # fmt: skip
def test_impossible_period_names_the_forms(text):
    """One line, the forms, and no guess where nothing is near."""
    with pytest.raises(ConfigError) as caught:
        Period.parse(text)

    assert str(caught.value).endswith(PROBLEM)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2016-2020", "2016..2020"),
        ("2016 – 2020", "2016..2020"),
        ("2020..2016", "2016..2020"),
        ("giai đoạn 2016-2020", "2016..2020"),
        ("giai đoạn 2015 -2020", "2015..2020"),
        ("2017h1", "2017-H1"),
        ("H1/2017", "2017-H1"),
        ("6 tháng đầu năm 2017", "2017-H1"),
        ("06 tháng cuối năm 2017", "2017-H2"),
        ("10 tháng đầu năm 2021", "2021-M10"),
        ("2021-M09", "2021-M9"),
        ("năm 2020", "2020"),
        ("2021-M12", "2021"),
        ("Quý III/2020", "2020-Q3"),
        ("quý 3 năm 2020", "2020-Q3"),
        ("2020-9", "2020-09"),
        ("tháng 9/2020", "2020-09"),
        ("first half of 2017", "2017-H1"),
        ("học kỳ I năm học 2017-2018", "2017-H1"),
        ("năm học 2017-2018", "2017"),
    ],
)
def test_nearly_right_text_gets_the_period_it_means(text, meant):
    """The operator copies the last words of the message."""
    with pytest.raises(ConfigError) as caught:
        Period.parse(text)

    assert str(caught.value).endswith(f"{PROBLEM}; did you mean {meant}?")


@pytest.mark.parametrize("value", [None, 2020, 2020.5, True, ["2020"], b"2020", date(2020, 1, 1)])
def test_value_that_is_no_text_is_refused(value):
    """An unquoted year in a parameter file is a number, and is refused with the text to write."""
    with pytest.raises(ConfigError, match="is not a period; write a half"):
        Period.parse(value)
    with pytest.raises(ConfigError, match='did you mean "2020"'):
        Period.parse(2020)


@pytest.mark.parametrize(
    ("kind", "year", "number"),
    [
        ("half", 2017, 3),
        ("half", 2017, None),
        ("year", 2020, 1),
        ("stage", 2020, 2016),
        ("week", 2020, 1),
        ("year", 1, None),
    ],
)
def test_impossible_period_cannot_be_built(kind, year, number):
    """A period that exists is possible, however it was made."""
    with pytest.raises(ConfigError, match="is not a period"):
        Period(kind, year, number)


def test_unknown_basis_names_the_nearest():
    """A misspelt basis would silently shift every report by two weeks."""
    with pytest.raises(ConfigError, match='unknown basis "calender"; did you mean calendar'):
        get_basis("calender")


def test_custom_basis_has_days_of_its_own():
    """An office may cut its year on the 20th of November."""
    custom = Basis("own", "từ 20/11", "from 20 November", first_month=12, first_day=20, month_shift=-1)
    period = Period.parse("2020")

    assert (period.first_day(custom), period.last_day(custom)) == (date(2020, 11, 20), date(2021, 11, 19))
    with pytest.raises(ConfigError, match="do not make a year"):
        Basis("own", "", "", first_day=31)


@pytest.mark.parametrize("basis", [ADMIN, CALENDAR, SCHOOL])
def test_every_basis_says_its_name_and_source(basis):
    """The basis is printed in every report."""
    assert basis.label()
    assert basis.label("en")
    assert basis.source


@pytest.mark.parametrize(
    ("period", "part"),
    [
        ("2023-H1", "H1"),
        ("2023", "year"),
        ("2023-Q3", "Q3"),
        ("2023-09", "09"),
        ("2021-M10", "M10"),
        ("2016..2020", "stage"),
    ],
)
def test_part_of_a_year_is_named_the_same_in_every_year(period: str, part: str):
    """A schedule speaks of the first half, not of one year's."""
    assert Period.parse(period).in_its_year == part
