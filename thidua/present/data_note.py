"""The note on the data of a report: what came, late or again, what differs, what is merged, and who is counted over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from thidua.facts.coverage import Gap
from thidua.measures.completeness import Completeness, Expected, completeness, filled_cells
from thidua.present.chapter import Chapter
from thidua.present.chapters.quality import Quality
from thidua.present.chapters.quality.inbox import read_quality
from thidua.present.chapters.quality.layout import in_order, layout_words
from thidua.present.keyed import ALL, Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import write_count, write_date, write_number, write_share_of
from thidua.present.part import Part, empty, prose
from thidua.present.source_words import source_words
from thidua.present.table import Column, Role, Row, Table
from thidua.present.words import unit_name, upper_first
from thidua.registry import get_unit

NAMED_UNITS = 5
"""A sentence names so many units; of more it says how many others there are."""


def table(quality: Quality, *, name: str = "completeness") -> Table | None:
    """What should have been sent for the period and what became of it, a row for each kind of table."""
    expected = _expected(quality)
    if not expected:
        return None
    columns = (
        Column("layout", tr("Biểu, danh sách"), "label"),
        Column("asked", tr("Đến hạn"), sum_of=("counted", "faulty", "partial", "missing"), key=Key(status="asked")),
        Column("counted", tr("Đã tính"), key=Key(status="counted")),
        Column("faulty", tr("Còn lỗi"), key=Key(status="faulty")),
        Column("partial", tr("Thiếu"), key=Key(status="partial")),
        Column("missing", tr("Chưa gửi"), key=Key(status="missing")),
        Column("late", tr("Muộn"), key=Key(status="late")),
        Column("revised", tr("Gửi lại"), key=Key(status="revised")),
    )
    rows = [
        _row(
            upper_first(layout_words(layout)),
            completeness(one for one in expected if one.layout == layout),
            key=Key(kind=layout),
        )
        for layout in dict.fromkeys(one.layout for one in expected)
    ]
    if len(rows) > 1:
        rows.append(_row(tr("Tổng cộng"), completeness(expected), role="total", key=ALL))
    report = quality.report
    notes = [
        tr("Mỗi đơn vị, mỗi kỳ là một mục. Còn lỗi: đã gửi nhưng chưa được tính; thiếu: mới gửi một phần của kỳ."),
        tr("Muộn, gửi lại: một phần của số đã gửi."),
    ]
    if due := completeness(expected).due:
        notes.append(tr_count("Ngoài ra {number} mục chưa đến hạn.", due, number=write_count(due)))
    title = tr("Mức độ đầy đủ của số liệu, {period}", period=report.period_label)
    source, key = source_words(report), key_of(report, "tables that were to be sent")
    return Table(name, title, columns, tuple(rows), tuple(notes), source, report.is_illustrative, key=key)


def finding(quality: Quality, *, name: str = "data_note") -> Part:
    """What came of the data and what did not, and of which days they are, one point each."""
    told = [point for point in (*_sent(quality), _window(quality.report)) if point]
    return prose(name, _points(told), _figures(quality)) if told else empty(name, tr("Kỳ này chưa có tệp gửi."))


def detail(quality: Quality) -> Part:
    """How the figures were put together: what is not known, differs or is merged, and who is counted over."""
    report = quality.report
    told = [
        *_without_figures(report),
        *_cells(report),
        *(_differences(report) if quality.has_inbox and not report.facts.empty else ()),
        *_merged(report.facts),
        *_denominators(report),
    ]
    return prose("data_note_detail", _points(told))


def _points(told: Iterable[str]) -> str:
    return "\n".join(f"- {_as_text(point)}" for point in told)


def _figures(quality: Quality) -> list[Keyed]:
    """How many tables were due, how many of them count, and how many came late or again, if any did."""
    done = completeness(_expected(quality))
    if not quality.has_inbox or not done.asked:
        return []
    key = key_of(quality.report, "tables that were to be sent")
    names = ["asked", "counted", *(name for name in ("late", "revised") if getattr(done, name))]
    return [Keyed(key | Key(status=name), getattr(done, name)) for name in names]


def _as_text(point: str) -> str:
    """Words of senders stay letters: nothing in them is read as Markdown."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#" else letter for letter in point)


def _expected(quality: Quality) -> list[Expected]:
    return [
        Expected(answer.wish.unit, answer.wish.layout, answer.state, answer.is_late, answer.is_again)
        for answer in quality.answers
    ]


def _row(words: str, of_layout: Completeness, *, key: Key, role: Role = "body") -> Row:
    counts = {name: getattr(of_layout, name) for name in ("asked", "counted", "faulty", "partial", "missing")}
    return Row({"layout": words, **counts, "late": of_layout.late, "revised": of_layout.revised}, role, key=key)


def _sent(quality: Quality) -> Iterator[str]:
    """How much of what was asked counts, and who sent nothing."""
    if not quality.has_inbox and quality.report.facts.empty:
        return
    if not quality.has_inbox:
        # Where all is quoted, the note on method names the source.
        if not quality.report.is_quoted:
            yield tr("Số liệu được trích dẫn từ nguồn đã công bố.")
        return
    done = completeness(_expected(quality))
    if not done.asked:
        yield tr("Không có biểu, danh sách nào đến hạn gửi trong kỳ.")
        return
    words = {"counted": write_number(done.counted), "asked": write_number(done.asked)}
    came = [tr("Số liệu của {counted}/{asked} biểu, danh sách đến hạn gửi đã được tổng hợp", **words)]
    if done.late:
        came.append(tr_count("{number} mục gửi muộn", done.late, number=write_count(done.late)))
    if done.revised:
        came.append(tr_count("{number} mục gửi lại", done.revised, number=write_count(done.revised)))
    yield f"{'; '.join(came)}."
    lacking = [one for one in _expected(quality) if one.state in ("missing", "partial", "faulty")]
    if lacking:
        units = _units(one.unit for one in lacking)
        yield tr("Biểu, danh sách chưa đủ hoặc còn lỗi: {units}.", units=units)
    if done.silent:
        yield tr("Chưa gửi mục nào: {units}.", units=_units(done.silent))


def _without_figures(report: Known) -> Iterator[str]:
    """Members of which no award of the period is known, whether or not something was due: a yearly list, a gap."""
    without = [one for one, facts in report.awarded_by_member.items() if facts.empty]
    if without:
        yield tr("Chưa có số liệu khen thưởng của kỳ này: {units}.", units=_units(without))


def _units(ids: Iterable[str]) -> str:
    names = [unit_name(get_unit(one)) for one in in_order(ids)]
    rest = len(names) - NAMED_UNITS
    if rest <= 0:
        return ", ".join(names)
    return tr_count(
        "{names} và {number} đơn vị khác", rest, names=", ".join(names[:NAMED_UNITS]), number=write_number(rest)
    )


def _cells(report: Known) -> Iterator[str]:
    absent = len(_absent_tables(report.coverage.gaps))
    cells = filled_cells(report.facts, absent=absent)
    if not cells.cells:
        return
    words = tr(
        "Số ô có số liệu: {share}; ô “…” là chưa có, không tính là 0.", share=write_share_of(cells.filled, cells.cells)
    )
    if absent:
        number = write_count(absent)
        words += " " + tr_count(
            "Có {number} danh sách, biểu khen thưởng chưa được tính, mỗi mục kể là một ô chưa có.",
            absent,
            number=number,
        )
    yield words


def _absent_tables(gaps: Iterable[Gap]) -> set[tuple[str, str, str]]:
    """The tables on awards that should be there and are not, by sender, layout and period or first day.

    What is not due yet, or is only told of whole years, should not be there.
    """
    should = (gap for gap in gaps if gap.why not in ("not_due", "yearly"))
    return {(gap.sender, gap.layout, gap.asked or gap.first.isoformat()) for gap in should}


def _differences(report: Known) -> Iterator[str]:
    """Where lists and returns differ, and how often each of them is used."""
    found = report.dataset.facts.differences(report.unit, report.period)
    is_open = found["returned"].notna() | (found["used"] != "decision_list")
    both = found[is_open]
    if both.empty:
        return
    listed = int((both["used"] == "decision_list").sum())
    number = len(both)
    yield tr_count(
        "Danh sách và biểu tổng hợp ghi khác nhau ở {number} số: báo cáo dùng danh sách ở {listed} số (danh sách đủ cả "
        "kỳ), dùng biểu tổng hợp ở {returned} số.",
        number,
        number=write_count(number),
        listed=write_count(listed),
        returned=write_count(number - listed),
    )


def _merged(facts: pd.DataFrame) -> Iterator[str]:
    """Figures that the source gives for several forms, kinds or types at once."""
    is_merged = pd.Series(False, index=facts.index)
    for name in ("award", "recipient_kind", "award_type"):
        is_merged |= facts[name].str.contains("+", regex=False)
    number = int(is_merged.sum())
    if number:
        yield tr_count(
            "{number} số gộp nhiều hình thức, đối tượng hoặc loại hình được giữ nguyên như nguồn, không tách.",
            number,
            number=write_count(number),
        )


def _denominators(report: Known) -> Iterator[str]:
    """The people that rates are counted over: kind, year and source, and which units have none."""
    year = report.period.last_day(report.basis).year
    wanted = [one.id for one in report.members] or [report.unit.id]
    known = [one for one in report.dataset.people(wanted) if one.year == year]
    if not known:
        yield tr("Không có số người làm mẫu số của năm {year}, nên không tính tỷ suất theo năm đó.", year=year)
        return
    for kind in dict.fromkeys(one.kind for one in known):
        of_kind = [one for one in known if one.kind == kind]
        sources = ", ".join(dict.fromkeys(printable(one.source) for one in of_kind))
        yield tr_count(
            "Mẫu số của tỷ suất: {kind} năm {year}, {number} đơn vị, nguồn: {sources}.",
            len({one.unit for one in of_kind}),
            kind=tr("người làm việc thuộc diện xét") if kind == "staff" else printable(kind),
            year=year,
            number=write_count(len({one.unit for one in of_kind})),
            sources=sources,
        )
    if lacking := [one for one in wanted if one not in {each.unit for each in known}]:
        yield tr("Không có mẫu số năm {year}: {units}.", year=year, units=_units(lacking))


def _window(report: Known) -> str:
    """Of which days the figures are; where no source tells them, page 1 says so."""
    if report.is_quoted:
        return ""
    first, last = (write_date(day) for day in report.days)
    return tr("Kỳ số liệu từ {first} đến {last}; quyết định thuộc kỳ theo ngày ký.", first=first, last=last)


class DataNoteChapter(Chapter[Quality], measure=read_quality):
    """What was sent and what is missing, in a note behind the figures."""

    def finding(self) -> Part:
        """What came of the data and what did not, and of which days they are, one point each."""
        return finding(self.measured)

    def detail(self) -> Part:
        """How the figures were put together: what is not known, differs or is merged, and who is counted over."""
        return detail(self.measured)

    def table(self) -> Table | None:
        """What should have been sent for the period and what became of it, a row for each kind of table."""
        return table(self.measured)
