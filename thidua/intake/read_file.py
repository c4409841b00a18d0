"""Reads one file as it was sent: every table in it, checked, as columns ready for the snapshot.

Nothing here looks at another file; what files say together belongs to ``thidua.facts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from thidua.intake.columns import TABLES
from thidua.intake.files.limits import Limits
from thidua.intake.files.workbook import Sheet, Unreadable, Workbook, read_workbook
from thidua.intake.finding import RESULT_TITLE, Finding, Repair
from thidua.intake.layout_names import Layout
from thidua.intake.layouts.accounting import account_for_columns, check_sheet
from thidua.intake.layouts.decision_list import read_decision_list
from thidua.intake.layouts.part import Header, Notes
from thidua.intake.layouts.registers import ROWS as REGISTER_ROWS
from thidua.intake.layouts.registers import read_register
from thidua.intake.layouts.senders import check_body, check_sender
from thidua.intake.layouts.sheet_sums import ReadTable, without_sheets_of_sums
from thidua.intake.layouts.summary_return import ROW as RETURN_ROW
from thidua.intake.layouts.summary_return import read_summary_return
from thidua.intake.layouts.tables import FoundTable, find_tables, part_of
from thidua.intake.layouts.title import read_title
from thidua.intake.layouts.twins import choose_columns
from thidua.intake.layouts.unknown import tell_unknown
from thidua.intake.layouts.whole_names import with_whole_names
from thidua.intake.words.units_said import LOCAL_LEVELS
from thidua.registry import Basis

SMALL_SHEET = 5
"""A sheet without a table and with fewer filled rows than this is a cover or a note, not a lost table."""


@dataclass(frozen=True)
class Part:
    """One table that was read: where it stands, whose it is, and the window it covers.

    Attributes
    ----------
    sheet, layout
        Sheet name and layout.
    unit, period
        Id and canonical period; empty where the table states none.
    first_day, last_day
        The window of the stated period; for a list that states none, from its first to its last decision.
    rows
        How many rows were read.
    place
        Id of the commune of which alone it tells, where the district sends for its communes; else empty.
    start
        Where they begin in the file's table of this layout: `FileRead.rows_of` gives them.
    """

    sheet: str
    layout: Layout
    unit: str
    period: str
    basis: str
    first_day: date | None
    last_day: date | None
    rows: int
    start: int = 0
    place: str = ""


@dataclass(frozen=True)
class FileRead:
    """What one file says: its parts, its rows by table, and what was found and repaired."""

    file: str
    digest: str
    format: str = ""
    parts: tuple[Part, ...] = ()
    tables: dict[str, pa.Table] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something keeps the file from being counted."""
        return any(finding.severity == "error" for finding in self.findings)

    def rows_of(self, part: Part) -> pa.Table:
        """The rows of one part: a sheet may hold several tables, so its name does not tell them apart."""
        return self.tables[table_of(part.layout)].slice(part.start, part.rows)


def read_file(path: Path, *, file: str, digest: str, basis: Basis, as_of: date, limits: Limits) -> FileRead:
    """Read and check one file; whatever is wrong with it becomes a finding, never an exception.

    Parameters
    ----------
    path, file
        Where it is, and what it is called in findings: its path below the inbox.
    digest
        SHA-256 of its content.
    basis
        How periods are counted where the file does not say.
    as_of
        No decision may be later than this day.
    limits
        How large a file may be.
    """
    try:
        workbook = read_workbook(path, file=file, limits=limits)
    except Unreadable as problem:
        return FileRead(file, digest, findings=(problem.finding,))
    return read_sheets(workbook, digest, basis=basis, as_of=as_of)


def read_sheets(workbook: Workbook, digest: str, *, basis: Basis, as_of: date) -> FileRead:
    """Read and check the sheets of a workbook; see `read_file`."""
    found, findings = _found_tables(workbook, basis, as_of)
    if not found:
        findings.append(Finding("L02-nothing", workbook.file))
    headers = [each.header for each in found]
    read: list[ReadTable] = []
    repairs: list[Repair] = []
    for each in found:
        whole = _completed(each.header, headers)
        part = part_of(each.sheet, each.table)
        part, found_table = with_whole_names(part, each.table, each.notes)
        table = choose_columns(part, found_table, whole, each.notes)
        check_sender(whole, each.notes)
        check_body(whole, table.layout, each.notes)
        check_sheet(part, table, each.notes)
        columns = _columns(part, table, whole, each.notes, as_of)
        account_for_columns(part, table, each.notes)
        each.notes.tell_legacy()
        columns |= {**_constants(table.layout, whole), "file": workbook.file, "sheet": part.name}
        read.append(ReadTable(part.name, table, whole, columns, each.notes))
    counted = without_sheets_of_sums(read)
    parts: list[Part] = []
    tables: dict[str, list[pa.Table]] = {}
    for one in read:
        findings += dict.fromkeys(one.notes.findings)
        repairs += dict.fromkeys(one.notes.repairs)
        if one not in counted:
            continue
        name, rows = table_of(one.table.layout), len(one.columns["cell"])
        start = sum(map(len, tables.setdefault(name, [])))
        tables[name].append(_as_table(name, one.columns, rows))
        parts.append(_part(one.sheet, one.table, one.header, one.columns, start))
    joined = {name: pa.concat_tables(each) for name, each in tables.items()}
    return FileRead(workbook.file, digest, workbook.format, tuple(parts), joined, tuple(findings), tuple(repairs))


@dataclass(frozen=True)
class _Found:
    """One table as it was found: its sheet, what stands above it, and what is noticed in it."""

    sheet: Sheet
    table: FoundTable
    header: Header
    notes: Notes


def _found_tables(workbook: Workbook, basis: Basis, as_of: date) -> tuple[list[_Found], list[Finding]]:
    """Every table of the sheets that are shown, and what is wrong with sheets that are not read."""
    found: list[_Found] = []
    findings: list[Finding] = []
    for sheet in workbook.sheets:
        if sheet.rows and sheet.rows[0][0] == RESULT_TITLE:
            continue
        notes = Notes(workbook.file, sheet.name)
        tables = find_tables(sheet)
        if sheet.is_hidden and tables:
            notes.find("H02-sheet")
        elif not tables and not sheet.is_hidden and _filled_rows(sheet) >= SMALL_SHEET and not _is_guide(sheet):
            tell_unknown(sheet, notes)
        elif not sheet.is_hidden:
            above: list[Header] = []
            for table in tables:
                said = read_title(
                    sheet,
                    table.first_heading - 1,
                    basis=basis,
                    as_of=(above[-1].last_day if above else None) or as_of,
                    first=table.title_row - 1,
                    span=table.span,
                )
                # What a table does not say of itself, the one above it in the sheet says for it.
                above.append(_completed(_below(said, above), above[::-1]))
                found.append(_Found(sheet, table, above[-1], Notes(workbook.file, sheet.name)))
        findings += notes.findings
    return found, findings


def _below(header: Header, above: list[Header]) -> Header:
    """A table further down that names a unit is still sent by who sends the sheet: a department lists by district."""
    sender = above[0].unit if above else None
    if sender is None or header.unit is None or header.unit == sender or sender.level in LOCAL_LEVELS:
        return header
    return replace(header, unit=sender, unit_text=above[0].unit_text, group_unit=header.unit.id)


def _completed(header: Header, headers: list[Header]) -> Header:
    """What a sheet does not say of itself, another sheet of the same file says for it."""
    if header.unit is None and not header.absent and (named := next((each for each in headers if each.unit), None)):
        header = replace(header, unit=named.unit, unit_text=named.unit_text, place=named.place)
    if header.period is None and (other := next((each for each in headers if each.period), None)):
        header = replace(header, period=other.period, basis=other.basis, is_basis_stated=other.is_basis_stated)
    if header.place and any(each.place != header.place for each in headers if each.unit == header.unit):
        # The sheets of several communes in one file are what their district put together.
        header = replace(header, place="")
    if not header.count_unit:
        header = replace(header, count_unit=next((other.count_unit for other in headers if other.count_unit), ""))
    return header


def _filled_rows(sheet: Sheet) -> int:
    return sum(any(cell != "" for cell in row) for row in sheet.rows)


def _is_guide(sheet: Sheet) -> bool:
    """Whether a sheet only explains: no row holds more than two filled cells."""
    return all(sum(cell != "" for cell in row) <= 2 for row in sheet.rows)


def _columns(sheet: Sheet, table: FoundTable, header: Header, notes: Notes, as_of: date) -> dict[str, Any]:
    """What a table says of its rows, as columns by name."""
    if table.layout == "decision_list":
        return read_decision_list(sheet, table, header, notes, as_of=as_of)
    read = read_summary_return if table.layout == "summary_return" else read_register
    names = RETURN_ROW if table.layout == "summary_return" else REGISTER_ROWS[table.layout]
    rows = read(sheet, table, header, notes, as_of=as_of)
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def table_of(layout: str) -> str:
    """The table of the snapshot that a layout belongs to: what is counted is a fact."""
    return layout if layout in TABLES else "facts"


def _constants(layout: str, header: Header) -> dict[str, Any]:
    """What is the same for all rows of a table."""
    if layout == "decision_list":
        return {"origin": layout, "period": "", "count": 1, "state": "counted", "count_unit": "instance"}
    unit = header.group_unit or (header.unit.id if header.unit else "")
    period = str(header.period) if header.period else ""
    origin = {"summary_return": layout, "registrations": "registration"}.get(layout, "")
    return {"origin": origin, "unit": unit, "period": period, "count_unit": header.count_unit or "recipient"}


def _as_table(name: str, columns: Mapping[str, Any], rows: int) -> pa.Table:
    """The columns as an Arrow table of the snapshot's schema; a column that a layout lacks is empty."""
    arrays = []
    for each in TABLES[name]:
        value = columns.get(each.name, "" if each.type == pa.string() else None)
        try:
            arrays.append(_as_array(value, each.type, rows))
        except UnicodeEncodeError:
            # Half of a character that UTF-16 writes as two; Arrow keeps UTF-8, which has no halves.
            arrays.append(_as_array(_with_whole_characters(value), each.type, rows))
    return pa.Table.from_arrays(arrays, schema=TABLES[name])


def _as_array(value: Any, kind: pa.DataType, rows: int) -> pa.Array:
    return pa.array(value, kind) if isinstance(value, list) else pa.repeat(pa.scalar(value, kind), rows)


def _with_whole_characters(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_whole_characters(each) for each in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _part(sheet: str, table: FoundTable, header: Header, columns: Mapping[str, Any], start: int) -> Part:
    first_day, last_day = header.first_day, header.last_day
    if table.layout == "decision_list" and header.period is None:
        days = [day for day in columns["decided_on"] if day is not None]
        first_day, last_day = (min(days), max(days)) if days else (None, None)
    return Part(
        sheet,
        table.layout,
        header.unit.id if header.unit else "",
        str(header.period) if header.period else "",
        header.basis.id,
        first_day,
        last_day,
        len(columns["cell"]),
        start,
        header.place,
    )
