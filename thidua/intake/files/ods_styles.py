"""Which cell styles of an .ods strike their text through, with what they inherit.

Source: ODF 1.3 part 3, 16.4 (style:style) and 20.371 (style:text-line-through-style).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers.expat import ParserCreate

from thidua.intake.files.safety import read_xml

_STRUCK = re.compile(rb"text-line-through-(?:style|type)=[\"'](?!none)")
_BODY = b"<office:body"
_DEFAULT = ""


def struck_styles(parts: Iterable[bytes]) -> frozenset[str]:
    """Names of the struck styles of cells in these parts; they are parsed only where some style strikes.

    Raises
    ------
    Unreadable
        F07 if a part is no XML.
    """
    given = [part for part in parts if part]
    if not any(_STRUCK.search(part, 0, end_of_styles(part)) for part in given):
        return frozenset()
    reading = _Reading()
    for part in given:
        parser = ParserCreate()
        parser.StartElementHandler = reading.start
        read_xml(parser, part)
    return reading.struck()


def end_of_styles(part: bytes) -> int:
    """Where the styles of a part end, and what the cells hold begins."""
    body = part.find(_BODY)
    return body if body >= 0 else len(part)


class _Reading:
    """The styles of cells: whether each strikes (or leaves that to its parent), and its parent."""

    def __init__(self) -> None:
        self.strikes: dict[str, bool] = {}
        self.parents: dict[str, str] = {}
        self.name: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("style:style", "style:default-style"):
            is_of_cells = attributes.get("style:family") == "table-cell"
            self.name = attributes.get("style:name", _DEFAULT) if is_of_cells else None
            if self.name:
                self.parents[self.name] = attributes.get("style:parent-style-name", _DEFAULT)
        elif tag == "style:text-properties" and self.name is not None:
            said = [attributes.get(f"style:text-line-through-{about}") for about in ("style", "type")]
            if any(value is not None for value in said):
                self.strikes[self.name] = any(value not in (None, "none") for value in said)

    def struck(self) -> frozenset[str]:
        return frozenset(name for name in self.parents if self._is_struck(name))

    def _is_struck(self, name: str) -> bool:
        chain = []
        while name and name not in self.strikes:
            chain.append(name)
            # Styles that inherit from each other in a circle strike nothing.
            self.strikes[name] = False
            name = self.parents.get(name, _DEFAULT)
        is_struck = self.strikes.get(name, False)
        self.strikes.update(dict.fromkeys(chain, is_struck))
        return is_struck
