"""Changes of law and of units: those that break a series of figures, and those that a report's own figures cross."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from thidua.present.breaks import events_of_law, events_of_units
from thidua.present.chapter import Chapter
from thidua.present.known import Known
from thidua.present.language import language, named, tr
from thidua.present.members import area_name, members_words, units_words
from thidua.present.numbers import write_count, write_date
from thidua.present.part import Part, plain
from thidua.present.table import Column, Row, Table
from thidua.present.words import lower_first, unit_name, upper_first
from thidua.registry import (
    UnitEvent,
    ancestors,
    crossed,
    last_day_in,
    name_on,
    predecessors,
    successors,
    unit_events,
    unit_names,
)


def finding(report: Known) -> Part | None:
    """The change of the map that the figures of the report cross, and whose figures they are; None where none does.

    It is told where the unit itself begins, ends or gets another name in the period, or who reports to it changes: a
    change among units that send nothing moves no figure.
    """
    told = [*_begun(report), *_ended(report), *_renamed(report), *_made_of(report)]
    return plain("events_finding", " ".join(told)) if told else None


def _begun(report: Known) -> Iterator[str]:
    unit, day = report.unit, report.unit.valid_from
    if day is None or not report.period.first_day(report.basis) < day <= report.last_day:
        return
    if own := [event for event in crossed(unit, report.period, report.basis) if unit.id in event.units]:
        yield from map(_event_sentence, own)
        return
    words = {"unit": upper_first(unit_name(unit)), "day": write_date(day), "law": _law(report, day)}
    made_of = units_words(predecessors(unit.id), day - timedelta(days=1))
    if made_of:
        yield tr("{unit} thành lập từ {day}{law} trên cơ sở {units}; số liệu tính từ ngày đó.", **words, units=made_of)
    else:
        yield tr("{unit} thành lập từ {day}{law}; số liệu tính từ ngày đó.", **words)


def _ended(report: Known) -> Iterator[str]:
    unit, day = report.unit, report.unit.valid_to
    if day is None or report.last_day != day:
        return
    law = _law(report, day + timedelta(days=1))
    words = {"unit": upper_first(unit_name(unit)), "day": write_date(day), "law": law}
    now = units_words(successors(unit.id), day + timedelta(days=1))
    if now:
        yield tr(
            "{unit} kết thúc vào {day}{law}, địa bàn nay thuộc {units}; số liệu đến hết ngày đó.", **words, units=now
        )
    else:
        yield tr("{unit} kết thúc vào {day}{law}; số liệu đến hết ngày đó.", **words)


def _renamed(report: Known) -> Iterator[str]:
    """Another kind or name from a day of the period on, with the same borders."""
    first, last = report.days
    for one in unit_names():
        day = one.valid_from
        if one.unit != report.unit.id or day is None or not first < day <= last:
            continue
        before = name_on(report.unit, day - timedelta(days=1))
        if before != one.name:
            words = {"day": write_date(day), "before": before, "name": one.name, "law": _law(report, day)}
            yield tr("Từ {day}, {before} là {name}{law}.", **words)


def _made_of(report: Known) -> Iterator[str]:
    """Whose figures those of an area are: who reported in which days of the period."""
    former, now = report.former_members, report.members
    if not former:
        return
    if not (report.unit.valid_from and report.unit.valid_from > report.period.first_day(report.basis)):
        own = [one for one in crossed(report.unit, report.period, report.basis) if report.unit.id in one.units]
        yield from map(_event_sentence, own)
    last = max(last_day_in(one, report.period, report.basis) for one in former)
    words = {
        "period": report.period_label,
        "former": f"{write_count(len(former))} {members_words(report, len(former), former)}",
        "last": write_date(last),
        "now": f"{write_count(len(now))} {members_words(report, len(now), now)}",
        "first": write_date(last + timedelta(days=1)),
    }
    if report.areas:
        areas = ", ".join(area_name(report, one) for one in report.areas)
        yield tr("Số liệu {period} gồm {former} của {areas} (đến {last}) và {now} (từ {first}).", **words, areas=areas)
    else:
        yield tr("Số liệu {period} gồm {former} (đến {last}) và {now} (từ {first}).", **words)


def _event_sentence(event: UnitEvent) -> str:
    """A change as the registry tells it; its English names the day itself."""
    text = named(event, "text")
    if language() == "en":
        return text
    return f"Từ {write_date(event.date)}, {lower_first(text)}"


def _law(report: Known, day: date) -> str:
    """The resolution of a change of that day, in brackets with a space before; empty where none is known."""
    around = {report.unit.id, *(one.id for one in ancestors(report.unit))}
    laws = [event.legal_basis for event in unit_events(day, day) if not around.isdisjoint(event.units)]
    return f" ({laws[0]})" if laws and laws[0] else ""


def table(report: Known) -> Table | Part:
    """Changes of law and of units inside the period, by day."""
    events = sorted([*events_of_law(report), *events_of_units(report)])
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


class EventsChapter(Chapter[None], finding=finding, table=table):
    """Changes of law and of units that the figures cross."""
