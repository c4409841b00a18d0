"""A unit that sends a list and a return of one award: the built report and `check` follow one rule, and say so."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from tests.conftest import Project
from tests.facts.inboxes import FIRST_HALF, PROVINCIAL, YEAR, Inbox, Sheet, decision_list, people, summary_return
from thidua.check import check_paths
from thidua.run.build import build_edition
from thidua.run.plan import plan_editions

PROVINCE = "UBND TỈNH BẮC KẠN"
AWARD = {"award": PROVINCIAL, "decision": "946/QĐ-UBND"}
DIFFER = "tỉnh Bắc Kạn, năm 2021, BK tỉnh, cá nhân: danh sách có {}, biểu tổng hợp có {}; báo cáo dùng {}"
CELL = """
from IPython.display import display
from thidua.measures.counts import award_counts
from thidua.present import open_report
from thidua.present.part import prose
from thidua.present.chapters.awards import awards
report = open_report(dataset=dataset, unit=unit, period=period)
display(prose("loi", "Một câu."))
display(awards.summary(report, award_counts(report.awarded)))
"""
TOLD = "Chủ tịch UBND tỉnh tặng Bằng khen cho"


def printed(project: Project, unit: str, *sheets: Sheet) -> str:
    """The words of the report on a unit in 2021, built over these sheets, a workbook each."""
    folder = project.root / "data" / "thu"
    (folder / "facts.csv").unlink()
    (folder / "dataset.toml").write_text(
        'title = "Số liệu thử"\nsource = "tệp thử"\nbasis = "administrative"\nas_of = 2022-01-15\n'
        f'[[editions]]\nkind = "thu"\nunit = "{unit}"\nperiod = "2021"\n',
        encoding="utf-8",
    )
    for number, sheet in enumerate(sheets):
        Inbox(folder).put(f"{number}.xlsx", sheet)
    project.write_notebook(CELL)
    (edition,) = plan_editions(project.root)
    assert not build_edition(edition, ("html",)).reason
    page = edition.file("html").read_text(encoding="utf-8")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def told(project: Project) -> list[str]:
    """What `check` says of the numbers in the inbox that differ."""
    received = check_paths([project.root / "data" / "thu" / "inbox"], project.root, today=date(2022, 1, 15))
    return [finding.text for finding in received.findings if finding.message == "V20-difference"]


@pytest.mark.long
@pytest.mark.parametrize("district", ["tỉnh Bắc Kạn", "huyện Ba Bể"])
def test_whole_year_list_of_a_province_is_used_before_its_return(project, district):
    """The rule of data/README.md holds for a province too, also where its list says of which district each row is."""
    rows = people(0, 1, 2, unit=district, **AWARD)
    listed, returned = (
        decision_list(*rows, unit=PROVINCE, period=YEAR),
        summary_return((PROVINCIAL, "-", 9), unit=PROVINCE),
    )
    text = printed(project, "tinh-bac-kan", listed, returned)

    assert f"{TOLD} 03 cá nhân" in text
    assert told(project) == [DIFFER.format(3, 9, "danh sách quyết định")]


def test_list_of_one_half_gives_way_to_the_return_of_the_year(project):
    """It has less than the year by nature: nothing contradicts, and the return is counted."""
    rows = people(0, 1, 2, unit="tỉnh Bắc Kạn", **AWARD)
    listed = decision_list(*rows, unit=PROVINCE, period=FIRST_HALF)
    text = printed(project, "tinh-bac-kan", listed, summary_return((PROVINCIAL, "-", 9), unit=PROVINCE))

    assert f"{TOLD} 09 cá nhân" in text
    assert told(project) == []


def test_return_of_the_year_that_has_less_than_a_list_of_one_half_is_told(project):
    """It is counted all the same, and whoever reads the check learns that it cannot be right."""
    rows = people(0, 1, 2, unit="tỉnh Bắc Kạn", **AWARD)
    listed = decision_list(*rows, unit=PROVINCE, period=FIRST_HALF)
    text = printed(project, "tinh-bac-kan", listed, summary_return((PROVINCIAL, "-", 2), unit=PROVINCE))

    assert f"{TOLD} 02 cá nhân" in text
    assert told(project) == [DIFFER.format(3, 2, "biểu tổng hợp")]


@pytest.mark.long
def test_household_of_a_list_stands_beside_the_numbers_of_a_return(project):
    """The return has no column for households; what the list proves is printed."""
    rows = [("Hộ ông Hoàng Văn Minh", "", "", "Giấy khen", "512/QĐ-UBND", date(2021, 3, 12))]
    listed = decision_list(*rows, *people(0, 1), period=FIRST_HALF)
    text = printed(project, "huyen-ba-be", listed, summary_return(("Giấy khen", 4, 9)))

    assert "Chủ tịch UBND huyện Ba Bể tặng Giấy khen cho 04 tập thể, 09 cá nhân, 01 hộ gia đình" in text
