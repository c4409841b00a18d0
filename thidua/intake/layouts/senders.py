"""What is asked about the sender of a table: a unit that is none of these days, or that two names of them mean.

Which unit a title names is read in ``title``; whose the rows of a list are, in ``list_units``.
"""

from __future__ import annotations

from datetime import date, timedelta

from thidua.intake.layout_names import Layout
from thidua.intake.layouts.part import Header, Notes
from thidua.intake.layouts.title import unit_said
from thidua.intake.words.unit_words import absence, refusal_of, why_other_name
from thidua.registry import Unit, days_in, fold, name_on
from thidua.registry.dated import shown_day

_LATE = timedelta(days=31)
"""A report on a period may go on to the day on which it was drawn up."""


def check_sender(header: Header, notes: Notes) -> None:
    """Ask about a sender that has no days in the period, or whose name is that of two units in it (V01)."""
    unit, period = header.unit, header.period
    if unit is None or period is None:
        return
    if header.rival is not None:
        notes.find("V01-either", found=header.unit_text, unit=_told(unit), other=_told(header.rival))
    message, words = name_question(header.unit_text, unit, header.days)
    if message:
        notes.find(message, 0, -1, header.unit_text.rpartition(": ")[2], **words)
    if days_in(unit, period, header.basis) is None:
        first, last = period.first_day(header.basis), period.last_day(header.basis)
        gone = unit.valid_to is not None and unit.valid_to <= last
        why = absence(unit, last if gone else first) or f"{unit.name} không có trong kỳ này"
        notes.find("V01-outside", found=unit.name, period=period.label(header.basis), why=why)


def check_body(header: Header, layout: Layout, notes: Notes) -> None:
    """Ask about a return of a school, a police station or a party committee: it is not that of the whole place (V01).

    A list of theirs names awards of the place, but it may not be all of them.
    """
    if header.unit is not None and header.body:
        message = "V01-body-list" if layout == "decision_list" else "V01-body"
        notes.find(message, found=header.body, unit=header.unit.name)


def name_question(text: str, unit: Unit, days: tuple[date, ...]) -> tuple[str, dict[str, str]]:
    """The message for a unit that is called by a name of other days than these, and its words; nothing for its own.

    Where that was the name of a unit that has ended, either may be meant: "thành phố Bắc Ninh" before the province was
    a city.
    """
    why = why_other_name(text, unit, days) if days else ""
    if not why:
        return "", {}
    before = unit.valid_from - timedelta(days=1) if unit.valid_from is not None else None
    former = unit_said(text, before) if before is not None else None
    if before is not None and former is not None and former != unit and fold(name_on(former, before)) in fold(text):
        return "V01-either", {"unit": _told(unit), "other": _told(former)}
    return "V01-name", {"why": why}


def tell_missing(header: Header, notes: Notes, as_of: date) -> None:
    """Say that nobody knows whose a table is, and what the words mean that should say it (V01)."""
    if not header.absent:
        notes.find("V01-missing")
        return
    day = header.last_day or as_of
    message = refusal_of(header.absent, day, "V01-why" if header.period else "V01-period")
    notes.find(message, found=header.absent, day=shown_day(day), why=header.absent_why)


def _told(unit: Unit) -> str:
    """A unit with its days: "huyện Ba Bể (đến 30/06/2025)"."""
    if unit.valid_to is not None:
        return f"{unit.name} (đến {shown_day(unit.valid_to)})"
    return f"{unit.name} (từ {shown_day(unit.valid_from)})" if unit.valid_from is not None else unit.name


def check_until(header: Header, notes: Notes) -> None:
    """Ask about figures that go up to a day long before their period ends: a half-year's under a year's name (V13)."""
    first, last = header.first_day, header.last_day
    if header.until is None or header.period is None or first is None or last is None:
        return
    if not first + (last - first) * 2 / 3 <= header.until <= last + _LATE:
        period = header.period.label(header.basis)
        notes.find("V13-until", found=f"{header.until:%d/%m/%Y}", period=period)
