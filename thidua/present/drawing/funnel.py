"""A funnel plot: each unit against its size, between the limits that chance alone would keep it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from thidua.present.chart import BLUE, GREY, INK, RUST
from thidua.present.drawing.axes import (
    Scale,
    axis_height,
    bottom_axis,
    extent,
    left_axis,
    left_axis_width,
    refuse_unusable,
)
from thidua.present.drawing.labels import TICK, Block, Box, Write, block, spread
from thidua.present.drawing.marks import Anchor, name_mark, place_labels
from thidua.present.drawing.sheet import DASHED, DOTTED, Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, share, width_mm
from thidua.present.many import is_many
from thidua.present.numbers import write_percent

PLOT_MM = 76.0
"""The height of the plot itself."""
NAME_MM = 34.0
"""The name of a unit wraps here."""
GUTTER_MM = 27.0
"""The names of the lines on the right wrap here."""
MARK_MM = 1.1
"""Half a mark."""
LARGEST_NAMED = 3
"""Of many units, so many of the largest are named beside those that stand out."""


@dataclass(frozen=True)
class FunnelPoint:
    """A unit: its size, its value, whether it is beyond the outer limits, whether the report is about it."""

    label: str
    x: float
    y: float
    is_outside: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class FunnelLines:
    """Limits of 95 % and 99.8 % at the sizes `x`, ascending."""

    x: Sequence[float]
    low95: Sequence[float]
    high95: Sequence[float]
    low998: Sequence[float]
    high998: Sequence[float]


@drawn_twice
def funnel_svg(
    points: Sequence[FunnelPoint],
    lines: FunnelLines,
    target: float,
    *,
    x_title: str,
    y_title: str,
    write_x: Write,
    write_y: Write,
    target_text: str,
) -> str:
    """Draw a funnel plot.

    Parameters
    ----------
    points
        Units with a size and a value. Those outside the limits and the own unit are always named, the others
        where there is room near them; of many, those that stand out and the largest, where there is room.
    lines
        The limits, at least over the sizes of the points.
    target
        The value that all are compared with; `target_text` stands at the end of its line.

    Raises
    ------
    ValueError
        If there are no points or no limits, or a value is not finite.
    """
    refuse_unusable("funnel", points, [value for point in points for value in (point.x, point.y)] + [target])
    limits = (lines.low998, lines.low95, lines.high95, lines.high998)
    refuse_unusable("funnel limits", lines.x, [value for line in (lines.x, *limits) for value in line])
    head = block(y_title, width_mm(), TICK)
    top, bottom = head.height + 2, head.height + 2 + PLOT_MM
    upright = Scale(*_heights(points, lines, target), bottom, top)
    gutter = _gutter(target_text)
    across = Scale(
        *extent([*lines.x, *(point.x for point in points)], margin=0.0),
        left_axis_width(upright, write_y) + 0.5,
        width_mm() - max(words.width for words in gutter) - 2,
    )
    plot = Box(across.start, top, across.end, bottom)
    with sheet(bottom + 1 + axis_height(x_title, across.end - across.start)) as paper:
        paper.words(0, head.height / 2, head, size=TICK, color=GREY)
        left_axis(paper, upright, across.start, write_y)
        bottom_axis(paper, across, bottom + 1, write_x, title=x_title)
        _limits(paper, lines, across, upright, plot)
        paper.line([plot.left, plot.right], [upright.at(target)] * 2, color=INK, width=0.7)
        ends = [lines.high998[-1], lines.high95[-1], target, lines.low95[-1], lines.low998[-1]]
        _name_lines(paper, gutter, [upright.at(value) for value in ends], plot)
        drawn = [(lines.x, line) for line in limits] + [((across.low, across.high), (target, target))]
        _points(paper, points, drawn, (across, upright), plot)
        return paper.svg()


def _heights(points: Sequence[FunnelPoint], lines: FunnelLines, target: float) -> tuple[float, float]:
    """The values shown: all points, and the limits from the smallest unit on; what they do before is cut off."""
    smallest = min(point.x for point in points)
    shown = [index for index, x in enumerate(lines.x) if x >= smallest] or [len(lines.x) - 1]
    limits = [line[index] for index in shown for line in (lines.low998, lines.high998)]
    return extent([*limits, *(point.y for point in points), target])


def _gutter(target_text: str) -> list[Block]:
    """The names of the lines, from the highest to the lowest."""
    outer, inner = (
        block(write_percent(level, decimals=one), share(GUTTER_MM), TICK) for level, one in ((0.998, 1), (0.95, 0))
    )
    return [outer, inner, block(target_text, share(GUTTER_MM), TICK), inner, outer]


def _name_lines(paper: Sheet, names: Sequence[Block], wanted: Sequence[float], plot: Box) -> None:
    centres = spread(wanted, [name.height for name in names], plot.top - 2, plot.bottom + 2)
    for number, (name, centre) in enumerate(zip(names, centres, strict=True)):
        paper.words(plot.right + 2, centre, name, size=TICK, color=INK if number == 2 else GREY)


def _limits(paper: Sheet, lines: FunnelLines, across: Scale, upright: Scale, plot: Box) -> None:
    xs = [across.at(x) for x in lines.x]
    for line, style in (
        (lines.low998, DOTTED),
        (lines.high998, DOTTED),
        (lines.low95, DASHED),
        (lines.high95, DASHED),
    ):
        ys = [upright.at(value) for value in line]
        paper.line(xs, ys, color=GREY, width=1.0 if style is DOTTED else 0.8, dashes=style, within=plot)


Lines = Sequence[tuple[Sequence[float], Sequence[float]]]


def _points(paper: Sheet, points: Sequence[FunnelPoint], lines: Lines, scales: tuple[Scale, Scale], plot: Box) -> None:
    """Circles; a unit outside is a large hollow diamond, the own unit is rust and a square."""
    across, upright = scales
    anchors = []
    for point in points:
        x, y = across.at(point.x), upright.at(point.y)
        color = RUST if point.is_own else BLUE
        if point.is_outside:
            paper.marks([x], [y], color=color, shape="D", size=7, fill="white")
        else:
            paper.marks([x], [y], color=color, shape="s" if point.is_own else "o")
        stands_out = point.is_own or point.is_outside
        anchors.append(
            Anchor(
                x, y, MARK_MM + 0.4 * point.is_outside, block(point.label, share(NAME_MM), bold=stands_out), stands_out
            )
        )
    drawn = _along(lines, across, upright)
    if is_many(points):
        _few_named(paper, points, anchors, drawn, plot)
        return
    places = place_labels(anchors, plot, avoided=drawn)
    for point, anchor, place in zip(points, anchors, places, strict=True):
        if place is not None:
            name_mark(paper, anchor, place, color=RUST if point.is_own else BLUE, bold=anchor.must, over=drawn)


def _few_named(
    paper: Sheet, points: Sequence[FunnelPoint], anchors: Sequence[Anchor], drawn: Sequence[Box], plot: Box
) -> None:
    """The names of those of many that stand out or are largest, each where there is room near it; no more than fit."""
    largest = sorted(range(len(points)), key=lambda place: -points[place].x)[:LARGEST_NAMED]
    wanted = [place for place, anchor in enumerate(anchors) if anchor.must]
    wanted += [place for place in largest if place not in wanted]
    chosen = [anchors[place]._replace(must=points[place].is_own) for place in wanted]
    marks = [Box(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in anchors]
    boxes = place_labels(chosen, plot, marks, avoided=drawn)
    for place, anchor, box in zip(wanted, chosen, boxes, strict=True):
        if box is not None:
            is_own, is_bold = points[place].is_own, anchors[place].must
            name_mark(paper, anchor, box, color=RUST if is_own else BLUE, bold=is_bold, over=drawn)


def _along(lines: Lines, across: Scale, upright: Scale) -> list[Box]:
    """Boxes along the lines, which names would rather not cross."""
    boxes = []
    for xs, ys in lines:
        stride = max(1, len(xs) // 40)
        places = [(across.at(x), upright.at(y)) for x, y in zip(xs[::stride], ys[::stride], strict=True)]
        for (x, y), (next_x, next_y) in pairwise([*places, (across.at(xs[-1]), upright.at(ys[-1]))]):
            boxes.append(Box(x, min(y, next_y) - 0.2, next_x, max(y, next_y) + 0.2))
    return boxes
