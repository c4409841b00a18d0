"""Scales and axes: from values to places on the sheet, and the few figures that let a reader check them.

An axis has only ticks whose written figures are true and stand apart; what is drawn along it is the form's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import TypeGuard

from thidua.present.chart import GREY
from thidua.present.drawing.labels import LINE_PITCH, MM_PER_POINT, TICK, Write, block, size_mm, text_width
from thidua.present.drawing.sheet import Sheet
from thidua.present.drawing.widths import width_mm

TICK_GAP_MM = 3.0
"""What stays free between two figures of an axis."""
SPARSE_MM = 12.0
UPRIGHT_MM = 8.0
"""Ticks nearer than this are more than a reader needs, along the sheet and up it."""
_AXIS, _TICK = 0.6, 3.0
"""The points of the line of an axis, and of the length of its ticks."""


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` on the millimetres from `start` to `end`; a higher value may stand higher up."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value, in mm."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def is_known(value: float | None) -> TypeGuard[float]:
    """Whether there is a value: a missing one is None, draws nothing and prints "…"."""
    return value is not None


def refuse_unusable(form: str, rows: Sequence[object], values: Iterable[float | None]) -> None:
    """Refuse to draw nothing at all, and what is no number.

    Raises
    ------
    ValueError
        If there are no rows, or a value is infinite or not a number.
    """
    if not rows:
        raise ValueError(f"{form}: nothing to draw; leave the chart out where there are no rows")
    for value in values:
        if value is not None and not isfinite(value):
            raise ValueError(f"{form}: {value} is no finite number; a missing value is None")


def extent(values: Iterable[float], *, from_zero: bool = False, margin: float = 0.05) -> tuple[float, float]:
    """The lowest and the highest value with a margin on both sides, which never crosses zero.

    Parameters
    ----------
    from_zero
        Zero is part of the extent, as it must be where lengths are compared.

    Examples
    --------
    >>> extent([5, 15])
    (4.5, 15.5)
    >>> extent([0, 20])
    (0.0, 21.0)
    >>> extent([])
    (0.0, 1.0)
    """
    known = [float(value) for value in values] + ([0.0] if from_zero else [])
    if not any(known):
        return 0.0, 1.0
    low, high = min(known), max(known)
    room = (high - low) * margin or (abs(low) / 10 if low == high else 0.0)
    below = low if low == 0 else low - room
    above = high if high == 0 else high + room
    return (max(below, 0.0) if low > 0 else below), (min(above, 0.0) if high < 0 else above)


def ticks(scale: Scale, write: Write, *, upright: bool = False) -> list[float]:
    """The round values of a scale that can be written without collision and without being rounded away.

    Notes
    -----
    Steps are 1, 2 or 5 of a power of ten. A step is too fine where a value beside the tick is written like the tick:
    "0, 1, 1, 2" for steps of a half would be wrong.
    """
    length = abs(scale.end - scale.start)
    power = floor(log10((scale.high - scale.low) / 20))
    for exponent in range(power, power + 4):
        for factor in (1, 2, 5):
            step = factor * 10.0**exponent
            first, last = ceil(scale.low / step - 1e-9), floor(scale.high / step + 1e-9)
            values = [
                number * step if exponent < 0 else float(round(number * step)) for number in range(first, last + 1)
            ]
            if _is_legible(values, step, step / (scale.high - scale.low) * length, write, upright=upright):
                return values
    return []


def _is_legible(values: Sequence[float], step: float, apart: float, write: Write, *, upright: bool) -> bool:
    if apart < (UPRIGHT_MM if upright else SPARSE_MM) or any(
        write(value + 0.6 * step) == write(value) for value in values
    ):
        return False
    return upright or apart >= TICK_GAP_MM + max((text_width(write(value), TICK) for value in values), default=0.0)


def bottom_axis(sheet: Sheet, scale: Scale, y: float, write: Write, *, title: str = "") -> None:
    """A horizontal axis at `y`: line, ticks, figures below, and the title below these."""
    _axis_line(sheet, (scale.start, scale.end), (y, y))
    length = _tick_mm()
    at = y + length + 0.8 + size_mm(TICK) / 2
    for value in ticks(scale, write):
        x, words = scale.at(value), write(value)
        _axis_line(sheet, (x, x), (y, y + length))
        sheet.words(within(x, text_width(words, TICK)), at, words, side="center", size=TICK, color=GREY)
    if title:
        words_below = block(title, scale.end - scale.start, TICK)
        middle = at + size_mm(TICK) * (LINE_PITCH / 2 + 0.1) + words_below.height / 2
        sheet.words(
            within((scale.start + scale.end) / 2, words_below.width),
            middle,
            words_below,
            side="center",
            size=TICK,
            color=GREY,
        )


def axis_height(title: str = "", width: float | None = None) -> float:
    """The room that a horizontal axis of this width (the sheet's, if left out) needs below its line, in mm."""
    figures = _tick_mm() + 0.8 + size_mm(TICK) * 1.15
    return figures + (block(title, width or width_mm(), TICK).height + 0.4 if title else 0.0)


def left_axis(sheet: Sheet, scale: Scale, x: float, write: Write) -> None:
    """A vertical axis at `x` with its figures to the left."""
    _axis_line(sheet, (x, x), (scale.start, scale.end))
    length = _tick_mm()
    for value in ticks(scale, write, upright=True):
        y = scale.at(value)
        _axis_line(sheet, (x - length, x), (y, y))
        sheet.words(x - length - 0.8, y, write(value), side="right", size=TICK, color=GREY)


def left_axis_width(scale: Scale, write: Write) -> float:
    """The room that a vertical axis needs left of its line, in mm."""
    figures = max((text_width(write(value), TICK) for value in ticks(scale, write, upright=True)), default=0.0)
    return figures + _tick_mm() + 1.2


def within(x: float, width: float, low: float = 0.0, high: float | None = None) -> float:
    """The centre nearest to `x` at which words of this width stay between the two edges, those of the sheet."""
    return max(low + width / 2, min((width_mm() if high is None else high) - width / 2, x))


def _tick_mm() -> float:
    return _TICK * MM_PER_POINT


def _axis_line(sheet: Sheet, xs: tuple[float, float], ys: tuple[float, float]) -> None:
    sheet.line(xs, ys, color=GREY, width=_AXIS)
