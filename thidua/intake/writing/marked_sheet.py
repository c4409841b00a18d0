"""One sheet of the package that goes back: its faulty cells coloured and explained, marks of an earlier answer removed.

What is wrong with which cell was found before; how parts are edited belongs to the modules of the parts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from thidua.intake.cell_names import cell_place, place_name
from thidua.intake.files.sheet_scan import Place
from thidua.intake.finding import Severity
from thidua.intake.writing.answer_marks import COLOURS, MOST_COMMENTS, Mark
from thidua.intake.writing.package import Package
from thidua.intake.writing.sheet_notes import SheetNotes
from thidua.intake.writing.sheet_part import SheetPart
from thidua.intake.writing.styles_part import Styles
from thidua.intake.writing.xml_part import CannotEdit


def mark_sheet(
    package: Package,
    part: str,
    styles: Styles,
    marks: Mapping[Place, Mark],
    *,
    earlier: Collection[Place] | None,
    number: int,
) -> int:
    """Colour and explain the cells of one sheet.

    Parameters
    ----------
    package, part, styles
        The workbook, the name of the sheet's part, and the workbook's looks.
    marks
        What was found, by cell, the most important first; of merged cells, the one that is shown is marked.
    earlier
        The cells that an earlier answer named, if this is one that was sent back; their colours, and every comment of
        ours, are taken out first. None for any other file, which is left as it is.

    number
        Of the drawing of its comments, if it gets one.

    Returns
    -------
    int
        How many marked cells have no comment, because they are too many or the sheet takes none.

    Raises
    ------
    CannotEdit
        If the sheet is spelled in a way that is not edited here; the package may then be changed in part.
    """
    data = package.read(part)
    if not marks and earlier is None and b"tabSelected" not in data:
        return 0
    sheet = SheetPart(data)
    sheet.unselect()
    notes = _notes(package, part, sheet, number)
    ours = notes.ours() if notes and earlier is not None else set()
    shown = sheet.shown_places([*marks, *(earlier or ())])
    former = {shown[place] for place in earlier or ()} | {place for cell in ours if (place := cell_place(cell))}
    found: dict[Place, Mark] = {}
    for place, mark in marks.items():
        found.setdefault(shown[place], Mark()).findings.extend(mark.findings)
    colours = _Colours(styles, former, {place: mark.severity for place, mark in found.items()})
    sheet.relook({*former, *found}, colours.new_look)
    explained = 0
    if notes:
        if ours:
            notes.take_out(ours)
        explained = _explain(notes, found)
    if sheet.is_edited:
        package.put(part, sheet.content())
    return len(found) - explained


def _notes(package: Package, part: str, sheet: SheetPart, number: int) -> SheetNotes | None:
    try:
        return SheetNotes(package, part, sheet, number)
    except CannotEdit:
        return None


def _explain(notes: SheetNotes, found: Mapping[Place, Mark]) -> int:
    first = list(found.items())[:MOST_COMMENTS]
    try:
        notes.add({place: (place_name(*place), mark.words) for place, mark in first})
    except CannotEdit:
        return 0
    return len(first)


class _Colours:
    """The looks of marked cells: as before, but for the colour."""

    def __init__(self, styles: Styles, former: Collection[Place], severities: Mapping[Place, Severity]) -> None:
        self._styles, self._former, self._severities = styles, former, severities
        self._fills = {severity: styles.solid_fill(colour) for severity, colour in COLOURS.items()}
        self._ours = styles.fills_of(*COLOURS.values()) if former else frozenset()

    def new_look(self, place: Place, look: int) -> int:
        """The number of the look that the cell gets."""
        if place in self._former and self._styles.fill_of(look) in self._ours:
            look = self._styles.with_fill(look, 0)
        severity = self._severities.get(place)
        return look if severity is None else self._styles.with_fill(look, self._fills[severity])
