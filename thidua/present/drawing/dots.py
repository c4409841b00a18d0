"""Dots with their intervals, a row each: estimates beside one another, each with what chance leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.present.chart import BLUE, GREY, RUST
from thidua.present.drawing.axes import Scale, axis_height, bottom_axis, extent, is_known, refuse_unusable, within
from thidua.present.drawing.labels import TICK, Block, Write, block
from thidua.present.drawing.rows import Rows, rows_of
from thidua.present.drawing.sheet import DASHED, Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, width_mm
from thidua.present.numbers import MISSING

TEXT_MM = 42.0
"""The column of figures on the right wraps here."""


@dataclass(frozen=True)
class Dot:
    """An estimate: its interval, and the figures written on the right (its value, if `text` is empty).

    The own unit has a rust square and a bold label, a marked one a large hollow diamond. Without a value the row
    prints its text, or "…", and draws nothing.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    text: str = ""
    is_own: bool = False
    is_marked: bool = False


@drawn_twice
def dots_svg(
    dots: Sequence[Dot],
    *,
    write: Write,
    reference: float | None = None,
    reference_text: str = "",
    limits: tuple[float, float] | None = None,
) -> str:
    """Draw dots with intervals.

    Parameters
    ----------
    dots
        A row each, from the top.
    write
        Writes the figures of the axis, and the value of a dot without text.
    reference
        A value that all are compared with: a dashed line with `reference_text` above it.
    limits
        The ends of the axis; the drawn values and a margin, if left out.

    Raises
    ------
    ValueError
        If there are no dots, or a value is not finite.
    """
    drawn = [value for dot in dots if dot.value is not None for value in (dot.value, dot.low, dot.high)]
    refuse_unusable("dots", dots, [*drawn, reference])
    texts = [block(_figures(dot, write), TEXT_MM) for dot in dots]
    shown = reference if drawn else None
    above = block(reference_text, width_mm() / 2, TICK) if shown is not None else Block((), 0.0, 0.0)
    rows = rows_of([dot.label for dot in dots], [dot.is_own for dot in dots], top=above.height + 1, beside=texts)
    known = [value for value in [*drawn, shown, *(limits or ())] if is_known(value)]
    low, high = (min(known), max(known)) if limits else extent(known)
    scale = Scale(low, high, rows.left + 2, rows.right - 2.5)
    with sheet(rows.bottom + 1 + (axis_height() if drawn else 0)) as paper:
        rows.write(paper)
        if shown is not None:
            _reference(paper, scale.at(shown), above, rows)
        for dot, text, middle, head in zip(dots, texts, rows.middles, rows.heads, strict=True):
            paper.words(width_mm(), head, text, side="right", color=_color(dot), bold=dot.is_own)
            _dot(paper, dot, middle, scale)
        if drawn:
            bottom_axis(paper, scale, rows.bottom + 1, write)
        return paper.svg()


def _figures(dot: Dot, write: Write) -> str:
    if dot.text:
        return dot.text
    return MISSING if dot.value is None else write(dot.value)


def _color(dot: Dot) -> str:
    if dot.value is None:
        return GREY
    return RUST if dot.is_own else BLUE


def _dot(paper: Sheet, dot: Dot, y: float, scale: Scale) -> None:
    if dot.value is None:
        return
    x, color = scale.at(dot.value), _color(dot)
    ends = [scale.at(value) for value in (dot.low, dot.high) if value is not None]
    if ends:
        paper.line([min(*ends, x), max(*ends, x)], [y, y], color=color)
    if dot.is_marked:
        paper.marks([x], [y], color=color, shape="D", size=7, fill="white")
    else:
        paper.marks([x], [y], color=color, shape="s" if dot.is_own else "o")


def _reference(paper: Sheet, x: float, above: Block, rows: Rows) -> None:
    for upper, lower in rows.bands:
        paper.line([x, x], [upper - 0.3, lower + 1], color=GREY, width=0.8, dashes=DASHED, zorder=1)
    paper.words(within(x, above.width), above.height / 2, above, side="center", size=TICK, color=GREY)
