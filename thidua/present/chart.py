"""A chart as one object: drawn once as SVG, with alt text and the data behind it.

The look (face, colours, sizes) is kept here for every chart; what a chart shows is decided in `charts`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

from thidua.present.table import TABLE_MIME, Table

CHART_MIME = "image/svg+xml"
INK, BLUE, RUST, GREY, PALE = "#1a1a1a", "#1f4e79", "#b5451b", "#595959", "#d9d9d9"
WIDTH_INCHES = 165 / 25.4
"""The text width of the page: A4 less 30 mm and 15 mm of margin."""


@dataclass(frozen=True)
class Chart:
    """A chart of a report: the picture, the sentence that says what it shows, and its data as a table."""

    svg: str
    alt: str
    data: Table

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {
            "text/plain": self.alt,
            CHART_MIME: self.svg,
            TABLE_MIME: {**self.data.payload(), "alt": self.alt},
        }


@cache
def _load_face() -> None:
    """Make the report's face known to matplotlib, from the package itself."""
    for font in files("thidua.present").joinpath("fonts").iterdir():
        if font.name.endswith(".ttf"):
            with as_file(font) as path:
                fontManager.addfont(path)


@contextmanager
def drawing(height_mm: float) -> Iterator[Figure]:
    """A figure of the text width in the report's look; matplotlib's own settings are left as they were."""
    _load_face()
    with as_file(files("thidua.present").joinpath("report.mplstyle")) as style, mpl.rc_context(fname=style):
        yield Figure(figsize=(WIDTH_INCHES, height_mm / 25.4), layout="constrained")


def svg_of(figure: Figure) -> str:
    """The figure as SVG text, the same bytes for the same drawing."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()
