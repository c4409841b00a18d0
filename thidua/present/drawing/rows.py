"""Rows of a chart with their labels: in a column on the left, or above their rows where the sheet is narrow.

How high each row is, where its middle lies, and what of the sheet is left to the drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.present.chart import INK, RUST
from thidua.present.drawing.labels import Block, block
from thidua.present.drawing.sheet import Sheet
from thidua.present.drawing.widths import is_narrow, width_mm

ROW_MM = 6.0
"""The height of a row with a label of one line."""
WIDEST_MM = 64.0
"""Labels wrap here, so that at least half of the sheet is left to the drawing."""
NARROW_WORDS_MM = 40.0
"""What labels, and words at the other end, may take of a narrow sheet; longer ones stand above their rows."""
GAP_MM = 2.5
APART_MM = 1.6
"""Between the words of one row and those of the next."""


@dataclass(frozen=True)
class Rows:
    """The rows from `top` down: a block of words, whether it is the own unit's, and a middle for each.

    Attributes
    ----------
    middles
        Of the drawing of each row.
    heads
        Of its label and of the words beside it; those of the drawing, unless the labels stand above.
    bands
        From where to where the drawing has the sheet for itself: all rows at once, or each below its label.
    left, right
        Between which the drawing stands, in mm.
    """

    labels: tuple[Block, ...]
    own: tuple[bool, ...]
    middles: tuple[float, ...]
    heads: tuple[float, ...]
    bands: tuple[tuple[float, float], ...]
    top: float
    bottom: float
    left: float
    right: float
    is_stacked: bool = False

    def write(self, sheet: Sheet) -> None:
        """The labels, right-aligned beside their rows or above them; the own unit's in bold."""
        for label, own, y in zip(self.labels, self.own, self.heads, strict=True):
            color = RUST if own else INK
            if self.is_stacked:
                sheet.words(0, y, label, color=color, bold=own)
            else:
                sheet.words(self.left - GAP_MM, y, label, side="right", color=color, bold=own)


def rows_of(
    labels: Sequence[str],
    own: Sequence[bool] = (),
    *,
    top: float = 0.0,
    row_mm: float = ROW_MM,
    beside: Sequence[Block] = (),
    widest: float = WIDEST_MM,
) -> Rows:
    """Set the labels of the rows below each other.

    Parameters
    ----------
    own
        Whether each row is the own unit's; none is, if left out.
    beside
        Words at the other end of each row, which may need more lines than the label.
    """
    flags = tuple(own) or (False,) * len(labels)
    words = max((one.width for one in beside), default=0.0)
    if is_narrow():
        short = NARROW_WORDS_MM - words
        blocks = tuple(block(label, max(short, 1.0), bold=flag) for label, flag in zip(labels, flags, strict=True))
        if short < 0 or any(len(one.lines) > 1 for one in blocks):
            return _stacked(labels, flags, top, row_mm, beside)
    blocks = tuple(block(label, widest, bold=flag) for label, flag in zip(labels, flags, strict=True))
    heights = [max(row_mm, high + APART_MM) for high in _heights(blocks, beside)]
    middles, bottom = [], top
    for height in heights:
        middles.append(bottom + height / 2)
        bottom += height
    left = max(label.width for label in blocks) + GAP_MM
    right = width_mm() - (words + GAP_MM if words else 0.0)
    places = tuple(middles)
    return Rows(blocks, flags, places, places, ((top, bottom),), top, bottom, left, right)


def _stacked(
    labels: Sequence[str], flags: tuple[bool, ...], top: float, row_mm: float, beside: Sequence[Block]
) -> Rows:
    """Every label on a line of its own above its row, the words beside it at the end of that line."""
    room = width_mm() - (max(one.width for one in beside) + GAP_MM if beside else 0.0)
    blocks = tuple(block(label, room, bold=flag) for label, flag in zip(labels, flags, strict=True))
    heads, bands, bottom = [], [], top
    for height in _heights(blocks, beside):
        below = bottom + height + 0.4
        heads.append(bottom + height / 2)
        bands.append((below, below + row_mm - APART_MM))
        bottom = bands[-1][1] + APART_MM
    middles = tuple((upper + lower) / 2 for upper, lower in bands)
    return Rows(blocks, flags, middles, tuple(heads), tuple(bands), top, bottom, 0.0, width_mm(), is_stacked=True)


def _heights(blocks: Sequence[Block], beside: Sequence[Block]) -> list[float]:
    others = [one.height for one in beside] or [0.0] * len(blocks)
    return [max(label.height, other) for label, other in zip(blocks, others, strict=True)]
