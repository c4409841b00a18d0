"""Which cell styles of an .ods show another number than is stored: thousands, digits of their own, none.

Source: ODF 1.3 part 3, 16.29 (number:number-style), 16.3 (style:map), 19.346 (number:display-factor).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers.expat import ParserCreate

from thidua.intake.files.ods_styles import end_of_styles
from thidua.intake.files.safety import read_xml

_MAY_MATTER = re.compile(
    rb"number:display-factor=|<number:text>[.,]?[0-9]|<number:(?:number|currency)-style\b[^>]*(?:/>|>\s*<number:text)"
)
_OF_NUMBERS = ("number:number-style", "number:currency-style")
_DIGITS = ("number:number", "number:scientific-number", "number:fraction")
_ABOVE_0 = re.compile(r"value\(\)\s*(?:>|!=)")
_OWN_DIGITS = re.compile(r"[.,]?[0-9]")


def styles_shown_otherwise(parts: Iterable[bytes]) -> frozenset[str]:
    """Names of the styles of cells that show another number, in these parts; parsed only where one may.

    Raises
    ------
    Unreadable
        F07 if a part is no XML.
    """
    given = [part for part in parts if part]
    if not any(_MAY_MATTER.search(part, 0, end_of_styles(part)) for part in given):
        return frozenset()
    reading = _Reading()
    for part in given:
        parser = ParserCreate()
        parser.StartElementHandler = reading.start
        parser.EndElementHandler = reading.end
        parser.CharacterDataHandler = reading.text
        read_xml(parser, part)
    return reading.shown_otherwise()


@dataclass
class _Format:
    """A way to show numbers, as far as it was read."""

    has_number: bool
    """Whether it shows a number at all; other values than numbers are told by the reader of cells."""
    is_other: bool = False
    above_0: str = ""
    """The format that shows numbers above 0 in its place."""
    behind: str | None = None
    """The text right behind the number, while it is read; None elsewhere."""


class _Reading:
    """The styles of cells, each with its parent and its format, and the formats."""

    def __init__(self) -> None:
        self.cells: dict[str, tuple[str, str]] = {}
        self.formats: dict[str, _Format] = {}
        self.format: _Format | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style:style" and attributes.get("style:family") == "table-cell":
            parent, own = (attributes.get(f"style:{of}-style-name", "") for of in ("parent", "data"))
            self.cells[attributes.get("style:name", "")] = (parent, own)
        elif tag.startswith("number:") and tag.endswith("-style"):
            self.format = _Format(has_number=tag not in _OF_NUMBERS)
            self.formats[attributes.get("style:name", "")] = self.format
        elif self.format is None:
            return
        elif tag in _DIGITS:
            self.format.has_number, self.format.behind = True, ""
            self.format.is_other |= attributes.get("number:display-factor", "1") not in ("", "1")
        elif tag == "style:map" and _ABOVE_0.match(attributes.get("style:condition", "")):
            self.format.above_0 = self.format.above_0 or attributes.get("style:apply-style-name", "")

    def text(self, text: str) -> None:
        if self.format is not None and self.format.behind is not None:
            self.format.behind += text

    def end(self, tag: str) -> None:
        if self.format is None:
            return
        if tag == "number:text" or tag in _OF_NUMBERS:
            self.format.is_other |= _OWN_DIGITS.match(self.format.behind or "") is not None
            self.format.behind = None
        if tag.startswith("number:") and tag.endswith("-style"):
            self.format = None

    def shown_otherwise(self) -> frozenset[str]:
        """The styles of cells that show a number above 0 as another, by their own format or one that they inherit."""
        found = {"": False}
        for name in self.cells:
            chain = []
            while name not in found:
                chain.append(name)
                # Styles that inherit from each other in a circle have no format.
                found[name] = False
                parent, own = self.cells.get(name, ("", ""))
                if own:
                    found[name] = self._is_other(own)
                    break
                name = parent
            found.update(dict.fromkeys(chain, found[name]))
        return frozenset(name for name, is_other in found.items() if is_other)

    def _is_other(self, name: str) -> bool:
        shown = self.formats.get(name)
        if shown is not None and shown.above_0:
            shown = self.formats.get(shown.above_0)
        return shown is not None and (shown.is_other or not shown.has_number)
