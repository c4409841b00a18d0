"""The changes of law and of units that a report crosses, and the days on which they break a series."""

from __future__ import annotations

from datetime import date

from thidua.present.known import Known
from thidua.present.language import named
from thidua.registry import (
    Unit,
    UnitEvent,
    ancestors,
    get_unit,
    legal_events,
    unit_events,
)


def breaks(report: Known) -> list[tuple[date, str]]:
    """The days inside the period at which a series breaks, with what changes, oldest first.

    Of one day only what starts is told: what it takes the place of ends on the same day.
    """
    starts, of_units = dict[date, list[str]](), events_of_units(report)
    ends = events_of_law(report, "ends")
    for day, text in sorted([*events_of_law(report, "starts"), *of_units]):
        starts.setdefault(day, []).append(text)
    for day, text in ends:
        if day not in starts:
            starts[day] = [text]
    return [(day, " ".join(starts[day])) for day in sorted(starts)]


def _window(report: Known) -> tuple[date, date]:
    return report.period.first_day(report.basis), report.period.last_day(report.basis)


def events_of_law(report: Known, *changes: str) -> list[tuple[date, str]]:
    """The changes of law in the period, each with its day: all, or those that start or end something."""
    return [
        (event.date, named(event, "text"))
        for event in legal_events(*_window(report))
        if event.confidence != "low" and (not changes or event.change in changes)
    ]


def events_of_units(report: Known) -> list[tuple[date, str]]:
    """The changes of the map in the period that concern the unit or what went into it, each with its day."""
    areas = (report.unit, *report.areas)
    events = [one for one in unit_events(*_window(report)) if any(_concerns(one, area) for area in areas)]
    # What a province was made of tells the same change once more.
    own = {event.date for event in events if report.unit.id in event.units} if report.areas else set()
    shown = [event for event in events if event.date not in own or report.unit.id in event.units]
    return [(event.date, named(event, "text")) for event in shown]


def _concerns(event: UnitEvent, unit: Unit) -> bool:
    """Whether a change of the map is one of the unit, of what it is part of, or of a part of it."""
    whole = get_unit(unit.parent) if unit.level == "block" and unit.parent else unit
    around = {whole.id, *(one.id for one in ancestors(whole))}
    return any(one in around or whole in ancestors(one) for one in event.units)
