"""Rows of a chart with their labels in a column on the left: how high each is, and where its middle lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.present.chart import INK, RUST
from thidua.present.drawing.labels import Block, block
from thidua.present.drawing.sheet import Sheet

ROW_MM = 6.0
"""The height of a row with a label of one line."""
WIDEST_MM = 64.0
"""Labels wrap here, so that at least half of the sheet is left to the drawing."""
GAP_MM = 2.5


@dataclass(frozen=True)
class Rows:
    """The rows from `top` down: a block of words, whether it is the own unit's, and a middle for each."""

    labels: tuple[Block, ...]
    own: tuple[bool, ...]
    middles: tuple[float, ...]
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """Where the drawing begins, right of the labels."""
        return max(label.width for label in self.labels) + GAP_MM

    def write(self, sheet: Sheet) -> None:
        """The labels, right-aligned beside their rows; the own unit's in bold."""
        for label, own, middle in zip(self.labels, self.own, self.middles, strict=True):
            color = RUST if own else INK
            sheet.words(self.left - GAP_MM, middle, label, side="right", color=color, bold=own)


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
    blocks = tuple(block(label, widest, bold=flag) for label, flag in zip(labels, flags, strict=True))
    middles, bottom = [], top
    for number, words in enumerate(blocks):
        needed = max(words.height, beside[number].height if beside else 0.0)
        height = max(row_mm, needed + 1.6)
        middles.append(bottom + height / 2)
        bottom += height
    return Rows(blocks, flags, tuple(middles), top, bottom)
