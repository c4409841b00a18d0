"""The change of the map of 01/07/2025 in the reports whose figures cross it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.present.reports import REPOSITORY
from thidua.facts.dataset import open_dataset
from thidua.present import Report, document, headings
from thidua.present.chapters import events
from thidua.present.language import written_in
from thidua.registry import Period, Territory, get_unit


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Today's Thái Nguyên, with both provinces that it was made of."""
    with Territory("19").in_force():
        yield


def report_on(unit: str, period: str, dataset: str = "published") -> Report:
    return Report(open_dataset(dataset, REPOSITORY), get_unit(unit), Period.parse(period))


def told(unit: str, period: str) -> str | None:
    part = events.finding(report_on(unit, period))
    return part and part.text


def test_district_of_its_last_half_year_says_when_it_ended_and_what_it_is_now():
    """A reader of 2026 looks for huyện Ba Bể and finds what became of it."""
    assert told("huyen-ba-be", "2025-H1") == (
        "Huyện Ba Bể kết thúc vào 30/6/2025 (202/2025/QH15; 1683/NQ-UBTVQH15), địa bàn nay thuộc xã Phúc Lộc, "
        "xã Ba Bể, xã Chợ Rã, xã Thượng Minh, xã Đồng Phúc; số liệu đến hết ngày đó."
    )


def test_commune_of_its_first_year_says_since_when_it_exists_and_what_it_was_made_of():
    """Its half year is no whole year, which explains a small figure."""
    found = told("xa-ba-be-2025", "2025")

    assert found.startswith("Xã Ba Bể thành lập từ 01/7/2025 (")
    assert "1683/NQ-UBTVQH15" in found
    assert found.endswith("số liệu tính từ ngày đó.")


def test_province_of_2025_says_whose_figures_it_adds_up_and_in_which_days():
    """Districts to the end of June, communes since, of both provinces."""
    found = told("tinh-thai-nguyen-2025", "2025")

    assert found.startswith("Từ 01/7/2025, thành lập tỉnh Thái Nguyên")
    assert found.count("1683/NQ-UBTVQH15") == 1
    assert found.endswith(
        "Số liệu năm 2025 gồm 17 huyện, thành phố của tỉnh Bắc Kạn, tỉnh Thái Nguyên cũ (đến 30/6/2025) "
        "và 92 xã, phường (từ 01/7/2025)."
    )


def test_province_that_ended_says_so():
    """tỉnh Bắc Kạn has a last year, to its last day."""
    assert told("tinh-bac-kan", "2025") == (
        "Tỉnh Bắc Kạn kết thúc vào 30/6/2025 (202/2025/QH15; 1683/NQ-UBTVQH15), địa bàn nay thuộc tỉnh Thái Nguyên; "
        "số liệu đến hết ngày đó."
    )


@pytest.mark.parametrize(
    ("unit", "period"),
    [
        ("tinh-thai-nguyen-2025", "2026-H1"),
        ("phuong-bac-kan-2025", "2026-H1"),
        ("tinh-bac-kan", "2020"),
        ("huyen-ngan-son", "2023"),
    ],
)
def test_report_whose_figures_cross_no_change_tells_none(unit, period):
    """Communes merged in 2020 and a township of 2023 moved no figure of who reports."""
    assert told(unit, period) is None


def test_event_is_told_in_english_too():
    """Both languages say the day."""
    with written_in("en"):
        assert told("huyen-ba-be", "2025").startswith("Ba Bể district ended on 30 Jun 2025")
        assert told("tinh-thai-nguyen-2025", "2025").startswith("From 1 July 2025 Bắc Kạn province and")


@pytest.mark.parametrize(
    ("unit", "period", "members", "former"),
    [
        ("tinh-thai-nguyen-2025", "2026-H1", 92, 0),
        ("tinh-thai-nguyen-2025", "2025-H2", 92, 0),
        ("tinh-thai-nguyen-2025", "2025", 92, 17),
        ("tinh-bac-kan", "2025", 8, 0),
        ("tinh-bac-kan", "2025-H1", 8, 0),
        ("xa-ba-be-2025", "2025", 0, 0),
    ],
)
def test_members_are_those_who_report_on_the_days_of_the_period(unit, period, members, former):
    """Districts until June 2025, communes and wards since; departments are no members."""
    report = report_on(unit, period)

    assert (len(report.members), len(report.former_members)) == (members, former)


@pytest.mark.parametrize(
    ("unit", "period", "heading"),
    [
        ("tinh-thai-nguyen-2025", "2026-H1", "So sánh các xã, phường"),
        ("tinh-bac-kan", "2025", "So sánh các huyện, thành phố"),
    ],
)
def test_section_on_the_members_names_their_level(unit, period, heading):
    """ "huyện" must not stand in a report on days after 30/06/2025."""
    assert headings.members(report_on(unit, period)).text == heading


@pytest.mark.parametrize(
    ("unit", "period", "agency", "subject", "window"),
    [
        (
            "huyen-ba-be",
            "2025-H1",
            "UBND HUYỆN BA BỂ",
            "huyện Ba Bể",
            "từ ngày 15 tháng 12 năm 2024 đến ngày 30 tháng 6",
        ),
        ("xa-ba-be-2025", "2025", "UBND XÃ BA BỂ", "xã Ba Bể", "từ ngày 01 tháng 7 năm 2025 đến ngày 14 tháng 12"),
        ("phuong-bac-kan-2025", "2026-H1", "UBND PHƯỜNG BẮC KẠN", "phường Bắc Kạn", "từ ngày 15 tháng 12 năm 2025"),
        ("tinh-thai-nguyen-2025", "2025", "UBND TỈNH THÁI NGUYÊN", "tỉnh Thái Nguyên", "từ ngày 15 tháng 12 năm 2024"),
    ],
)
def test_letterhead_is_that_of_the_unit_on_its_last_day_and_names_its_days(unit, period, agency, subject, window):
    """A district signs as of 30/06/2025, a commune from its first day."""
    shown = document.letterhead(report_on(unit, period, "illustrative-2026"), "{review} công tác của {unit} {period}")

    assert shown.parent_agency == agency
    assert subject in shown.subject
    assert window in shown.window.replace("\xa0", " ")
