"""Reads a decision list: one row per recipient and decision, each a fact of count one.

What a single cell or word means belongs to the modules it imports; whether rows of several files agree, to
``thidua.facts``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from thidua.errors import ConfigError
from thidua.intake.cells.days import is_day_off, read_day
from thidua.intake.cells.decisions import DecisionNo, read_decision
from thidua.intake.cells.flags import read_flag, read_gender
from thidua.intake.cells.values import Blank
from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts.headings import FoundTable, heading_key
from thidua.intake.layouts.lines import lines_of
from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.layouts.part import Header, Notes, cell_name, shown
from thidua.intake.layouts.title import level_of, reporting_unit
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.awarding import decide_award, is_reward, only_kind
from thidua.intake.words.class_words import class_meant
from thidua.intake.words.kind_words import kind_meant, kind_of_name
from thidua.intake.words.status_words import status_meant
from thidua.intake.words.tables_said import read_words
from thidua.intake.words.type_words import type_meant
from thidua.registry import (
    Unit,
    ancestors,
    competence_since,
    find_unit,
    fold,
    fold_all,
    resolve_unit,
    same_since,
)

LONGEST_WAIT = timedelta(days=365)
"""A decision more than a year after the achievement or the proposal is probably a slip in a year (V12)."""

_OPEN = ("proposed", "nominated")
"""A row of these that says when it was proposed may still be without a decision."""

T = TypeVar("T")


def read_decision_list(
    sheet: Sheet, table: FoundTable, header: Header, notes: Notes, *, as_of: date
) -> dict[str, list[Any]]:
    """Read the rows of a decision list as columns by name; see `thidua.intake.columns.FACTS`.

    Parameters
    ----------
    sheet, table
        The sheet, and where its table stands.
    header
        What the title block says; gives unit, kind and title where the rows do not.
    notes
        Takes every finding and repair.
    as_of
        No decision may be later than this day.
    """
    rows = _rows(sheet, table, header, notes, as_of)
    names = rows.texts("recipient")
    statuses = [code or "awarded" for code in rows.codes("status", status_meant, "V19-status")]
    days = {name: rows.values(name, read_day, "V12-date") for name in ("achieved_on", "proposed_on", "presented_on")}
    is_open = [code in _OPEN and day is not None for code, day in zip(statuses, days["proposed_on"], strict=True)]
    numbers, decided_on = _decisions(rows, is_open)
    window_end = header.last_day or as_of
    on = [day or window_end for day in decided_on]
    units, places, workplaces = _units(rows, on)
    award_texts = [text or group for text, group in zip(rows.texts("award"), rows.group_awards, strict=True)]
    kinds = _kinds(rows, names, award_texts)
    levels = [level_of(header.unit or unit) for unit in units]
    awards, authorities = _awards(rows, award_texts, kinds, on, levels)
    types = rows.codes("type", type_meant, "L05-type")
    for row, code in enumerate(types):
        if "+" in code:
            rows.find("V17-merged", row, "type")
    _check_order(rows, {**days, "decided_on": decided_on})
    _check_years(rows)
    unit_ids = [unit.id if unit else "" for unit in units]
    achievements = rows.texts("achievement")
    _check_repeated(rows, names, unit_ids, workplaces, awards, numbers, achievements)
    at = table.columns["recipient"]
    return {
        "unit": unit_ids,
        "authority": authorities,
        "award": awards,
        "recipient_kind": kinds,
        "recipient_class": _of(kinds, "individual", _classes(rows), ""),
        "award_type": types,
        "status": statuses,
        "award_label": award_texts,
        "place": places,
        "workplace": workplaces,
        "recipient": names,
        "decision_no": numbers,
        "decided_on": decided_on,
        **days,
        "gender": _of(kinds, "individual", _genders(rows), ""),
        "ethnic_minority": _of(kinds, "individual", _minorities(rows), None),
        "small_collective": _of(kinds, "collective", _marks(rows, "small_collective"), None),
        "achievement": achievements,
        "note": rows.texts("note"),
        "cell": [cell_name(line.number, at) for line in rows.lines],
    }


def _rows(sheet: Sheet, table: FoundTable, header: Header, notes: Notes, as_of: date) -> ListRows:
    """The lines of data, each with what the group headings above it say: which kind, or which title."""
    rows = ListRows(table, header, notes, as_of, [], [], [])
    kind, award_text = "", header.award_text
    for line in lines_of(sheet, table):
        if line.role == "data":
            rows.lines.append(line)
            rows.group_kinds.append(kind)
            rows.group_awards.append(award_text)
        elif line.role == "nameless":
            notes.find("L03-nameless", line.number, table.columns["recipient"])
        elif line.role == "group":
            for column, cell in enumerate(line.cells):
                if isinstance(cell, str) and cell.strip():
                    text = notes.text(line.cells, line.number, column)
                    kind = kind_meant(text) or kind
                    award_text = text if awards_meant(text) else award_text
    return rows


def _of(kinds: list[str], kind: str, values: list[T], otherwise: T) -> list[T]:
    """The values of the rows of one recipient kind."""
    return [value if each == kind else otherwise for each, value in zip(kinds, values, strict=True)]


def _decisions(rows: ListRows, is_open: list[bool]) -> tuple[list[str], list[date | None]]:
    """The number of each decision and its day, from two columns or from one that holds both; an open row has none."""
    found: list[DecisionNo | None] = [None] * len(rows)
    if rows.has("decision"):
        cells = [text or cell for text, cell in zip(rows.texts("decision"), rows.cells("decision"), strict=True)]
        known = {cell: read_decision(cell) for cell in set(cells)}
        for row, cell in enumerate(cells):
            decision = known[cell]
            if isinstance(decision, DecisionNo):
                found[row] = decision
                if decision.is_repaired:
                    rows.notes.repair(rows.lines[row].number, rows.table.columns["decision"], cell, decision.text)
            elif not (is_open[row] and isinstance(decision, Blank)):
                rows.find("V10-missing" if isinstance(decision, Blank) else "V10-number", row, "decision")
    elif not all(is_open):
        rows.notes.find("V10-missing")
    numbers = [decision.text if decision else "" for decision in found]
    days = [decision.day if decision else None for decision in found]
    where = "decided_on" if rows.has("decided_on") else "decision"
    if rows.has("decided_on"):
        stated = rows.values("decided_on", read_day, "V10-date")
        for row, (day, other) in enumerate(zip(stated, days, strict=True)):
            if day and other and day != other:
                rows.find("V10-twodays", row, "decided_on", other=f"{other:%d/%m/%Y}")
        days = [day or other for day, other in zip(stated, days, strict=True)]
        is_undated = [isinstance(read_day(cell), Blank) for cell in rows.cells("decided_on")]
    else:
        is_undated = [decision is not None for decision in found]
    for row, (day, is_blank) in enumerate(zip(days, is_undated, strict=True)):
        if day is None and is_blank and not is_open[row]:
            rows.find("V10-nodate", row, where)
    _check_days(rows, where, days)
    return numbers, days


def _check_days(rows: ListRows, where: str, days: list[date | None]) -> None:
    """A decision is past, inside the stated period, and made on a working day (V10)."""
    first, last = rows.header.first_day or date.min, rows.header.last_day or date.max
    for row, day in enumerate(days):
        if day is None:
            continue
        if day > rows.as_of:
            rows.find("V10-future", row, where, today=f"{rows.as_of:%d/%m/%Y}")
        elif not first <= day <= last:
            rows.find("V10-window", row, where, window=f"{first:%d/%m/%Y} – {last:%d/%m/%Y}")
        elif is_day_off(day):
            rows.find("V10-dayoff", row, where, weekday="Chủ nhật" if day.weekday() == 6 else "thứ Bảy")


def _units(rows: ListRows, on: list[date]) -> tuple[list[Unit | None], list[str], list[str]]:
    """The unit that answers for each recipient, the commune if one is named, and the workplace as written."""
    written, workplaces = rows.texts("unit"), rows.texts("workplace")
    since = {day: same_since(day) for day in set(on)}
    keys = [(text, work, since[day]) for text, work, day in zip(written, workplaces, on, strict=True)]
    known = {key: _unit(rows, *key) for key in set(keys)}
    for row, key in enumerate(keys):
        if message := known[key][3]:
            words = {"why": _refusal(key[0], on[row]), "sender": rows.header.unit.name if rows.header.unit else ""}
            rows.find(message, row, "unit", **words)
    return ([known[key][0] for key in keys], [known[key][1] for key in keys], [known[key][2] for key in keys])


def _unit(rows: ListRows, written: str, workplace: str, on: date) -> tuple[Unit | None, str, str, str]:
    """Unit, commune, workplace, and the message that refuses them."""
    sender = rows.header.unit
    if not written:
        place = find_unit(workplace, on) if workplace else None
        is_below = place is not None and sender is not None and sender in ancestors(place)
        return sender, place.id if place and is_below else "", workplace, "" if sender else "V01-missing"
    named = find_unit(written, on)
    if named is None:
        if sender is not None and _is_workplace(rows):
            return sender, "", workplace or written, ""
        return None, "", workplace, "V01-unit"
    unit = reporting_unit(named)
    is_foreign = sender is not None and sender.level in ("city", "district") and unit != sender
    return unit, named.id if named != unit else "", workplace, "V01-other" if is_foreign else ""


def _is_workplace(rows: ListRows) -> bool:
    """Whether "Đơn vị" can mean the workplace: where no other column does."""
    return heading_key(rows.table.headings[rows.table.columns["unit"]]) == "đơn vị" and not rows.has("workplace")


def _refusal(text: str, on: date) -> str:
    try:
        resolve_unit(text, on)
    except ConfigError as problem:
        return str(problem)
    return ""


def _kinds(rows: ListRows, names: list[str], award_texts: list[str]) -> list[str]:
    """The recipient kind: from its column, the group, the title, the first words of the name, or the list's title."""
    written = rows.codes("kind", kind_meant, "V02-recipient")
    header = rows.header.kind
    kinds = []
    is_open = [shown(cell) in ("", "-", "–") for cell in rows.cells("kind")]
    for row, (code, group, award_text, name) in enumerate(
        zip(written, rows.group_kinds, award_texts, names, strict=True)
    ):
        kind = code or group or only_kind(award_text) or kind_of_name(name) or header or _if_person(name)
        if not kind and is_open[row]:
            rows.find("V02-recipient", row, "kind")
        kinds.append(kind)
    return kinds


def _if_person(name: str) -> str:
    """What a collective's name begins with is in the tables; a few capitalised words are a person's name."""
    words = name.split()
    return "individual" if 2 <= len(words) <= 6 and all(word[:1].isupper() for word in words) else ""


def _awards(
    rows: ListRows, award_texts: list[str], kinds: list[str], on: list[date], levels: list[str]
) -> tuple[list[str], list[str]]:
    """The title or form of each row and who conferred it, as codes."""
    written = rows.texts("authority")
    since = {day: competence_since(day) for day in set(on)}
    days = [since[day] for day in on]
    keys = list(zip(award_texts, written, kinds, days, levels, strict=True))
    known = {key: decide_award(*key) for key in set(keys)}
    for row, key in enumerate(keys):
        if message := known[key][2]:
            field = "authority" if message.startswith("V03") and key[1] else "award"
            rows.find(message, row, field, day=f"{on[row]:%d/%m/%Y}", award=key[0], authority=key[1])
    return [known[key][0] for key in keys], [known[key][1] for key in keys]


def _classes(rows: ListRows) -> list[str]:
    if rows.has("class"):
        return rows.codes("class", class_meant, "L04-class")
    direct, leaders = _marks(rows, "is_direct"), _marks(rows, "is_leader")
    pairs = zip(direct, leaders, strict=True)
    return ["direct_labour" if is_direct else "manager" if is_leader else "" for is_direct, is_leader in pairs]


def _marks(rows: ListRows, field: str) -> list[bool | None]:
    """A marked column ("x"): where some row is marked, a blank says no; where none is, nothing is known."""
    marks = rows.values(field, read_flag, "L06-mark")
    if not any(marks):
        return marks
    is_blank = [isinstance(read_flag(cell), Blank) for cell in rows.cells(field)]
    return [False if blank else mark for mark, blank in zip(marks, is_blank, strict=True)]


def _genders(rows: ListRows) -> list[str]:
    if rows.has("gender"):
        return [gender or "" for gender in rows.values("gender", read_gender, "L06-gender")]
    return ["" if mark is None else "female" if mark else "male" for mark in _marks(rows, "is_female")]


def _minorities(rows: ListRows) -> list[bool | None]:
    if rows.has("ethnic_minority"):
        return _marks(rows, "ethnic_minority")
    words = {fold(row["text"]): row["is_minority"] == "true" for row in read_words("ethnic_words")}
    choices = ", ".join(row["text"] for row in read_words("ethnic_words")[:6])
    groups = [fold(text.replace("’", "'")) for text in rows.texts("ethnic_group")]
    for row, group in enumerate(groups):
        if group not in words and group not in ("", "-"):
            rows.find("L07-word", row, "ethnic_group", choices=f"{choices}…")
    return [words.get(group) for group in groups]


def _check_order(rows: ListRows, days: dict[str, list[date | None]]) -> None:
    """Achievement, proposal, decision and presentation follow one another, within a year (V12)."""
    order = [
        name
        for name in ("achieved_on", "proposed_on", "decided_on", "presented_on")
        if rows.has(name) or name == "decided_on"
    ]
    for row, dated in enumerate(zip(*(days[name] for name in order), strict=True)):
        known = [(name, day) for name, day in zip(order, dated, strict=True) if day is not None]
        for (name, day), (_, later) in pairwise(known):
            where = name if rows.has(name) else "decision"
            if day > later:
                rows.find("V12-order", row, where, later=f"{later:%d/%m/%Y}")
            elif later - day > LONGEST_WAIT:
                rows.find("V12-wait", row, where, days=str((later - day).days))


def _check_years(rows: ListRows) -> None:
    """School years and other years in one list are two batches (V13)."""
    stated = [(row, _is_school_year(text)) for row, text in enumerate(rows.texts("year")) if text]
    other = next((row for row, is_school in stated if is_school != stated[0][1]), None)
    if other is not None:
        rows.find("V13-mix", other, "year")


def _is_school_year(text: str) -> bool:
    """Whether a year is a school year; 2016-2020 is a stage."""
    years = re.fullmatch(r"([0-9]{4})\s*[-–]\s*([0-9]{4})", text)
    return "năm học" in fold(text) or (years is not None and int(years[2]) == int(years[1]) + 1)


def _check_repeated(
    rows: ListRows,
    names: list[str],
    units: list[str],
    workplaces: list[str],
    awards: list[str],
    numbers: list[str],
    achievements: list[str],
) -> None:
    """The same recipient under the same decision twice, or two forms for one achievement (V11)."""
    names, workplaces, short = fold_all(names), fold_all(workplaces), [number.lstrip("0") for number in numbers]
    if len(set(zip(names, units, workplaces, awards, short, strict=True))) == len(rows) and not any(achievements):
        # Nearly every list: nobody stands in it twice, under any spelling, and no achievement is told.
        return
    seen: dict[tuple[str, ...], int] = {}
    earned: dict[tuple[str, ...], str] = {}
    columns = zip(names, units, workplaces, awards, numbers, achievements, strict=True)
    for row, (name, unit, workplace, award, number, achievement) in enumerate(columns):
        if not number or not award:
            continue
        who = (name, unit, workplace)
        first = seen.setdefault((*who, award, number.lstrip("0")), row)
        if first != row:
            rows.find("V11-repeated", row, "recipient", first_row=str(rows.lines[first].number))
        elif achievement and is_reward(award) and earned.setdefault((*who, fold(achievement)), award) != award:
            rows.find("V11-twice", row, "recipient", achievement=achievement)
