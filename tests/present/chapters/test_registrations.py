"""Registered and achieved titles: a section of the year, whose law says whether it must be."""

from tests.conftest import Project
from tests.measures.rows import facts
from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published, written
from thidua.measures.registered import registered
from thidua.present.chapters.outcomes import registrations

DISTRICT, PROVINCE = illustrative("2022", "huyen-ba-be"), illustrative("2022")
REGISTERED = {"status": "registered", "authority": ""}


def total(table):
    """The cells of the total row."""
    return next(row.cells for row in table.rows if row.role == "total")


def test_finding_tells_all_titles_and_each_of_them():
    """883 of 1,021 in Ba Bể; a title of nine registrations has no percentage."""
    found = registrations.measure(DISTRICT)
    text = registrations.finding(DISTRICT, found).text

    assert "86,5% số đăng ký (883/1.021; khoảng tin cậy 95%: 84,2–88,4%)" in registrations.detail(DISTRICT, found).text
    assert text.startswith("Trong 1.021 danh hiệu đã đăng ký, 883 (86,5%) đã đạt.")
    assert "Chiến sĩ thi đua cấp tỉnh 7/9; Tập thể lao động xuất sắc 88,9% (16/18)" in text


def test_total_adds_up():
    """Each title once."""
    table = registrations.table(PROVINCE, registrations.measure(PROVINCE))
    body = [row.cells for row in table.rows if row.role == "body"]

    assert [sum(row[name] for row in body) for name in ("asked", "awarded")] == [6126, 5473]
    assert (total(table)["asked"], total(table)["awarded"]) == (6126, 5473)


def test_only_a_year_has_the_section():
    """Titles are of a year: half of one and a stage show nothing at all."""
    for report in (illustrative("2023-H1", "huyen-ba-be"), published("tinh-bac-kan", "2016..2020")):
        found = registrations.measure(report)

        assert found is None
        assert registrations.finding(report, found) is None
        assert (registrations.table(report, found), registrations.chart(report, found)) == (None, None)


def test_law_of_the_year_decides_whether_registration_is_missing_or_optional(project: Project):
    """Required to the end of 2023; by the law of 2022 no longer a basis of titles."""
    texts = {}
    for year in ("2023", "2024"):
        report = written(project, {"period": year}, period=year)
        texts[year] = registrations.finding(report, registrations.measure(report)).text

    assert "chưa có số liệu đăng ký danh hiệu thi đua" in texts["2023"]
    assert texts["2024"].startswith("Đăng ký thi đua không còn là căn cứ xét danh hiệu")


def test_table_notes_name_the_law_in_force(project: Project):
    """The same registration means another thing under another law."""
    found = registered(facts(("LDTT", "individual", 12, REGISTERED), ("LDTT", "individual", 11)))
    notes = {
        year: " ".join(registrations.table(written(project, {"period": year}, period=year), found).notes)
        for year in ("2023", "2024")
    }

    assert "là căn cứ xét danh hiệu theo luật có hiệu lực trong kỳ" in notes["2023"]
    assert "không còn là căn cứ xét danh hiệu" in notes["2024"]


def test_more_achieved_than_registered_is_named():
    """Somebody was given a title without having registered for it, or in another year's batch."""
    found = registered(facts(("LDTT", "individual", 10, REGISTERED), ("LDTT", "individual", 12)))

    assert "không tính tỷ lệ: Lao động tiên tiến." in registrations.detail(DISTRICT, found).text
    assert registrations.chart(DISTRICT, found) is None


def test_chart_sets_titles_beside_their_common_share():
    """Alt text is written from the data."""
    chart = registrations.chart(DISTRICT, registrations.measure(DISTRICT))

    assert "Lao động tiên tiến 86,4% (788/912)" in chart.alt
    assert chart.alt.endswith("chung: 86,5%.")
