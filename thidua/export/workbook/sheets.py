"""Which sheets a workbook has, how they are called, and which notes belong to which."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.export.document import Document, View
from thidua.export.workbook.letters import cell_text
from thidua.export.workbook.names import LONGEST_SHEET_NAME, UniqueNames, range_name, sheet_name
from thidua.present.language import tr
from thidua.present.table import table_view


@dataclass(frozen=True)
class DataSheet:
    """The sheet of one table, or of the figures behind one chart."""

    view: View
    name: str
    range_name: str


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

    def head(self, field: str) -> str:
        """One text of the letterhead ("unit", "period", "window", "agency"); empty if the report has none."""
        heads = (view for view in self.document.views if view["part"] == "letterhead")
        return str(next(heads, {}).get(field, ""))


def plan_workbook(document: Document) -> Plan:
    """Name the sheets and ranges of a document, and number its notes; written in the language of the document."""
    names, ranges = UniqueNames(LONGEST_SHEET_NAME), UniqueNames(200)
    cover, contents, notes_name = (names.give(sheet_name(name)) for name in (tr("Bìa"), tr("Mục lục"), tr("Ghi chú")))
    contents_range, notes_range = ranges.give("contents"), ranges.give("notes")
    sheets = tuple(
        DataSheet(
            _whole(view), names.give(sheet_name(view["label"] or view["name"])), ranges.give(range_name(view["name"]))
        )
        for view in document.views
        if view["part"] in ("table", "chart")
    )
    return Plan(document, cover, contents, contents_range, notes_name, notes_range, sheets, _number_notes(sheets))


def _whole(view: View) -> View:
    """A table with all its rows, and without the note on those that a page does not show."""
    if "left_out" not in view:
        return view
    every = table_view(view["resource"], whole=True)
    return {**view, "rows": every["rows"], "notes": every["notes"]}


def _number_notes(sheets: tuple[DataSheet, ...]) -> tuple[Note, ...]:
    """Number the notes in the order they are met; one that several tables share has one number."""
    found: dict[str, list[str]] = {}
    for sheet in sheets:
        for text in sheet.view["notes"]:
            found.setdefault(cell_text(text), []).append(sheet.name)
    return tuple(
        Note(number, text, tuple(dict.fromkeys(names))) for number, (text, names) in enumerate(found.items(), start=1)
    )
