"""From the lines of a list to its rows: headings into groups, a line of two titles into two rows, numbers into counts.

What stands in the columns of a row is read in ``decision_list``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.intake.cells.numbers import read_count
from thidua.intake.cells.recipient_counts import MESSAGES, read_recipients
from thidua.intake.cells.values import Blank, Refused
from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts import groups as said
from thidua.intake.layouts.carry import carried_lines
from thidua.intake.layouts.groups import GroupValues, Outline, said_by_heading
from thidua.intake.layouts.headings import kind_of_heading
from thidua.intake.layouts.lines import Line
from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.layouts.part import Header, Notes, cell_name, is_filled, shown
from thidua.intake.layouts.senders import name_question
from thidua.intake.layouts.tables import FoundTable
from thidua.intake.layouts.totals import check_list_totals
from thidua.intake.text.repair import repair_text
from thidua.intake.words.kind_words import kind_of_name
from thidua.intake.words.name_words import is_person
from thidua.intake.words.status_words import status_meant
from thidua.intake.words.units_said import LOCAL_LEVELS
from thidua.registry import get_unit
from thidua.registry.dated import shown_day

OPEN = ("proposed", "nominated")
"""A row of these that says when it was proposed may still be without a decision."""

MOST_OF_ONE_CELL = 20_000
"""More recipients than this in one cell are a slip: the whole country has fewer in one decision."""


def list_rows(sheet: Sheet, table: FoundTable, header: Header, notes: Notes, as_of: date) -> ListRows:
    """The rows of a list, carried values filled in, each with what the headings above it say."""
    status_at = table.columns.get("status", -1)

    def is_open(line: Line) -> bool:
        return status_meant(repair_text(shown(line.cells[status_at])).text) in OPEN

    carried = carried_lines(sheet, table, notes, is_open=is_open if status_at >= 0 else None)
    rows = ListRows(table, header, notes, as_of, carried.origins, counts_from_1904=sheet.counts_from_1904)
    outline = Outline()
    names = (table.columns["recipient"], *table.also.get("recipient", ()))
    kinds = {at: kind_of_heading(" ".join(table.paths[at])) for at in names} if len(names) > 1 else {}
    last = max((at for at, line in enumerate(carried.lines) if line.role in ("data", "nameless")), default=-1)
    for place, line in enumerate(carried.lines):
        if line.role == "data":
            before = len(rows)
            for columns in _columns_of(line, table, names):
                at = columns.get("recipient", names[0])
                _add(rows, line, outline.values, columns, at, kinds.get(at, ""))
            _check_quantity(rows, line, before)
        elif line.role == "nameless":
            notes.find("L03-nameless", line.number, names[0])
        elif line.role == "stray":
            at = next(at for at, cell in enumerate(line.cells) if is_filled(cell))
            notes.find("L08-row", line.number, at, line.cells[at])
        elif line.role == "group" and place < last:
            _add_heading(outline, rows, line, sheet)
        elif line.role == "group":
            _tell_lonely(rows, line, names)
    check_list_totals(carried.lines, rows)
    return rows


def _tell_lonely(rows: ListRows, line: Line, names: tuple[int, ...]) -> None:
    """A name alone below the last row of data may be a recipient whose decision was not repeated."""
    for at in names:
        cell = line.cells[at]
        text = repair_text(cell).text if isinstance(cell, str) else ""
        if text and (is_person(text) or kind_of_name(text) is not None):
            rows.notes.find("L03-lonely", line.number, at, text)


_ONLY: tuple[dict[str, int], ...] = ({},)


def _columns_of(line: Line, table: FoundTable, names: tuple[int, ...]) -> Iterable[dict[str, int]]:
    """Which columns make each row of a line: one for each of its names and titles."""
    titles = table.also.get("award")
    if len(names) == 1 and not titles:
        return _ONLY
    filled = [at for at in names if is_filled(line.cells[at])] or [names[0]]
    awards = [at for at in (table.columns.get("award", -1), *(titles or ())) if at >= 0 and is_filled(line.cells[at])]
    awards = awards or [table.columns["award"]] if titles else [-1]
    return ({"recipient": name, **({"award": award} if award >= 0 else {})} for name in filled for award in awards)


def _add(rows: ListRows, line: Line, group: GroupValues, columns: dict[str, int], at: int, kind: str) -> None:
    """Add the row or rows of one recipient cell: a name, or numbers by kind."""
    cell = line.cells[at]
    if not isinstance(cell, str):
        rows.notes.find("L10-number", line.number, at, cell)
        rows.add(line, group, columns, kind)
        return
    read = read_recipients(cell)
    if isinstance(read, str):
        rows.add(line, group, columns, kind)
    elif isinstance(read, Refused):
        rows.notes.find(MESSAGES.get(read.reason, "V02-no-name"), line.number, at, cell)
        rows.add(line, group, columns, kind)
    else:
        for times, of_kind in read:
            if not 0 < times <= MOST_OF_ONE_CELL:
                rows.notes.find("L10-count", line.number, at, cell)
            rows.add(line, group, columns, of_kind or kind, min(times, MOST_OF_ONE_CELL))


def _check_quantity(rows: ListRows, line: Line, first: int) -> None:
    """A column of numbers beside the names ("Số lượng") must say of each line what its cell of the recipient says."""
    at = rows.table.columns.get("quantity", -1)
    if at < 0 or isinstance(stated := read_count(line.cells[at]), Blank):
        return
    if stated not in (1, sum(rows.times[first:])):
        rows.notes.find("L10-quantity", line.number, at, line.cells[at])


def _add_heading(outline: Outline, rows: ListRows, line: Line, sheet: Sheet) -> None:
    """Read a group heading; what is not understood, or may be a recipient, is told."""
    cells = [(at, cell) for at, cell in enumerate(line.cells) if isinstance(cell, str) and is_filled(cell)]
    number = cells[0][1].strip() if len(cells) > 1 and said.is_number(cells[0][1]) else ""
    days = rows.header.days or (rows.as_of,)
    values: dict[str, object] = {}
    texts = cells[1:] if number else cells
    for at, _ in texts:
        text = rows.notes.text(line.cells, line.number, at)
        said_here = next(filter(None, (said_by_heading(text, day) for day in days)), {})
        values |= said_here
        if named := said_here.get("unit"):
            question, words = name_question(text, get_unit(str(named)), days)
            if question:
                rows.notes.find(question, line.number, at, text, **words)
        message, why = ("", "") if values else said.why_no_unit_of(text, days[0])
        if why:
            rows.notes.find(message, line.number, at, text, day=shown_day(days[0]), why=why)
        if said.is_of_another_period(text, rows.header):
            rows.notes.find("L12-period", line.number, at, text, period=_label(rows.header))
    at, text = texts[0][0], rows.notes.text(line.cells, line.number, texts[0][0])
    is_number_of_outline = bool(number) or said.has_number(text)
    is_drawn = bool(number) or said.has_number(text) or _is_merged(sheet, line.number, at)
    names_at = (rows.table.columns["recipient"], *rows.table.also.get("recipient", ()))
    sender = rows.header.unit
    is_below_unit = bool(outline.values.unit) and (sender is None or sender.level not in LOCAL_LEVELS)
    if not values and not is_number_of_outline and is_below_unit and said.is_part(text):
        # Nobody knows whether the district named above ends here.
        rows.notes.find("L12-part", line.number, at, text)
    elif said.is_undecided(text) and not rows.has("status"):
        rows.notes.find("L12-status", line.number, at, text)
    elif not values and said.is_workplace(text) and is_drawn:
        values = {"workplace": text}
    elif not values and at in names_at and not is_drawn and not said.is_part(text):
        rows.notes.find("L03-lonely", line.number, at, text)
    elif not values and not said.is_harmless(text):
        rows.notes.find("L12-group", line.number, at, text)
    outline.add(number, text, values, cell_name(line.number, at))


def _label(header: Header) -> str:
    return header.period.label(header.basis) if header.period else ""


def _is_merged(sheet: Sheet, row: int, at: int) -> bool:
    """Whether a cell is merged with those to its right, as headings are."""
    return any(
        area.first_row <= row <= area.last_row and area.first_column - 1 <= at < area.last_column - 1
        for area in sheet.merged
    )
