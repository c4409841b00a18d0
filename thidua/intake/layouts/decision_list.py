"""Reads a decision list: one row per recipient and decision, each a fact of count one.

What a single cell or word means belongs to the modules it imports; whether rows of several files agree, to
``thidua.facts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts.dissolved import check_dissolved, check_givers
from thidua.intake.layouts.list_checks import (
    check_notes,
    check_order,
    check_renumbered,
    check_repeated,
    check_years,
)
from thidua.intake.layouts.list_days import read_days
from thidua.intake.layouts.list_decisions import read_decisions
from thidua.intake.layouts.list_lines import OPEN, list_rows
from thidua.intake.layouts.list_people import read_classes, read_genders, read_kinds, read_marks, read_minorities
from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.layouts.list_units import read_units
from thidua.intake.layouts.part import Header, Notes, cell_name
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.layouts.title import level_of
from thidua.intake.words.authority_words import authorities_meant
from thidua.intake.words.award_words import names_several_awards, nearest_awards
from thidua.intake.words.awarding import decide_award
from thidua.intake.words.status_words import is_asked_for, status_meant
from thidua.intake.words.type_words import type_meant
from thidua.registry import award_type_label, competence_since, same_since

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
    rows = list_rows(sheet, table, header, notes, as_of)
    names = [name if named else "" for name, named in zip(rows.texts("recipient"), rows.is_named, strict=True)]
    statuses = [code or "awarded" for code in rows.codes("status", status_meant, "V19-status")]
    days = {name: read_days(rows, name, "V12-date") for name in ("achieved_on", "proposed_on", "presented_on")}
    is_open = [code in OPEN and day is not None for code, day in zip(statuses, days["proposed_on"], strict=True)]
    numbers, decided_on = read_decisions(rows, is_open)
    window_end = header.unit_day or as_of
    on = [day or window_end for day in decided_on]
    units, places, workplaces = read_units(rows, on, decided_on)
    award_texts = _award_texts(rows)
    kinds = read_kinds(rows, names, award_texts)
    levels = [level_of(header.unit or unit) for unit in units]
    awards, authorities = _awards(rows, award_texts, kinds, on, levels)
    types = _types(rows)
    check_order(rows, {**days, "decided_on": decided_on})
    check_years(rows)
    check_notes(rows, statuses)
    check_dissolved(rows, names, kinds, decided_on)
    check_givers(rows, award_texts, rows.texts("authority"), decided_on)
    if header.not_awarded and not rows.has("status"):
        notes.find("L13-title", table.first_heading, table.columns["recipient"], header.not_awarded)
    if header.is_of_proposals and not rows.has("status") and any(numbers):
        notes.find("L13-list", table.first_heading, table.columns["recipient"])
    unit_ids = [unit.id if unit else "" for unit in units]
    achievements = rows.texts("achievement")
    check_repeated(rows, names, unit_ids, workplaces, awards, numbers, achievements)
    check_renumbered(rows, names, unit_ids, workplaces, awards, numbers, decided_on)
    columns: dict[str, list[Any]] = {
        "unit": unit_ids,
        "authority": authorities,
        "award": awards,
        "recipient_kind": kinds,
        "recipient_class": _of(kinds, "individual", read_classes(rows), ""),
        "award_type": types,
        "status": statuses,
        "award_label": award_texts,
        "place": places,
        "workplace": workplaces,
        "recipient": names,
        "decision_no": numbers,
        "decided_on": decided_on,
        **days,
        "gender": _of(kinds, "individual", read_genders(rows), ""),
        "ethnic_minority": _of(kinds, "individual", read_minorities(rows), None),
        "small_collective": _of(kinds, "collective", read_marks(rows, "small_collective"), None),
        "achievement": achievements,
        "note": rows.texts("note"),
        "cell": [cell_name(line.number, rows.column(row, "recipient")) for row, line in enumerate(rows.lines)],
        "how": rows.lineage(),
    }
    return _one_row_each(columns, rows.times)


def _of(kinds: list[str], kind: str, values: list[T], otherwise: T) -> list[T]:
    """The values of the rows of one recipient kind."""
    return [value if each == kind else otherwise for each, value in zip(kinds, values, strict=True)]


def _award_texts(rows: ListRows) -> list[str]:
    """The words of each row's title or form, or those of the heading above it."""
    written = rows.texts("award")
    for row, (text, group) in enumerate(zip(written, rows.groups, strict=True)):
        if not text and group.award:
            rows.from_heading(row, "award")
    title = rows.header.award_text
    return [text or group.award or title for text, group in zip(written, rows.groups, strict=True)]


def _types(rows: ListRows) -> list[str]:
    """The type of award of each row, or that of the heading above it."""
    types = rows.codes("type", type_meant, "L05-type")
    for row, code in enumerate(types):
        if "+" in code:
            rows.find("V17-merged", row, "type")
        if code and rows.groups[row].type not in ("", code):
            heading = award_type_label(rows.groups[row].type, regime="2003", wording="statistical")
            rows.find("L12-other", row, "type", heading=heading)
        if not code and rows.groups[row].type:
            rows.from_heading(row, "type")
    return [code or group.type for code, group in zip(types, rows.groups, strict=True)]


def _awards(
    rows: ListRows, award_texts: list[str], kinds: list[str], on: list[date], levels: list[str]
) -> tuple[list[str], list[str]]:
    """The title or form of each row and who conferred it, as codes."""
    written = rows.texts("authority")
    since = {day: max(competence_since(day), same_since(day)) for day in set(on)}
    days = [since[day] for day in on]
    keys = list(zip(award_texts, written, kinds, days, levels, strict=True))
    known = {key: decide_award(*key) for key in set(keys)}
    derived = {key for key, (_, giver, _) in known.items() if giver and giver not in authorities_meant(key[1], None)}
    for row, key in enumerate(keys):
        if key in derived:
            rows.mark(row, "authority", "law")
        if is_asked_for(key[0]) and not rows.has("status"):
            rows.find("V19-proposed", row, "award", found=key[0])
        if message := known[key][2]:
            name = "authority" if message.startswith("V03") and key[1] else "award"
            nearest = nearest_awards(key[0]) if message == "V02-award" else ()
            message = "V02-nearest" if nearest else message
            message = "V02-two" if message.startswith("V02") and names_several_awards(key[0]) else message
            words = {"day": f"{on[row]:%d/%m/%Y}", "award": key[0], "authority": key[1]}
            rows.find(message, row, name, **words, nearest='" hoặc "'.join(nearest))
    return [known[key][0] for key in keys], [known[key][1] for key in keys]


def _one_row_each(columns: dict[str, list[Any]], times: Sequence[int]) -> dict[str, list[Any]]:
    """A row for every recipient: one that stands for 521 people becomes 521 rows that name nobody."""
    if all(each == 1 for each in times):
        return columns
    at = [row for row, each in enumerate(times) for _ in range(each)]
    return {name: [values[row] for row in at] for name, values in columns.items()}
