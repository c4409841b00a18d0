"""Small bar charts side by side on one scale: the same rows in each panel, the labels written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from thidua.present.chart import BLUE, INK, LIGHT, RUST
from thidua.present.drawing.axes import is_known, refuse_unusable
from thidua.present.drawing.bars import FIGURE_GAP_MM, draw_bars
from thidua.present.drawing.labels import TITLE, Write, block, text_width
from thidua.present.drawing.rows import rows_of
from thidua.present.drawing.sheet import sheet
from thidua.present.drawing.widths import drawn_twice, width_mm

ROW_MM = 4.8
PANEL_GAP_MM = 4.0
BETWEEN_MM = 3.0
SHORTEST_MM = 14.0
"""The longest bar of all is never shorter than this: there are fewer columns instead."""


@dataclass(frozen=True)
class Panel:
    """One small chart: a value for each label; the own unit's stands out in a darker rust."""

    title: str
    values: Sequence[float | None]
    is_own: bool = False


@drawn_twice
def multiples_svg(panels: Sequence[Panel], labels: Sequence[str], *, write: Write, columns: int = 4) -> str:
    """Draw small multiples.

    Parameters
    ----------
    panels
        From left to right and then down.
    labels
        The rows that all panels have.
    columns
        The most panels beside each other; fewer, where long labels or figures leave no room for bars.

    Raises
    ------
    ValueError
        If there are no panels or labels, a panel has another number of values, or a value is not finite.
    """
    known = [value for panel in panels for value in panel.values if is_known(value)]
    refuse_unusable("multiples", panels, known)
    if not labels or any(len(panel.values) != len(labels) for panel in panels):
        found = ", ".join(str(len(panel.values)) for panel in panels)
        raise ValueError(f"multiples: panels of {found} values; expected one for each of {len(labels)} labels")
    left = rows_of(labels).left
    figure = max((text_width(write(value)) for value in known), default=0.0) + FIGURE_GAP_MM
    beside = _columns(len(panels), columns, width_mm() - left, figure + SHORTEST_MM)
    width = (width_mm() - left - PANEL_GAP_MM * (beside - 1)) / beside
    bands, top = [], 0.0
    for start in range(0, len(panels), beside):
        heads = [block(panel.title, width, TITLE, bold=True) for panel in panels[start : start + beside]]
        rows = rows_of(labels, top=top + max(head.height for head in heads) + 0.5, row_mm=ROW_MM)
        bands.append((panels[start : start + beside], heads, rows))
        top = rows.bottom + BETWEEN_MM
    with sheet(top - BETWEEN_MM) as paper:
        for beside_panels, heads, rows in bands:
            rows.write(paper)
            for number, (panel, head) in enumerate(zip(beside_panels, heads, strict=True)):
                start_mm = left + number * (width + PANEL_GAP_MM)
                color = RUST if panel.is_own else INK
                paper.words(start_mm, rows.top - 0.5 - head.height / 2, head, size=TITLE, color=color, bold=True)
                bars = RUST if panel.is_own else (LIGHT if any(one.is_own for one in panels) else BLUE)
                ends = (start_mm, start_mm + width)
                draw_bars(paper, panel.values, rows, ends, write, shared=known, color=bars)
        return paper.svg()


def _columns(panels: int, most: int, width: float, needed: float) -> int:
    """As many panels beside each other as fit, the bands filled as evenly as can be."""
    fitting = max(1, min(panels, most, int((width + PANEL_GAP_MM) / (needed + PANEL_GAP_MM))))
    return ceil(panels / ceil(panels / fitting))
