"""The order of the units by their rate, with how far chance lets each rank move; official ranks stand elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.measures.extremes import leaders
from thidua.measures.ranks import RankInterval
from thidua.present.chapter import Chapter
from thidua.present.chapters.members.unit_rates import quota_rate_note
from thidua.present.chart import Chart
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.drawing.caterpillar import estimates_svg
from thidua.present.drawing.dots import Dot
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.many import names_words
from thidua.present.numbers import write_count, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import unit_name


def detail(report: Known, comparison: UnitComparison | None) -> Part | None:
    """Which ranks chance cannot exchange, and how far the others reach; None where no unit has a rank."""
    if comparison is None or not comparison.ranks:
        return None
    ranked = _in_order(comparison)
    names = {one.unit.id: unit_name(one.unit) for one in comparison.members}
    sure = [rank for rank in ranked if rank.low == rank.high]
    widest = leaders([(rank, _reach(rank)) for rank in ranked])
    sentences = []
    if sure:
        told = names_words([f"{names[rank.label]} ({rank.rank})" for rank in sure])
        sentences.append(tr("Khoảng hạng 95% chỉ gồm một hạng ở: {told}.", told=told))
    if widest:
        units: dict[str, list[str]] = {}
        for rank, _ in widest:
            units.setdefault(f"{rank.low}–{rank.high}", []).append(names[rank.label])
        told = names_words([f"{reach} ({names_words(same)})" for reach, same in units.items()], "; ")
        sentences.append(
            tr("Khoảng hạng rộng nhất là {ranges}: thứ tự trong khoảng này có thể chỉ do ngẫu nhiên.", ranges=told)
        )
    elif any(_reach(rank) for rank in ranked):
        sentences.append(
            tr(
                "Khoảng hạng của các đơn vị rộng như nhau ({number} hạng): thứ tự có thể chỉ do ngẫu nhiên.",
                number=_reach(ranked[0]) + 1,
            )
        )
    return plain("ranks_detail", " ".join(sentences))


def _in_order(comparison: UnitComparison) -> list[RankInterval]:
    return sorted((rank for rank in comparison.ranks if rank.rank is not None), key=lambda rank: rank.rank or 0)


def _reach(rank: RankInterval) -> int:
    return (rank.high or 0) - (rank.low or 0)


def _data(report: Known, comparison: UnitComparison, ranked: Sequence[RankInterval]) -> Table:
    label = {one.unit.id: one.label for one in comparison.members}
    interval = tr("Khoảng hạng 95%")
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("rate", tr("Tỷ suất"), "decimal"),
        Column("rank", tr("Thứ tự")),
        Column("low", tr("Từ"), group=interval),
        Column("high", tr("Đến"), group=interval),
    )
    rows = [
        Row(
            {
                "unit": label[rank.label],
                "rate": rank.value or 0.0,
                "rank": rank.rank or 0,
                "low": rank.low or 0,
                "high": rank.high or 0,
            }
        )
        for rank in ranked
    ]
    note = tr("Khoảng hạng: 95% số lần lặp lại phép đếm với dao động ngẫu nhiên (Goldstein và Spiegelhalter, 1996).")
    return Table(
        "unit_ranks_chart",
        tr("Thứ tự theo lượt Chiến sĩ thi đua trên 1.000 người, {period}", period=report.period_label),
        columns,
        tuple(rows),
        notes=(tr("Đây là thứ tự thống kê, không phải kết quả xếp hạng của khối thi đua."), note, quota_rate_note()),
        source=source_words(report),
        illustrative=report.is_illustrative,
    )


def chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """Each rank as a dot with its interval, the first at the top."""
    if comparison is None or not comparison.ranks:
        return None
    ranked = _in_order(comparison)
    short = {one.unit.id: one.short for one in comparison.members}
    names = {one.unit.id: unit_name(one.unit) for one in comparison.members}
    dots = [Dot(short[rank.label], rank.rank, rank.low, rank.high, f"{rank.low}–{rank.high}") for rank in ranked]
    svg = estimates_svg(dots, write=write_number, limits=(0.5, len(ranked) + 0.5))
    told = names_words([f"{names[rank.label]} {rank.rank} ({rank.low}–{rank.high})" for rank in ranked], "; ")
    alt = tr(
        "Biểu đồ thứ tự với khoảng hạng 95% của {number} đơn vị: {told}.", number=write_count(len(ranked)), told=told
    )
    return Chart(svg, alt, _data(report, comparison, ranked))


class RanksChapter(Chapter[UnitComparison | None], measure=compare, detail=detail, chart=chart):
    """The order of the members, and how sure it is."""
