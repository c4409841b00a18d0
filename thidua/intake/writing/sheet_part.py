"""The part of one sheet that goes back: what stands around its cells is changed where the schema of sheets wants it.

The cells themselves belong to ``sheet_cells``; which of them get another look is decided by ``marked_sheet``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from thidua.intake.cell_names import area_name, area_of
from thidua.intake.files.sheet_scan import Area, Place
from thidua.intake.writing.sheet_cells import NewLook, SheetCells
from thidua.intake.writing.xml_part import (
    MAIN,
    RELATIONS,
    START_TAG,
    STRICT_MAIN,
    CannotEdit,
    Edit,
    Edited,
    Element,
    parse_part,
    whole_number,
    with_attributes,
)

_LATER = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
    "AlternateContent",
)
"""What stands below the link to the comments' drawing; controls may be wrapped for older programs."""
_MOST_LOOKUPS = 2_000_000
"""Of marked rows within merged areas; far more than any list has, it keeps a hostile file from taking hours."""


class SheetPart:
    """A sheet's part, with the edits that were asked for.

    Raises
    ------
    CannotEdit
        If its XML is spelled in a way that is not edited here.
    """

    def __init__(self, data: bytes) -> None:
        opening = data.find(b"<sheetData")
        closing = data.rfind(b"</sheetData>")
        # Comments and quoted parts could hold what looks like cells.
        if b"<!" in data or data.find(b"<?", 5) >= 0 or opening < 0:
            raise CannotEdit("comments, or no cells")
        self._data = data
        self._edits: list[Edit] = []
        tag = START_TAG.match(data, opening)
        if tag is None or (closing < 0 and not tag[3]):
            raise CannotEdit("cells")
        self._rows = (tag.end(), closing) if closing > 0 else (tag.end(), tag.end())
        shell = data if closing < 0 else data[: tag.end()] + data[closing:]
        self._skipped = len(data) - len(shell)
        self.root = parse_part(shell, "worksheet", MAIN, STRICT_MAIN)
        cells = self.root.all("sheetData")
        if len(cells) != 1 or cells[0].start != opening:
            raise CannotEdit("cells in two places")
        self._opening = opening

    def content(self) -> bytes | Edited:
        """The part after the edits."""
        return Edited(self._data, self._edits) if self._edits else self._data

    @property
    def is_edited(self) -> bool:
        """Whether anything was asked for."""
        return bool(self._edits)

    # What stands around the cells

    def unselect(self) -> None:
        """Keep the sheet from being selected together with the first one."""
        for view in self._children("sheetViews", "sheetView"):
            if view.attributes.get("tabSelected") in ("1", "true"):
                self._edits.append(with_attributes(self._data, view, {"tabSelected": None}))

    @property
    def drawing_link(self) -> str:
        """The id of the link to the drawing of comments; empty without one."""
        found = self.root.child("legacyDrawing")
        return found.attributes.get("id", "") if found else ""

    def link_drawing(self, link_id: str) -> None:
        """Name the drawing of comments, where there is none."""
        drawing = self.root.child("drawing")
        above = drawing.start if drawing else self._opening
        later = [child.start for child in self.root.children if child.name in _LATER and child.start > above]
        at = self._at(min(later, default=self.root.close))
        self._edits.append((at, at, f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="{link_id}"/>'.encode()))

    def unlink_drawing(self) -> None:
        """Take the drawing of comments out."""
        found = self.root.child("legacyDrawing")
        if found:
            self._edits.append((self._at(found.start), self._at(found.end), b""))

    def _children(self, name: str, of_name: str) -> list[Element]:
        return [child for holder in self.root.all(name) for child in holder.all(of_name)]

    def _at(self, offset: int) -> int:
        return offset + self._skipped if offset > self._opening and self._skipped else offset

    def shown_places(self, places: Iterable[Place]) -> dict[Place, Place]:
        """Each place with the cell that is shown there: of merged cells, the first."""
        given = set(places)
        rows = sorted({row for row, _ in given})
        merged: dict[int, list[Area]] = {}
        lookups = 0
        for element in self._children("mergeCells", "mergeCell"):
            box = area_of(element.attributes.get("ref", ""))
            if box is None:
                raise CannotEdit("merged cells")
            within = rows[bisect_left(rows, box.first_row) : bisect_right(rows, box.last_row)]
            lookups += len(within)
            if lookups > _MOST_LOOKUPS:
                raise CannotEdit("too many merged cells")
            for row in within:
                merged.setdefault(row, []).append(box)
        return {place: _first_of(merged.get(place[0], ()), place) for place in given}

    def relook(self, places: Iterable[Place], new_look: NewLook) -> None:
        """Give cells another look; a missing cell, or row, is put in.

        A blank cell without a look of its own shows its row's or its column's; with a fill alone it would lose that.
        """
        wanted = sorted(places)
        if wanted:
            said = [
                [one.attributes.get(name, "0") for name in ("min", "max", "style")]
                for one in self._children("cols", "col")
            ]
            columns = [(whole_number(first), whole_number(last), whole_number(look)) for first, last, look in said]
            self._extend_dimension(wanted)
            self._edits += SheetCells(self._data, *self._rows, columns, new_look).relook(wanted)

    def _extend_dimension(self, wanted: Sequence[Place]) -> None:
        """State an extent that holds the cells that are put in."""
        element = self.root.child("dimension")
        box = area_of(element.attributes.get("ref", "")) if element else None
        if element is None or box is None:
            return
        rows, columns = [row for row, _ in wanted], [column for _, column in wanted]
        whole = Area(
            min(box.first_row, *rows),
            min(box.first_column, *columns),
            max(box.last_row, *rows),
            max(box.last_column, *columns),
        )
        if whole != box:
            self._edits.append(with_attributes(self._data, element, {"ref": area_name(whole)}))


def _first_of(boxes: Iterable[Area], place: Place) -> Place:
    box = next((box for box in boxes if box.first_column <= place[1] <= box.last_column), None)
    return (box.first_row, box.first_column) if box else place
