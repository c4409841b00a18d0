"""What went to higher levels: what is still under way there is never told as awarded."""

import pytest

from tests.measures.rows import facts
from tests.present.chapters.comparisons import illustrative
from tests.present.chapters.printing import printed
from tests.present.reports import published
from thidua.measures.upward import upward_flow
from thidua.present.chapters.outcomes import upward

DISTRICT = illustrative("2022", "huyen-ba-be")
PROPOSED, NOMINATED = {"status": "proposed"}, {"status": "nominated"}


def test_district_tells_what_province_and_state_awarded_of_its_proposals():
    """104 of 108 in 2022; what the district decides itself is not in it."""
    found = upward.measure(DISTRICT)
    groups = [row.cells["form"] for row in upward.table(DISTRICT, found).rows if row.role == "group"]

    assert "cấp trên đã khen thưởng 96,3% số trường hợp đề nghị (104/108;" in upward.detail(DISTRICT, found).text
    assert upward.finding(DISTRICT, found).text == (
        "Trong 108 trường hợp đề nghị cấp trên, 104 (96,3%) đã được khen thưởng."
    )
    assert groups == ["Cấp Nhà nước", "Cấp tỉnh"]


def test_province_looks_above_itself():
    """Certificates of the province's own chair are no flow upward there."""
    report = illustrative("2022")
    table = upward.table(report, upward.measure(report))

    assert [row.cells["form"] for row in table.rows if row.role == "group"] == ["Cấp Nhà nước"]


def test_block_looks_above_its_members():
    """A block decides nothing: the province is above its districts."""
    report = illustrative("2023", "khoi-huyen-tp")
    table = upward.table(report, upward.measure(report))

    assert [row.cells["form"] for row in table.rows if row.role == "group"] == ["Cấp Nhà nước", "Cấp tỉnh"]


def test_submitted_cases_stand_apart_from_what_was_awarded():
    """Article 001: one order and one certificate were agreed to and submitted; another certificate was awarded."""
    report = published("tp-bac-kan", "2021-M10")
    found = upward.measure(report)
    table = upward.table(report, found)

    assert upward.finding(report, found).text == (
        "Đã trình cấp trên, chưa có quyết định: Huân chương Lao động hạng Nhì cho 01 tập thể; "
        "Bằng khen của Thủ tướng Chính phủ cho 01 tập thể."
    )
    assert printed(table)["Bằng khen của Thủ tướng Chính phủ, tập thể"] == {
        "Danh hiệu, hình thức": "Bằng khen của Thủ tướng Chính phủ, tập thể",
        "Đang trình": "1",
        "Được tặng": "1",
    }
    assert upward.chart(report, found) is None


def test_more_awarded_than_proposed_is_named():
    """No share above 100 %."""
    found = upward_flow(facts(("BKT", "individual", 2, PROPOSED), ("BKT", "individual", 3)), "district")

    assert "không tính tỷ lệ: Bằng khen của Chủ tịch UBND tỉnh, cá nhân." in upward.detail(DISTRICT, found).text


def test_proposed_without_an_outcome_is_missing():
    """Nothing known is no refusal."""
    found = upward_flow(facts(("BKT", "individual", 12, PROPOSED), ("TTLDXS", "collective", 1, NOMINATED)), "district")
    table = printed(upward.table(DISTRICT, found))

    assert table["Bằng khen của Chủ tịch UBND tỉnh, cá nhân"]["Được tặng"] == "…"
    assert table["Tập thể lao động xuất sắc"]["Đề nghị"] == "…"


def test_chart_tells_awarded_out_of_proposed():
    """Alt text is written from the data."""
    assert "Bằng khen của Chủ tịch UBND tỉnh, cá nhân 47/49" in upward.chart(DISTRICT, upward.measure(DISTRICT)).alt


@pytest.mark.parametrize(("stated", "is_known"), [(("BKT", "individual", 0, PROPOSED), True), ((), False)])
def test_nothing_went_up_only_where_that_is_known(stated, is_known):
    """A return that states 0 is told as none; no return at all is told nowhere."""
    found = upward_flow(facts(*([stated] if stated else []), ("BKT", "individual", 3)), "district")
    part = upward.finding(DISTRICT, found)

    assert (part.text == "Trong kỳ chưa phát sinh hồ sơ trình cấp trên khen thưởng.") is is_known
    assert part.is_empty is not is_known


def test_without_proposals_one_sentence_says_so():
    """Awards of higher levels alone are no flow."""
    report = illustrative("2023-H1", "huyen-ba-be")
    found = upward.measure(report)

    assert "chưa có số liệu đề nghị cấp trên khen thưởng" in upward.finding(report, found).text
    assert (upward.table(report, found), upward.chart(report, found)) == (None, None)
