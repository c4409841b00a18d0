"""Recipient classes are told with their intervals, each form by itself."""

from tests.present.chapters.comparisons import illustrative
from tests.present.chapters.printing import printed
from tests.present.reports import REPOSITORY, published, written
from thidua.facts.dataset import open_dataset
from thidua.measures.shares import class_shares
from thidua.present.chapters.classes import classes
from thidua.present.report import Report
from thidua.registry import Period, get_unit


def test_classes_of_2020_are_told_with_both_shares():
    """Published: 61,8 % direct workers, 38,2 % managers."""
    report = published("tinh-bac-kan", "2020")
    text = classes.detail(report, class_shares(report.awarded)).text

    assert "lãnh đạo, quản lý chiếm 38,2% (179/468" in text
    assert "người trực tiếp lao động chiếm 61,8% (289/468" in text
    assert "suy ra" in text
    assert classes.finding(report, class_shares(report.awarded)).text == (
        "Trong 468 cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh có 179 lãnh đạo, quản lý (38,2%), "
        "289 người trực tiếp lao động (61,8%)."
    )


def test_classes_of_two_forms_are_told_apart(project):
    """5 of 20 of one form and 6 of 30 of another are not both shares of the first."""
    worker = {"recipient_class": "direct_worker"}
    report = written(
        project,
        {"count": "20"},
        {"count": "5", **worker},
        {"count": "30", "award": "CSTDCS"},
        {"count": "6", "award": "CSTDCS", **worker},
    )
    text = classes.finding(report, class_shares(report.awarded)).text

    assert "Giấy khen" in text
    assert "Chiến sĩ thi đua cơ sở" in text


def test_class_table_shows_both_shares_with_their_intervals():
    """Published: 61,8 % and 38,2 %; Wilson 57,3 to 66,0 % for the direct workers."""
    report = published("tinh-bac-kan", "2020")
    managers, workers = printed(classes.table(report, class_shares(report.awarded))).values()

    assert (managers["Số cá nhân"], managers["Tỷ lệ"]) == ("179", "38,2%")
    assert (workers["Số cá nhân"], workers["Tỷ lệ"]) == ("289", "61,8%")
    assert (workers["Cận dưới 95%"], workers["Cận trên 95%"]) == ("57,3%", "66,0%")
    assert "suy ra" in managers["Đối tượng"]
    assert "suy ra" not in workers["Đối tượng"]


def test_class_table_of_fewer_than_ten_shows_no_percentage(project):
    """5 of 8 is not 62,5 %, neither in a sentence nor in a table."""
    report = written(project, {"count": "8"}, {"count": "5", "recipient_class": "direct_worker"})
    table = classes.table(report, class_shares(report.awarded))

    assert "%" not in "".join(text for row in printed(table).values() for text in row.values())


def test_class_table_of_two_forms_names_both(project):
    """5 of 20 of one form and 6 of 30 of another under the name of the first would be false."""
    worker = {"recipient_class": "direct_worker"}
    report = written(
        project,
        {"count": "20"},
        {"count": "5", **worker},
        {"count": "30", "award": "CSTDCS"},
        {"count": "6", "award": "CSTDCS", **worker},
    )
    table = classes.table(report, class_shares(report.awarded))

    assert "Chiến sĩ thi đua cơ sở" in table._repr_mimebundle_()["text/html"]


def test_class_table_writes_a_large_whole_with_its_point(project):
    """1.468 and not 1468, as everywhere on the page."""
    report = written(project, {"count": "1468"}, {"count": "289", "recipient_class": "direct_worker"})
    text = classes.table(report, class_shares(report.awarded))._repr_mimebundle_()["text/html"]

    assert "1.468" in text
    assert "1468" not in text


def class_chart(report):
    return classes.chart(report, class_shares(report.awarded))


def test_classes_of_fewer_than_ten_give_no_chart(project):
    """A dot on a percentage scale is a percentage."""
    report = written(project, {"count": "8"}, {"count": "5", "recipient_class": "direct_worker"})

    assert class_chart(report) is None


def test_few_of_one_class_are_told_as_all_of_them_and_one_or_two_not_at_all(project):
    """ "Trong 01 cá nhân có 01 …" is no sentence, and says what one person is."""
    told = []
    for number in ("3", "2"):
        report = written(project, {"count": number}, {"count": number, "recipient_class": "direct_worker"})
        told.append(classes.finding(report, class_shares(report.awarded)))

    assert told[0].text.startswith("Cả 03 cá nhân được tặng ")
    assert told[0].text.endswith(" đều là người trực tiếp lao động.")
    assert told[1] is None


def test_individuals_without_a_class_are_told(project):
    """Of 20, 12 are told: the 8 others may be anybody, and no share may hide them."""
    report = written(
        project,
        {"count": "20"},
        {"count": "5", "recipient_class": "manager"},
        {"count": "7", "recipient_class": "direct_worker"},
    )
    shares = class_shares(report.awarded)

    assert "Còn 08 cá nhân thuộc đối tượng khác hoặc chưa rõ" in classes.detail(report, shares).text
    assert classes.finding(report, shares).text.endswith(
        "05 lãnh đạo, quản lý (25,0%), 07 người trực tiếp lao động (35,0%), 08 chưa rõ đối tượng."
    )
    assert printed(classes.table(report, shares))["Đối tượng khác, chưa rõ"]["Số cá nhân"] == "8"


def test_classes_of_several_forms_have_a_row_each_that_adds_up():
    """Nine forms of five classes were a page: now the classes stand beside each other, and the share is of K05."""
    report = Report(open_dataset("illustrative", REPOSITORY), get_unit("tinh-bac-kan"), Period.parse("2023"))
    table = classes.table(report, class_shares(report.awarded))
    rows = printed(table)

    assert len(table.rows) == len({item.award for item in class_shares(report.awarded)})
    for row in table.rows:
        parts = [row.cells[name] for name in ("manager", "direct_worker", "entrepreneur", "rest")]
        assert row.cells["whole"] == sum(part for part in parts if part != "…")
    # The classes of the returns whose lists mark none are in it.
    assert rows["Chiến sĩ thi đua cơ sở"]["Tỷ lệ"] == "67,8%"


def test_class_of_nobody_is_not_known_where_some_have_no_class():
    """Of 6 fighters of 2022 no source tells a class: that none of them is an entrepreneur nobody has said."""
    report = illustrative("2022")
    table = classes.table(report, class_shares(report.awarded))
    rows = {row.cells["form"]: row.cells for row in table.rows}
    fighters, certificates = rows["Chiến sĩ thi đua cơ sở"], rows["Bằng khen của Chủ tịch UBND tỉnh"]

    assert (fighters["entrepreneur"], fighters["rest"]) == ("…", 6)
    assert (certificates["entrepreneur"], certificates["rest"]) == (11, 0)
    assert rows["Chiến sĩ thi đua cấp tỉnh"]["entrepreneur"] == 0


def test_class_that_a_source_gives_0_of_a_part_has_no_share(project):
    """No manager among the 5 that have a class: the 15 others may be managers, so 0 % is not known."""
    manager = {"recipient_class": "manager", "count": "0"}
    worker = {"recipient_class": "direct_worker", "count": "5"}
    report = written(project, {"count": "20"}, manager, worker)
    shares = class_shares(report.awarded)

    assert "lãnh đạo, quản lý chiếm" not in classes.finding(report, shares).text
    assert printed(classes.table(report, shares))["Lãnh đạo, quản lý"]["Tỷ lệ"] == "…"


def test_classes_of_a_form_that_is_not_all_known_are_said_of_what_is_known():
    """Of the departments' certificates by June those of two departments are missing."""
    shares = class_shares(illustrative("2022-H1").awarded)
    text = classes.detail(illustrative("2022-H1"), shares).text

    assert "Trong số cá nhân đã biết được tặng Giấy khen của Giám đốc sở" in text
    assert "Trong số cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh" in text
    assert "cá nhân đã biết được tặng Giấy khen của Giám đốc sở có" in (
        classes.finding(illustrative("2022-H1"), shares).text
    )


def test_chart_of_classes_shows_one_form():
    """Dots of several forms under one caption would be false."""
    report = Report(open_dataset("illustrative", REPOSITORY), get_unit("tinh-bac-kan"), Period.parse("2023"))
    chart = classes.chart(report, class_shares(report.awarded))

    assert "Bằng khen của Chủ tịch UBND tỉnh" in chart.data.title
    assert chart.alt.count("/500") == 3
    assert "/395" not in chart.alt
