"""Strips: a row for each quantity, a tick for each of many units at its value, the middle and the largest marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from thidua.present.chart import BLUE, INK, LIGHT
from thidua.present.drawing.axes import Scale, axis_height, bottom_axis, extent, refuse_unusable
from thidua.present.drawing.labels import TICK, Block, Write, block
from thidua.present.drawing.rows import rows_of
from thidua.present.drawing.sheet import Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, share, width_mm

STRIP_MM = 13.0
"""From strip to strip: ticks, and above them the name of the unit that has most."""
TICK_MM = 2.2
"""Half a tick; that of the middle is twice as high."""
NAME_MM = 50.0


@dataclass(frozen=True)
class Strip:
    """One quantity: its values, and who has the largest of them."""

    label: str
    values: Sequence[float]
    largest: str = ""


@drawn_twice
def strips_svg(strips: Sequence[Strip], *, write: Write, middle: Write) -> str:
    """Draw strips on one scale from zero.

    Parameters
    ----------
    strips
        A row each, from the top; each has a value at least.
    write
        Writes the figures of the axis.
    middle
        Writes the median of a strip, below its long tick.

    Raises
    ------
    ValueError
        If there are no strips, one has no values, or a value is not finite.
    """
    values = [value for strip in strips for value in strip.values]
    refuse_unusable("strips", strips, values)
    for strip in strips:
        if not strip.values:
            raise ValueError(f"strips: {strip.label!r} has no values; leave it out")
    rows = rows_of([strip.label for strip in strips], row_mm=STRIP_MM)
    scale = Scale(*extent(values, from_zero=True), rows.left + 2, rows.right - 6)
    with sheet(rows.bottom + 1 + axis_height()) as paper:
        rows.write(paper)
        for strip, y in zip(strips, rows.middles, strict=True):
            _strip(paper, strip, y, scale, middle)
        bottom_axis(paper, scale, rows.bottom + 1, write)
        return paper.svg()


def _strip(paper: Sheet, strip: Strip, y: float, scale: Scale, middle: Write) -> None:
    for value in sorted(set(strip.values)):
        x = scale.at(value)
        paper.line([x, x], [y - TICK_MM, y + TICK_MM], color=LIGHT, width=1.0)
    centre = median(strip.values)
    x = scale.at(centre)
    paper.line([x, x], [y - TICK_MM * 1.5, y + TICK_MM * 1.5], color=BLUE, width=2.2)
    _words(paper, x, y + TICK_MM * 1.5 + 1.6, block(middle(centre), NAME_MM, TICK), scale, BLUE)
    if strip.largest:
        _words(
            paper,
            scale.at(max(strip.values)),
            y - TICK_MM - 1.7,
            block(strip.largest, share(2 * NAME_MM), TICK),
            scale,
            INK,
        )


def _words(paper: Sheet, x: float, y: float, words: Block, scale: Scale, color: str) -> None:
    """Words centred at a place, moved aside where they would leave the sheet."""
    centre = min(max(x, scale.start + words.width / 2), width_mm() - words.width / 2)
    paper.words(centre, y, words, side="center", size=TICK, color=color)
