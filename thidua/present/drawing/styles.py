"""How lines, bars and marks of a chart look, in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.present.drawing.labels import Box

Places = Sequence[tuple[float, float]]
"""Points of the sheet in mm, from its top left corner."""


@dataclass(frozen=True)
class Stroke:
    """A line: its dashes and the gaps after them in widths of it, and the box, in mm, beyond which it is cut off."""

    color: str
    width: float
    dashes: tuple[float, ...] = ()
    within: Box | None = None


@dataclass(frozen=True)
class Filling:
    """The inside of a bar, hatched in the colour of its edge; the edge is not drawn."""

    color: str
    hatch: str = ""
    edge: str = "none"


@dataclass(frozen=True)
class Mark:
    """A shape, as matplotlib calls it, so many points across, with an edge of one colour and an inside of another."""

    shape: str
    size: float
    color: str
    fill: str


Look = Stroke | Filling | Mark
