"""Which cell formats of an .xlsx show per cents or other numbers than are stored, or strike their text through.

Only what changes what a cell says belongs here; whether a cell has such a format is found with the cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers.expat import ParserCreate

from thidua.intake.files.number_format import BUILT_IN_PERCENTS, shows_another, shows_percent
from thidua.intake.files.safety import read_xml

_MAY_MATTER = re.compile(
    rb"%|[:<]strike\b|numFmtId=[\"'](?:9|10)[\"']"
    # A comma behind the digits, words or signs of its own, a first section that is empty.
    rb"|formatCode=[\"'](?:;|[^\"'<>]*(?:[0#?],+(?![0#?,])|&quot;|\\[0-9.,]))|formatCode='[^'<>]*\""
)


@dataclass(frozen=True, slots=True)
class CellFormats:
    """The numbers of formats, as cells name them; 0 is the format of a cell that names none."""

    percents: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()


def read_formats(styles: bytes) -> CellFormats:
    """Read the part with the styles; it is parsed only where some format may matter.

    Raises
    ------
    Unreadable
        F07 if it is no XML.
    """
    if not _MAY_MATTER.search(styles):
        return CellFormats()
    reading = _Reading()
    parser = ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    read_xml(parser, styles)
    return reading.formats()


class _Reading:
    """Where the parser stands; the same elements occur again inside differential formats, which count for nothing."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.codes: dict[str, str] = {}
        self.struck_fonts: set[str] = set()
        self.fonts = 0
        self.cells: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, inside = tag.rpartition(":")[2], self.open[1:]
        self.open.append(name)
        if name == "xf" and inside == ["cellXfs"]:
            self.cells.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))
        elif name == "numFmt" and inside == ["numFmts"]:
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "font" and inside == ["fonts"]:
            self.fonts += 1
        elif name == "strike" and inside == ["fonts", "font"] and attributes.get("val", "1") not in ("0", "false"):
            self.struck_fonts.add(str(self.fonts - 1))

    def end(self, _: str) -> None:
        self.open.pop()

    def formats(self) -> CellFormats:
        percents = {str(number) for number in BUILT_IN_PERCENTS} - self.codes.keys()
        percents |= {number for number, code in self.codes.items() if shows_percent(code)}
        others = {number for number, code in self.codes.items() if shows_another(code)}
        return CellFormats(
            others=frozenset(at for at, (number, _) in enumerate(self.cells) if number in others),
            percents=frozenset(at for at, (number, _) in enumerate(self.cells) if number in percents),
            struck=frozenset(at for at, (_, font) in enumerate(self.cells) if font in self.struck_fonts),
        )
