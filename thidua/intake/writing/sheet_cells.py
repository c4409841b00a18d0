"""The cells of one sheet that goes back: a few get another look, all others stay as they were sent.

What stands around the cells belongs to ``sheet_part``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from thidua.intake.cell_names import cell_place, place_name
from thidua.intake.files.sheet_scan import Place
from thidua.intake.writing.xml_part import CannotEdit, Edit, changed_tag, whole_number

NewLook = Callable[[Place, int], int]
"""The number of the look that a cell gets instead of the one it has."""

_ROW = re.compile(rb"<row(?=[\s/>])[^<>]*>")
_CELL = re.compile(rb"<c(?=[\s/>])[^<>]*>")
_NUMBER = re.compile(rb"\s(r|s|customFormat|spans)\s*=\s*[\"']([^\"']*)[\"']")


class SheetCells:
    """The rows of a sheet.

    Parameters
    ----------
    data, start, end
        The sheet's part, and where its rows stand in it.
    column_looks
        The first and last column that have a look of their own, and its number.
    new_look
        Which look a cell gets; one that keeps its look is not touched.
    """

    def __init__(
        self, data: bytes, start: int, end: int, column_looks: Sequence[tuple[int, int, int]], new_look: NewLook
    ) -> None:
        self._data, self._rows, self._looks, self._new_look = data, (start, end), column_looks, new_look
        self._edits: list[Edit] = []

    def relook(self, places: Sequence[Place]) -> list[Edit]:
        """The edits that give these cells, row by row, their new looks.

        Raises
        ------
        CannotEdit
            If rows or cells do not say where they are, or are out of order.
        """
        wanted: dict[int, list[int]] = {}
        for row, column in places:
            wanted.setdefault(row, []).append(column)
        left = list(wanted.items())[::-1]
        for number, tag, end in self._stored_rows():
            while left and left[-1][0] < number:
                self._put_row(*left.pop(), tag.start())
            if left and left[-1][0] == number:
                self._relook_row(*left.pop(), tag, end)
            if not left:
                break
        self._put_rows_below(left[::-1])
        return self._edits

    def _stored_rows(self) -> Iterator[tuple[int, re.Match[bytes], int]]:
        """The number, the start tag and the end of the content of each row that is stored."""
        start, end = self._rows
        last, tag = 0, _ROW.search(self._data, start, end)
        while tag:
            following = _ROW.search(self._data, tag.end(), end)
            number = _number(_numbers(tag[0]).get(b"r", b""))
            if number <= last:
                raise CannotEdit("rows out of order")
            last = number
            until = following.start() if following else end
            close = tag.end() if tag[0].endswith(b"/>") else self._data.rfind(b"</row>", tag.end(), until)
            if close < 0:
                raise CannotEdit(f"row {last}")
            yield last, tag, close
            tag = following

    def _put_rows_below(self, rows: Sequence[tuple[int, list[int]]]) -> None:
        start, end = self._rows
        if rows and self._data.startswith(b"/>", start - 2):
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
        look_of_row = _number(said.get(b"s", b"0")) if is_formatted else 0
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
            look = _number(said[b"s"])
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


def _numbers(tag: bytes) -> dict[bytes, bytes]:
    return dict(_NUMBER.findall(tag))


def _number(written: bytes) -> int:
    return whole_number(written.decode("utf-8", "replace"))


def _wider(tag: bytes, spans: bytes, columns: list[int]) -> bytes:
    """A row's start tag, whose hint at its first and last column is dropped where it no longer holds."""
    first, _, last = spans.partition(b":")
    holds = first.isdigit() and last.isdigit() and int(first) <= columns[0] and columns[-1] <= int(last)
    return tag if holds or not spans else changed_tag(tag, {"spans": None})
