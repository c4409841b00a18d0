"""What was proposed or honoured is told apart from what was awarded."""

from tests.present.reports import published, written
from thidua.measures.counts import award_counts
from thidua.present.chapters import recognised
from thidua.present.chapters.awards import awards


def summary(report) -> str:
    """What was awarded, in words."""
    return awards.summary(report, award_counts(report.awarded)).text


def test_nominations_and_honours_are_not_told_as_awards():
    """Figures 14 to 16 and 24: told in sentences of their own that say they are not added."""
    stage, months = published("tp-bac-kan", "2015..2020"), published("tp-bac-kan", "2021-M10")

    assert "31 tập thể" not in summary(stage)
    assert "Nhì" not in summary(months)
    honoured = recognised.honoured(stage, stage.of_status("honoured")).text
    assert "31 tập thể, 43 cá nhân" in honoured
    assert "không cộng" in honoured
    assert "05 tập thể" in recognised.nominations(stage, stage.of_status("nominated")).text
    nominated = recognised.nominations(months, months.of_status("nominated")).text
    assert "Huân chương Lao động hạng Nhì cho 01 tập thể" in nominated
    assert "chưa tính" in nominated


def test_recipient_classes_of_a_nomination_are_not_told_again(project):
    """12 nominated, 5 of them direct workers, are not 12 and 5 more."""
    nominated = {"status": "nominated", "award": "BKT", "authority": "province_chair"}
    report = written(project, {**nominated, "count": "12"}, {**nominated, "count": "5", "recipient_class": "manager"})
    text = recognised.nominations(report, report.of_status("nominated")).text

    assert "12 cá nhân" in text
    assert "05 cá nhân" not in text
