"""Which cell styles of an .ods strike their text through or show another number than is stored, with what they inherit.

Source: ODF 1.3 part 3, 16.4 (style:style) and 20.371 (style:text-line-through-style).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.parsers.expat import ParserCreate

from thidua.intake.files.ods_formats import SHOWS_ANOTHER, NumberFormats
from thidua.intake.files.safety import read_xml

_MATTERS = re.compile(rb"text-line-through-(?:style|type)=[\"'](?!none)|" + SHOWS_ANOTHER)
_BODY = b"<office:body"
_DEFAULT = ""


@dataclass(frozen=True)
class CellStyles:
    """Names of the styles of cells that strike their text through, and that show another number than is stored."""

    struck: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def cell_styles(parts: Iterable[bytes]) -> CellStyles:
    """What the styles of cells in these parts do; they are parsed only where some style matters.

    Raises
    ------
    Unreadable
        F07 if a part is no XML.
    """
    given = [part for part in parts if part]
    if not any(_MATTERS.search(part, 0, _end_of_styles(part)) for part in given):
        return CellStyles()
    reading = _Reading()
    for part in given:
        parser = ParserCreate()
        parser.StartElementHandler = reading.start
        parser.EndElementHandler = reading.formats.end
        parser.CharacterDataHandler = reading.formats.text
        read_xml(parser, part)
    others = {name: reading.formats.shows_another(format_name) for name, format_name in reading.shows.items()}
    return CellStyles(_inheriting(reading.strikes, reading.parents), _inheriting(others, reading.parents))


def _end_of_styles(part: bytes) -> int:
    body = part.find(_BODY)
    return body if body >= 0 else len(part)


class _Reading:
    """The styles of cells: their parents, and of those that say so themselves whether they strike, and their format."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}
        self.strikes: dict[str, bool] = {}
        self.shows: dict[str, str] = {}
        self.formats = NumberFormats()
        self.name: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("style:style", "style:default-style"):
            is_of_cells = attributes.get("style:family") == "table-cell"
            self.name = attributes.get("style:name", _DEFAULT) if is_of_cells else None
            if self.name:
                self.parents[self.name] = attributes.get("style:parent-style-name", _DEFAULT)
                if shown := attributes.get("style:data-style-name"):
                    self.shows[self.name] = shown
        elif tag == "style:text-properties" and self.name is not None:
            said = [attributes.get(f"style:text-line-through-{about}") for about in ("style", "type")]
            if any(value is not None for value in said):
                self.strikes[self.name] = any(value not in (None, "none") for value in said)
        else:
            self.formats.start(tag, attributes)


def _inheriting(said: Mapping[str, bool], parents: Mapping[str, str]) -> frozenset[str]:
    """The styles of which something holds, since they say so, or leave it to a parent of which it holds."""
    known = dict(said)
    for name in parents:
        chain = []
        while name and name not in known:
            chain.append(name)
            # Of styles that inherit from each other in a circle nothing holds.
            known[name] = False
            name = parents.get(name, _DEFAULT)
        known.update(dict.fromkeys(chain, known.get(name, False)))
    return frozenset(name for name in parents if known[name])
