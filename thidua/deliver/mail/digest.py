"""What a mail says of one report: its headline figures, one chart and the sentence of change, read from its notebook.

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
_CHART_PPI = (144, 96, 60)
"""Twice the 600 pixels of a mail, for sharp screens; coarser for a chart that would be too heavy."""
_CHART = b"""#set page(width: 600pt, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), width: 100%)"""


@dataclass(frozen=True)
class Figure:
    """One headline figure: "1.566", "lượt khen thưởng", and how sure or how much more than before."""

    value: str
    label: str
    qualification: str


@dataclass(frozen=True)
class Picture:
    """A chart: its drawing, the sentence that says what it shows, and its caption."""

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
    change: str
    chart: Picture | None
    keyed: tuple[str, ...] = ()
    """The numbers that stand in its headline figures, as their values are written: what the mail has to repeat."""
    is_empty: bool = False
    """Whether its build found that it shows no figure at all."""
    mark: str = ""
    """What stands on every page of it, so in its mail too; empty if nothing."""


def read_digest(notebook: Path) -> Digest:
    """Read the digest of an executed notebook; a report without headline, chart or change has none in the mail.

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

    headline = next(iter(document.of(Headline)), Headline(Headline.kind, ()))
    chart = next(iter(document.of(Chart)), None)
    figures = tuple(
        Figure(one_line(each.value), one_line(each.label), one_line(each.qualification)) for each in headline.figures
    )
    with written_in(document.lang):
        numbers = tuple(dict.fromkeys(figure.words for figure in headline.keyed))
    picture = None if chart is None else Picture(chart.svg, one_line(chart.alt), one_line(chart.title))
    return Digest(
        one_line(document.title),
        document.lang,
        document.illustrative,
        figures,
        _change(document),
        picture,
        numbers,
        is_empty,
        document.mark,
    )


def _change(document: Document) -> str:
    """The sentences that the finding itself names for a mail; empty if the report says nothing of what moved."""
    from thidua.present.names import TOLD_IN_MAILS
    from thidua.present.part import Prose

    found = {each.name: each.summary for each in document.of(Prose)}
    return one_line(" ".join(next((summary for name in TOLD_IN_MAILS if (summary := found.get(name))), ())))


@lru_cache(maxsize=32)
def chart_png(svg: str) -> bytes:
    """A chart's drawing as PNG on white, at most `CHART_BYTES`: mail programs show no SVG.

    Raises
    ------
    DeliveryError
        If the drawing cannot be set, or is too heavy even when coarse.
    """
    import typst

    # The letters of a chart are drawn: no font is asked for, so none of the system's can slip in.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    try:
        for ppi in _CHART_PPI:
            png: bytes = typst.compile(_CHART, font_paths=fonts, sys_inputs={"svg": svg}, format="png", ppi=ppi)
            if len(png) <= CHART_BYTES:
                return png
    except typst.TypstError as problem:
        raise DeliveryError(f"a chart cannot be drawn for a mail: {one_line(problem.message)}") from problem
    raise DeliveryError(f"a chart takes {len(png)} bytes in a mail; at most {CHART_BYTES} may")
