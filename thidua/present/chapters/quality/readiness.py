"""Whether the figures are ready for a meeting: headline figures, what is left to do, and how files are checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from thidua.facts.sent import DAYS_AFTER
from thidua.present.chapters.quality.inbox import Answer, Quality
from thidua.present.chapters.quality.layout import in_order, layout_words, nobody, unit_words
from thidua.present.figures import Figure
from thidua.present.language import tr, tr_count
from thidua.present.letters import UNPRINTABLE
from thidua.present.names import METHOD
from thidua.present.numbers import write_count, write_date, write_number
from thidua.present.part import Part, plain, prose
from thidua.present.words import lower_first, no_figures, unit_name
from thidua.registry import get_unit

NAMED = 3


def figures(quality: Quality) -> list[Figure | None]:
    """Headline figures: files received, counted, with errors, and what was not sent; else what is quoted."""
    if not quality.has_inbox:
        number = len(quality.report.facts)
        label = tr_count("số liệu trích dẫn", number)
        return [Figure(write_number(number), label, tr("từ nguồn đã công bố, không có tệp gửi"))]
    received, counted = len(quality.files), len(quality.of_state("accepted"))
    replaced, rejected = len(quality.of_state("superseded")), quality.of_state("rejected")
    senders = len({file.unit for file in quality.files if file.unit})
    of_units = tr_count("của {number} đơn vị", senders, number=write_number(senders))
    again = tr_count("{number} tệp đã có bản thay", replaced, number=write_number(replaced))
    again = again if replaced else tr("không có bản gửi lại")
    faulty = _named(file.unit for file in rejected) or tr("mọi tệp đọc được")
    return [
        Figure(write_number(received), tr_count("tệp đã nhận", received), of_units),
        Figure(write_number(counted), tr_count("tệp được tính", counted), again),
        Figure(write_number(len(rejected)), tr_count("tệp có lỗi", len(rejected)), faulty),
        _missing_figure(quality),
    ]


def _missing_figure(quality: Quality) -> Figure:
    missing = len([*quality.answered("missing"), *quality.answered("partial")])
    wanted, late = len(quality.answers), sum(answer.is_late for answer in quality.answers)
    words = tr("chưa có danh mục phải gửi")
    if wanted:
        words = tr_count("trong {number} mục phải gửi", wanted, number=write_number(wanted))
        words += tr_count("; {number} mục gửi muộn", late, number=write_number(late)) if late else ""
    return Figure(write_number(missing), tr_count("mục chưa gửi, chưa đủ", missing), words)


def _named(ids: Iterable[str]) -> str:
    names = [unit_name(get_unit(unit)) if unit else lower_first(nobody()) for unit in in_order(ids)]
    rest = len(names) - NAMED
    if rest <= 0:
        return ", ".join(names)
    return tr_count("{names} và {number} đơn vị khác", rest, names=", ".join(names[:NAMED]), number=write_number(rest))


def finding(quality: Quality) -> Part:
    """Whether the figures are ready for a meeting, and if not, what is left to do, unit by unit."""
    name, period = "readiness", quality.report.period_label
    if not quality.has_inbox and quality.report.facts.empty:
        return no_figures(name, quality.report, tr("số liệu gửi về, số liệu trích dẫn"))
    if not quality.has_inbox:
        return plain(name, tr("Số liệu {period} được trích dẫn, không qua kiểm tra tệp gửi.", period=period))
    if not quality.files and not quality.answers:
        return plain(name, tr("Chưa có tệp nào của {period}.", period=period))
    tasks = list(_tasks(quality))
    if not tasks:
        words = tr("Số liệu {period} đã đủ, không có tệp lỗi: dùng được cho hội nghị.", period=period)
        return plain(name, words)
    opening = tr("Số liệu {period} chưa hoàn chỉnh. Việc cần làm:", period=period)
    return prose(name, "\n".join([opening, "", *(f"- {task}" for task in tasks)]))


def _tasks(quality: Quality) -> Iterator[str]:
    open_files = Counter(file.unit for file in quality.of_state("rejected") if file.file not in quality.mended)
    lacking = [*quality.answered("missing"), *quality.answered("partial")]
    for unit in in_order([*open_files, *(answer.wish.unit for answer in lacking)]):
        wanted = [answer for answer in lacking if answer.wish.unit == unit]
        yield f"{unit_words(unit)}: {'; '.join(_tasks_of(unit, open_files[unit], wanted, quality))}."
    report = quality.report
    found = report.dataset.facts.differences(report.unit, report.period)
    doubtful = found[(found["used"] == "decision_list") & found["returned"].notna()]
    for unit in in_order(doubtful["unit"]):
        number = int((doubtful["unit"] == unit).sum())
        task = tr_count(
            "đối chiếu {number} số khác nhau giữa danh sách và biểu tổng hợp", number, number=write_count(number)
        )
        yield f"{unit_words(unit)}: {task}."


def _tasks_of(unit: str, faulty: int, wanted: Sequence[Answer], quality: Quality) -> Iterator[str]:
    number = write_count(faulty)
    if faulty and unit:
        yield tr_count("sửa và gửi lại {number} tệp có lỗi", faulty, number=number)
    elif faulty:
        yield tr_count("tìm người gửi của {number} tệp có lỗi", faulty, number=number)
    for answer in wanted:
        words = {
            "what": layout_words(answer.wish.layout),
            "period": quality.report.label_of(answer.wish.period),
            "day": write_date(answer.wish.deadline),
        }
        if answer.state == "partial":
            yield tr("gửi phần còn thiếu của {what} {period} (hạn {day})", **words)
        else:
            yield tr("gửi {what} {period} (hạn {day})", **words)


def method(quality: Quality) -> Part:
    """What the report counts as belonging to the period, as an error, as a version, and which source is used."""
    report = quality.report
    title, source = lower_first(report.dataset_words("title")), report.dataset_words("source")
    lines = [tr("Số liệu: {title}, lấy từ {source}.", title=title, source=source)]
    if not quality.has_inbox:
        return plain(METHOD, *lines)
    lines += [
        tr(
            "Tệp thuộc kỳ báo cáo nếu kỳ ghi trong biểu, hoặc các ngày quyết định của danh sách, có ngày nằm trong kỳ; "
            "không đọc được kỳ thì theo ngày nhận: trong kỳ hoặc {days} ngày sau đó.",
            days=DAYS_AFTER,
        ),
        tr(
            "Tệp có một lỗi thì cả tệp chưa được tính; cảnh báo chỉ đề nghị kiểm tra. Bản gửi sau của cùng đơn vị, "
            "cùng biểu, cùng kỳ thay bản gửi trước; riêng danh sách còn phải nêu phần lớn những "
            "người của bản trước; không rõ thì hỏi đơn vị, không tính cả hai."
        ),
        tr(
            "Có cả danh sách và biểu tổng hợp thì báo cáo dùng danh sách khi danh sách đủ cả kỳ, nếu không thì dùng "
            "biểu tổng hợp; mỗi danh hiệu, hình thức chỉ lấy từ một nguồn nên không cộng trùng."
        ),
        tr(
            "Tên tệp và nội dung trích từ tệp được rút ngắn khi quá dài; chữ không in được thay bằng “{mark}”.",
            mark=UNPRINTABLE,
        ),
    ]
    if report.dataset.settings.as_of:
        lines.append(tr("Hạn gửi được xét đến ngày {day}.", day=write_date(report.dataset.settings.as_of)))
    return plain(METHOD, *lines)
