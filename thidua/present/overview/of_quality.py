"""The overall assessment of the data: what came, what came late, what is missing or wrong, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.measures.completeness import Expected, completeness
from thidua.present.chapters.quality.inbox import Quality, read_quality
from thidua.present.chapters.quality.layout import in_order
from thidua.present.keyed import Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.numbers import write_count, write_number
from thidua.present.overview.late import units_named
from thidua.present.overview.sentence import Clause, sentence


def quality_sentences(report: Known) -> Iterator[Clause | None]:
    """How much of what was due is counted, what came late, whose tables are missing or wrong, and what is asked."""
    quality = report.once(read_quality)
    if not quality.has_inbox:
        if not report.facts.empty:
            words = tr("Số liệu {period} được trích dẫn từ nguồn đã công bố.", period=report.period_label)
            yield Clause(words)
        return
    sent = [clause for clause in _sent(quality) if clause is not None]
    yield from sent
    lacking = in_order(one.wish.unit for state in ("missing", "partial") for one in quality.answered(state))
    faulty = in_order(one.unit for one in quality.of_state("rejected") if one.unit and one.file not in quality.mended)
    told = []
    if lacking:
        told.append(Clause(tr("{units} chưa gửi đủ biểu, danh sách", units=units_named(lacking))))
    if faulty:
        told.append(Clause(tr("{units} còn tệp có lỗi", units=units_named(faulty))))
    yield sentence(told)
    if told:
        yield Clause(tr("Đề nghị các đơn vị nêu trên gửi bổ sung, sửa lỗi trước hội nghị."))
    elif quality.files and not sent:
        yield Clause(tr("Số liệu dùng được cho hội nghị."))


def _sent(quality: Quality) -> Iterator[Clause | None]:
    report = quality.report
    done = completeness(
        Expected(one.wish.unit, one.wish.layout, one.state, one.is_late, one.is_again) for one in quality.answers
    )
    if not done.asked:
        return
    key = key_of(report, "tables that were to be sent")
    names = ("asked", "counted", "late", "revised")
    keyed = {name: Keyed(key | Key(status=name), getattr(done, name)) for name in names}
    said = {"period": report.period_label, "counted": write_number(done.counted), "asked": write_number(done.asked)}
    words = tr_count("đã tính {counted} trong {asked} biểu, danh sách đến hạn của {period}", done.asked, **said)
    yield sentence([Clause(words, (keyed["counted"], keyed["asked"]))])
    late = tr_count("có {number} mục gửi muộn", done.late, number=write_count(done.late))
    again = tr_count("có {number} mục gửi lại", done.revised, number=write_count(done.revised))
    told = [Clause(late, (keyed["late"],)) if done.late else None]
    told.append(Clause(again, (keyed["revised"],)) if done.revised else None)
    yield sentence(told)
