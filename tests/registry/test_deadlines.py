"""A deadline holds for its unit, level, type and days alone; none of the province itself is known."""

from datetime import date

import pytest

from thidua.errors import ConfigError
from thidua.registry import deadlines as module
from thidua.registry.deadlines import Deadline, deadline, deadlines

DAY = date(2023, 6, 14)
PROVINCE = Deadline("tinh-bac-kan", "HUYEN", "", 20, True, date(2023, 1, 1), None, "QĐ 1/QĐ-UBND", "verified")
SUDDEN = Deadline("tinh-bac-kan", "HUYEN", "DOT", 8, True, None, None, "QĐ 2/QĐ-UBND", "verified")
NA_RI = Deadline("huyen-na-ri", "HUYEN", "", 10, False, None, date(2023, 12, 31), "QĐ 3/QĐ-UBND", "verified")


@pytest.fixture
def known(monkeypatch):
    """Three deadlines as an office may add them."""
    monkeypatch.setattr(module, "deadlines", lambda: (PROVINCE, SUDDEN, NA_RI))


def test_no_deadline_of_another_province_is_in_the_table():
    """Those of Hà Nam and Cẩm Phả for sudden awards judged every award of a district here."""
    assert deadlines() == ()


@pytest.mark.parametrize(
    ("unit", "level", "award_type", "on", "holds"),
    [
        ("huyen-ba-be", "HUYEN", "CTR", DAY, PROVINCE),
        ("huyen-ba-be", "HUYEN", "DOT", DAY, SUDDEN),
        ("huyen-ba-be", "HUYEN", "", DAY, PROVINCE),
        ("huyen-ba-be", "HUYEN", "CTR+PTR", DAY, PROVINCE),
        ("huyen-ba-be", "TINH", "CTR", DAY, None),
        ("huyen-ba-be", "HUYEN", "CTR", date(2022, 6, 14), None),
        ("huyen-ba-be", "HUYEN", "DOT", date(2022, 6, 14), SUDDEN),
        ("huyen-na-ri", "HUYEN", "CTR", DAY, NA_RI),
        ("huyen-na-ri", "HUYEN", "DOT", DAY, NA_RI),
        ("huyen-na-ri", "HUYEN", "CTR", date(2024, 1, 1), PROVINCE),
        ("khoi-huyen-tp", "HUYEN", "CTR", DAY, PROVINCE),
    ],
)
def test_deadline_holds_for_its_place_level_type_and_days_only(unit, level, award_type, on, holds, known):
    """The nearest unit's own comes first, then one of just this type; elsewhere, before and after there is none."""
    assert deadline(unit, level, award_type, on) == holds


def test_deadline_of_a_district_does_not_hold_in_the_next(monkeypatch, known):
    """Na Rì's says nothing of Ba Bể."""
    monkeypatch.setattr(module, "deadlines", lambda: (NA_RI,))

    assert deadline("huyen-ba-be", "HUYEN", "CTR", DAY) is None
    assert deadline("tinh-bac-kan", "HUYEN", "CTR", DAY) is None


def test_ten_working_days_are_two_weeks():
    """What a chart in days of the calendar draws."""
    assert (PROVINCE.calendar_days, NA_RI.calendar_days) == (28, 10)


def test_unknown_level_is_named(known):
    """Codes are those of the registry."""
    with pytest.raises(ConfigError, match='unknown level "H"'):
        deadline("huyen-ba-be", "H", "", DAY)


HEADINGS = "unit,level,award_type,days,is_working_days,valid_from,valid_to,source,confidence"


def test_table_is_read_row_by_row(lay_over):
    """As an official writes it."""
    lay_over("deadlines", f"{HEADINGS}\nhuyen-ba-be,XA,DOT,8,true,2023-01-01,,,\n")

    assert deadlines() == (Deadline("huyen-ba-be", "XA", "DOT", 8, True, date(2023, 1, 1), None, "", ""),)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("huyen-ba-be,XA,,mười,true,,,,", 'deadlines.csv, line 2: column days: "mười" is not a whole number of days'),
        (",XA,,8,true,,,,", "deadlines.csv, line 2: column unit: unknown unit"),
    ],
)
def test_row_without_days_or_unit_is_refused(row, message, lay_over):
    """A slip while correcting the table is found at once, and a deadline of nowhere would hold everywhere."""
    lay_over("deadlines", f"{HEADINGS}\n{row}\n")

    with pytest.raises(ConfigError, match=message):
        deadlines()
