"""What a cross-inspection leaves open: points proposed so far, and what the figures leave to be followed up."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.present.chapter import Chapter
from thidua.present.chapters.decisions.decisions import awarded
from thidua.present.chapters.decisions.dossiers import held
from thidua.present.chapters.quality import Quality
from thidua.present.chapters.quality.inbox import read_quality
from thidua.present.chapters.waiting.waiting import Waiting, measure
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.numbers import write_number
from thidua.present.part import Part, empty, plain
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import no_figures


def points(report: Known, *, name: str = "points") -> Part:
    """The points of the unit's scoring sheet as sent: its own, and those of the cross-check where there are any."""
    scores = report.register("scores")
    if scores.empty or scores["self_score"].isna().all():
        return no_figures(name, report, tr("bảng chấm điểm"))
    own = scores[scores["self_score"].notna()]
    sentence = tr_count(
        "Bảng chấm điểm có {number} tiêu chí; đơn vị tự chấm {own} trên {maximum} điểm.",
        len(own),
        number=write_number(len(own)),
        own=_points(own["self_score"].sum()),
        maximum=_points(own["maximum"].sum()),
    )
    checked = scores[scores["cross_score"].notna()]
    if checked.empty:
        return plain(name, f"{sentence} {tr('Chưa có điểm chấm chéo.')}")
    if len(checked) == len(own):
        cross = tr("Chấm chéo {cross} điểm.", cross=_points(checked["cross_score"].sum()))
        return plain(name, f"{sentence} {cross}")
    cross = tr(
        "Chấm chéo {cross} điểm ở {number} tiêu chí đã chấm (đơn vị tự chấm {own} điểm ở các tiêu chí đó).",
        cross=_points(checked["cross_score"].sum()),
        number=write_number(len(checked)),
        own=_points(checked["self_score"].sum()),
    )
    return plain(name, f"{sentence} {cross}")


def _points(points: float) -> str:
    """Points, with a decimal only where there are parts of one."""
    return write_number(points, decimals=0 if points == round(points) else 1)


def table(quality: Quality, waiting: Waiting, *, name: str = "follow_up") -> Table | Part:
    """What the figures leave open after the inspection, each with its number; who does it is agreed at the meeting."""
    report = quality.report
    rows = [Row({"what": what, "number": number}) for what, number in _open(quality, waiting) if number]
    if not rows:
        # That nothing is seen to be open is not told: what nobody sent may be.
        return empty(name, tr("Số liệu không để lại việc nào cần theo dõi sau kiểm tra."))
    columns = (Column("what", tr("Việc cần theo dõi"), "label"), Column("number", tr("Số lượng")))
    notes = (tr("Người thực hiện và thời hạn do hai bên thống nhất."),)
    title = tr("Việc cần theo dõi sau kiểm tra, {period}", period=report.period_label)
    return Table(name, title, columns, tuple(rows), notes, source_words(report), report.is_illustrative)


def _open(quality: Quality, waiting: Waiting) -> Iterator[tuple[str, int]]:
    report = quality.report
    if not report.is_quoted:
        # Of what became of a quoted proposal its text says nothing.
        nominated = report.of_status("nominated")
        yield tr("Hồ sơ đã trình cấp trên khen thưởng"), int(nominated["count"].sum())
    yield tr("Đề nghị trong danh sách chưa có quyết định"), len(waiting.steps["decision"].open_days)
    yield tr("Dòng danh sách có hai ngày ngược thứ tự"), sum(one.reversed for one in waiting.steps.values())
    listed = awarded(report)
    for what, known in held(listed):
        yield tr("Dòng danh sách chưa ghi {day}", day=what), len(listed) - known
    yield (
        tr("Danh hiệu, hình thức chưa có số liệu trong kỳ"),
        len({one for gap in report.coverage.gaps for one in gap.awards}),
    )
    lacking = [*quality.answered("missing"), *quality.answered("partial"), *quality.answered("faulty")]
    yield tr("Biểu, danh sách chưa gửi, còn thiếu hoặc còn lỗi"), len(lacking)
    found = report.dataset.facts.differences(report.unit, report.period)
    is_open = found["returned"].notna() | (found["used"] != "decision_list")
    yield tr("Số mà danh sách và biểu tổng hợp ghi khác nhau"), int(is_open.sum())


class FollowUpChapter(Chapter[Quality], measure=read_quality):
    """What an inspection should follow up: points, late and open matters."""

    def points(self) -> Part:
        """The points of the unit's scoring sheet as sent: its own, and those of the cross-check where there are any."""
        return points(self.known)

    def table(self) -> Table | Part:
        """What to follow up, with where it was found."""
        return table(self.measured, self.known.once(measure))
