"""The matrix of the quality report: which unit sent what, when, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from thidua.facts.expected import bears_on
from thidua.present.chapters.quality.inbox import Answer, Quality, SentFile
from thidua.present.chapters.quality.layout import in_order, layout_words, report_table, unit_words
from thidua.present.language import tr, tr_count
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number
from thidua.present.part import Part, plain
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import upper_first

_FAR = timedelta(days=300)
"""A day so far from the deadline is printed with its year."""
_FITTING = 60
"""Letters that the columns beside the first may have together before they must share the width."""
_Head = tuple[str, str, int]


def table(quality: Quality) -> Table | Part:
    """Units against what each should send: the day on which it came, and what became of it."""
    part = "sent"
    if not quality.has_inbox and quality.report.facts.empty:
        return plain(part, tr("Không có tệp nào được gửi."))
    if not quality.has_inbox:
        return plain(part, tr("Số liệu của bộ này được trích từ nguồn đã công bố; không có tệp nào được gửi."))
    if not quality.files and not quality.answers:
        return plain(part, tr("Không có tệp nào của kỳ này, và không đơn vị nào phải gửi."))
    heads = _heads(quality.answers)
    years = sorted({answer.wish.period.year for answer in quality.answers})
    others = Counter(file.unit for file in other_files(quality)) if len(years) < 2 else Counter()
    columns = [Column("unit", tr("Đơn vị"), "label")]
    columns += [Column(_column(head), _head_words(head, heads), "text") for head in heads]
    columns += [Column("others", tr("Tệp\nkhác") if heads else tr("Số tệp"))] if others else []
    names = [column.name for column in columns]
    if len(years) < 2:
        rows = _rows(quality.answers, others, names)
    else:
        rows = []
        for year in years:
            of_year = [answer for answer in quality.answers if answer.wish.period.year == year]
            rows += [Row({"unit": tr("Năm {year}", year=year)}, "group"), *_rows(of_year, others, names)]
    longest = (max(len(str(row.cells.get(name, ""))) for row in rows) for name in names[1:])
    notes, wide = _notes(quality, len(years)), sum(longest) > _FITTING
    return report_table(quality, part, tr("Tệp đã nhận theo đơn vị và loại"), columns, rows, notes, wide=wide)


def _rows(answers: Sequence[Answer], others: Counter[str], names: Sequence[str]) -> list[Row]:
    """One row for each unit that should send something, or sent something else."""
    rows = []
    for unit in in_order([*(answer.wish.unit for answer in answers), *others]):
        cells: dict[str, Cell] = dict.fromkeys(names, NOT_APPLICABLE)
        cells |= {"unit": unit_words(unit), "others": others[unit]}
        cells |= {_column(_head(each)): answer_words(each) for each in answers if each.wish.unit == unit}
        rows.append(Row({name: cells[name] for name in names}))
    return rows


def other_files(quality: Quality) -> list[SentFile]:
    """The files that nobody had asked for."""
    basis = quality.report.basis
    asked = {
        table.file for table in quality.tables if any(bears_on(table, answer.wish, basis) for answer in quality.answers)
    }
    return [file for file in quality.files if file.file not in asked]


def _head(answer: Answer) -> _Head:
    wish = answer.wish
    return wish.layout, wish.period.kind, wish.period.number or 0


def _column(head: _Head) -> str:
    return "-".join(map(str, head))


def _heads(answers: Iterable[Answer]) -> list[_Head]:
    heads = list(dict.fromkeys(map(_head, answers)))
    layouts = list(dict.fromkeys(layout for layout, _, _ in heads))
    return sorted(heads, key=lambda head: (layouts.index(head[0]), head[1] == "year", head[2]))


def _head_words(head: _Head, heads: Sequence[_Head]) -> str:
    layout, kind, number = head
    what = tr("Danh sách") if layout == "decision_list" else upper_first(layout_words(layout))
    if sum(other[0] == layout for other in heads) == 1:
        return what.replace(" ", "\n", 1) if len(what) > 10 else what
    part = {1: tr("6 tháng đầu"), 2: tr("6 tháng cuối")}[number] if kind == "half" else tr("cả năm")
    return f"{what}\n{part}"


def answer_words(answer: Answer) -> str:
    """One cell of the matrix: "19/12, có lỗi", "…" where nothing came, "hạn 20/12" while there is time."""
    if answer.state == "missing":
        return MISSING
    if answer.state == "due":
        return tr("hạn {day}", day=f"{answer.wish.deadline:%d/%m}")
    came_on = answer.came_on or date.min
    is_far = abs(came_on - answer.wish.deadline) > _FAR
    marks = {"faulty": [tr("có lỗi")], "partial": [tr("chưa đủ")]}.get(answer.state, [])
    marks = [*marks, *([tr("gửi lại")] if answer.is_again else []), *([tr("muộn")] if answer.is_late else [])]
    return ", ".join([f"{came_on:%d/%m/%Y}" if is_far else f"{came_on:%d/%m}", *marks])


def _notes(quality: Quality, years: int) -> Iterator[str]:
    deadlines = sorted({answer.wish.deadline for answer in quality.answers})
    if deadlines and years == 1:
        yield tr("Hạn gửi: {days}.", days=", ".join(f"{day:%d/%m/%Y}" for day in deadlines))
    yield tr("Bảng ghi ngày nhận; “…” quá hạn chưa gửi; “–” không phải gửi.")
    states = {answer.state for answer in quality.answers}
    if "faulty" in states:
        yield tr("“có lỗi”: chưa được tính.")
    if "partial" in states:
        yield tr("“chưa đủ”: mới gửi một phần của kỳ.")
    if any(answer.is_again for answer in quality.answers):
        yield tr("“gửi lại”: thay bản gửi trước.")
    others = len(other_files(quality))
    if others and years == 1:
        yield tr("Tệp khác: tệp không có trong danh mục phải gửi.")
    elif others and years > 1:
        number = write_number(others)
        yield tr_count("Ngoài ra có {number} tệp không có trong danh mục phải gửi.", others, number=number)
