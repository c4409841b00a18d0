"""Which sheets a workbook has, how they are called, and which notes belong to which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from thidua.export.document import Document
from thidua.export.workbook.flat import FlatTable, flat_table
from thidua.export.workbook.letters import cell_text
from thidua.export.workbook.names import LONGEST_SHEET_NAME, UniqueNames, range_name, sheet_name
from thidua.present.chart import Chart
from thidua.present.language import tr
from thidua.present.printed import PrintedTable, print_table
from thidua.present.table import Table


@dataclass(frozen=True)
class DataSheet:
    """The sheet of one table, or of the figures behind one chart, all rows of it."""

    shown: Table | Chart
    name: str
    range_name: str

    @property
    def table(self) -> Table:
        """What it holds."""
        return self.shown.data if isinstance(self.shown, Chart) else self.shown

    @cached_property
    def flat(self) -> FlatTable:
        """What it holds as rows of data and sums, in the language that is being written."""
        return flat_table(self.table)

    @cached_property
    def printed(self) -> PrintedTable:
        """These rows as they are printed."""
        return print_table(self.flat.table, whole=True)


@dataclass(frozen=True)
class Note:
    """One note of the workbook: its number, its words, and the sheets of the tables that it belongs to."""

    number: int
    text: str
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Everything a workbook holds, named and numbered before anything is written."""

    document: Document
    cover: str
    contents: str
    contents_range: str
    notes_name: str
    notes_range: str
    sheets: tuple[DataSheet, ...]
    notes: tuple[Note, ...]

    def notes_of(self, sheet: DataSheet) -> list[Note]:
        """The notes of one table, in the order of their numbers."""
        return [note for note in self.notes if sheet.name in note.sheets]

    @property
    def about(self) -> str:
        """Whose figures they are, and of which period; empty if the report has no letterhead that says it."""
        head = self.document.letterhead
        return "" if head is None else ", ".join(filter(None, (head.unit, head.period)))

    def foot_of(self, name: str) -> str:
        """What is printed below a sheet beside the number of the page: a whole title would not leave it room."""
        return f"{self.about or self.document.title} – {name}"


def plan_workbook(document: Document) -> Plan:
    """Name the sheets and ranges of a document, and number its notes; written in the language of the document."""
    names, ranges = UniqueNames(LONGEST_SHEET_NAME), UniqueNames(200)
    cover, contents, notes_name = (names.give(sheet_name(name)) for name in (tr("Bìa"), tr("Mục lục"), tr("Ghi chú")))
    contents_range, notes_range = ranges.give("contents"), ranges.give("notes")
    sheets = tuple(
        DataSheet(each, names.give(sheet_name(each.label or each.name)), ranges.give(range_name(each.name)))
        for each in document.shown
        if isinstance(each, Table | Chart)
    )
    return Plan(document, cover, contents, contents_range, notes_name, notes_range, sheets, _number_notes(sheets))


def _number_notes(sheets: tuple[DataSheet, ...]) -> tuple[Note, ...]:
    """Number the notes in the order they are met; one that several tables share has one number."""
    found: dict[str, list[str]] = {}
    for sheet in sheets:
        for text in sheet.table.notes:
            found.setdefault(cell_text(text), []).append(sheet.name)
    return tuple(
        Note(number, text, tuple(dict.fromkeys(names))) for number, (text, names) in enumerate(found.items(), start=1)
    )
