"""What a mail says of one report: its overall assessment, headline figures and one chart, read from its notebook.

A digest is words and one drawing; how a mail sets them is for ``body``, to whom they go for ``compose``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.deliver.lines import one_line
from thidua.errors import DeliveryError

if TYPE_CHECKING:
    from thidua.export.document import Document

CHART_BYTES = 150_000
CHART_PX = 400
"""The width at which a mail shows its chart, which is drawn for phones: letters as large as those of the mail."""
_CHART_PPI = (144, 108, 72)
"""Twice its pixels, for sharp screens; coarser for a chart that would be too heavy."""


@dataclass(frozen=True)
class Figure:
    """One headline figure: "1.566", "lượt khen thưởng", and how sure or how much more than before."""

    value: str
    label: str
    qualification: str


@dataclass(frozen=True)
class Picture:
    """A chart: its drawing, narrow where there is one, the sentence that says what it shows, and its caption."""

    svg: str
    alt: str
    title: str


@dataclass(frozen=True)
class Digest:
    """What a mail says of one report, in the report's own language."""

    title: str
    lang: str
    illustrative: bool
    figures: tuple[Figure, ...]
    overview: str
    chart: Picture | None
    keyed: tuple[str, ...] = ()
    """The numbers that stand in its headline figures, as their values are written: what the mail has to repeat."""
    is_empty: bool = False
    """Whether its build found that it shows no figure at all."""
    mark: str = ""
    """What stands on every page of it, so in its mail too; empty if nothing."""


def read_digest(notebook: Path) -> Digest:
    """Read the digest of an executed notebook; what a report lacks of them its mail lacks.

    Raises
    ------
    DeliveryError
        If the file is missing or no executed notebook; names it.
    """
    try:
        return _digest(notebook, notebook.stat().st_mtime_ns)
    except OSError as problem:
        raise DeliveryError(f"{notebook}: cannot be read for a mail: {problem.strerror or problem}") from problem


@lru_cache(maxsize=64)
def _digest(notebook: Path, changed: int) -> Digest:
    """Read once, though every recipient's letter asks for it; ``changed`` only tells two states of a file apart."""
    from thidua.errors import NotebookError
    from thidua.export.document import read_document
    from thidua.export.notebook import read_notebook

    try:
        read = read_notebook(notebook)
        return _of_document(read_document(read), is_empty=read["metadata"].get("thidua", {}).get("verdict") == "empty")
    except NotebookError as problem:
        told = one_line(str(problem))
        raise DeliveryError(f"{notebook}: is no executed notebook of a report: {told}") from problem


def _of_document(document: Document, *, is_empty: bool) -> Digest:
    from thidua.present.chart import Chart
    from thidua.present.frame import Headline
    from thidua.present.language import written_in
    from thidua.present.names import OVERVIEW
    from thidua.present.part import Prose

    headline = next(iter(document.of(Headline)), Headline(Headline.kind, ()))
    chart = next((each for each in document.paper if isinstance(each, Chart)), None)
    overview = next((each.summary for each in document.of(Prose) if each.name == OVERVIEW), None)
    figures = tuple(
        Figure(one_line(each.value), one_line(each.label), one_line(each.qualification)) for each in headline.figures
    )
    with written_in(document.lang):
        numbers = tuple(dict.fromkeys(figure.words for figure in headline.keyed))
    picture = None if chart is None else Picture(chart.narrow or chart.svg, one_line(chart.alt), one_line(chart.title))
    return Digest(
        one_line(document.title),
        document.lang,
        document.illustrative,
        figures,
        one_line(" ".join(overview or ())),
        picture,
        numbers,
        is_empty,
        document.mark,
    )


def chart_png(svg: str) -> bytes:
    """A chart's drawing as PNG on white, at most `CHART_BYTES`: mail programs show no SVG.

    Raises
    ------
    DeliveryError
        If the drawing cannot be set, or is too heavy even when coarse.
    """
    from thidua.errors import NotebookError
    from thidua.export import picture

    try:
        for ppi in _CHART_PPI:
            png = picture.chart_png(svg, width=CHART_PX, ppi=ppi)
            if len(png) <= CHART_BYTES:
                return png
    except NotebookError as problem:
        raise DeliveryError(one_line(str(problem))) from problem
    raise DeliveryError(f"a chart takes {len(png)} bytes in a mail; at most {CHART_BYTES} may")
