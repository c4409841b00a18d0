"""Carries down a value that is shown once for several rows: in merged cells, with blanks below, or by a ditto mark.

Only what is certain is carried, and all of it is noted with the cell it came from; what is not certain is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.intake.cells.ditto_marks import is_ditto
from thidua.intake.cells.values import Blank, blank_in, plain
from thidua.intake.files.workbook import Cell, Sheet
from thidua.intake.layouts.keys import CARRIED, KEY, WRITTEN_ONCE
from thidua.intake.layouts.lines import Line, evidence_columns, lines_of
from thidua.intake.layouts.part import Notes, cell_name, is_filled, shown
from thidua.intake.layouts.tables import FoundTable

FEWEST_BLANKS = 2
"""One blank cell may be forgotten; so many are a way of writing."""
LONGEST_DITTO = 20
"""Letters of the longest ditto mark, "(như dòng trên)" with its signs."""
_TOLD_AS_PLACE = ("recipient", "achievement", "note")
"""What may hold a person's name is carried without showing it."""
_ONE_ACT = ("decision", "decided_on")
"""A number and its day belong together: one is not carried to rows where the other says another act."""


@dataclass
class CarriedLines:
    """The lines of a table, each cell as it is meant.

    Attributes
    ----------
    lines
        As `lines_of` gives them, carried values filled in.
    origins
        Row and column of a carried value, to the row that it came from.
    """

    lines: list[Line]
    origins: dict[tuple[int, int], int] = field(default_factory=dict)


def carried_lines(
    sheet: Sheet, table: FoundTable, notes: Notes, *, is_open: Callable[[Line], bool] | None = None
) -> CarriedLines:
    """The lines of a table with what is shown once for several of them carried down.

    Parameters
    ----------
    sheet, table
        The sheet, its merged areas included, and where the table stands.
    notes
        Takes each carried value as a repair, and what cannot be carried as a finding (L10, L11).
    is_open
        Whether a line of a list rightly has no decision yet.
    """
    merged = dict(_merged_cells(sheet, table))
    evidence = set(evidence_columns(table))
    covered = {row for (row, column) in merged if column in evidence}
    found = CarriedLines(list(lines_of(sheet, table, covered)))
    fields = {at: name for name in table.columns for at in (table.columns[name], *table.also.get(name, ()))}
    _ask_for_joined(found, sheet, fields, notes)
    if merged:
        _fill_merged(found, merged, fields, table, notes)
    # Each column once: lists are long, and in most of them nothing is shown once.
    distinct = [set(cells) for cells in zip(*(line.cells for line in found.lines if line.role == "data"), strict=True)]
    if not distinct:
        return found
    # What stands for a name is told by the reader of names.
    for name in CARRIED.get(table.layout, frozenset()) - {KEY[table.layout]}:
        for at in (table.columns[name], *table.also.get(name, ())) if name in table.columns else ():
            if any(isinstance(cell, str) and len(cell) <= LONGEST_DITTO and is_ditto(cell) for cell in distinct[at]):
                _fill_dittos(found, at, notes)
    if once := WRITTEN_ONCE.get(table.layout):
        merged_columns = {column for _, column in merged}
        columns = {
            name: table.columns[name]
            for name in sorted(once)
            if name in table.columns
            and table.columns[name] not in merged_columns
            and not table.also.get(name)
            and len({is_filled(cell) for cell in distinct[table.columns[name]]}) > 1
        }
        if columns:
            _fill_blanks(found, columns, table.columns, notes, is_open)
    _tell(found, fields, notes)
    return found


def _merged_cells(sheet: Sheet, table: FoundTable) -> Iterator[tuple[tuple[int, int], int]]:
    """Row and column of every cell below the first of a merged area in the table's body, with the row of the first."""
    last = table.last_row or len(sheet.rows)
    left, right = table.span or (0, len(table.paths) - 1)
    for area in sheet.merged:
        at = area.first_column - 1
        if area.last_row > area.first_row >= table.first_row and area.first_row <= last and left <= at <= right:
            for row in range(area.first_row + 1, min(area.last_row, last) + 1):
                yield (row, at), area.first_row


def _fill_merged(
    found: CarriedLines, merged: dict[tuple[int, int], int], fields: dict[int, str], table: FoundTable, notes: Notes
) -> None:
    rows = {line.number: line.cells for line in found.lines}
    carried = CARRIED.get(table.layout, frozenset())
    asked: set[tuple[int, int]] = set()
    for index, line in enumerate(found.lines):
        if line.role not in ("data", "nameless"):
            continue
        for at, name in fields.items():
            origin = merged.get((line.number, at))
            if origin is None or name == "number" or origin not in rows or not is_filled(rows[origin][at]):
                continue
            if name in carried:
                found.lines[index] = _with(found.lines[index], at, rows[origin][at])
                found.origins[line.number, at] = origin
            else:
                asked.add((origin, at))
    for origin, at in sorted(asked):
        notes.find("L10-merged", origin, at, rows[origin][at])


def _ask_for_joined(found: CarriedLines, sheet: Sheet, fields: dict[int, str], notes: Notes) -> None:
    """Ask about a number in a cell that is merged over several columns of numbers: nobody knows whose it is."""
    rows = {line.number: line for line in found.lines if line.role == "data"}
    for area in sheet.merged:
        at, line = area.first_column - 1, rows.get(area.first_row)
        if line is None or area.last_column == area.first_column or at >= len(line.cells):
            continue
        joined = [column for column in range(at, area.last_column) if _is_of_numbers(fields.get(column, ""))]
        cell = line.cells[at]
        if len(joined) > 1 and is_filled(cell) and not isinstance(blank_in(plain(shown(cell))), Blank):
            notes.find("L10-across", area.first_row, at, cell)


def _is_of_numbers(name: str) -> bool:
    return ":" in name or name in ("target", "actual")


def _with(line: Line, at: int, value: Cell) -> Line:
    cells = list(line.cells)
    cells[at] = value
    return Line(line.number, "data" if line.role == "nameless" else line.role, cells)


def _fill_dittos(found: CarriedLines, at: int, notes: Notes) -> None:
    """A ditto mark stands for what the line of data above it says."""
    above: tuple[Cell, int] | None = None
    for index, line in enumerate(found.lines):
        if line.role != "data":
            continue
        cell = line.cells[at]
        if isinstance(cell, str) and is_ditto(cell):
            if above is None:
                notes.find("L10-ditto", line.number, at, cell)
                continue
            found.lines[index] = _with(line, at, above[0])
            found.origins[line.number, at] = above[1]
        elif is_filled(cell):
            above = (cell, found.origins.get((line.number, at), line.number))
        else:
            above = None


def _fill_blanks(
    found: CarriedLines,
    columns: Mapping[str, int],
    every: Mapping[str, int],
    notes: Notes,
    is_open: Callable[[Line], bool] | None,
) -> None:
    """Blanks below a value repeat it where the whole column is written so; ``every`` column may speak against it."""
    data = [index for index, line in enumerate(found.lines) if line.role == "data"]
    has_open = is_open is not None and any(is_open(found.lines[index]) for index in data)
    made: dict[str, dict[int, int]] = {}
    for name, at in columns.items():
        if not (has_open and name in _ONE_ACT) and _is_written_once(found.lines, at):
            made[name] = _origins_above(found.lines, at)
    if not any(name in made for name in _ONE_ACT):
        # Where decisions are repeated in full, a type or a giver that stands in one row alone may be that row's.
        made = {name: of for name, of in made.items() if name == "unit" or len(set(of.values())) > 1}
        # A class is a person's own; it is that of a block only where the decision is written so as well.
        made.pop("class", None)
    for name, other in (_ONE_ACT, _ONE_ACT[::-1]):
        if name in made and other in every and not _agrees(found.lines, made[name], every[other], made.get(other)):
            del made[name]
    for name, origins in made.items():
        at = columns[name]
        for index, origin in origins.items():
            line = found.lines[index]
            found.lines[index] = _with(line, at, found.lines[origin].cells[at])
            found.origins[line.number, at] = found.lines[origin].number
    for name in ("type", "authority", "class"):
        # A class is a person's own, and a collective has none: only a column that is written in blocks is asked about.
        is_own = name == "class" and not _is_written_once(found.lines, every.get(name, -1))
        if name in columns and name not in made and not is_own:
            _ask_for_blanks(found, columns[name], notes)


def _is_written_once(lines: Sequence[Line], at: int) -> bool:
    """Whether a column is filled in the first row of each block only.

    The first row of every group is filled, no value is written again in the next row, and blanks are not fewer than
    filled cells.
    """
    filled = blanks = 0
    above: Cell = ""
    is_first = True
    for line in lines:
        if line.role != "data":
            is_first = True
            continue
        cell = line.cells[at]
        if is_filled(cell):
            if not is_first and cell == above:
                return False
            filled += 1
        elif is_first:
            return False
        else:
            blanks += 1
        above, is_first = cell, False
    return blanks >= max(FEWEST_BLANKS, filled)


def _origins_above(lines: Sequence[Line], at: int) -> dict[int, int]:
    """Position of every line whose cell is blank, to that of the line above it whose cell is not."""
    origins: dict[int, int] = {}
    last = 0
    for index, line in enumerate(lines):
        if line.role == "data":
            if is_filled(line.cells[at]):
                last = index
            else:
                origins[index] = last
    return origins


def _agrees(lines: Sequence[Line], origins: dict[int, int], other: int, of_other: dict[int, int] | None) -> bool:
    """Whether the other column says the same act in each line as in the line that its value comes from."""

    def value(index: int) -> Cell:
        return lines[(of_other or {}).get(index, index)].cells[other]

    return all(value(index) == value(origin) for index, origin in origins.items())


def _ask_for_blanks(found: CarriedLines, at: int, notes: Notes) -> None:
    """Ask for the blanks below a value that may be meant to repeat it.

    Where values are repeated in full a blank says nothing, but in a row whose decision is carried.
    """
    carried = {row for row, _ in found.origins}
    is_repeated = is_below = False
    blank: list[int] = []
    above: Cell = ""
    for line in found.lines:
        cell = line.cells[at]
        if line.role != "data":
            is_below = False
        elif not is_filled(cell):
            blank += [line.number] if is_below else []
        else:
            is_repeated = is_repeated or (is_below and cell == above)
            is_below = True
        above = cell
    asked = [row for row in blank if row in carried] if is_repeated else blank
    if asked:
        notes.find("L11-blank", asked[0], at, count=str(len(asked)), cells=cell_name(asked[0], at))


def _tell(found: CarriedLines, fields: dict[int, str], notes: Notes) -> None:
    """Note every carried value, rows one below another as one block."""
    by_column: dict[int, list[tuple[int, int]]] = {}
    for (row, at), origin in found.origins.items():
        by_column.setdefault(at, []).append((row, origin))
    cells = {line.number: line.cells for line in found.lines}
    for at, carried in sorted(by_column.items()):
        block: list[int] = []
        for (row, origin), (after, next_origin) in zip(sorted(carried), [*sorted(carried)[1:], (0, 0)], strict=True):
            block.append(row)
            if after != row + 1 or next_origin != origin:
                value = "" if fields.get(at) in _TOLD_AS_PLACE else shown(cells[origin][at])
                notes.carry(block, at, value, origin)
                block = []
