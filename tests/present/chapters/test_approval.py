"""Decided out of proposed awards: told with x/n, never as a share that the figures do not carry."""

from tests.measures.rows import facts
from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published
from thidua.measures.approval import approval
from thidua.present.chapters.outcomes import approval as chapter

DISTRICT, PROVINCE = illustrative("2022", "huyen-ba-be"), illustrative("2022")
PROPOSED = {"status": "proposed"}


def rows(table, role):
    """The cells of the rows of one role."""
    return [row.cells for row in table.rows if row.role == role]


def test_finding_tells_the_share_of_all_and_of_each_level():
    """1,016 of 1,076 in Ba Bể in 2022; one case of the State has no percentage."""
    text = chapter.detail(DISTRICT, chapter.measure(DISTRICT)).text

    assert "bằng 94,4% số trường hợp đề nghị (1.016/1.076; khoảng tin cậy 95%: 92,9–95,6%)" in text
    assert "cấp Nhà nước 1/1; cấp tỉnh 96,3% (103/107;" in text
    assert chapter.finding(DISTRICT, chapter.measure(DISTRICT)).text.startswith(
        "Trong 1.076 trường hợp đề nghị, 1.016 (94,4%) được quyết định khen thưởng (cấp Nhà nước 1/1; cấp tỉnh 103/107;"
    )


def test_province_adds_up_the_units_that_know_both_figures():
    """A list of the province names awards that no return proposed: they are in neither sum."""
    table = chapter.table(PROVINCE, chapter.measure(PROVINCE))
    [total] = rows(table, "total")

    assert (total["asked"], total["awarded"]) == (6758, 6392)
    assert "mỗi hình thức chỉ cộng những đơn vị có cả hai số" in " ".join(table.notes)


def test_subtotals_and_total_add_up():
    """The verdict of the runner checks the same."""
    body = rows(chapter.table(PROVINCE, chapter.measure(PROVINCE)), "body")
    [total] = rows(chapter.table(PROVINCE, chapter.measure(PROVINCE)), "total")

    assert [sum(row[name] for row in body) for name in ("asked", "awarded")] == [total["asked"], total["awarded"]]


def test_fewer_than_ten_proposals_have_no_percentage():
    """7 of 7 is told as it is."""
    row = next(row for row in rows(chapter.table(DISTRICT, chapter.measure(DISTRICT)), "body") if row["asked"] == 7)

    assert (row["share"], row["low"], row["high"]) == ("–", "–", "–")


def test_more_decided_than_proposed_is_named_and_makes_no_share():
    """The two figures are not of the same cases, and the level's sum has no share either."""
    found = approval(
        facts(
            ("BKT", "individual", 12, PROPOSED),
            ("BKT", "individual", 15),
            ("TTLDXS", "collective", 20, PROPOSED),
            ("TTLDXS", "collective", 18),
        )
    )
    [total] = rows(chapter.table(DISTRICT, found), "total")

    assert "không tính tỷ lệ: Bằng khen của Chủ tịch UBND tỉnh, cá nhân." in chapter.detail(DISTRICT, found).text
    assert (total["asked"], total["awarded"], total["share"]) == (32, 33, "–")


def test_unknown_decision_is_no_0():
    """Proposed, and nothing known of the outcome."""
    found = approval(facts(("GKH", "individual", 12, PROPOSED), ("GKH", "individual", None)))
    [row] = rows(chapter.table(DISTRICT, found), "body")

    assert (row["awarded"], row["share"]) == ("…", "–")
    assert "Chưa có hình thức nào đủ cả" in chapter.finding(DISTRICT, found).text
    assert chapter.chart(DISTRICT, found) is None


def test_chart_leaves_out_small_forms_and_says_so():
    """Dots are for shares; seven cases have none."""
    chart = chapter.chart(DISTRICT, chapter.measure(DISTRICT))

    assert "Lao động tiên tiến 94,1% (788/837)" in chart.alt
    assert "7/7" not in chart.alt
    assert chart.data.notes == ("Hình chỉ có các hình thức từ 10 trường hợp đề nghị trở lên.",)


def test_without_returns_one_sentence_says_so():
    """Half a year has decision lists only."""
    for report in (illustrative("2023-H1", "huyen-ba-be"), published("tp-bac-kan", "2021-M10")):
        found = chapter.measure(report)

        assert "chưa có số lượng đề nghị khen thưởng" in chapter.finding(report, found).text
        assert (chapter.table(report, found), chapter.chart(report, found)) == (None, None)
