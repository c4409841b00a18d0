"""Cells become counts, per cents, measures, days and flags, or are refused; nothing is guessed and nothing raises."""

import math
import typing
import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thidua.intake.cells.days import both_days, day_shown, read_day
from thidua.intake.cells.decisions import read_decision
from thidua.intake.cells.flags import read_flag, read_gender
from thidua.intake.cells.numbers import read_count, read_measure, read_percent
from thidua.intake.cells.values import Blank, Percent, Reason, Refused, blank_in, plain

READERS = (read_count, read_percent, read_measure, read_day, read_flag, read_gender, read_decision)
MISSING, NOT_APPLICABLE = Blank.MISSING, Blank.NOT_APPLICABLE

CELLS = st.one_of(
    st.none(),
    st.text(),
    st.text(alphabet="0123456789.,-–/%: \n'?…QĐqđÐUBNDtháng năm", max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def vi_thousands(number: int) -> str:
    """Write a whole number as the office does: 1.069."""
    return f"{number:,}".replace(",", ".")


def vi_decimals(tenths: int) -> str:
    """Write a number of tenths as the office does: 1.234,5."""
    return f"{vi_thousands(tenths // 10)},{tenths % 10}"


@given(CELLS)
@example(10**400)
@example(-(10**400))
@example(math.nan)
@example(math.inf)
@example("9" * 5000)
@example("." * 32_767 + "x")
@example("1\n" * 16_000)
@example("1 QĐ-UBND" + "\n" * 32_000 + "của 1")
@settings(deadline=None)
def test_no_cell_raises(cell):
    """One strange cell would stop the reading of two hundred workbooks."""
    for read in READERS:
        value = read(cell)
        if isinstance(value, Refused):
            assert value.reason in typing.get_args(Reason)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("cell", "blank"),
    [
        (None, MISSING),
        ("", MISSING),
        ("  \u00a0\n", MISSING),
        ("…", MISSING),
        ("...", MISSING),
        ("..…", MISSING),
        ("?", MISSING),
        ("'", MISSING),
        ("-", NOT_APPLICABLE),
        (" – ", NOT_APPLICABLE),
        ("—", NOT_APPLICABLE),
        ("--", NOT_APPLICABLE),
    ],
)
def test_missing_and_not_applicable_are_no_zero_and_stay_apart(read, cell, blank):
    """A district that has not counted and one that had nothing to count are two findings."""
    assert read(cell) is blank


@pytest.mark.parametrize(
    ("text", "kept"),
    [("m²", "m²"), ("٣", "٣"), ("12\r\n106", "12\n106"), ("1\u200b2", "12"), ("−5", "-5"), ("１２", "12")],
)
def test_plain_text_repairs_only_what_is_certain(text, kept):
    """m² read as m2, or two lines as one number, would be counts that nobody wrote."""
    assert plain(text) == kept


def test_single_point_is_no_blank():
    """A lone full stop is a slip of the finger, not the dotted line of a form."""
    assert blank_in(".") is None


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("01", 1),
        ("0", 0),
        ("2.952", 2952),
        ("1.069", 1069),
        ("2 952", 2952),
        ("2\u00a0952", 2952),
        ("1.234.567", 1234567),
        ("'05", 5),
        ("０５", 5),
        ("  7 ", 7),
        ("03 tập thể", 3),
        ("05 lượt", 5),
        ("12 cá nhân", 12),
        ("03 TT", 3),
        ("1.069 lượt cá nhân", 1069),
        (unicodedata.normalize("NFD", "02 hộ gia đình"), 2),
        (5, 5),
        (5.0, 5),
        (-0.0, 0),
        (999_999_999.0, 999_999_999),
    ],
)
def test_count_is_read_as_a_vietnamese_reader_would(cell, count):
    """The forms of handbook section 8: text numbers, thousands points, leading zeros, nouns."""
    value = read_count(cell)

    assert value == count
    assert type(value) is int


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2,952", "ambiguous"),
        ("1,234,567", "ambiguous"),
        ("0.123", "ambiguous"),
        ("012.345", "ambiguous"),
        (1.069, "ambiguous"),
        (2.952, "ambiguous"),
        (5.5, "fraction"),
        ("5,5", "fraction"),
        ("12.5", "fraction"),
        ("1.234,5", "fraction"),
        ("1234.567", "fraction"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("- 5", "negative"),
        (-5, "negative"),
        (-5.0, "negative"),
        (-math.inf, "negative"),
        ("1234567890", "too-large"),
        ("1.000.000.000", "too-large"),
        (1e9, "too-large"),
        (10**9, "too-large"),
        (math.inf, "too-large"),
        (date(1900, 1, 5), "is-a-date"),
        (datetime(1900, 1, 5, 12), "is-a-date"),
        (time(12, 0), "is-a-date"),
        (timedelta(days=5), "is-a-date"),
        (True, "not-a-count"),
        (False, "not-a-count"),
        (math.nan, "not-a-count"),
        ("5²", "not-a-count"),
        ("٣", "not-a-count"),
        ("12\n106", "not-a-count"),
        ("12 15", "not-a-count"),
        ("03 tập thể, 05 cá nhân", "not-a-count"),
        ("5/12", "not-a-count"),
        ("5%", "not-a-count"),
        ("(5)", "not-a-count"),
        ("- 05 tập thể", "not-a-count"),
        ("1.0690.1", "not-a-count"),
        ("không", "not-a-count"),
        ("O5", "not-a-count"),
        ("#REF!", "not-a-count"),
    ],
)
def test_count_that_could_be_another_number_is_refused(cell, reason):
    """A wrong count is published as fact; a refused one is asked for again."""
    assert read_count(cell) == Refused(reason)


def test_equal_cells_of_different_types_do_not_share_an_answer():
    """1, 1.0 and True are one key of a cache; a ticked box is no count."""
    for _ in range(2):
        assert [read_count(cell) for cell in (True, 1, 1.0)] == [Refused("not-a-count"), 1, 1]
        assert [read_flag(cell) for cell in (1, True, 1.0)] == [True, True, True]


def test_noun_of_another_kind_is_refused_where_the_kind_is_known():
    """Twelve people typed into the collectives' column would be twelve collectives."""
    assert read_count("12 cá nhân", "collective") == Refused("other-kind")
    assert read_count("12 cá nhân", "individual") == 12
    assert read_count("12 lượt", "collective") == 12
    assert read_count("12", "collective") == 12


@given(st.integers(min_value=0, max_value=10**9 - 1))
@example(1069)
@example(1000)
@example(10**9 - 1)
@settings(deadline=None)
def test_every_count_reads_back_in_every_way_of_writing_it(number):
    """No number may change because of who typed it."""
    ways = [number, float(number), str(number), vi_thousands(number), f" {number} ", f"'{number}", f"{number:02d}"]
    ways += [f"{number:,}".replace(",", " "), f"{number} lượt"]

    assert [read_count(way) for way in ways] == [number] * len(ways)


@given(st.integers(min_value=0, max_value=10**9 - 1))
@example(2952)
@settings(deadline=None)
def test_english_thousands_are_never_read_as_another_count(number):
    """The comma is a decimal mark in Vietnamese; 2,952 is either 2952 or not a count."""
    value = read_count(f"{number:,}")

    assert value == (number if number < 1000 else Refused("ambiguous"))


@given(st.one_of(st.integers(max_value=-1), st.floats(max_value=0, exclude_max=True)))
@settings(deadline=None)
def test_number_below_zero_is_refused(number):
    """Nobody is commended minus three times; such a number is a formula gone wrong."""
    assert read_count(number) == read_measure(number) == read_percent(number) == Refused("negative")


@given(st.integers(min_value=1, max_value=10**9 - 1), st.sampled_from("-−–—"))
@settings(deadline=None)
def test_written_number_below_zero_is_refused(number, minus):
    """A dash before a number is a minus to one reader and a bullet to another."""
    for text in (f"{minus}{number}", f"{minus} {vi_thousands(number)}"):
        assert read_count(text) == read_measure(text) == read_percent(f"{text} %") == Refused("negative")


@given(st.floats(min_value=0, max_value=10**9 - 1).filter(lambda number: number != int(number)))
@settings(deadline=None)
def test_number_with_decimals_is_never_a_count(number):
    """Half a person is a mistake, not something to round."""
    assert isinstance(read_count(number), Refused)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,5", 12.5),
        ("1.234,5", 1234.5),
        ("9.5", 9.5),
        ("1.250", 1250.0),
        ("1 250,75", 1250.75),
        ("0,952", 0.952),
        ("0.125", 0.125),
        ("2,9525", 2.9525),
        ("05", 5.0),
        ("'9,25", 9.25),
        (12, 12.0),
        (12.5, 12.5),
        (0, 0.0),
    ],
)
def test_measure_reads_both_decimal_marks(cell, value):
    """Scores are typed 9.5 and 9,5 alike; 1.250 is 1250 as everywhere in a return."""
    measured = read_measure(cell)

    assert measured == value
    assert type(measured) is float


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2,952", "ambiguous"),
        ("1,234,567", "ambiguous"),
        ("012,345", "ambiguous"),
        ("1,234.5", "not-a-number"),
        ("12,5 tỷ đồng", "not-a-number"),
        ("95%", "is-a-percent"),
        ("≥ 95", "not-a-number"),
        ("1e5", "not-a-number"),
        ("nan", "not-a-number"),
        ("1_000", "not-a-number"),
        (math.nan, "not-a-number"),
        (True, "not-a-number"),
        (math.inf, "too-large"),
        ("1234567890123456", "too-large"),
        (date(2023, 5, 31), "is-a-date"),
    ],
)
def test_measure_that_could_be_another_number_is_refused(cell, reason):
    """Three digits after a comma are decimals here and thousands in a workbook set to English."""
    assert read_measure(cell) == Refused(reason)


@given(st.integers(min_value=0, max_value=10**10))
@example(12345)
@settings(deadline=None)
def test_every_measure_reads_back_with_a_comma(tenths):
    """What the office writes as 1.234,5 is 1234.5."""
    ways = [vi_decimals(tenths), f"{tenths // 10},{tenths % 10}", f"{tenths // 10}.{tenths % 10}", tenths / 10]

    assert [read_measure(way) for way in ways] == [tenths / 10] * len(ways)


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("61,8 %", 61.8),
        ("61.8%", 61.8),
        ("61,8", 61.8),
        ("61,8％", 61.8),
        ("100%", 100.0),
        ("112,5 %", 112.5),
        ("1.125,5 %", 1125.5),
        (61.8, 61.8),
        (62, 62.0),
        (0.618, 0.618),
        ("0 %", 0.0),
    ],
)
def test_percent_is_in_per_cent_with_or_without_its_sign(cell, percent):
    """A plan can be met at 112,5 %; a number stands as it is unless the caller knows better."""
    assert read_percent(cell) == percent


@pytest.mark.parametrize(("share", "percent"), [(0.618, 61.8), (0.07, 7.0), (1, 100.0), (1.125, 112.5), (0, 0.0)])
def test_share_shown_as_per_cent_is_what_the_sheet_shows(share, percent):
    """Workbooks store 61,8 % as 0.618; 0.07 must not become 7.000000000000001."""
    assert read_percent(Percent(share)) == read_measure(Percent(share), in_percent=True) == percent


@pytest.mark.parametrize("cell", ["72,5%", "72,5 %", "72.5%", 72.5, "72,5", Percent(0.725)])
def test_measure_in_per_cent_is_read_in_every_spelling(cell):
    """The forest cover of a district stands as a number, with its sign, or formatted as per cent: one figure."""
    assert read_measure(cell, in_percent=True) == 72.5


@pytest.mark.parametrize("cell", ["72,5%", "5 %", "1.125%", Percent(0.725)])
def test_per_cent_where_the_unit_is_another_is_refused(cell):
    """Of 72,5% tonnes nobody knows the tonnes."""
    assert read_measure(cell) == Refused("is-a-percent")


def test_plain_number_and_the_same_shown_as_per_cent_are_told_apart():
    """0.5 and 50 % are equal as numbers, so a remembered answer to one must not be given to the other."""
    assert [read_percent(cell) for cell in (0.5, Percent(0.5), 0.5)] == [0.5, 50.0, 0.5]
    assert [read_count(cell) for cell in (2.0, Percent(2.0))] == [2, Refused("is-a-percent")]


@pytest.mark.parametrize(
    ("read", "reason"), [(read_day, "not-a-date"), (read_flag, "not-a-flag"), (read_decision, "not-a-decision")]
)
def test_per_cent_is_no_day_mark_or_decision(read, reason):
    """100% in a column of ticks is another column's figure."""
    assert read(Percent(1.0)) == Refused(reason)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1.125%", "ambiguous"),
        ("61,812%", "ambiguous"),
        ("%", "not-a-number"),
        ("5%%", "not-a-number"),
        ("1/2", "not-a-number"),
        (True, "not-a-number"),
        (date(2023, 5, 31), "is-a-date"),
    ],
)
def test_percent_that_could_be_another_number_is_refused(cell, reason):
    """1.125 % is a little or more than a thousand per cent."""
    assert read_percent(cell) == Refused(reason)


def test_over_a_thousand_per_cent_is_refused():
    """61.8 typed before the format shows as 6180%: the sender says which is meant; text keeps its own sign."""
    assert read_percent(Percent(61.8)) == Refused("ambiguous")
    assert read_percent("6180%") == 6180.0


@pytest.mark.parametrize(
    "cell",
    [
        date(2023, 5, 31),
        datetime(2023, 5, 31, 8, 30),
        45077,
        45077.0,
        "45077",
        "31/5/2023",
        "31/05/2023",
        " 31-5-2023 ",
        "31.5.2023",
        "31.5.2023.",
        "31 / 5 / 2023",
        "31–05–2023",
        "2023-05-31",
        "2023-05-31 00:00:00",
        "31/05/2023 08:30",
        "ngày 31/5/2023",
        "Ngày 31 tháng 5 năm 2023",
        "NGÀY 31 THÁNG 05 NĂM 2023",
        "31 tháng 5, năm 2023",
        "31/5/\n2023",
        "31-thg 5-2023",
        "31 Thg5 2023",
        "31 thg. 5, 2023",
        "31 Tháng Năm, năm 2023",
        "31-May-2023",
        "31/05/2023 00:00:00",
        "31/05/2023 12:00:00 SA",
        "2023-05-31T00:00:00.000Z",
        "2023-05-31T00:00:00Z",
        "2023-05-30T17:00:00.000Z",
        "2023-05-31T08:30:00+07:00",
        unicodedata.normalize("NFD", "ngày 31 tháng 5 năm 2023"),
        "'31/5/2023",
    ],
)
def test_day_of_decision_946_is_read_in_every_form(cell):
    """31/05/2023 is the day of decision 946/QĐ-UBND, in the forms of handbook section 8."""
    assert read_day(cell) == date(2023, 5, 31)
    assert type(read_day(cell)) is date


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31/5", "no-year"),
        ("ngày 31 tháng 5", "no-year"),
        ("31/5/23", "no-century"),
        ("5/2023", "no-day"),
        ("31-thg 5-23", "no-century"),
        ("31-May-23", "no-century"),
        ("thg 5-2023", "no-day"),
        ("May 2023", "no-day"),
        ("31-thg 5", "no-year"),
        ("15 tháng năm 2023", "not-a-date"),
        ("31 tháng 52023", "not-a-date"),
        ("2023-05-30T16:59:30Z", "no-zone"),
        ("2023-05-30T09:30:00.000Z", "no-zone"),
        ("2023-05-31T00:00:00-05:00", "no-zone"),
        ("2023-02-30T00:00:00Z", "impossible-date"),
        ("tháng 5 năm 2023", "no-day"),
        ("2023", "no-day"),
        (2023, "no-day"),
        (2023.0, "no-day"),
        ("31/02/2023", "impossible-date"),
        ("29/2/2023", "impossible-date"),
        ("12/31/2023", "impossible-date"),
        ("0/5/2023", "impossible-date"),
        ("2023-13-01", "impossible-date"),
        ("31/5/1944", "year-out-of-range"),
        ("31/5/2203", "year-out-of-range"),
        (date(1900, 1, 5), "year-out-of-range"),
        (datetime(2101, 1, 1), "year-out-of-range"),
        (19724, "not-a-date"),
        (73416, "not-a-date"),
        (45077.5, "not-a-date"),
        (math.nan, "not-a-date"),
        (math.inf, "not-a-date"),
        (time(8, 30), "not-a-date"),
        (timedelta(days=45077), "not-a-date"),
        (True, "not-a-date"),
        ("31/5-2023", "not-a-date"),
        ("20230531", "not-a-date"),
        ("31/5/2023 và 1/6/2023", "not-a-date"),
        ("hôm qua", "not-a-date"),
    ],
)
def test_day_that_does_not_stand_whole_is_refused_by_what_it_lacks(cell, reason):
    """The sender is told what to add: a year, a century, a day."""
    assert read_day(cell) == Refused(reason)


def test_day_stands_before_the_month():
    """04/05 is the fourth of May, whatever the sender's computer is set to."""
    assert read_day("04/05/2023") == date(2023, 5, 4)


@given(st.dates(min_value=date(1945, 1, 1), max_value=date(2100, 12, 31)))
@example(date(1945, 9, 2))
@example(date(2000, 2, 29))
@settings(deadline=None)
def test_every_day_reads_back_in_every_way_of_writing_it(day):
    """The office's whole time and its archive: no form may turn one day into another."""
    d, m, y = day.day, day.month, day.year
    ways = [f"{d:02d}/{m:02d}/{y}", f"{d}/{m}/{y}", f"{d}-{m}-{y}", f"{d}.{m}.{y}", day.isoformat()]
    ways += [f"ngày {d}/{m}/{y}", f"ngày {d} tháng {m} năm {y}", f"ngày {d:02d} tháng {m:02d} năm {y}"]

    assert {read_day(way) for way in ways} == {day}
    assert read_day(day) == read_day(datetime(y, m, d, 23, 59)) == day


@given(st.dates(min_value=date(1954, 1, 1), max_value=date(2100, 12, 31)))
@settings(deadline=None)
def test_every_serial_number_is_the_day_a_spreadsheet_shows(day):
    """Days lose their format when columns are copied; 45077 is 31/05/2023."""
    serial = (day - date(2023, 5, 31)).days + 45077

    assert read_day(serial) == read_day(float(serial)) == read_day(str(serial)) == day


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("x", True),
        ("X ", True),
        ("✓", True),
        ("Có", True),
        (unicodedata.normalize("NFD", "có"), True),
        ("1", True),
        (1, True),
        (1.0, True),
        (True, True),
        ("Không", False),
        ("0", False),
        (0.0, False),
        (False, False),
    ],
)
def test_flag_is_a_tick_or_a_word(cell, flag):
    """Boxes are ticked with whatever the keyboard offers."""
    assert read_flag(cell) is flag


@pytest.mark.parametrize("cell", ["Nữ", "Nam", "2", 2, 0.5, math.nan, "khong", "v"])
def test_flag_that_is_no_yes_or_no_is_refused(cell):
    """A gender under a box says something else than yes; v is a tick here and an absence elsewhere."""
    assert read_flag(cell) == Refused("not-a-flag")


@pytest.mark.parametrize(
    ("cell", "gender"), [("Nữ", "female"), ("NỮ", "female"), ("nam ", "male"), ("Nam giới", "male")]
)
def test_gender_is_a_word(cell, gender):
    """Form 0602 counts women among the commended."""
    assert read_gender(cell) == gender


@pytest.mark.parametrize("cell", ["x", "Nu", 1, True, date(2023, 5, 31), "Nam, Nữ"])
def test_gender_that_is_not_written_is_refused(cell):
    """A tick does not say whether the column was for women or men."""
    assert read_gender(cell) == Refused("not-a-gender")


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        (43510.0, (date(2019, 2, 14), date(2023, 2, 15))),
        (43510, (date(2019, 2, 14), date(2023, 2, 15))),
        (" 43510", (date(2019, 2, 14), date(2023, 2, 15))),
        (43510.5, None),
        (2023, None),
        (math.inf, None),
        (True, None),
        (Percent(43510.0), None),
        (date(2023, 2, 15), None),
        ("15/02/2023", None),
        ("", None),
        (None, None),
    ],
)
def test_bare_number_has_a_day_of_each_count(cell, days):
    """A workbook may count from 1900 or from 1904; what is shown as a date already is no number."""
    assert both_days(cell) == days


def test_day_is_shown_and_never_its_number():
    """Nobody who typed 15/02/2023 knows the number 44972 that the file holds."""
    assert [day_shown(44972.0), day_shown(43510.0, from_1904=True), day_shown("44972")] == ["15/02/2023"] * 3
    assert day_shown(datetime(2023, 2, 15, 8, 30)) == "15/02/2023"
    assert (day_shown("31/5"), day_shown(None), day_shown(2023)) == ("31/5", "", "2023")
