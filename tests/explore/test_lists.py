"""What there is to ask about: units, periods and awards as frames."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

import thidua
from tests.present.reports import REPOSITORY
from thidua.errors import ConfigError
from thidua.explore.opened import OpenedDataset


@pytest.fixture(scope="module")
def illustrative() -> OpenedDataset:
    """The invented figures of eight districts."""
    return thidua.open("illustrative", root=REPOSITORY)


@pytest.fixture(scope="module")
def merged() -> OpenedDataset:
    """The invented figures of a province that two became."""
    return thidua.open("illustrative-2026", root=REPOSITORY)


def test_units_without_a_question_are_those_with_figures(illustrative: OpenedDataset) -> None:
    """Whoever opens a dataset sees first whom it is about, and the province above them."""
    frame = illustrative.units()

    assert frame["unit"].iloc[0] == "tinh-bac-kan"
    assert frame["short_name"].iloc[1:4].tolist() == ["Bắc Kạn", "Pác Nặm", "Ba Bể"]
    levels = frame.loc[frame["known"], "level"].value_counts().to_dict()
    assert levels == {"district": 7, "department": 6, "city": 1, "province": 1}


def test_periods_of_a_unit_are_those_in_which_it_has_days(merged: OpenedDataset) -> None:
    """A province that ended on 30/06/2025 has nothing to tell of the half after it."""
    periods = merged.periods("tỉnh Bắc Kạn")["period"].tolist()

    assert "2025-H1" in periods
    assert not {"2025-H2", "2026-H1"}.intersection(periods)


@pytest.mark.long
@pytest.mark.parametrize("unit", ["Ba Bể", "tỉnh Bắc Kạn", "tỉnh Thái Nguyên", "Chợ Mới"])
def test_every_period_listed_of_a_name_is_one_that_may_be_asked(merged: OpenedDataset, unit: str) -> None:
    """What the list offers and the question refuses, or leaves out and would answer, misleads whoever looks it up."""
    listed = set(merged.periods(unit)["period"])

    for period in merged.periods()["period"]:
        if period in listed:
            assert period in set(merged.facts(unit, period, by=())["period"])
        else:
            with pytest.raises(ConfigError):
                merged.facts(unit, period)


def test_periods_of_a_name_are_those_of_each_unit_that_bears_it(merged: OpenedDataset) -> None:
    """ "Ba Bể" is a district until June 2025 and a commune since: the years before are found by the name as well."""
    periods = merged.periods("Ba Bể")["period"].tolist()

    assert {"2024", "2025-H1", "2025", "2026-H1"} <= set(periods)
    assert "2026-H1" not in merged.periods("huyện Ba Bể")["period"].tolist()


def test_units_of_a_day_are_those_that_exist_then(merged: OpenedDataset) -> None:
    """Districts end on 30/06/2025 and communes of today begin the day after."""
    assert len(merged.units("các huyện, thành phố", on="30/6/2025")) == 17
    assert merged.units("các huyện, thành phố", on="2025-07-01").empty
    communes = merged.units("xã, phường", below="tỉnh Thái Nguyên", on=date(2025, 7, 1))
    assert len(communes) == 92
    assert communes["known"].all()
    assert set(communes["parent_name"]) == {"tỉnh Thái Nguyên"}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"level": "huyênn"}, "không phải là cấp đơn vị"),
        ({"level": "distric"}, "có phải district"),
        ({"level": 3}, "3 không phải là cấp"),
        ({"below": "Bac Can"}, 'không có đơn vị "Bac Can"'),
        ({"below": 6}, "6 is not a unit"),
        ({"on": "2023-13-01"}, "is no day; write it as"),
        ({"on": 2023}, "2023 is no day"),
    ],
)
def test_wrong_question_about_units_names_what_is_right(
    illustrative: OpenedDataset, asked: dict[str, object], message: str
) -> None:
    """A level that is none gives no empty frame."""
    with pytest.raises(ConfigError, match=message):
        illustrative.units(**asked)


def test_periods_are_those_with_figures(illustrative: OpenedDataset) -> None:
    """From early to late, with the days that the dataset's basis gives them."""
    frame = illustrative.periods()

    parts = ("-H1", "", "-H2")  # as their days begin and end
    assert frame["period"].tolist() == [f"{year}{part}" for year in range(2016, 2024) for part in parts]
    assert frame["label"].iloc[:2].tolist() == ["6 tháng đầu năm 2016", "năm 2016"]
    assert frame["first_day"].iloc[0] == pd.Timestamp(2015, 12, 15)
    assert {"2023-H1", "2023", "2023-H2"} <= set(illustrative.periods("Ba Bể")["period"]) <= set(frame["period"])


def test_periods_of_who_sends_whole_years_are_years(illustrative: OpenedDataset) -> None:
    """Whoever lists the year in one list has no halves to choose from."""
    assert illustrative.periods("Ngân Sơn")["period"].tolist()[:7] == [str(year) for year in range(2016, 2023)]


def test_periods_of_a_unit_that_is_none_name_the_nearest(illustrative: OpenedDataset) -> None:
    """A typing error gives no empty list of periods."""
    with pytest.raises(ConfigError, match="có phải Ba Bể"):
        illustrative.periods("Ba Be")
    with pytest.raises(ConfigError, match="3 is not a unit"):
        illustrative.periods(3)  # type: ignore[arg-type]


def test_awards_of_a_day_have_who_may_give_them_then(illustrative: OpenedDataset) -> None:
    """The certificate of a district chair ends with the districts."""
    before, after = (illustrative.awards(on=day).set_index("award") for day in ("30/6/2025", "1/7/2025"))

    assert before.loc["CSTDCS", "levels"] == "SO+HUYEN+CS"
    assert after.loc["CSTDCS", "levels"] == "SO+XA+CS"
    assert "BD" not in after.index


def test_awards_in_english_have_english_names() -> None:
    """A label follows the language, a code does not."""
    frame = thidua.open("illustrative", lang="en", root=REPOSITORY).awards().set_index("award")

    assert frame.loc["LDTT", "name"] == "Advanced Worker"
