"""The words of the quality report: its headline figures, what is left to do before a meeting, how it is made.

Its tables are in ``quality_tables``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from thidua.facts.expected import LAYOUTS_VI
from thidua.present.document import Figure
from thidua.present.letters import UNPRINTABLE
from thidua.present.numbers import vi_count, vi_date, vi_number
from thidua.present.part import Part, plain, prose
from thidua.present.quality import DAYS_AFTER, Answer, Quality
from thidua.present.quality_tables import NOBODY, in_order, unit_words
from thidua.present.sentences import lower_first, upper_first
from thidua.registry import get_unit

NAMED = 3


def figures(quality: Quality) -> list[Figure | None]:
    """Headline figures: files received, counted, with errors, and what was not sent; else what is quoted."""
    if not quality.has_inbox:
        number = len(quality.report.facts)
        return [Figure(vi_number(number), "số liệu trích dẫn", "từ nguồn đã công bố, không có tệp gửi")]
    files, answers = quality.files, quality.answers
    superseded, rejected = quality.of_state("superseded"), quality.of_state("rejected")
    missing = [*quality.answered("missing"), *quality.answered("partial")]
    late = sum(answer.is_late for answer in answers)
    senders = {file.unit for file in files if file.unit}
    return [
        Figure(vi_number(len(files)), "tệp đã nhận", f"của {vi_number(len(senders))} đơn vị"),
        Figure(
            vi_number(len(quality.of_state("accepted"))),
            "tệp được tính",
            f"{vi_number(len(superseded))} tệp đã có bản thay" if superseded else "không có bản gửi lại",
        ),
        Figure(vi_number(len(rejected)), "tệp có lỗi", _named(file.unit for file in rejected) or "mọi tệp đọc được"),
        Figure(
            vi_number(len(missing)),
            "mục chưa gửi, chưa đủ",
            f"trong {vi_number(len(answers))} mục phải gửi" + (f"; {vi_number(late)} mục gửi muộn" if late else "")
            if answers
            else "chưa có danh mục phải gửi",
        ),
    ]


def _named(ids: Iterable[str]) -> str:
    names = [get_unit(unit).name if unit else lower_first(NOBODY) for unit in in_order(ids)]
    others = f" và {vi_number(len(names) - NAMED)} đơn vị khác" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + others


def readiness(quality: Quality) -> Part:
    """Whether the figures are ready for a meeting, and if not, what is left to do, unit by unit."""
    name, label = "readiness", upper_first(quality.report.period_label)
    if not quality.has_inbox:
        return plain(name, f"Số liệu {lower_first(label)} được trích dẫn, không qua kiểm tra tệp gửi.")
    if not quality.files and not quality.answers:
        return plain(name, f"Chưa có tệp nào của {lower_first(label)}.")
    tasks = list(_tasks(quality))
    if not tasks:
        return plain(name, f"Số liệu {lower_first(label)} đã đủ, không có tệp lỗi: dùng được cho hội nghị.")
    return prose(name, "\n".join([f"Số liệu {lower_first(label)} chưa hoàn chỉnh. Việc cần làm:", "", *tasks]))


def _tasks(quality: Quality) -> Iterator[str]:
    open_files = Counter(file.unit for file in quality.of_state("rejected") if file.file not in quality.mended)
    lacking = [*quality.answered("missing"), *quality.answered("partial")]
    for unit in in_order([*open_files, *(answer.wish.unit for answer in lacking)]):
        wanted = [f"gửi {_wish_words(answer, quality)}" for answer in lacking if answer.wish.unit == unit]
        what = "sửa và gửi lại" if unit else "tìm người gửi của"
        mend = [f"{what} {vi_count(open_files[unit])} tệp có lỗi"] if open_files[unit] else []
        yield f"- {unit_words(unit)}: {'; '.join([*mend, *wanted])}."
    report = quality.report
    found = report.dataset.facts.differences(report.unit, report.period)
    doubtful = found[(found["used"] == "decision_list") & found["returned"].notna()]
    for unit in in_order(doubtful["unit"]):
        number = int((doubtful["unit"] == unit).sum())
        yield f"- {unit_words(unit)}: đối chiếu {vi_count(number)} số khác nhau giữa danh sách và biểu tổng hợp."


def _wish_words(answer: Answer, quality: Quality) -> str:
    wish = answer.wish
    rest = "phần còn thiếu của " if answer.state == "partial" else ""
    label = wish.period.label(quality.report.basis)
    return f"{rest}{LAYOUTS_VI[wish.layout]} {label} (hạn {vi_date(wish.deadline)})"


def method(quality: Quality) -> Part:
    """What the report counts as belonging to the period, as an error, as a version, and which source is used."""
    settings = quality.report.dataset.settings
    lines = [f"Số liệu: {lower_first(settings.title)}, lấy từ {settings.source}."]
    if not quality.has_inbox:
        return plain("method", *lines)
    lines += [
        "Tệp thuộc kỳ báo cáo nếu kỳ ghi trong biểu, hoặc các ngày quyết định của danh sách, có ngày nằm trong kỳ; "
        f"không đọc được kỳ thì theo ngày nhận: trong kỳ hoặc {DAYS_AFTER} ngày sau đó.",
        "Tệp có một lỗi thì cả tệp chưa được tính; cảnh báo chỉ đề nghị kiểm tra. Bản gửi sau của cùng đơn vị, cùng "
        "biểu, cùng kỳ thay bản gửi trước; riêng danh sách phải trùm kỳ và có ít nhất một nửa số quyết định của bản "
        "trước, nếu không thì cả hai cùng được tính.",
        "Có cả danh sách và biểu tổng hợp thì báo cáo dùng danh sách khi danh sách đủ cả kỳ, nếu không thì dùng biểu "
        "tổng hợp; mỗi danh hiệu, hình thức chỉ lấy từ một nguồn nên không cộng trùng.",
        f"Tên tệp và nội dung trích từ tệp được rút ngắn khi quá dài; chữ không in được thay bằng “{UNPRINTABLE}”.",
    ]
    if settings.as_of:
        lines.append(f"Hạn gửi được xét đến ngày {vi_date(settings.as_of)}.")
    return plain("method", *lines)
