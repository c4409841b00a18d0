"""Changes of law and of units, which break a series of figures."""

from __future__ import annotations

from datetime import date

from thidua.present.language import named, tr
from thidua.present.numbers import write_date
from thidua.present.part import Part, plain
from thidua.present.report import Report
from thidua.present.table import Column, Row, Table
from thidua.registry import Unit, UnitEvent, ancestors, get_unit, legal_events, unit_events


def table(report: Report) -> Table | Part:
    """Changes of law and of units inside the period, by day."""
    events = sorted([*_legal(report), *_of_units(report)])
    if not events:
        return plain(
            "events",
            tr(
                "Trong {period} không có thay đổi về luật và đơn vị hành chính ảnh hưởng tới số liệu.",
                period=report.period_label,
            ),
        )
    rows = tuple(Row({"date": write_date(day), "event": text}) for day, text in events)
    columns = (Column("date", tr("Ngày"), "label"), Column("event", tr("Thay đổi"), "text"))
    title = tr("Thay đổi về quy định và đơn vị hành chính, {period}", period=report.period_label)
    return Table("events", title, columns, rows, illustrative=report.is_illustrative)


def breaks(report: Report) -> list[tuple[date, str]]:
    """The days inside the period at which a series breaks, with what changes, oldest first.

    Of one day only what starts is told: what it takes the place of ends on the same day.
    """
    starts, of_units = dict[date, list[str]](), _of_units(report)
    ends = _legal(report, "ends")
    for day, text in sorted([*_legal(report, "starts"), *of_units]):
        starts.setdefault(day, []).append(text)
    for day, text in ends:
        if day not in starts:
            starts[day] = [text]
    return [(day, " ".join(starts[day])) for day in sorted(starts)]


def _window(report: Report) -> tuple[date, date]:
    return report.period.first_day(report.basis), report.period.last_day(report.basis)


def _legal(report: Report, *changes: str) -> list[tuple[date, str]]:
    return [
        (event.date, named(event, "text"))
        for event in legal_events(*_window(report))
        if event.confidence != "low" and (not changes or event.change in changes)
    ]


def _of_units(report: Report) -> list[tuple[date, str]]:
    events = unit_events(*_window(report))
    return [(event.date, named(event, "text")) for event in events if _concerns(event, report.unit)]


def _concerns(event: UnitEvent, unit: Unit) -> bool:
    """Whether a change of the map is one of the unit, of what it is part of, or of a part of it."""
    whole = get_unit(unit.parent) if unit.level == "block" and unit.parent else unit
    around = {whole.id, *(one.id for one in ancestors(whole))}
    return any(one in around or whole in ancestors(one) for one in event.units)
