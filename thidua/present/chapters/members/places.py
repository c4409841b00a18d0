"""The units on a map made of their coordinates alone: how many awards each has, and where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.present.chapter import Chapter
from thidua.present.chart import Chart
from thidua.present.compared.apart_forms import apart_note
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.drawing.places import Place, places_svg
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.many import is_many, names_words, ranked
from thidua.present.numbers import MISSING, write_number
from thidua.present.source_words import source_words
from thidua.present.table import Column, Row, Table
from thidua.present.words import unit_name
from thidua.registry import place_of


def chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """A symbol for each unit whose place is known, as large as its awards of forms known of all are many."""
    comparison = comparison.alike if comparison else None
    members = comparison.members if comparison and not comparison.is_mixed else ()
    located = [one for one in members if place_of(one.unit.id) is not None]
    if comparison is None or len(located) < 3 or not any(one.counts.total for one in located):
        return None
    svg = places_svg([_place(one) for one in located], write=write_number)
    told = names_words([f"{unit_name(one.unit)} {_number(one)}" for one in _ranked(located)], "; ")
    alt = tr("Bản đồ ký hiệu, lượt khen thưởng của từng đơn vị: {told}.", told=told)
    return Chart(svg, alt, _data(report, comparison, located))


def _ranked(located: Sequence[ComparedUnit]) -> list[ComparedUnit]:
    return ranked(located, lambda one: one.counts.total)


def _place(one: ComparedUnit) -> Place:
    place = place_of(one.unit.id)
    if place is None:
        raise ValueError(f"{one.unit.id} has no place")
    return Place(one.short, place.latitude, place.longitude, one.counts.total, _number(one))


def _number(one: ComparedUnit) -> str:
    return MISSING if one.counts.total is None else write_number(one.counts.total)


def _data(report: Known, comparison: UnitComparison, located: Sequence[ComparedUnit]) -> Table:
    columns = (Column("unit", tr("Đơn vị"), "label"), Column("total", tr("Tổng lượt")))
    rows = [
        Row({"unit": one.label, "total": MISSING if one.counts.total is None else one.counts.total})
        for one in _ranked(located)
    ]
    return Table(
        "unit_places_chart",
        tr("Lượt khen thưởng theo địa bàn, {period}", period=report.period_label),
        columns,
        tuple(rows),
        notes=tuple(filter(None, [apart_note(report, comparison), *_notes(located)])),
        source=source_words(report),
        illustrative=report.is_illustrative,
    )


def _notes(located: Sequence[ComparedUnit]) -> Iterable[str]:
    yield tr("Vị trí theo tọa độ trung tâm; diện tích vòng tròn theo số lượt khen thưởng.")
    if is_many(located):
        yield tr("Chỉ ghi tên các đơn vị nhiều nhất và những tên còn đủ chỗ.")


class PlacesChapter(Chapter[UnitComparison | None], measure=compare, chart=chart):
    """The members on a map."""
