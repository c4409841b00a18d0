"""What a level cannot give in a period is "–" with the true reason, never "…" and never a gap in a total."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.facts.inboxes import ADMINISTRATIVE
from tests.facts.test_border import BA_BE, BAC_KAN, BY_PROVINCE, COMMUNE, OLD_THAI_NGUYEN, PROVINCE, ask, listed, window
from tests.present.reports import published
from thidua.facts.dataset import Dataset
from thidua.facts.ground import Ground
from thidua.measures.counts import award_counts
from thidua.present import Report
from thidua.present.chapters import types
from thidua.present.chapters.awards import awards
from thidua.present.chapters.changes import changes
from thidua.present.given import is_given_in, reasons
from thidua.present.table import Table
from thidua.registry import Period, Territory, get_unit

NOW, BEFORE = Period.parse("2026-H1"), Period.parse("2025-H1")
FIRST_DAYS = (date(2024, 12, 15), date(2025, 6, 30)), (date(2025, 12, 15), date(2026, 6, 14))


@pytest.fixture(autouse=True)
def _in_thai_nguyen() -> Iterator[None]:
    with Territory("19").in_force():
        yield


def province(folder: Path, *more: dict, is_whole_before: bool = True) -> Report:
    """The first half of 2026: a district of the old map with whole lists before, a commune with whole lists now."""
    (first, last), now = FIRST_DAYS
    if not is_whole_before:
        first = date(2025, 3, 1)
    rows = [
        *listed(BA_BE, date(2025, 5, 5), 7, award="LDTT"),
        *listed(BA_BE, date(2025, 5, 6), 3),
        *listed(COMMUNE, date(2026, 5, 5), 5, award="CSTDCS", authority="commune_chair"),
        *listed(COMMUNE, date(2026, 5, 6), 2, award="LDTT", authority="commune_chair"),
    ]
    rows += [
        *listed(BAC_KAN, date(2025, 4, 4), 6, **BY_PROVINCE),
        *listed(PROVINCE, date(2026, 4, 4), 4, **BY_PROVINCE),
    ]
    rows += more
    files = [window(one, *FIRST_DAYS[0], "TINH") for one in (BAC_KAN, OLD_THAI_NGUYEN)]
    files += [window(PROVINCE, *now, "TINH")]
    files += [window(BA_BE, first, last, "HUYEN"), window(COMMUNE, *now, "XA")]
    settings = SimpleNamespace(
        illustrative=False, quoted=False, source="danh sách", source_en="", title="thử", title_en=""
    )
    facts = ask(folder, *rows, files=files)
    told = SimpleNamespace(citation="")
    opened = SimpleNamespace(
        basis=ADMINISTRATIVE, facts=facts, settings=settings, name="thu", commentary=lambda unit, period: told
    )
    return Report(cast("Dataset", opened), get_unit(PROVINCE), NOW)


def rows_of(table: Table | Any) -> dict[str, list[object]]:
    """The cells of each row by its label; of two rows of one label the last."""
    return {str(row.cells["form"]): list(row.cells.values())[1:] for row in table.rows if row.role != "group"}


def test_a_level_that_ended_has_no_figure_and_none_is_missing(tmp_path):
    """The district level ended on 30/06/2025: what it gave stands in the column of the period before alone."""
    report = province(tmp_path)
    table = awards.table(report, award_counts(report.awarded))
    rows = rows_of(table)

    assert rows["Giấy khen của Chủ tịch UBND cấp huyện"] == ["–", "–", 3]
    assert rows["Cộng cấp huyện"] == ["–", "–", 10]
    assert rows["Chiến sĩ thi đua cơ sở"] == [5, 5, "–"]
    assert rows["Lao động tiên tiến"] == [2, 2, "…"]
    assert rows["Tổng cộng"][-2:] == [11, "…"]
    assert "Tổng chỉ gồm các số đã công bố." not in table.notes
    assert "Khen thưởng cấp huyện kết thúc ngày 30/6/2025." in " ".join(table.notes)


def test_a_sum_of_a_level_that_ended_is_none_where_its_lists_were_not_whole(tmp_path):
    """Half of the lists of the period before make no sum beside that of now."""
    report = province(tmp_path, is_whole_before=False)

    assert rows_of(awards.table(report, award_counts(report.awarded)))["Cộng cấp huyện"] == ["–", "–", "…"]


def test_what_one_level_took_over_from_another_is_no_lack_of_figures():
    """The reason is the law: 01/07/2025; what was never allowed in either period tells nothing."""
    report = published("tinh-bac-kan", "2020")
    province_report = Report(report.dataset, get_unit(PROVINCE), NOW)
    ended, begun = [("CSTDCS", "HUYEN"), ("GKH", "HUYEN")], [("CSTDCS", "XA")]

    assert [is_given_in(province_report, *form, (NOW, BEFORE)) for form in (*ended, *begun)] == [
        (False, True),
        (False, True),
        (True, False),
    ]
    assert is_given_in(province_report, "LDTT", "XA", (NOW, BEFORE)) == (True, True)
    assert is_given_in(report, "CSTDCS", "XA", (report.period, report.period.comparison())) == (True, True)
    assert reasons(province_report, ended, begun) == (
        "Khen thưởng cấp huyện kết thúc ngày 30/6/2025. Cấp xã nay tặng Chiến sĩ thi đua cơ sở. "
        "Cấp xã chỉ được tặng Chiến sĩ thi đua cơ sở từ ngày 01/7/2025."
    )
    assert reasons(province_report, [("HHTINH", "TINH")], []).startswith("Từ sau ngày 31/12/2023, cấp tỉnh không còn")
    assert reasons(province_report, [], []) == ""


def test_a_comparison_tells_the_law_and_not_a_lack(tmp_path):
    """72 fighters of districts and 157 of communes are no change of one thing, and nobody has to send anything."""
    report = province(tmp_path)
    found = changes.measure(report)

    assert found is not None
    absent = {(one.award, one.level): (one.count, one.before, one.absent) for one in found.forms}
    assert absent == {
        ("LDTT", "HUYEN"): ("–", 7, "now"),
        ("GKH", "HUYEN"): ("–", 3, "now"),
        ("CSTDCS", "XA"): (5, "–", "before"),
        ("LDTT", "XA"): (2, "…", ""),
        ("BKT", "TINH"): (4, 6, ""),
    }
    assert [one.award for one in found.left_out] == ["LDTT"]
    assert (found.total.count, found.total.before) == (4, 6)
    said, table = changes.detail(report, found).text, changes.table(report, found)
    assert "Chưa so sánh được vì thiếu số liệu của một kỳ: Lao động tiên tiến, cấp xã." in said
    assert "Khen thưởng cấp huyện kết thúc ngày 30/6/2025. Cấp xã nay tặng Lao động tiên tiến." in said
    assert "thuộc các hình thức có số liệu cả hai kỳ" in changes.finding(report, found).text
    assert rows_of(table)["Giấy khen của Chủ tịch UBND cấp huyện, cá nhân"] == ["–", 3, "–", "–"]


def test_a_share_of_the_compared_part_is_told_before_its_change(tmp_path, monkeypatch):
    """10 of 30 with a type are ad hoc, 10 of the 20 that are compared: the difference is that of the second."""
    monkeypatch.setattr(Ground, "is_fair", True)
    now = listed(PROVINCE, date(2026, 4, 5), 10, **BY_PROVINCE, award_type="DOT")
    now += listed(PROVINCE, date(2026, 4, 6), 10, **BY_PROVINCE, award_type="CTR")
    now += listed(COMMUNE, date(2026, 4, 7), 10, award="GKX", authority="commune_chair", award_type="CTR")
    before = listed(BAC_KAN, date(2025, 4, 5), 4, **BY_PROVINCE, award_type="DOT")
    before += listed(BAC_KAN, date(2025, 4, 6), 20, **BY_PROVINCE, award_type="CTR")
    report = province(tmp_path, *now, *before)
    said = types.detail(report, types.measure(report)).text

    assert "(10/30;" in said
    part = said.index("Trong phần so được với cùng kỳ, khen thưởng đột xuất chiếm 50,0% (10/20;")
    assert part < said.index("So với 6 tháng đầu năm 2025 (4/24")
