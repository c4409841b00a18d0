"""Deadlines are dated data with their source; none of them is a rule of the province."""

from datetime import date

import pytest

from thidua.errors import ConfigError
from thidua.registry import deadlines as module
from thidua.registry.deadlines import Deadline, deadline, deadlines

DAY = date(2023, 6, 14)


def test_published_procedures_of_the_table():
    """Read on the portals of Hà Nam, Cẩm Phả and Huế: 8 and 10 working days, and 10 days at communes."""
    told = [(one.level, one.award_type, one.days, one.is_working_days) for one in deadlines()]

    assert told == [("HUYEN", "DOT", 8, True), ("HUYEN", "DOT", 10, True), ("XA", "", 10, False)]
    assert not any(one.is_local for one in deadlines())
    assert all(one.source and one.place_vi and one.place_en for one in deadlines())


def test_longest_of_several_elsewhere_is_the_mark():
    """What is late by it is late by every one of them."""
    assert deadline("HUYEN", DAY, unit="huyen-ba-be", award_type="DOT").days == 10


def test_level_without_a_procedure_has_no_deadline():
    """Nothing is known of the province's own."""
    assert deadline("TINH", DAY) is None


def test_ten_working_days_are_two_weeks():
    """What a chart in days of the calendar draws."""
    assert [one.calendar_days for one in deadlines()][1:] == [14, 10]


def test_own_deadline_comes_before_one_from_elsewhere(monkeypatch):
    """As soon as an official adds the province's, districts are measured by it, from its first day on."""
    own = Deadline("tinh-bac-kan", "HUYEN", "", 20, True, "", "", date(2023, 1, 1), None, "QĐ", "verified")
    known = (*deadlines(), own)
    monkeypatch.setattr(module, "deadlines", lambda: known)

    assert deadline("HUYEN", DAY, unit="huyen-ba-be") == own
    assert deadline("HUYEN", date(2022, 6, 14), unit="huyen-ba-be").days == 10
    assert deadline("HUYEN", DAY).days == 10


def test_unknown_level_is_named():
    """Codes are those of the registry."""
    with pytest.raises(ConfigError, match='unknown level "H"'):
        deadline("H", DAY)


def test_days_must_be_a_number(monkeypatch):
    """A slip while correcting the table is found at once."""
    row = {"unit": "", "level": "XA", "award_type": "", "days": "mười"}
    monkeypatch.setattr(module, "read_rows", lambda _: (row,))

    with pytest.raises(ConfigError, match='"mười" is not a whole number of days above 0'):
        deadlines.__wrapped__()
