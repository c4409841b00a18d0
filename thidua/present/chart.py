"""A chart as one object: drawn as SVG for two widths, with alt text and the data behind it.

The colours and widths of every chart are kept here; the forms of chart are in `drawing`, what a chart
shows is decided in the chapters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from thidua.present.printed import PrintedTable, print_table
from thidua.present.table import OWN, TABLE_MIME, Table

CHART_MIME = "image/svg+xml"
INK, BLUE, RUST, GREY, PALE = "#1a1a1a", "#1f4e79", "#b5451b", "#595959", "#d9d9d9"
LIGHT = "#7695b8"
"""The blue of what stands around the unit that the report is about: lighter than rust also in grey."""
WIDTH_MM = 165.0
"""The text width of the page: A4 less 30 mm and 15 mm of margin."""
NARROW_MM = 90.0
"""The width of a phone at which letters of this size are as large as those of a text."""
MM_PER_INCH = 25.4


class Drawn(str):
    """A drawing for the width of the text that knows the narrow one of the same; empty if there is none."""

    __slots__ = ("narrow",)
    narrow: str

    def __new__(cls, svg: str, narrow: str = "") -> Drawn:
        made = super().__new__(cls, svg)
        made.narrow = narrow
        return made


@dataclass(frozen=True)
class Chart:
    """A chart of a report: the picture, the sentence that says what it shows, and its data as a table."""

    svg: str
    alt: str
    data: Table
    label: str = ""
    """Its number in a document ("Hình 1"), which it gets when that is read and takes to no notebook."""
    narrow: str = ""
    """The same drawn for a phone or a mail; empty where there is only the one picture."""
    kind: str = field(default="chart", init=False)

    def __post_init__(self) -> None:
        # The figures behind a picture are folded away: there is room for all of them.
        object.__setattr__(self, "data", replace(self.data, printed=None, dense=False))
        if isinstance(self.svg, Drawn):
            object.__setattr__(self, "narrow", self.svg.narrow)
            object.__setattr__(self, "svg", str(self.svg))

    @property
    def name(self) -> str:
        """What it is called by, in the notebook and in the address of its place on a page."""
        return self.data.name

    @property
    def title(self) -> str:
        """Its caption."""
        return self.data.title

    def payload(self) -> dict[str, Any]:
        """The figures behind it as a tabular data resource, with the words for it and its narrow picture."""
        return {**self.data.payload(), f"{OWN}alt": self.alt} | ({f"{OWN}narrow": self.narrow} if self.narrow else {})

    @classmethod
    def parse(cls, svg: str, resource: Mapping[str, Any], words: str = "") -> Chart:
        """The chart of a picture and the resource behind it; ``words`` are those of a resource without its own."""
        alt, narrow = (resource.get(f"{OWN}{name}", resource.get(name)) for name in ("alt", "narrow"))
        return cls(svg, words if alt is None else alt, Table.parse(resource), narrow=narrow or "")

    def printed(self) -> PrintedTable:
        """Its figures as a template prints them, with the picture and the words for it."""
        table = print_table(self.data)
        return replace(table, kind=self.kind, label=self.label, alt=self.alt, svg=self.svg, narrow=self.narrow)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {"text/plain": self.alt, CHART_MIME: self.svg, TABLE_MIME: self.payload()}
