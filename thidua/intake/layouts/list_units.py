"""Which unit answers for each recipient of a list, and which commune and workplace it names."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from thidua.intake.layouts.headings import heading_key
from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.layouts.senders import name_question, tell_missing
from thidua.intake.layouts.title import reporting_unit, unit_said
from thidua.intake.words.authority_words import authority_meant
from thidua.intake.words.unit_words import absence, unit_refusal
from thidua.intake.words.units_said import LOCAL_LEVELS, unit_meant, units_meant
from thidua.registry import Unit, ancestors, find_unit, get_unit, same_since, unit_names
from thidua.registry.dated import shown_day


class _Placed(NamedTuple):
    """The unit that answers for a recipient, the commune, the workplace, and the message that refuses them."""

    unit: Unit | None
    place: str = ""
    workplace: str = ""
    message: str = ""


def read_units(
    rows: ListRows, on: list[date], decided_on: list[date | None]
) -> tuple[list[Unit | None], list[str], list[str]]:
    """The unit that answers for each recipient, the commune if one is named, and the workplace as written.

    Parameters
    ----------
    on
        The day on which the unit of each row is looked up.
    decided_on
        The day of each decision, where one is stated: a unit answers for decisions of its own days.
    """
    written, workplaces = rows.texts("unit"), _workplaces(rows)
    groups = [group.unit or rows.header.group_unit for group in rows.groups]
    since = {day: same_since(day) for day in set(on)}
    keys = [
        (text, work, group, since[day]) for text, work, group, day in zip(written, workplaces, groups, on, strict=True)
    ]
    blank = "" if _is_own(rows, written, on) else _blank_message(rows, written)
    may_work = _is_workplace(rows) and not _names_others(rows, written, on)
    known = {key: _placed(rows, blank, may_work, *key) for key in set(keys)}
    is_told = _tell_absent(rows, on)
    for row, key in enumerate(keys):
        placed = known[key]
        if not key[0] and key[2] and placed.unit is not None:
            rows.from_heading(row, "unit")
        if placed.message == "V01-unit":
            message, words = unit_refusal(key[0], on[row], has_period=rows.header.period is not None)
            rows.find(message, row, "unit", **words)
        elif placed.message == "V01-missing":
            if not is_told:
                tell_missing(rows.header, rows.notes, on[row])
        elif placed.message:
            rows.find(placed.message, row, "unit", sender=rows.header.unit.name if rows.header.unit else "")
    _check_names(rows, written, on)
    placed_rows = [known[key] for key in keys]
    _check_lives(rows, [one.unit for one in placed_rows], decided_on)
    return [one.unit for one in placed_rows], [one.place for one in placed_rows], [one.workplace for one in placed_rows]


def _check_names(rows: ListRows, written: list[str], on: list[date]) -> None:
    """A place that is called by a name of other days than those of the list is read, and told (V01)."""
    if not unit_names():
        return
    for row, (text, day) in enumerate(zip(written, on, strict=True)):
        unit = unit_meant(text, day) if text else None
        message, words = name_question(text, unit, rows.header.days or (day,)) if unit is not None else ("", {})
        if message:
            rows.find(message, row, "unit", **words)


def _tell_absent(rows: ListRows, on: list[date]) -> bool:
    """Say once that the title names a unit that is none, whatever places the rows name; whether that was said (V01).

    A list that states no period may be of days on which the unit was one.
    """
    header = rows.header
    if not header.absent or not on:
        return False
    if header.period is None and any(unit_said(header.absent, day) for day in set(on)):
        return False
    tell_missing(header, rows.notes, on[0])
    return True


def _blank_message(rows: ListRows, written: list[str]) -> str:
    """What is said of a row without a unit in a list whose column of units is not its sender's alone (V01)."""
    if any(written) and not rows.header.absent:
        return "V01-blank"
    return "V01-open" if rows.header.unit is not None else "V01-missing"


def _check_lives(rows: ListRows, units: list[Unit | None], decided_on: list[date | None]) -> None:
    """No unit decides before it begins or after it has ended, whatever period the list is of (V01)."""
    where = "decided_on" if rows.has("decided_on") else "decision" if rows.has("decision") else "recipient"
    for row, (unit, day) in enumerate(zip(units, decided_on, strict=True)):
        if unit is not None and day is not None and not unit.is_valid(day):
            rows.find("V01-day", row, where, found=shown_day(day), unit=unit.name, why=absence(unit, day))


def _workplaces(rows: ListRows) -> list[str]:
    """The workplace of each row, or that which the heading above it names."""
    written = rows.texts("workplace")
    if not any(group.workplace for group in rows.groups):
        return written
    for row, (text, group) in enumerate(zip(written, rows.groups, strict=True)):
        if not text and group.workplace:
            rows.from_heading(row, "workplace")
    return [text or group.workplace for text, group in zip(written, rows.groups, strict=True)]


def _is_own(rows: ListRows, written: list[str], on: list[date]) -> bool:
    """Whether the list can only be of its sender: a place whose column of units names itself and places below it.

    The form says that a sender leaves the column open for its own. A department that leaves it open in every row means
    itself where its own head gives every award; what others give it may list for others.
    """
    sender = rows.header.unit
    if sender is not None and sender.level == "department":
        return not any(written) and _gives_all(rows)
    if sender is None or sender.level not in LOCAL_LEVELS:
        return False
    named = {(unit_meant(text, day), day) for text, day in set(zip(written, on, strict=True)) if text}
    return all(unit is not None and reporting_unit(unit, day) == sender for unit, day in named)


def _gives_all(rows: ListRows) -> bool:
    """Whether the list says of every row that the head of a department gives the award."""
    return rows.has("authority") and all(authority_meant(text) == "department_head" for text in rows.texts("authority"))


def _names_others(rows: ListRows, written: list[str], on: list[date]) -> bool:
    """Whether a department's column "Đơn vị" names units that answer for themselves: then each row must name one."""
    sender = rows.header.unit
    if not rows.has("unit") or sender is None or sender.level in LOCAL_LEVELS:
        return False
    named = {_named(sender, text, day) for text, day in set(zip(written, on, strict=True)) if text}
    return any(unit is not None and unit not in (sender, *ancestors(sender)) for unit in named)


def _placed(rows: ListRows, blank: str, may_work: bool, written: str, workplace: str, group: str, on: date) -> _Placed:
    sender = _sender_on(rows, on)
    if not written and group:
        return _answering(sender, get_unit(group), workplace, on)
    if not written:
        place = find_unit(workplace, on) if workplace else None
        if rows.has("unit") and not may_work and blank:
            # Where the list names the unit of each row, nobody knows whose a row without one is.
            answers = reporting_unit(place, on) if place is not None else None
            if answers is None:
                return _Placed(None, "", workplace, blank)
            return _Placed(answers, place.id if place is not None and place != answers else "", workplace)
        is_below = place is not None and sender is not None and sender in ancestors(place)
        return _Placed(sender, place.id if place and is_below else "", workplace, "" if sender else "V01-missing")
    named = _named(sender, written, on)
    if named is None:
        if sender is not None and may_work:
            return _Placed(sender, "", workplace or written)
        return _Placed(None, "", workplace, "V01-unit")
    return _answering(sender, named, workplace, on)


def _named(sender: Unit | None, written: str, on: date) -> Unit | None:
    """The unit that a row names; of departments of one name, which two provinces had, that of the sender's province."""
    named = units_meant(written, on)
    if len(named) > 1 and sender is not None and sender.level == "department":
        named = tuple(unit for unit in named if unit.level == "department" and unit.parent == sender.parent)
    return named[0] if len(named) == 1 else None


def _sender_on(rows: ListRows, on: date) -> Unit | None:
    """The sender on the day of a row: what its name meant then, where that is a unit of the same level.

    A department of today lists what it decided before its province was joined to another: that is the former one's.
    """
    sender = rows.header.unit
    if sender is None or sender.is_valid(on):
        return sender
    then = unit_said(rows.header.unit_text, on)
    return then if then is not None and then.level == sender.level else sender


def _answering(sender: Unit | None, named: Unit, workplace: str, on: date) -> _Placed:
    """The unit that answers for a named one; a district or commune that names another's is asked."""
    unit = reporting_unit(named, on)
    is_foreign = sender is not None and sender.level in LOCAL_LEVELS and unit != sender
    return _Placed(unit, named.id if named != unit else "", workplace, "V01-other" if is_foreign else "")


def _is_workplace(rows: ListRows) -> bool:
    """Whether "Đơn vị" can mean the workplace: where no other column does."""
    at = rows.table.columns.get("unit", -1)
    return at >= 0 and heading_key(rows.table.headings[at]) == "đơn vị" and not rows.has("workplace")
