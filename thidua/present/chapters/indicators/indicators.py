"""Indicators of one unit: target, actual, per cent, same period before, and how far each one is.

Those of a province's units side by side are in ``unit_indicators``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua.measures.indicators import (
    REACHED,
    IndicatorResult,
    count_statuses,
    elapsed_part,
    indicator_results,
)
from thidua.present.chapter import Chapter
from thidua.present.chapters.indicators.indicator_sentences import (
    SHORT,
    late_words,
    moved_words,
    pace_words,
    reached_words,
    short_words,
    status_name,
)
from thidua.present.chart import Chart
from thidua.present.drawing.dots import Dot, dots_svg
from thidua.present.figures import Figure
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, NOT_APPLICABLE, whole_percent, write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import no_figures
from thidua.registry import Period

DRAWN = 16
"""A page has room for so many dots, even if every name needs three lines."""


def measure(report: Known) -> tuple[IndicatorResult, ...]:
    """The indicators of the unit itself, judged; what a notebook does once."""
    register = report.register("indicators")
    return indicator_results(register[register["unit"] == report.unit.id], elapsed(report))


def elapsed(report: Known) -> float | None:
    """The part of the year that is over at the end of the period; None for a period that begins within a year."""
    if report.period.kind == "stage":
        return None
    year = Period("year", report.period.year)
    days = [period.first_day(report.basis) for period in (report.period, year)]
    ends = [period.last_day(report.basis) for period in (report.period, year)]
    return elapsed_part(days[0], ends[0], days[1], ends[1])


def finding(report: Known, results: Sequence[IndicatorResult]) -> Part:
    """How many indicators reached their targets, which are late or missed, and how many are better than before."""
    name = "indicators_finding"
    if not results:
        return no_figures(name, report, tr("số liệu chỉ tiêu thi đua"))
    sentences = [reached_words(report.period_label, results, elapsed(report)), late_words(results)]
    return plain(name, " ".join(filter(None, [*sentences, moved_words(results)])))


def detail(report: Known, results: Sequence[IndicatorResult]) -> Part | None:
    """How much of the year is over, and each indicator short of its target with the part that was achieved."""
    if not results:
        return None
    first = pace_words(report.period_label, results, elapsed(report))
    return plain("indicators_finding_detail", " ".join([first, *short_words(results)]))


def figure(results: Sequence[IndicatorResult]) -> Figure | None:
    """A headline figure: the indicators that reached their targets."""
    known = [one for one in results if one.status != "unknown"]
    if not known:
        return None
    counts = count_statuses(results)
    reached = sum(counts[status] for status in REACHED)
    label = tr_count("chỉ tiêu đạt hoặc vượt kế hoạch năm", reached)
    short = [status for status in SHORT if counts[status]]
    told = ", ".join(f"{write_number(counts[status])} {status_name(status)}" for status in short)
    return Figure(f"{reached}/{len(results)}", label, told or tr("tất cả chỉ tiêu"))


def table(report: Known, results: Sequence[IndicatorResult], *, name: str = "indicators") -> Table | None:
    """Target, actual, per cent of the target, same period before and status, an indicator a row."""
    if not results:
        return None
    title = tr("Chỉ tiêu thi đua: kế hoạch năm và thực hiện, {period}", period=report.period_label)
    rows = tuple(Row(indicator_cells(one)) for one in results)
    told = tuple(notes(report, results))
    return Table(name, title, indicator_columns(), rows, told, source_words(report), report.is_illustrative)


def indicator_columns() -> tuple[Column, ...]:
    """The columns of an indicator."""
    return (
        Column("indicator", tr("Chỉ tiêu, đơn vị tính"), "label"),
        Column("target", tr("Kế hoạch năm"), "amount"),
        Column("actual", tr("Thực hiện"), "amount"),
        Column("achieved", tr("% kế hoạch"), "percent"),
        Column("same_period", tr("Cùng kỳ"), "amount"),
        Column("status", tr("Mức độ"), "text"),
    )


def indicator_cells(one: IndicatorResult) -> dict[str, Cell]:
    """One indicator, its missing figures as "…"."""
    measure_words = printable(one.measured_in)
    label = printable(one.name, limit=160)
    no_percent = MISSING if one.target is None or one.actual is None else NOT_APPLICABLE
    return {
        "indicator": f"{label}, {measure_words}" if measure_words else label,
        "target": _amount(one.target),
        "actual": _amount(one.actual),
        "achieved": no_percent if one.achieved is None else one.achieved,
        "same_period": _amount(one.same_period),
        "status": status_name(one.status) if one.status != "unknown" else MISSING,
    }


def _amount(value: float | None) -> Cell:
    return MISSING if value is None else value


def notes(report: Known, results: Sequence[IndicatorResult]) -> Iterable[str]:
    """What the words of the last column mean, those that occur."""
    found = {one.status for one in results}
    over = elapsed(report)
    if any(one.direction == "down" for one in results):
        yield _falling_note()
    if over is not None and found & {"on_track", "behind"}:
        yield tr(
            "“Theo tiến độ”: phần thực hiện không thấp hơn phần thời gian đã qua của năm ({over}), không tính mùa vụ.",
            over=write_percent(over),
        )
    if "open" in found:
        yield tr("“Chưa đạt mức năm”: chỉ tiêu tỷ lệ, lũy kế hoặc giảm, không so với phần thời gian đã qua.")
    if "unknown" in found:
        yield tr("“…” chưa đủ số liệu hoặc chưa rõ chiều tăng, giảm.")


def chart(report: Known, results: Sequence[IndicatorResult]) -> Chart | None:
    """Actual out of target of each indicator as a dot, against the target of the year; of many, the short ones."""
    known = [one for one in results if one.achieved is not None]
    drawn = _drawn(known)
    data = table(report, drawn if len(drawn) < len(known) else results)
    if data is None or not known:
        return None
    dots = [_dot(one) for one in drawn]
    svg = dots_svg(dots, write=whole_percent, reference=1.0, reference_text=tr("kế hoạch năm"))
    title = tr("Thực hiện so với kế hoạch năm của từng chỉ tiêu, {period}", period=report.period_label)
    items = "; ".join(f"{dot.label} {dot.text}" for dot in dots)
    alt = tr("Biểu đồ chấm, thực hiện so với kế hoạch năm: {items}.", items=items)
    told = tuple(_chart_notes(drawn, len(known)))
    return Chart(svg, alt, replace(data, name="indicators_chart", title=title, notes=told))


def _drawn(known: Sequence[IndicatorResult]) -> list[IndicatorResult]:
    """As many as a page holds, those that fall short first, in the order of the table."""
    chosen = sorted(range(len(known)), key=lambda at: known[at].status not in ("missed", "behind"))[:DRAWN]
    return [known[at] for at in sorted(chosen)]


def _chart_notes(results: Sequence[IndicatorResult], known: int) -> Iterable[str]:
    if len(results) < known:
        yield tr(
            "Hình chỉ vẽ {shown} trong {known} chỉ tiêu, trước hết là chỉ tiêu không đạt hoặc dưới tiến độ; "
            "đủ các chỉ tiêu ở bảng.",
            shown=write_number(len(results)),
            known=write_number(known),
        )
    if any(one.status in ("missed", "behind") for one in results):
        yield tr("Hình thoi rỗng: chỉ tiêu không đạt hoặc dưới tiến độ.")
    if any(one.direction == "down" for one in results):
        yield _falling_note()


def _falling_note() -> str:
    """How an indicator that is to fall is read: reached, it stands on the same side as the others."""
    return tr("Chỉ tiêu giảm: % kế hoạch là kế hoạch chia cho thực hiện, nên đạt khi từ 100% trở lên.")


def _dot(one: IndicatorResult) -> Dot:
    text = f"{write_percent(one.achieved or 0.0)} {status_name(one.status)}"
    is_short = one.status in ("missed", "behind")
    return Dot(printable(one.name, limit=80), one.achieved, text=text, is_marked=is_short)


class IndicatorsChapter(
    Chapter[tuple[IndicatorResult, ...]], measure=measure, finding=finding, detail=detail, chart=chart, table=table
):
    """The targets of emulation of the unit: which are reached."""

    def figure(self) -> Figure | None:
        """A headline figure: the indicators that reached their targets."""
        return figure(self.measured)
