"""What was proposed or honoured is told apart from what was awarded."""

from tests.present.reports import published, written
from thidua.measures.counts import award_counts
from thidua.present.chapters import recognised
from thidua.present.chapters.awards import awards


def summary(report) -> str:
    """What was awarded, in words."""
    return awards.summary(report, award_counts(report.awarded)).text


def test_nominations_and_honours_are_not_told_as_awards():
    """Figures 14 to 16 and 24: told in sentences of their own, as the office says them."""
    stage, months = published("tp-bac-kan", "2015..2020"), published("tp-bac-kan", "2021-M10")

    assert "31 tập thể" not in summary(stage)
    assert "Nhì" not in summary(months)
    assert stage.recognised.honoured().text == (
        "Tại hội nghị, biểu dương, khen thưởng 31 tập thể, 43 cá nhân; cử 05 tập thể dự Hội nghị điển hình tiên tiến "
        "tỉnh."
    )
    assert stage.recognised.nominations().is_empty
    assert months.recognised.honoured().is_empty
    assert months.recognised.nominations().text == (
        "Đã trình cấp trên đề nghị tặng Huân chương Lao động hạng Nhì cho 01 tập thể; Bằng khen của Thủ tướng Chính "
        "phủ cho 01 tập thể."
    )


def test_recipient_classes_of_a_nomination_are_not_told_again(project):
    """12 nominated, 5 of them direct workers, are not 12 and 5 more."""
    nominated = {"status": "nominated", "award": "BKT", "authority": "province_chair"}
    report = written(project, {**nominated, "count": "12"}, {**nominated, "count": "5", "recipient_class": "manager"})
    text = recognised.nominations(report, report.of_status("nominated")).text

    assert "12 cá nhân" in text
    assert "05 cá nhân" not in text
