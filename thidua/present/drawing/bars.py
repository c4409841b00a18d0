"""Horizontal bars, a row each, in panels side by side; every panel has its own scale, so each bar has its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.present.chart import BLUE, GREY, RUST
from thidua.present.drawing.axes import Scale, extent, is_known, refuse_unusable
from thidua.present.drawing.labels import TITLE, Box, Write, block, text_width
from thidua.present.drawing.rows import Rows, rows_of
from thidua.present.drawing.sheet import Sheet, sheet
from thidua.present.drawing.widths import drawn_twice
from thidua.present.numbers import MISSING

BAR_MM = 3.6
PANEL_GAP_MM = 6.0
FIGURE_GAP_MM = 1.0
"""Between the end of a bar and its figure."""


@dataclass(frozen=True)
class Bar:
    """A row: a value for each panel, or the words that stand for one ("…" if None, "–")."""

    label: str
    values: Sequence[float | str | None]


@drawn_twice
def bars_svg(bars: Sequence[Bar], titles: Sequence[str], *, write: Write) -> str:
    """Draw bars in panels.

    Parameters
    ----------
    bars
        A row each, from the top, with as many values as there are panels.
    titles
        The heading of each panel.
    write
        Writes the figure at the end of a bar.

    Raises
    ------
    ValueError
        If there are no bars or panels, a row has another number of values, or a value is not finite.
    """
    refuse_unusable("bars", bars, [value for bar in bars for value in bar.values if not isinstance(value, str)])
    if not titles or any(len(bar.values) != len(titles) for bar in bars):
        found = ", ".join(str(len(bar.values)) for bar in bars)
        raise ValueError(f"bars: rows of {found} values; expected one for each of {len(titles)} panels")
    plain = rows_of([bar.label for bar in bars])
    left = plain.left
    width = (plain.right - left - PANEL_GAP_MM * (len(titles) - 1)) / len(titles)
    heads = [block(title, width, TITLE, bold=True) for title in titles]
    rows = rows_of([bar.label for bar in bars], top=max(head.height for head in heads) + 1)
    with sheet(rows.bottom) as paper:
        rows.write(paper)
        for number, head in enumerate(heads):
            start = left + number * (width + PANEL_GAP_MM)
            paper.words(start, head.height / 2, head, size=TITLE, bold=True)
            draw_bars(paper, [bar.values[number] for bar in bars], rows, (start, start + width), write)
        return paper.svg()


def draw_bars(
    paper: Sheet,
    values: Sequence[float | str | None],
    rows: Rows,
    ends: tuple[float, float],
    write: Write,
    *,
    shared: Sequence[float] | None = None,
    color: str = BLUE,
) -> None:
    """The bars of one panel between its two ends, with their figures.

    Parameters
    ----------
    shared
        The values that set the scale, if it is not the panel's alone.
    """
    known = [value for value in values if not isinstance(value, str) and is_known(value)]
    scale = bar_scale(known if shared is None else shared, ends, write)
    zero = scale.at(0)
    for value, middle in zip(values, rows.middles, strict=True):
        if value is None or isinstance(value, str):
            paper.words(zero + FIGURE_GAP_MM, middle, value or MISSING, color=GREY)
            continue
        end = scale.at(value)
        if value:
            paper.bar(Box(min(zero, end), middle - BAR_MM / 2, max(zero, end), middle + BAR_MM / 2), color=color)
        gap = -FIGURE_GAP_MM if value < 0 else FIGURE_GAP_MM
        paper.words(
            end + gap,
            middle,
            write(value),
            side="right" if value < 0 else "left",
            color=RUST if color == RUST else BLUE,
        )
    for band in rows.bands:
        paper.line([zero, zero], band, color=GREY, width=0.6, zorder=1.5)


def bar_scale(values: Sequence[float], ends: tuple[float, float], write: Write) -> Scale:
    """A scale from zero whose longest bar leaves room for its figure, on both sides if there are negative values."""
    low, high = extent(values, from_zero=True, margin=0.0)
    figures = [text_width(write(value)) + FIGURE_GAP_MM for value in (low, high)]
    before = figures[0] if low < 0 else 0.0
    return Scale(low, high, ends[0] + before, max(ends[1] - figures[1], ends[0] + before + 1))
