"""Each unit has its own days in a period, and no day is in two reports of one place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import ConfigError
from thidua.registry import (
    Period,
    below_in,
    crossed,
    days_in,
    get_basis,
    get_unit,
    resolve_in,
    units,
    whole_predecessors,
)
from thidua.registry.territory import Territory

YEAR = get_basis("administrative")
CALENDAR = get_basis("calendar")


@pytest.fixture(autouse=True)
def thai_nguyen():
    """Today's province, with what it was made of."""
    with Territory("19").in_force():
        yield


@pytest.mark.parametrize(
    ("unit", "period", "days"),
    [
        ("huyen-ba-be", "2024-H2", ("2024-06-15", "2024-12-14")),
        ("huyen-ba-be", "2025-H1", ("2024-12-15", "2025-06-30")),
        ("huyen-ba-be", "2025-H2", None),
        ("huyen-ba-be", "2025", ("2024-12-15", "2025-06-30")),
        ("huyen-ba-be", "2021..2025", ("2020-12-15", "2025-06-30")),
        ("huyen-ba-be", "2025-Q2", ("2025-03-15", "2025-06-30")),
        ("huyen-ba-be", "2025-06", ("2025-05-15", "2025-06-30")),
        ("huyen-ba-be", "2025-07", None),
        ("huyen-ba-be", "2025-M5", ("2024-12-15", "2025-05-14")),
        ("huyen-ba-be", "2025-M6", ("2024-12-15", "2025-06-30")),
        ("huyen-ba-be", "2025-M9", ("2024-12-15", "2025-06-30")),
        ("xa-ba-be-2025", "2025-H1", None),
        ("xa-ba-be-2025", "2025-H2", ("2025-07-01", "2025-12-14")),
        ("xa-ba-be-2025", "2025", ("2025-07-01", "2025-12-14")),
        ("xa-ba-be-2025", "2026-H1", ("2025-12-15", "2026-06-14")),
        ("tinh-bac-kan", "2026-H1", None),
    ],
)
def test_days_are_those_of_the_unit(unit, period, days):
    """A district's days of 15 to 30/06/2025 belong to its last report."""
    found = days_in(get_unit(unit), Period.parse(period), YEAR)

    assert found == (days and tuple(map(date.fromisoformat, days)))


def test_calendar_year_has_no_rest():
    """Where a half-year ends on 30/06, nothing is left over."""
    district = get_unit("huyen-ba-be")

    assert days_in(district, Period.parse("2025-H1"), CALENDAR) == (date(2025, 1, 1), date(2025, 6, 30))
    assert days_in(district, Period.parse("2025-H2"), CALENDAR) is None


@given(
    unit=st.sampled_from(["huyen-ba-be", "xa-ba-be-2025", "tinh-bac-kan", "so-y-te", "tinh-thai-nguyen-2025"]),
    basis=st.sampled_from([YEAR, CALENDAR]),
    year=st.integers(2023, 2027),
)
def test_halves_share_out_the_days_of_a_year(unit, basis, year):
    """No decision is in both halves, and none of a year in neither."""
    with Territory("19").in_force():
        of = get_unit(unit)
        whole = days_in(of, Period("year", year), basis)
        halves = [days for n in (1, 2) if (days := days_in(of, Period("half", year, n), basis))]

    days = [first + timedelta(n) for first, last in halves for n in range((last - first).days + 1)]
    assert len(days) == len(set(days))
    assert (min(days), max(days)) == whole if days else whole is None
    assert not days or len(days) == (whole[1] - whole[0]).days + 1


def test_province_goes_on_with_what_went_into_it():
    """Two old provinces in their days, 92 communes and the departments in theirs."""
    province = get_unit("tinh-thai-nguyen-2025")

    assert {one.id for one in whole_predecessors(province)} == {"tinh-bac-kan", "tinh-thai-nguyen"}
    levels = {period: {} for period in ("2024", "2025-H1", "2025-H2", "2025", "2026-H1")}
    for period, found in levels.items():
        for one in below_in(province, Period.parse(period), YEAR):
            found[one.level] = found.get(one.level, 0) + 1
    assert [found.get("province", 0) for found in levels.values()] == [2, 2, 0, 2, 0]
    assert [found.get("commune", 0) + found.get("ward", 0) for found in levels.values()] == [0, 0, 92, 92, 92]


def test_old_province_adds_up_its_own_districts_to_its_last_day():
    """Bắc Kạn's 2025 ends on 30/06/2025 with eight districts."""
    below = below_in(get_unit("tinh-bac-kan"), Period.parse("2025"), YEAR)

    assert sum(one.level in ("city", "district") for one in below) == 8
    assert not {one.level for one in below} & {"commune", "ward", "province"}


def test_department_goes_on_with_those_of_its_name():
    """Sở Nội vụ of today is what both old ones were."""
    today = get_unit("so-noi-vu-thai-nguyen-2025")

    assert {"so-noi-vu", "so-noi-vu-thai-nguyen"} <= {one.id for one in whole_predecessors(today)}
    assert "so-y-te" not in {one.id for one in whole_predecessors(today)}


@pytest.mark.parametrize(
    ("text", "period", "meant"),
    [
        ("tỉnh Bắc Kạn", "2025", "tinh-bac-kan"),
        ("tỉnh Bắc Kạn", "2021..2025", "tinh-bac-kan"),
        ("Ba Bể", "2025", "xa-ba-be-2025"),
        ("huyện Ba Bể", "2025", "huyen-ba-be"),
        ("Bắc Kạn", "2026-H1", "phuong-bac-kan-2025"),
        ("tỉnh Thái Nguyên", "2021..2025", "tinh-thai-nguyen-2025"),
    ],
)
def test_name_means_the_latest_unit_of_the_period(text, period, meant):
    """What exists on the last day comes first; what ended within the period can still be asked for."""
    assert resolve_in(text, Period.parse(period), YEAR).id == meant


def test_unit_whose_days_are_told_before_is_refused():
    """The district has no report of the half-year that began two weeks before its end."""
    with pytest.raises(ConfigError, match="it reports its days of 2025-H2 with the period before it"):
        resolve_in("huyện Ba Bể", Period.parse("2025-H2"), YEAR)
    with pytest.raises(ConfigError, match="ended on 30/06/2025, now"):
        resolve_in("huyện Ba Bể", Period.parse("2026-H1"), YEAR)


def test_every_commune_of_the_country_has_its_days_of_today():
    """Loaded province by province, each with its own."""
    assert sum(days_in(one, Period.parse("2026-H1"), YEAR) is not None for one in units(level="ward")) == 15


@pytest.mark.parametrize(
    ("unit", "period", "act"),
    [
        ("tinh-thai-nguyen-2025", "2025", "sáp nhập"),
        ("xa-ba-be-2025", "2025", "sáp nhập"),
        ("huyen-ba-be", "2025-H1", "kết thúc cấp huyện"),
        ("tinh-bac-kan", "2025", "108 đơn vị"),
        ("tinh-thai-nguyen-2025", "2026-H1", None),
    ],
)
def test_one_sentence_tells_of_one_change(unit, period, act):
    """A merger of two provinces is no three events in the report on the third."""
    events = crossed(get_unit(unit), Period.parse(period), YEAR)

    assert len(events) == (act is not None)
    assert all(act in event.text_vi for event in events)
