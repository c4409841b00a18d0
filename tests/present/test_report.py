"""A report opens from words as a person writes them, in any folder of the project."""

import pytest

from thidua.errors import ConfigError
from thidua.present import document, open_report

from .reports import published


@pytest.fixture
def inside(project, monkeypatch):
    """The project, with the program running in its folder of notebooks."""
    monkeypatch.chdir(project.root / "notebooks")
    return project


def refusal(**parameters) -> str:
    """Return the message for parameters that must not open: one printable line."""
    with pytest.raises(ConfigError) as caught:
        open_report(**{"dataset": "thu", "unit": "huyen-ba-be", "period": "2020", **parameters})
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 500
    return message


@pytest.mark.parametrize("unit", ["huyen-ba-be", "huyện Ba Bể", "H. Ba Bể", "061", "UBND huyện Ba Bể"])
def test_unit_opens_by_id_code_or_name(inside, unit):
    """The analyst writes the name, the scheduler the id; both mean one district."""
    report = open_report(dataset="thu", unit=unit, period="2020")

    assert report.unit.id == "huyen-ba-be"
    assert list(report.facts["count"]) == [7]


def test_year_may_come_as_a_number(inside):
    """Plain papermill turns `-p period 2020` into the number 2020."""
    report = open_report(dataset="thu", unit="huyen-ba-be", period=2020)

    assert (str(report.period), report.period_label) == ("2020", "năm 2020")
    assert len(report.awarded) == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"dataset": "thư"}, 'no dataset "thư"'),
        ({"unit": "Pắc Nạn"}, "did you mean Pác Nặm (huyen-pac-nam)?"),
        ({"unit": "Bắc Kạn"}, "ambiguous"),
        ({"unit": ""}, "unit"),
        ({"period": "giai đoạn 2016-2020"}, "did you mean 2016..2020?"),
        ({"period": 20}, '"20" is not a period'),
        ({"period": 2021.5}, "is not a period"),
        ({"period": 2026}, "ended on 30/06/2025"),
    ],
)
def test_unknown_parameter_is_refused_with_the_nearest(inside, changed, told):
    """The run stops before it starts, and says what to write."""
    assert told in refusal(**changed)


def test_facts_of_other_units_periods_and_statuses_stay_out(inside):
    """A report reads its own figures, and awards apart from nominations."""
    inside.write_facts(
        {"count": "1"},
        {"count": "2", "unit": "huyen-na-ri"},
        {"count": "3", "period": "2019"},
        {"count": "4", "status": "nominated"},
        {"count": "…", "status": "honoured"},
    )
    report = open_report(dataset="thu", unit="huyen-ba-be", period="2020")

    assert list(report.awarded["count"]) == [1]
    assert list(report.of_status("nominated")["count"]) == [4]
    assert report.of_status("honoured").empty
    assert len(report.facts) == 3


def test_law_and_cap_are_those_of_the_last_day(inside):
    """The cap of Decree 91/2017/NĐ-CP ended with the law of 2022, in force from 01/01/2024."""
    earlier, later = (open_report(dataset="thu", unit="huyen-ba-be", period=year) for year in (2020, 2024))

    assert (earlier.regime, earlier.cap_on("CSTDCS").limit_percent) == ("2003", 15)
    assert (later.regime, later.cap_on("CSTDCS")) == ("2022", None)


def test_year_is_set_in_its_shortest_stage_and_a_stage_shows_its_last_year(inside):
    """2020 lies in 2015..2020 and in 2016..2020; the closer one is the fairer comparison."""
    inside.write_facts(
        {"period": "2019"},
        {"period": "2020"},
        {"period": "2016..2020", "count": "30"},
        {"period": "2015..2020", "count": "40"},
    )
    of_year = open_report(dataset="thu", unit="huyen-ba-be", period=2020).year_in_stage
    of_stage = open_report(dataset="thu", unit="huyen-ba-be", period="2015..2020").year_in_stage

    assert (of_year.year, of_year.stage, of_year.stage_years) == ("năm 2020", "giai đoạn 2016-2020", 5)
    assert (of_stage.year, of_stage.stage, of_stage.stage_years) == ("năm 2020", "giai đoạn 2015-2020", 6)
    assert open_report(dataset="thu", unit="huyen-na-ri", period=2020).year_in_stage is None


@pytest.mark.parametrize(
    ("unit", "period", "title"),
    [
        ("khoi-huyen-tp", "2017-H1", "Sơ kết công tác thi đua 6 tháng đầu năm 2017"),
        ("tinh-bac-kan", "2020", "Tổng kết công tác thi đua năm 2020"),
        ("tinh-bac-kan", "2016..2020", "Tổng kết công tác thi đua giai đoạn 2016-2020"),
    ],
)
def test_part_of_a_year_is_so_ket_and_a_year_tong_ket(unit, period, title):
    """The office holds a sơ kết in the middle of the year and a tổng kết at its end."""
    part = document.letterhead(published(unit, period), "{review} công tác thi đua {period}")

    assert part.subject == title
