"""The yellow boxes in which a spreadsheet shows comments: a drawing of its own kind, one shape for each comment.

What the comments say belongs to ``comments_part``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from thidua.intake.files.sheet_scan import Place
from thidua.intake.writing.xml_part import (
    Edit,
    Element,
    appended,
    changed_tag,
    edited,
    parse_part,
    with_attributes,
)

_V, _O, _X = (f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel"))
_EMPTY = (
    f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<{v}:shape{declared} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;'
    'margin-top:1.5pt;width:{width}px;height:{height}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    '{o}:insetmode="auto">'
    '<{v}:fill color2="#ffffe1"/><{v}:shadow color="black" obscured="t"/><{v}:path {o}:connecttype="none"/>'
    '<{v}:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></{v}:textbox>'
    '<{x}:ClientData ObjectType="Note"><{x}:MoveWithCells/><{x}:SizeWithCells/><{x}:AutoFill>False</{x}:AutoFill>'
    "<{x}:Row>{row}</{x}:Row><{x}:Column>{column}</{x}:Column></{x}:ClientData></{v}:shape>"
)
_OWN = {"v": "v", "o": "o", "x": "x"}
_WIDTH = 380
_IDS_OF_A_DRAWING = 1024
_DECLARED = re.compile(rb"\sxmlns:(\w+)\s*=\s*[\"']([^\"']+)[\"']")
_ID = re.compile(rb"_s([0-9]{1,9})[\"']")
_IDS = re.compile(rb":idmap\b[^<>]*\sdata\s*=\s*[\"']([0-9, ]*)[\"']")
_NUMBERS = re.compile(rb"\b[0-9]{1,6}\b")
_SIZE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:[^;]*", re.IGNORECASE)
_LAYOUT = ("shapelayout", "shapetype")


def drawing_number(drawings: list[bytes]) -> int:
    """A number that none of these drawings uses: it tells the ids of one drawing's shapes from another's."""
    used = [int(found) // _IDS_OF_A_DRAWING for drawing in drawings for found in _ID.findall(drawing)]
    named = b" ".join(found for drawing in drawings for found in _IDS.findall(drawing))
    used += [int(number) for number in _NUMBERS.findall(named)]
    return max(used, default=0) + 1


class NoteShapes:
    """The drawing of one sheet's comments, which may hold other shapes too.

    Raises
    ------
    CannotEdit
        If the drawing is spelled in a way that is not edited here; its kind of XML need not be well formed.
    """

    def __init__(self, data: bytes, number: int) -> None:
        self._data = data or (_EMPTY % number).encode()
        self._number = number
        self._root = parse_part(self._data, "xml", "")
        said = {uri.decode(): prefix.decode() for prefix, uri in _DECLARED.findall(self._data[: self._root.inner])}
        # A program may declare them where it uses them, and not in the root: then ours are declared in our shapes.
        is_declared = {_V, _O, _X} <= said.keys()
        self._prefixes = {"v": said[_V], "o": said[_O], "x": said[_X]} if is_declared else _OWN
        self._declared = "" if is_declared else f' xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}"'
        self._shapes = {place: shape for shape in self._root.all("shape") if (place := _place_of(self._data, shape))}

    def without(self, places: Collection[Place]) -> bytes:
        """The drawing without the boxes of these cells; empty if no shape is left in it."""
        gone = [shape for place, shape in self._shapes.items() if place in places]
        if len([child for child in self._root.children if child.name not in _LAYOUT]) == len(gone):
            return b""
        return edited(self._data, [(shape.start, shape.end, b"") for shape in gone])

    def with_added(self, heights: Mapping[Place, int]) -> bytes:
        """The drawing with a box for each of these cells, so many pixels high; one that is there is made as large."""
        edits: list[Edit] = []
        added: list[str] = []
        first = self._number * _IDS_OF_A_DRAWING + 1
        for place, height in heights.items():
            if place in self._shapes:
                edits += self._resized(self._shapes[place], height)
                continue
            at = {"id": first + len(added), "row": place[0] - 1, "column": place[1] - 1}
            words = {"declared": self._declared, "width": _WIDTH, "height": height}
            added.append(_SHAPE.format(**self._prefixes, **at, **words))
        if added:
            edits += self._with_number()
            edits += appended(self._data, self._root, "".join(added).encode())
        return edited(self._data, edits)

    def _with_number(self) -> list[Edit]:
        """The edit that states which ids our shapes have."""
        for layout in self._root.all("shapelayout"):
            for ids in layout.all("idmap"):
                numbers = [number for number in ids.attributes.get("data", "").split(",") if number]
                if str(self._number) not in numbers:
                    return [with_attributes(self._data, ids, {"data": ",".join([*numbers, str(self._number)])})]
        return []

    def _resized(self, shape: Element, height: int) -> list[Edit]:
        style = _SIZE.sub("", shape.attributes.get("style", "")).strip(";")
        tag = self._data[shape.start : shape.inner]
        wider = changed_tag(tag, {"style": f"{style};width:{_WIDTH}px;height:{height}px"})
        # An anchor to cells would win over the size.
        anchors = [anchor for data in shape.all("ClientData") for anchor in data.all("Anchor")]
        return [(shape.start, shape.inner, wider), *((anchor.start, anchor.end, b"") for anchor in anchors)]


def _place_of(data: bytes, shape: Element) -> Place | None:
    """The cell whose comment a shape shows."""
    about = shape.child("ClientData")
    if about is None or about.attributes.get("ObjectType") != "Note":
        return None
    row, column = about.child("Row"), about.child("Column")
    if row is None or column is None:
        return None
    numbers = [data[part.inner : part.close].strip() for part in (row, column)]
    if not all(number.isdigit() and len(number) <= len("1048576") for number in numbers):
        return None
    return int(numbers[0]) + 1, int(numbers[1]) + 1
