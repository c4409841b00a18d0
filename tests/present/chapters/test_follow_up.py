"""What an inspection leaves open is read from the figures; nobody is told what to do about it."""

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published, written
from thidua.present import follow_up
from thidua.present.chapters.quality import read_quality
from thidua.present.chapters.waiting import waiting
from thidua.present.part import Prose


def table_of(report):
    return follow_up.table(read_quality(report), waiting.measure(report))


def counts(report) -> dict[str, int]:
    return {row.cells["what"]: row.cells["number"] for row in table_of(report).rows}


def test_what_became_of_a_quoted_proposal_is_not_guessed(project):
    """Article 001 tells of two files submitted to the State, and nothing of what became of them: neither do we."""
    part = table_of(published("tp-bac-kan", "2021-M10"))

    assert isinstance(part, Prose)
    assert part.is_empty
    sent = written(project, {"status": "nominated", "award": "BKT", "authority": "province_chair", "count": "2"})
    assert counts(sent) == {"Hồ sơ đã trình cấp trên khen thưởng": 2}


def test_files_and_differences_are_followed_up():
    """Ba Bể 2022 has planted faults in what it sent."""
    found = counts(illustrative("2022", "huyen-ba-be"))

    assert found["Biểu, danh sách chưa gửi, còn thiếu hoặc còn lỗi"] == 1
    assert all(number > 0 for number in found.values())


def test_that_nothing_is_seen_to_be_open_is_not_printed(project):
    """What nobody sent may be open: an office does not read that nothing is."""
    part = table_of(written(project, {}))

    assert isinstance(part, Prose)
    assert part.is_empty


def test_what_lists_and_returns_do_not_tell_is_followed_up():
    """No list of Ba Bể has a day of presentation, and its Advanced Workers come with the return of the year."""
    found = counts(illustrative("2023-M10", "huyen-ba-be"))

    assert found["Dòng danh sách chưa ghi ngày trao"] == 226
    assert found["Danh hiệu, hình thức chưa có số liệu trong kỳ"] >= 1


def test_points_are_those_of_the_sheet_and_never_computed_from_counts():
    """The sheet of Ba Bể in 2023, added up as it was sent."""
    report = illustrative("2023", "huyen-ba-be")
    scores = report.register("scores")
    text = follow_up.points(report).text

    assert f"có {len(scores)} tiêu chí" in text
    assert "điểm" in text


def test_without_a_sheet_there_are_no_points():
    """Ten months have none."""
    assert "chưa có bảng chấm điểm" in follow_up.points(illustrative("2023-M10", "huyen-ba-be")).text
