"""The comments of one sheet with the boxes that show them: two parts that belong together, and the links to both.

What stands in each belongs to ``comments_part`` and ``note_shapes``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from thidua.intake.cell_names import cell_place
from thidua.intake.files.sheet_scan import Place
from thidua.intake.writing.comments_part import EMPTY_COMMENTS, Comments
from thidua.intake.writing.note_shapes import NoteShapes
from thidua.intake.writing.package import Link, Package
from thidua.intake.writing.sheet_part import SheetPart
from thidua.intake.writing.xml_part import RELATIONS, STRICT_MAIN, CannotEdit

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class SheetNotes:
    """The comments of a sheet of the package.

    Parameters
    ----------
    package, part, sheet
        The workbook, and the sheet.
    number
        One that no other drawing of comments in the workbook uses.

    Raises
    ------
    CannotEdit
        If its parts are spelled in a way that is not edited here, or do not fit together.
    """

    def __init__(self, package: Package, part: str, sheet: SheetPart, number: int) -> None:
        self._package, self._part, self._sheet = package, part, sheet
        links = package.links(part)
        self._comments = next((link for link in links if link.kind == "comments"), None)
        self._drawing = next((link for link in links if link.id == sheet.drawing_link), None)
        if bool(sheet.drawing_link) != bool(self._drawing):
            raise CannotEdit("drawing of comments is missing")
        self._number = number
        self._read()

    def _read(self) -> None:
        self._said = Comments(self._stored(self._comments) or EMPTY_COMMENTS)
        self._shapes = NoteShapes(self._stored(self._drawing), self._number)

    def _stored(self, link: Link | None) -> bytes:
        return self._package.read(link.target) if link else b""

    def ours(self) -> set[str]:
        """The cells whose comment says something of ours."""
        return self._said.ours()

    def said(self, cell: str) -> str:
        """What a cell's comment says; empty without one."""
        return self._said.said(cell)

    def take_out(self, cells: Collection[str]) -> None:
        """Take what we wrote out of these cells' comments, and a comment that says nothing else as a whole."""
        if not cells or self._comments is None:
            return
        comments, gone = self._said.without(cells)
        drawing = self._shapes.without({place for cell in gone if (place := cell_place(cell))})
        if gone and self._drawing and not drawing:
            self._package.unlink(self._part, self._drawing.id)
            self._package.drop(self._drawing.target)
            self._sheet.unlink_drawing()
            self._drawing = None
        elif gone and self._drawing:
            self._package.put(self._drawing.target, drawing)
        if Comments(comments).is_empty:
            self._package.unlink(self._part, self._comments.id)
            self._package.drop(self._comments.target)
            self._comments = None
        else:
            self._package.put(self._comments.target, comments)
        self._read()

    def add(self, said: Mapping[Place, tuple[str, str]]) -> None:
        """Explain cells: by place, their names and our words."""
        if not said:
            return
        if self._sheet.root.namespace == STRICT_MAIN:
            # Strict OOXML has no boxes of this kind.
            raise CannotEdit("strict")
        heights = {place: _height(f"{self.said(cell)}\n{words}") for place, (cell, words) in said.items()}
        comments, drawing = self._said.with_added(dict(said.values())), self._shapes.with_added(heights)
        if self._comments is None:
            self._comments = self._new_part("comments", "xl/comments{}.xml", _COMMENTS_TYPE)
        if self._drawing is None:
            self._drawing = self._new_part("vmlDrawing", "xl/drawings/vmlDrawing{}.vml", _DRAWING_TYPE)
            self._sheet.link_drawing(self._drawing.id)
        self._package.put(self._comments.target, comments)
        self._package.put(self._drawing.target, drawing)

    def _new_part(self, kind: str, pattern: str, content_type: str) -> Link:
        target = self._package.free_name(pattern)
        self._package.declare(target, content_type)
        return Link(self._package.link(self._part, RELATIONS, kind, target), kind, target)


def _height(text: str) -> int:
    """Pixels for a text in lines of about 52 letters."""
    return min(40 + 18 * sum(1 + len(line) // 52 for line in text.splitlines()), 600)
