"""Step curves of a share that grows day by day, such as the decisions taken within so many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.present.chart import BLUE, GREY, LIGHT, RUST
from thidua.present.drawing.axes import (
    Scale,
    axis_height,
    bottom_axis,
    left_axis,
    left_axis_width,
    refuse_unusable,
    within,
)
from thidua.present.drawing.labels import TICK, Block, Write, block, spread
from thidua.present.drawing.sheet import DASHED, DOTTED, Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, share, width_mm
from thidua.present.numbers import MISSING

PLOT_MM = 58.0
LABEL_MM = 42.0
"""Labels on the right wrap here."""
LEADER_MM = 4.5
STROKES: tuple[tuple[float, ...], ...] = ((), (5, 2), DOTTED, (6, 2, 1, 2))
COLORS, WORDS = (BLUE, RUST, GREY, LIGHT), (BLUE, RUST, GREY, BLUE)
SHAPES = ("o", "s", "^", "D", "v", "P", "X", "*")
"""Colour, stroke and the mark at the end differ together, so that none of them is needed alone."""


@dataclass(frozen=True)
class Curve:
    """A curve: from each day on, the share reached; `days` ascend, `shares` are fractions."""

    label: str
    days: Sequence[float]
    shares: Sequence[float]


@drawn_twice
def curve_svg(
    curves: Sequence[Curve],
    *,
    deadline: float | None,
    x_title: str,
    write_x: Write,
    write_y: Write,
    deadline_text: str = "",
) -> str:
    """Draw step curves, each from zero on day zero to its last day.

    Parameters
    ----------
    curves
        In the order of their importance: the first is a solid line. A curve without days is named with "…".
    deadline
        A day that matters: a dashed upright line with `deadline_text` above it.

    Raises
    ------
    ValueError
        If there are no curves, days and shares do not pair, a share is outside 0 to 1, days descend, or a value is
        not finite.
    """
    refuse_unusable("curve", curves, [value for curve in curves for value in (*curve.days, *curve.shares)] + [deadline])
    _refuse_broken(curves)
    labels = [block(curve.label if curve.days else f"{curve.label}: {MISSING}", share(LABEL_MM)) for curve in curves]
    above = block(deadline_text, width_mm() / 2, TICK) if deadline is not None else Block((), 0.0, 0.0)
    top = above.height + 1.5
    bottom = top + max(PLOT_MM, sum(label.height + 0.4 for label in labels))
    upright = Scale(0, 1, bottom, top)
    last = max([*(day for curve in curves for day in curve.days), deadline or 0.0, 1.0])
    room = max(label.width for label in labels) + LEADER_MM + 1
    first = min([0.0, *(curve.days[0] for curve in curves if curve.days)])
    across = Scale(first, last * 1.03, left_axis_width(upright, write_y) + 0.5, width_mm() - room)
    with sheet(bottom + 0.5 + axis_height(x_title, across.end - across.start)) as paper:
        left_axis(paper, upright, across.start, write_y)
        bottom_axis(paper, across, bottom + 0.5, write_x, title=x_title)
        if deadline is not None:
            x = across.at(deadline)
            paper.line([x, x], [top - 1, bottom + 0.5], color=GREY, width=0.8, dashes=DASHED, zorder=1)
            paper.words(within(x, above.width), above.height / 2, above, side="center", size=TICK, color=GREY)
        for number, curve in enumerate(curves):
            _step(paper, curve, number, across, upright)
        _labels(paper, curves, labels, across, upright)
        return paper.svg()


def _refuse_broken(curves: Sequence[Curve]) -> None:
    for curve in curves:
        if len(curve.days) != len(curve.shares):
            raise ValueError(f"curve: {curve.label!r} has {len(curve.days)} days and {len(curve.shares)} shares")
        if any(not 0 <= share <= 1 for share in curve.shares):
            raise ValueError(f"curve: {curve.label!r} has a share outside 0 to 1; expected fractions")
        if list(curve.days) != sorted(curve.days):
            raise ValueError(f"curve: the days of {curve.label!r} descend; expected them in order")


def _step(paper: Sheet, curve: Curve, number: int, across: Scale, upright: Scale) -> None:
    if not curve.days:
        return
    xs, ys = [across.at(min(0.0, curve.days[0]))], [upright.at(0)]
    for day, reached in zip(curve.days, curve.shares, strict=True):
        xs += [across.at(day)] * 2
        ys += [ys[-1], upright.at(reached)]
    color = COLORS[number % len(COLORS)]
    paper.line(xs, ys, color=color, width=2.0 if number == 0 else 1.5, dashes=STROKES[number % len(STROKES)])
    paper.marks([xs[-1]], [ys[-1]], color=color, shape=SHAPES[number % len(SHAPES)])


def _labels(paper: Sheet, curves: Sequence[Curve], labels: Sequence[Block], across: Scale, upright: Scale) -> None:
    """The names beside the ends of the curves, moved apart where they would collide, with a leader each."""
    wanted = [upright.at(curve.shares[-1] if curve.days else 0) for curve in curves]
    centres = spread(wanted, [label.height + 0.4 for label in labels], upright.end - 1.5, upright.start + 1.5)
    for number, (curve, label, y, centre) in enumerate(zip(curves, labels, wanted, centres, strict=True)):
        color = WORDS[number % len(WORDS)] if curve.days else GREY
        if curve.days:
            end, turn = across.at(curve.days[-1]) + 1.6, across.end + 0.5
            paper.line([end, turn], [y, y], color=GREY, width=0.5, dashes=DOTTED, zorder=1)
            paper.line([turn, across.end + LEADER_MM - 0.8], [y, centre], color=GREY, width=0.4, zorder=1)
        paper.words(across.end + LEADER_MM, centre, label, color=color)
