"""The part of one sheet that goes back: a few cells get another look, all others stay as they were sent.

Which cells, and which look, is decided by ``marked_sheet``; elements are put where the schema of sheets wants them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping

from thidua.intake.cell_names import area_name, area_of, cell_place, place_name
from thidua.intake.files.sheet_scan import Area, Place
from thidua.intake.writing.xml_part import (
    MAIN,
    RELATIONS,
    START_TAG,
    STRICT_MAIN,
    CannotEdit,
    Edit,
    Edited,
    Element,
    changed_tag,
    parse_part,
    whole_number,
    with_attributes,
)

NewLook = Callable[[Place, int], int]
"""The number of the look that a cell gets instead of the one it has."""

_ROW = re.compile(rb"<row(?=[\s/>])[^<>]*>")
_CELL = re.compile(rb"<c(?=[\s/>])[^<>]*>")
_NUMBER = re.compile(rb"\s(r|s|customFormat|spans)\s*=\s*[\"']([^\"']*)[\"']")
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

    # Cells

    def relook(self, places: Iterable[Place], new_look: NewLook) -> None:
        """Give cells another look; a missing cell, or row, is put in.

        A blank cell without a look of its own shows its row's or its column's; with a fill alone it would lose that.
        """
        wanted: dict[int, list[int]] = {}
        for row, column in sorted(places):
            wanted.setdefault(row, []).append(column)
        if not wanted:
            return
        self._new_look = new_look
        said = [
            [one.attributes.get(name, "0") for name in ("min", "max", "style")] for one in self._children("cols", "col")
        ]
        self._looks = [[whole_number(number) for number in numbers] for numbers in said]
        self._extend_dimension(wanted)
        left = iter(wanted.items())
        row, columns = next(left)
        for number, tag, end in self._stored_rows():
            while row < number:
                self._put_row(row, columns, tag.start())
                row, columns = next(left, (0, []))
                if not columns:
                    return
            if row == number:
                self._relook_row(row, columns, tag, end)
                row, columns = next(left, (0, []))
                if not columns:
                    return
        self._put_rows_below([(row, columns), *left])

    def _stored_rows(self) -> Iterator[tuple[int, re.Match[bytes], int]]:
        """The number, the start tag and the end of the content of each row that is stored."""
        start, end = self._rows
        last, tag = 0, _ROW.search(self._data, start, end)
        while tag:
            following = _ROW.search(self._data, tag.end(), end)
            number = _numbers(tag[0]).get(b"r", b"")
            if not number.isdigit() or int(number) <= last:
                raise CannotEdit("rows without numbers, or out of order")
            last = int(number)
            until = following.start() if following else end
            close = tag.end() if tag[0].endswith(b"/>") else self._data.rfind(b"</row>", tag.end(), until)
            if close < 0:
                raise CannotEdit(f"row {last}")
            yield last, tag, close
            tag = following

    def _put_rows_below(self, rows: Iterable[tuple[int, list[int]]]) -> None:
        start, end = self._rows
        if self._data.startswith(b"/>", start - 2):
            first = self._data.rindex(b"<", 0, start)
            tag = self._data[first:start]
            self._edits.append((first, start, tag.removesuffix(b"/>").rstrip() + b">"))
            for row, columns in rows:
                self._put_row(row, columns, start)
            self._edits.append((start, start, b"</sheetData>"))
            return
        for row, columns in rows:
            self._put_row(row, columns, end)

    def _put_row(self, row: int, columns: list[int], at: int) -> None:
        cells = b"".join(self._new_cell(row, column, 0) for column in columns)
        if cells:
            self._edits.append((at, at, b'<row r="%d">%b</row>' % (row, cells)))

    def _relook_row(self, row: int, columns: list[int], tag: re.Match[bytes], close: int) -> None:
        said = _numbers(tag[0])
        is_formatted = said.get(b"customFormat") in (b"1", b"true")
        look_of_row = _look(said.get(b"s")) if is_formatted else 0
        missing = [column for column in columns if not self._relook_cell(row, column, tag.end(), close)]
        if not missing:
            return
        changed = _wider(tag[0], said.get(b"spans", b""), missing)
        if tag[0].endswith(b"/>"):
            cells = b"".join(self._new_cell(row, column, look_of_row) for column in missing)
            opened = changed.removesuffix(b"/>").rstrip() + b">"
            self._edits.append((tag.start(), tag.end(), opened + cells + b"</row>"))
            return
        if changed != tag[0]:
            self._edits.append((tag.start(), tag.end(), changed))
        stored = self._stored_cells(row, tag.end(), close)
        for column in missing:
            spelled = next(((start, end) for place, start, end in stored if place == column), None)
            if spelled:
                # Its tag is not spelled in the usual way.
                self._relook_tag(row, column, *spelled)
                continue
            later = next((start for place, start, _ in stored if place > column), None)
            at = later if later is not None else self._end_of_cells(stored, tag.end(), close)
            self._edits.append((at, at, self._new_cell(row, column, look_of_row)))

    def _relook_cell(self, row: int, column: int, start: int, close: int) -> bool:
        """Find a cell that is spelled in the usual way, and give it its new look."""
        name = b'<c r="%b"' % place_name(row, column).encode()
        found = self._data.find(name, start, close)
        if found < 0:
            return False
        self._relook_tag(row, column, found, self._data.index(b">", found) + 1)
        return True

    def _relook_tag(self, row: int, column: int, start: int, end: int) -> None:
        tag = self._data[start:end]
        said = _numbers(tag)
        if b"s" in said:
            look = _look(said[b"s"])
        else:
            is_blank = tag.endswith(b"/>") or self._data.startswith(b"</c>", end)
            look = self._look_of_column(column) if is_blank else 0
        new = self._new_look((row, column), look)
        if new != look:
            self._edits.append((start, end, changed_tag(tag, {"s": str(new)})))

    def _stored_cells(self, row: int, start: int, close: int) -> list[tuple[int, int, int]]:
        """The column of each stored cell of a row, and where its start tag stands."""
        found: list[tuple[int, int, int]] = []
        for tag in _CELL.finditer(self._data, start, close):
            place = cell_place(_numbers(tag[0]).get(b"r", b"").decode("ascii", "replace"))
            if place is None or place[0] != row or (found and place[1] <= found[-1][0]):
                raise CannotEdit(f"cells of row {row}")
            found.append((place[1], tag.start(), tag.end()))
        return found

    def _end_of_cells(self, stored: list[tuple[int, int, int]], start: int, close: int) -> int:
        if not stored:
            return start
        *_, end = stored[-1]
        if self._data.startswith(b"/>", end - 2):
            return end
        return self._data.index(b"</c>", end, close) + len(b"</c>")

    def _new_cell(self, row: int, column: int, look_of_row: int) -> bytes:
        """A cell that is put in; nothing where it would look as the place does without it."""
        look = look_of_row or self._look_of_column(column)
        new = self._new_look((row, column), look)
        return b'<c r="%b" s="%d"/>' % (place_name(row, column).encode(), new) if new != look else b""

    def _look_of_column(self, column: int) -> int:
        return next((look for first, last, look in self._looks if first <= column <= last), 0)

    def _extend_dimension(self, wanted: Mapping[int, list[int]]) -> None:
        """State an extent that holds the cells that are put in."""
        element = self.root.child("dimension")
        box = area_of(element.attributes.get("ref", "")) if element else None
        if element is None or box is None:
            return
        columns = [column for row in wanted.values() for column in row]
        whole = Area(
            min(box.first_row, *wanted),
            min(box.first_column, *columns),
            max(box.last_row, *wanted),
            max(box.last_column, *columns),
        )
        if whole != box:
            self._edits.append(with_attributes(self._data, element, {"ref": area_name(whole)}))


def _numbers(tag: bytes) -> dict[bytes, bytes]:
    return dict(_NUMBER.findall(tag))


def _look(written: bytes | None) -> int:
    return whole_number(written.decode("utf-8", "replace")) if written is not None else 0


def _first_of(boxes: Iterable[Area], place: Place) -> Place:
    box = next((box for box in boxes if box.first_column <= place[1] <= box.last_column), None)
    return (box.first_row, box.first_column) if box else place


def _wider(tag: bytes, spans: bytes, columns: list[int]) -> bytes:
    """A row's start tag, whose hint at its first and last column is dropped where it no longer holds."""
    first, _, last = spans.partition(b":")
    holds = first.isdigit() and last.isdigit() and int(first) <= columns[0] and columns[-1] <= int(last)
    return tag if holds or not spans else changed_tag(tag, {"spans": None})
