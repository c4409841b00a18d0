"""Yearly series as small panels, each on its own scale from zero; breaks of the series are dashed upright lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from thidua.present.chart import BLUE, GREY, LIGHT
from thidua.present.drawing.axes import Scale, extent, is_known, refuse_unusable, within
from thidua.present.drawing.labels import TICK, TITLE, Block, Box, Write, block, size_mm, text_width
from thidua.present.drawing.sheet import DASHED, Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, width_mm
from thidua.present.numbers import MISSING

PLOT_MM = 20.0
FIGURE_MM = 4.0
"""Above the highest value, for its figure."""
LABELS_MM = 4.6
"""Below the base line, for the years."""
PANEL_GAP_MM = 9.0
BETWEEN_MM = 3.5
NARROWEST_MM = 45.0
"""A panel narrower than this shows no course: there are fewer columns instead."""
APART_MM = 1.2
DOT_MM = 1.0
CLEAR_MM = 0.8
"""What a figure keeps free beside it."""

_Point = tuple[float, float]
_Span = tuple[float, float, float]
"""A place on the sheet; and where a point has its interval: x, upper end, lower end."""


@dataclass(frozen=True)
class Series:
    """A panel: a value for each label, with the ends of its intervals where there are any."""

    title: str
    values: Sequence[float | None]
    low: Sequence[float | None] | None = None
    high: Sequence[float | None] | None = None


@dataclass(frozen=True)
class Break:
    """Where a series is not comparable with itself: between two labels (2.5 is between the third and the fourth)."""

    position: float
    text: str


@dataclass(frozen=True)
class _Panel:
    """The room of one series: from `left` to `right`, the heading and the texts of breaks down to `top`."""

    left: float
    right: float
    head: Block
    start: float
    top: float

    @property
    def base(self) -> float:
        return self.top + FIGURE_MM + PLOT_MM

    def at(self, position: float, count: int) -> float:
        """The place of a label, the first and last standing half a step inside."""
        return self.left + (position + 0.5) / count * (self.right - self.left)


@drawn_twice
def series_svg(
    series: Sequence[Series], labels: Sequence[str], breaks: Sequence[Break], *, write: Write, columns: int = 2
) -> str:
    """Draw series in panels.

    Parameters
    ----------
    series
        From left to right and then down. A missing value prints "…" and interrupts the line.
    labels
        The years, the same for all.
    breaks
        Their texts stand above the lines in the first panel; the lines are in all.
    columns
        The most panels beside each other.

    Raises
    ------
    ValueError
        If there are no series or labels, a series has another number of values, or a value is not finite.
    """
    for one in series:
        for values in (one.values, one.low, one.high):
            refuse_unusable("series", series, values or ())
            if values is not None and len(values) != len(labels):
                raise ValueError(
                    f"series: {one.title!r} has {len(values)} values; expected one for each of {len(labels)} labels"
                )
    refuse_unusable("series", series and labels, [one.position for one in breaks])
    panels = _panels(series, columns, breaks, len(labels))
    with sheet(panels[-1].base + LABELS_MM + 0.5) as paper:
        for number, (one, panel) in enumerate(zip(series, panels, strict=True)):
            paper.words(panel.left, panel.start + panel.head.height / 2, panel.head, size=TITLE, bold=True)
            _breaks(paper, panel, breaks, len(labels), is_named=number == 0)
            _series(paper, panel, one, breaks, write)
            _labels(paper, panel, labels)
        return paper.svg()


def _panels(series: Sequence[Series], columns: int, breaks: Sequence[Break], count: int) -> list[_Panel]:
    fitting = max(1, min(columns, len(series), int((width_mm() + PANEL_GAP_MM) / (NARROWEST_MM + PANEL_GAP_MM))))
    beside = ceil(len(series) / ceil(len(series) / fitting))
    width = (width_mm() - PANEL_GAP_MM * (beside - 1)) / beside
    texts = sum(words.height for words in _break_texts(breaks, width))
    panels: list[_Panel] = []
    start = 0.0
    for first in range(0, len(series), beside):
        heads = [block(one.title, width, TITLE, bold=True) for one in series[first : first + beside]]
        top = start + max(head.height for head in heads) + (texts if first == 0 else 0.0) + 0.5
        for number, head in enumerate(heads):
            left = number * (width + PANEL_GAP_MM)
            panels.append(_Panel(left, left + width, head, start, top))
        start = panels[-1].base + LABELS_MM + BETWEEN_MM
    return panels


def _break_texts(breaks: Sequence[Break], width: float) -> list[Block]:
    return [block(one.text, width, TICK) for one in breaks]


def _breaks(paper: Sheet, panel: _Panel, breaks: Sequence[Break], count: int, *, is_named: bool) -> None:
    """The lines, and in the first panel their texts, each on a line of its own just above where its break begins."""
    texts = _break_texts(breaks, panel.right - panel.left)
    y = panel.top - sum(words.height for words in texts)
    named: list[tuple[float, Box]] = []
    for one, words in zip(breaks, texts, strict=True):
        x = panel.at(one.position, count)
        paper.line([x, x], [panel.top, panel.base], color=GREY, width=0.7, dashes=DASHED, zorder=1)
        if is_named:
            middle = within(x, words.width, panel.left, panel.right)
            paper.words(middle, y + words.height / 2, words, side="center", size=TICK, color=GREY)
            y += words.height
            named.append((x, Box(middle - words.width / 2, y - words.height, middle + words.width / 2, y)))
    for x, own in named:
        _leader(paper, x, own.bottom, [box for _, box in named if box.top >= own.bottom], panel.top)


def _leader(paper: Sheet, x: float, start: float, below: Sequence[Box], end: float) -> None:
    """From a text down to where its line begins, passing behind the texts below."""
    for box in below:
        if box.left - 0.5 < x < box.right + 0.5:
            paper.line([x, x], [start, box.top], color=GREY, width=0.7, dashes=DASHED, zorder=1)
            start = box.bottom
    paper.line([x, x], [start, end], color=GREY, width=0.7, dashes=DASHED, zorder=1)


def _series(paper: Sheet, panel: _Panel, one: Series, breaks: Sequence[Break], write: Write) -> None:
    """The line with its gaps, the intervals as upright strokes, and the figures that find room."""
    count = len(one.values)
    scale = _scale(panel, one)
    paper.line([panel.left, panel.right], [scale.at(0)] * 2, color=GREY, width=0.6, zorder=1)
    places = [None if value is None else (panel.at(at, count), scale.at(value)) for at, value in enumerate(one.values)]
    for run in _runs(places):
        paper.line([x for x, _ in run], [y for _, y in run], color=BLUE)
    drawn = [place for place in places if place is not None]
    paper.marks([x for x, _ in drawn], [y for _, y in drawn], color=BLUE, size=4.5)
    spans = []
    for at, place in enumerate(places):
        ends = [scale.at(values[at] or 0.0) for values in (one.high, one.low) if values and is_known(values[at])]
        x, y = place or (panel.at(at, count), panel.base)
        spans.append((x, min([y, *ends]), max([y, *ends])))
        if len(ends) == 2:
            paper.line([x, x], ends, color=LIGHT, width=2.2, zorder=1.5)
    strokes = [pair for run in _runs(places) for pair in pairwise(run)]
    strokes += [((x, top), (x, bottom)) for x, top, bottom in spans if top < bottom]
    strokes += [((x, panel.top), (x, panel.base)) for x in (panel.at(one.position, count) for one in breaks)]
    _figures(paper, panel, one, spans, strokes, write)


def _scale(panel: _Panel, one: Series) -> Scale:
    shown = [value for values in (one.values, one.low, one.high) for value in values or () if is_known(value)]
    low, high = extent(shown, from_zero=True, margin=0.0)
    return Scale(low, high, panel.base - (FIGURE_MM if low < 0 else 0.0), panel.base - PLOT_MM)


def _runs(places: Sequence[_Point | None]) -> list[list[_Point]]:
    """The stretches without a gap."""
    runs: list[list[_Point]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if len(run) > 1]


def _figures(
    paper: Sheet,
    panel: _Panel,
    one: Series,
    spans: Sequence[_Span],
    strokes: Sequence[tuple[_Point, _Point]],
    write: Write,
) -> None:
    """Figures beside their points: the last and the first, the highest and lowest, then the others that find room."""
    known = [at for at, value in enumerate(one.values) if value is not None]
    ranked = sorted(known, key=lambda at: one.values[at] or 0.0)
    first = [*known[-1:], *known[:1], *ranked[-1:], *ranked[:1]]
    taken = [Box(x - DOT_MM, top - DOT_MM, x + DOT_MM, bottom + DOT_MM) for x, top, bottom in spans]
    room = Box(panel.left, panel.top - 1, panel.right, panel.base)
    for at in dict.fromkeys([*first, *range(len(one.values))]):
        value = one.values[at]
        words = MISSING if value is None else write(value)
        for box in _beside(spans[at], text_width(words, TICK) + CLEAR_MM, size_mm(TICK), must=at in first):
            if room.holds(box) and not any(box.touches(other) for other in taken):
                if any(box.is_crossed(*stroke) for stroke in strokes):
                    continue
                taken.append(box)
                middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
                paper.words(*middle, words, side="center", size=TICK, color=GREY if value is None else BLUE)
                break


def _beside(place: _Span, width: float, height: float, *, must: bool) -> Iterator[Box]:
    """Where the figure of a point may stand: above, below, at a side; further off only if it must stand somewhere."""
    x, top, bottom = place
    for far in (0.0, 2.0, 4.0) if must else (0.0,):
        above, below = top - height / 2 - DOT_MM - far, bottom + height / 2 + DOT_MM + far
        aside, middle = width / 2 + DOT_MM + 0.2, (top + bottom) / 2
        heights = ((0.0, above), (0.0, below), (width / 2, above), (-width / 2, above), (aside, middle))
        foot = bottom - height / 2
        for right, y in (*heights, (-aside, middle), (aside, foot), (-aside, foot), (aside, below), (-aside, below)):
            yield Box(x + right - width / 2, y - height / 2, x + right + width / 2, y + height / 2)


def _labels(paper: Sheet, panel: _Panel, labels: Sequence[str]) -> None:
    """The years below, as many as fit: each, or every second, third … counted back from the last."""
    step = (panel.right - panel.left) / len(labels)
    widest = max(text_width(label, TICK) for label in labels)
    moved_in = max(0.0, widest - step) / 2
    every = max(1, ceil((widest + APART_MM + moved_in) / step))
    for at in range(len(labels) - 1, -1, -every):
        x = within(panel.at(at, len(labels)), text_width(labels[at], TICK), panel.left, panel.right)
        paper.words(x, panel.base + 1.2 + size_mm(TICK) / 2, labels[at], side="center", size=TICK, color=GREY)
