"""Labels of marks that lie anywhere on a plane: which of them find room, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from thidua.present.chart import GREY
from thidua.present.drawing.labels import LABEL, Block, Box
from thidua.present.drawing.sheet import Sheet, Side

NEAR_MM, FAR_MM = 9.0, 160.0
"""How far from its mark a label may stand, and how far one that must stand."""
GAP_MM = 0.7
LEADER_FROM_MM = 1.5
"""A label that stands further off than this has a leader to its mark."""


class Anchor(NamedTuple):
    """A mark that wants a label: its place and half its size in mm, its words, and whether they must be found room."""

    x: float
    y: float
    radius: float
    words: Block
    must: bool = False


def place_labels(
    anchors: Sequence[Anchor], area: Box, taken: Sequence[Box] = (), *, avoided: Sequence[Box] = ()
) -> list[Box | None]:
    """A box for the label of each mark, inside the area and off all marks, other labels and what is taken.

    Labels that must stand choose first, then the others in their order; one that finds no room near its mark has
    none (None). Right of the mark is best, then left, above, below, and then wider and wider round; the first place
    that also crosses nothing to be avoided wins over nearer ones that do.
    """
    marks = [Box(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in anchors]
    full = [*marks, *taken]
    found: list[Box | None] = [None] * len(anchors)
    for index in sorted(range(len(anchors)), key=lambda index: not anchors[index].must):
        found[index] = _best(anchors[index], area, full, avoided)
        full += [box for box in (found[index],) if box is not None]
    return found


def _best(anchor: Anchor, area: Box, full: Sequence[Box], avoided: Sequence[Box]) -> Box | None:
    crossing = None
    for box, is_near in _boxes_round(anchor):
        if not is_near and (crossing is not None or not anchor.must):
            break
        if not area.holds(box) or any(box.touches(other) for other in full):
            continue
        if not any(box.touches(other) for other in avoided):
            return box
        crossing = crossing or box
    return crossing


def _boxes_round(anchor: Anchor) -> Iterator[tuple[Box, bool]]:
    """Places for a label from the best to the worst, and whether each is near."""
    width, height, gap = anchor.words.width, anchor.words.height, anchor.radius + GAP_MM
    sides = ((gap + width / 2, 0.0), (-gap - width / 2, 0.0), (0.0, -gap - height / 2), (0.0, gap + height / 2))
    for x, y in sides:
        yield _around(anchor.x + x, anchor.y + y, width, height), True
    distance = gap
    while distance <= FAR_MM:
        for step in range(16):
            angle = step * pi / 8
            x, y = cos(angle) * (distance + width / 2), sin(angle) * (distance + height / 2)
            yield _around(anchor.x + x, anchor.y + y, width, height), distance <= NEAR_MM
        distance += 2.0


def _around(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def name_mark(
    paper: Sheet,
    anchor: Anchor,
    place: Box,
    *,
    color: str,
    bold: bool = False,
    over: Sequence[Box] = (),
    size: float = LABEL,
) -> None:
    """A label in its place, with a leader where it stands away from its mark, on white where it is over a line."""
    if any(place.touches(box) for box in over):
        paper.bar(place, color="white", zorder=2.2)
    edge_x = max(place.left, min(anchor.x, place.right))
    edge_y = max(place.top, min(anchor.y, place.bottom))
    if max(abs(edge_x - anchor.x), abs(edge_y - anchor.y)) > anchor.radius + LEADER_FROM_MM:
        paper.line([anchor.x, edge_x], [anchor.y, edge_y], color=GREY, width=0.4, zorder=1.5)
    side, x = _side(anchor, place)
    paper.words(x, (place.top + place.bottom) / 2, anchor.words, side=side, size=size, color=color, bold=bold)


def _side(anchor: Anchor, place: Box) -> tuple[Side, float]:
    """Lines of words are flush on the side of their mark."""
    if place.left >= anchor.x:
        return "left", place.left
    if place.right <= anchor.x:
        return "right", place.right
    return "center", (place.left + place.right) / 2
