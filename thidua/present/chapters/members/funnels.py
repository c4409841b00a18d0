"""Funnel plots of the units: each against all together, with the limits of chance at its size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from thidua.measures.funnel import Funnel
from thidua.measures.rates import PER
from thidua.present.chapter import Chapter
from thidua.present.chapters.members.examined import Words, dispersion_note, funnel_comparisons, outside_words
from thidua.present.chapters.members.unit_direct import direct_note, direct_words
from thidua.present.chapters.members.unit_rates import people_note, quota_rate_note, rate_note, rate_words, short_number
from thidua.present.chart import Chart
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.drawing.funnel import FunnelLines, FunnelPoint, funnel_svg
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import NOT_APPLICABLE, write_number, write_percent
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Show, Table


def rate_chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """Fighters per 1,000 staff against the number of staff, with the limits of chance."""
    if comparison is None or comparison.rate_funnel is None or comparison.rate_funnel.target is None:
        return None
    funnel = comparison.rate_funnel
    svg = _drawn(
        comparison,
        funnel,
        scale=PER,
        x_title=tr("Số người thuộc diện xét"),
        y_title=tr("Lượt trên 1.000 người"),
        write_y=short_number,
    )
    title = tr("Chiến sĩ thi đua trên 1.000 người theo số người; giới hạn 95% và 99,8%")
    notes = (rate_note(), quota_rate_note(), *people_note(comparison), dispersion_note(funnel))
    data = _data(report, comparison, "rate_funnel_chart", title, notes, show="decimal")
    return Chart(svg, _alt(comparison, funnel, lambda one: rate_words(one.fighters)), data)


def direct_chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """The share of direct workers against the number of individuals, with the limits of chance."""
    if comparison is None or comparison.direct_funnel is None or comparison.direct_funnel.target is None:
        return None
    funnel = comparison.direct_funnel
    svg = _drawn(
        comparison,
        funnel,
        scale=1,
        x_title=tr("Số cá nhân có ghi đối tượng"),
        y_title=tr("Tỷ lệ người trực tiếp lao động"),
        write_y=lambda value: write_percent(value, decimals=0),
    )
    title = tr("Tỷ lệ người trực tiếp lao động theo số cá nhân được khen; giới hạn 95% và 99,8%")
    data = _data(
        report,
        comparison,
        "direct_funnel_chart",
        title,
        (direct_note(), dispersion_note(funnel)),
        show="percent",
    )
    return Chart(svg, _alt(comparison, funnel, direct_words), data)


def _drawn(
    comparison: UnitComparison,
    funnel: Funnel,
    *,
    scale: int,
    x_title: str,
    y_title: str,
    write_y: Callable[[float], str],
) -> str:
    """The funnel with sizes in people: a rate is per `scale` of them."""
    short = {one.unit.id: one.short for one in comparison.members}
    outside = {unit.label for unit in funnel.outside}
    points = [
        FunnelPoint(short[unit.label], unit.size * scale, unit.value, unit.label in outside)
        for unit in funnel.units
        if unit.value is not None
    ]
    curve = funnel.curve
    sizes = [size * scale for size in curve.sizes]
    lines = FunnelLines(sizes, curve.low95, curve.high95, curve.low998, curve.high998)
    target = funnel.target or 0.0
    common = tr("mức chung: {value}", value=write_y(target))
    return funnel_svg(
        points,
        lines,
        target,
        x_title=x_title,
        y_title=y_title,
        write_x=write_number,
        write_y=write_y,
        target_text=common,
    )


def _alt(comparison: UnitComparison, funnel: Funnel, words: Words) -> str:
    told = " ".join(filter(None, outside_words(comparison, funnel, words)))
    return tr("Biểu đồ phễu của {number} đơn vị. {told}", number=len(funnel.units), told=told)


def _data(
    report: Known, comparison: UnitComparison, name: str, title: str, notes: Sequence[str], *, show: Show
) -> Table:
    funnel = comparison.direct_funnel if show == "percent" else comparison.rate_funnel
    label = {one.unit.id: one.label for one in comparison.members}
    scale = 1 if show == "percent" else PER
    inner, outer = tr("Giới hạn 95%"), tr("Giới hạn 99,8%")
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("count", tr("Tử số")),
        Column("size", tr("Mẫu số")),
        Column("value", tr("Giá trị"), show),
        Column("low95", tr("Cận dưới"), show, group=inner),
        Column("high95", tr("Cận trên"), show, group=inner),
        Column("low998", tr("Cận dưới"), show, group=outer),
        Column("high998", tr("Cận trên"), show, group=outer),
    )
    rows = []
    for unit in funnel.units if funnel else ():
        limits = {key: _cell(getattr(unit, key)) for key in ("value", "low95", "high95", "low998", "high998")}
        size = round(unit.size * scale)
        cells = {"unit": label[unit.label], "count": unit.count, "size": size, **limits}
        rows.append(Row(cells, values={"position": unit.position}))
    return Table(
        name,
        title,
        columns,
        tuple(rows),
        notes=tuple(notes),
        source=source_words(report),
        illustrative=report.is_illustrative,
        values=funnel_comparisons(funnel).values() if funnel else {},
    )


def _cell(value: float | None) -> float | str:
    return NOT_APPLICABLE if value is None else value


class FunnelsChapter(Chapter[UnitComparison | None], measure=compare):
    """The members against the limits of chance."""

    def rate_chart(self) -> Chart | None:
        """Fighters per 1,000 staff against the number of staff, with the limits of chance."""
        return rate_chart(self.known, self.measured)

    def direct_chart(self) -> Chart | None:
        """The share of direct workers against the number of individuals, with the limits of chance."""
        return direct_chart(self.known, self.measured)
