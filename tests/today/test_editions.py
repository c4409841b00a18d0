"""Reports across 1 July 2025 print what was sent, each unit in its own days, and say what happened on that day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.present.reports import REPOSITORY
from tests.resources import faults_of
from tests.today.conftest import Built, rows_of
from thidua.facts.dataset import open_dataset
from thidua.illustrative.today.decisions import all_rows
from thidua.illustrative.today.places import TERRITORY
from thidua.present.chapters.changes import form_changes
from thidua.present.report import Report
from thidua.registry import Period, awards, get_unit
from thidua.registry.dated_names import dated_names

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("today")]

PROVINCE, BAC_KAN = "tinh-thai-nguyen-2025", "tinh-bac-kan"
KINDS = ("collective", "individual", "household")


def printed(resource: dict[str, Any]) -> Counter:
    """The numbers of a table of awards by award and kind; levels that give the same award are added up."""
    by_name = {award.name_vi: award.code for award in awards()}
    by_name |= {dated.name_vi: dated.code for dated in dated_names("awards")}
    found: Counter = Counter()
    for row in rows_of(resource, "body"):
        name = re.sub(r" \((?:thường xuyên|chuyên đề|đột xuất)\)$", "", row["form"])
        for kind in KINDS:
            found[by_name[name], kind] += row[kind] if isinstance(row[kind], int) else 0
    return +found


def total(today: Built, name: str) -> int:
    """The number of all awards that an edition prints."""
    return rows_of(today.tables(name)["award_counts"], "total")[0]["total"]


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("huyen-ba-be 2025-H1", lambda row: (row.unit, row.year, row.half) == ("huyen-ba-be", 2025, 1)),
        ("xa-ba-be-2025 2025", lambda row: (row.unit, row.year) == ("xa-ba-be-2025", 2025)),
        (
            "phuong-bac-kan-2025 2026-H1",
            lambda row: (row.unit, row.year, row.half) == ("phuong-bac-kan-2025", 2026, 1),
        ),
        ("tinh-thai-nguyen-2025 2026-H1", lambda row: row.year == 2026),
        ("tinh-thai-nguyen-2025 2025", lambda row: row.year == 2025),
        ("tinh-thai-nguyen-2025 2021..2025", lambda row: row.year in (2024, 2025)),
        ("tinh-bac-kan 2025", lambda row: row.year == 2025 and parent_of(row.unit) == BAC_KAN),
    ],
)
def test_an_edition_prints_what_was_sent_about_its_unit_and_days(today, given, name, fits):
    """Form by form and kind by kind: nothing sent and accepted is left out, nothing counted twice."""
    with TERRITORY.in_force():
        expected = given(fits)
        found = printed(today.tables(name)["award_counts"])

    assert found == expected
    assert total(today, name) == expected.total() > 0


def parent_of(unit: str) -> str | None:
    """The province of a unit, in the territory in force."""
    return get_unit(unit).parent


def test_the_last_report_of_a_district_holds_its_last_days(today):
    """Ba Bể decided until 27/06/2025; what it did from 15/06 on is nobody else's."""
    with TERRITORY.in_force():
        late = [row for row in all_rows() if row.keeper == "huyen-ba-be" and row.decided_on > date(2025, 6, 14)]
    late = [row for row in late if row.year == 2025 and row.half == 1]
    numbers = {str(row["decision"]) for row in rows_of(today.tables("huyen-ba-be 2025-H1")["decisions"], "body")}

    assert late
    assert {row.decision_no for row in late} <= numbers
    assert "đến ngày 30 tháng 6 năm 2025" in today.text("huyen-ba-be 2025-H1")


def test_the_first_year_of_a_commune_begins_with_it(today):
    """Xã Ba Bể has no days before 01/07/2025, and no comparison with a year that it did not have."""
    page = today.text("xa-ba-be-2025 2025")

    assert "từ ngày 01 tháng 7 năm 2025 đến ngày 14 tháng 12 năm 2025" in page
    assert "UBND XÃ BA BỂ" in page
    assert {row.get("before", "…") for row in rows_of(today.tables("xa-ba-be-2025 2025")["award_counts"], "body")} == {
        "…"
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tinh-thai-nguyen-2025 2025", "Từ 01/7/2025"),
        ("tinh-thai-nguyen-2025 2021..2025", "Từ 01/7/2025"),
        ("tinh-thai-nguyen-2025 2025", "Số liệu năm 2025 gồm 17 huyện, thành phố"),
        ("tinh-bac-kan 2025", "kết thúc vào 30/6/2025"),
        ("xa-ba-be-2025 2025", "thành lập từ 01/7/2025"),
    ],
)
def test_a_report_that_the_change_touches_tells_day_and_resolution(today, name, said):
    """Whoever reads that a year has districts and communes must learn why."""
    page = today.text(name)

    assert said in page
    assert "1683/NQ-UBTVQH15" in page


def test_a_report_that_the_change_does_not_touch_does_not_tell_it(today):
    """In proportion: the half-year of 2026 has one kind of senders alone."""
    assert "1683/NQ-UBTVQH15" not in today.text("phuong-bac-kan-2025 2026-H1")


def test_the_year_of_the_change_shows_districts_and_communes_apart(today):
    """Half a year of a district and half a year of a commune are not compared with one another."""
    shown = today.tables("tinh-thai-nguyen-2025 2025")["unit_counts"]
    names = [str(row["unit"]) for row in rows_of(shown, "body")]

    assert sum(name.startswith(("Huyện ", "Thành phố ")) for name in names) == 17
    assert sum(name.startswith(("Xã ", "Phường ")) for name in names) == 92
    assert all("rank" not in row or row["rank"] in ("–", "…", "") for row in rows_of(shown, "body")[:17])


def test_each_commune_has_its_own_row_in_the_province(today, given):
    """Names that are near (Văn Lang, Văn Lăng) and the numbers behind them stay apart."""
    shown = rows_of(today.tables("tinh-thai-nguyen-2025 2026-H1")["unit_counts"], "body")
    by_name = {str(row["unit"]).casefold(): row["total"] for row in shown}

    with TERRITORY.in_force():
        for unit in ("xa-van-lang-2025", "xa-van-lang-05665-2025", "phuong-bac-kan-2025", "xa-ba-be-2025"):
            expected = given(lambda row, unit=unit: (row.unit, row.year) == (unit, 2026)).total()
            assert by_name[get_unit(unit).name.casefold()] == expected


def test_the_old_province_ends_with_its_last_day(today):
    """Tỉnh Bắc Kạn can be asked for 2025: it is its districts and departments, to 30/06/2025."""
    page = today.text("tinh-bac-kan 2025")

    assert "đến ngày 30 tháng 6 năm 2025" in page
    assert "UBND TỈNH BẮC KẠN" in page
    names = [str(row["unit"]) for row in rows_of(today.tables("tinh-bac-kan 2025")["unit_counts"], "body")]
    assert not [name for name in names if name.startswith(("Xã ", "Phường "))]


def test_a_list_that_is_wrong_keeps_the_year_from_being_all(today):
    """Xã Yên Phong has not answered: its row is open, and the province says that its figures are those known."""
    shown = rows_of(today.tables("tinh-thai-nguyen-2025 2025")["unit_counts"], "body")
    row = next(row for row in shown if row["unit"] == "Xã Yên Phong")

    assert row["total"] == "…" or row["total"] < 10
    assert "đã biết" in today.text("tinh-thai-nguyen-2025 2025")
    assert "Yên Phong" in today.text("tinh-thai-nguyen-2025 2025")


def test_changes_of_a_province_are_of_the_ground_that_its_headline_is_of():
    """Half a year of districts beside a whole one fell by a third, under a sentence that they are not compared."""
    with TERRITORY.in_force():
        opened = open_dataset("illustrative-2026", REPOSITORY)
        report = Report(opened, get_unit("tinh-thai-nguyen-2025"), Period.parse("2025"))
        changes = form_changes.measure(report)

    assert changes is not None
    assert changes.total is not None
    grounds = [frame[frame["recipient_class"] == ""]["count"].sum() for frame in (report.compared, report.before)]
    assert [changes.total.count, changes.total.before] == grounds
    assert "HUYEN" in {one.level for one in changes.left_out}
    assert "HUYEN" not in {one.level for one in changes.compared}


def test_every_displayed_resource_is_valid(today: Built):
    """Tables of 92 communes, of both sides of the day, with what cannot be compared: tools of the format read them."""
    found = {
        (name, one): faults
        for name in today.editions
        for one, resource in today.tables(name).items()
        if (faults := faults_of(resource))
    }

    assert found == {}
