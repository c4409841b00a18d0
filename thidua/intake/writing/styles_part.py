"""The styles of a workbook that goes back: looks are added to the sender's, and none of theirs is changed.

Which cells get which look is decided by whoever asks for it.
"""

from __future__ import annotations

import re
from functools import cache

from thidua.intake.writing.xml_part import (
    MAIN,
    START_TAG,
    STRICT_MAIN,
    CannotEdit,
    Edit,
    Element,
    appended,
    changed_tag,
    edited,
    parse_part,
    with_attributes,
)

PLAIN_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
"""For a workbook without styles of its own."""

DAY, MOMENT, DURATION, PERCENT = 164, 165, 46, 10
"""The formats of numbers in these styles: our two, and Excel's own [h]:mm:ss and 0.00%."""

_FILL = re.compile(rb"\sfillId\s*=\s*[\"']([0-9]{1,9})[\"']")
_MOST_LOOKS = 64_000
"""Excel opens no workbook with more."""


class Styles:
    """The looks of a workbook's cells.

    Raises
    ------
    CannotEdit
        If a list of fonts, fills, borders or looks is missing, or spelled in another way.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        root = parse_part(data, "styleSheet", MAIN, STRICT_MAIN)
        self._lists = {name: root.child(name) for name in ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs")}
        self._items: dict[str, list[bytes]] = {}
        for name in ("fonts", "fills", "borders", "cellXfs"):
            self._items[name] = [data[item.start : item.end] for item in self._list(name).children]
        self._added = dict.fromkeys(self._items, 0)
        self._fills = self._list("fills").children
        self._numbers = {name: {item: at for at, item in enumerate(items)} for name, items in self._items.items()}
        self.cell_style = ' xfId="0"' if self._lists["cellStyleXfs"] is not None else ""
        self.with_fill, self.fill_of = cache(self._with_fill), cache(self._fill_of)

    def _list(self, name: str) -> Element:
        found = self._lists[name]
        if found is None or found.end == found.inner or not self._data.startswith(f"<{name}".encode(), found.start):
            raise CannotEdit(f"no list of {name}")
        return found

    def add(self, name: str, item: str) -> int:
        """The number of a font, fill, border or look ("cellXfs") spelled so; it is added unless it is there."""
        return self._add(name, item.encode())

    def _add(self, name: str, item: bytes) -> int:
        numbers = self._numbers[name]
        if item not in numbers:
            numbers[item] = len(self._items[name])
            self._items[name].append(item)
            self._added[name] += 1
            if len(self._items["cellXfs"]) > _MOST_LOOKS:
                raise CannotEdit("too many looks")
        return numbers[item]

    def solid_fill(self, colour: str) -> int:
        """The number of a fill of one colour ("FFFFC7CE")."""
        pattern = f'<patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill>'
        return self.add("fills", f"<fill>{pattern}</fill>")

    def fills_of(self, *colours: str) -> frozenset[int]:
        """The numbers of the sender's fills of one of these colours, whoever saved them."""
        return frozenset(number for number, fill in enumerate(self._fills) if _colour_of(fill) in colours)

    def _fill_of(self, look: int) -> int:
        """The number of the fill of a look."""
        said = _FILL.search(self._tag(look))
        return int(said[1]) if said else 0

    def _tag(self, look: int) -> bytes:
        looks = self._items["cellXfs"]
        tag = START_TAG.match(looks[look]) if look < len(looks) else None
        if tag is None or tag[1] != b"xf":
            raise CannotEdit(f"no look {look}")
        return tag[0]

    def _with_fill(self, look: int, fill: int) -> int:
        """The number of the same look with another fill."""
        tag = self._tag(look)
        rest = self._items["cellXfs"][look][len(tag) :]
        return self._add("cellXfs", changed_tag(tag, {"fillId": str(fill), "applyFill": "1"}) + rest)

    def content(self) -> bytes:
        """The part with what was added."""
        edits: list[Edit] = []
        for name, count in self._added.items():
            if count:
                of_kind, items = self._list(name), self._items[name]
                edits += appended(self._data, of_kind, b"".join(items[-count:]))
                if of_kind.close > of_kind.inner:
                    edits.append(with_attributes(self._data, of_kind, {"count": str(len(items))}))
        return edited(self._data, edits)


def _colour_of(fill: Element) -> str:
    pattern = fill.child("patternFill")
    colour = pattern.child("fgColor") if pattern else None
    if pattern is None or colour is None or pattern.attributes.get("patternType") != "solid":
        return ""
    return colour.attributes.get("rgb", "").upper()
