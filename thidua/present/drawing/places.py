"""A map of symbols: each unit at its place, the area of its disc in proportion to its value; no borders are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from thidua.present.chart import BLUE, GREY, LIGHT, RUST
from thidua.present.drawing.axes import refuse_unusable
from thidua.present.drawing.labels import LABEL, MM_PER_POINT, TICK, Block, Box, Write, block
from thidua.present.drawing.marks import Anchor, name_mark, place_labels
from thidua.present.drawing.sheet import Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, is_narrow, share, width_mm
from thidua.present.many import is_many
from thidua.present.numbers import MISSING, write_number

MAP_MM = 68.0
"""The longest side of the map, from the outermost place to the opposite one."""
MARGINS_MM = (9.0, 22.0, 40.0, 65.0)
"""Above and below the map: the first that gives every name its room."""
LARGEST_MM = 5.8
"""The radius of the disc of the largest value."""
SMALLEST_MM = 0.5
LONGEST_BAR_MM = 32.0
NAME_MM = 44.0
MANY_MAP_MM = 120.0
"""The longest side of the map of many units: half a page."""
MANY_LARGEST_MM = 3.4
MANY_NAMED = 8
"""Of many units the ones with most are named wherever there is room, with their figures; others by name near them."""
KM_PER_DEGREE = 111.2
"""A degree of latitude on a sphere of 6371 km; one of longitude is shorter by the cosine of the latitude, and over a
province a plane is near enough."""


@dataclass(frozen=True)
class Place:
    """A unit at its coordinates (degrees), with the figures under its name (the value, if `text` is empty)."""

    label: str
    latitude: float
    longitude: float
    value: float | None
    text: str = ""
    is_own: bool = False


@drawn_twice
def places_svg(places: Sequence[Place], *, write: Write) -> str:
    """Draw a map of symbols.

    Parameters
    ----------
    places
        Units with coordinates. Without a value a place prints its name and "…" and has no disc; at zero it has a
        point.

    Raises
    ------
    ValueError
        If there are no places, a value is negative (an area cannot show it), a number is not finite, or a name of few
        places finds no room.
    """
    refuse_unusable("places", places, [number for one in places for number in (one.latitude, one.longitude, one.value)])
    for place in places:
        if place.value is not None and place.value < 0:
            raise ValueError(f"places: {place.label!r} has the value {place.value}; expected zero or more")
    plan, anchors, boxes = _placed(places, write)
    with sheet(plan.height) as paper:
        for place, anchor in sorted(zip(places, anchors, strict=True), key=lambda pair: -pair[1].radius):
            _disc(paper, place, anchor)
        for place, anchor, box in zip(places, anchors, boxes, strict=True):
            if box is None:
                continue
            color = GREY if place.value is None else RUST if place.is_own else BLUE
            name_mark(paper, anchor, box, color=color, bold=place.is_own, size=plan.size)
        bar_km, bar_box = plan.bar()
        if bar_km:
            y = bar_box.bottom - 1
            paper.line(
                [bar_box.left, bar_box.left, bar_box.right, bar_box.right], [y - 1, y, y, y - 1], color=GREY, width=0.6
            )
            middle = (bar_box.left + bar_box.right) / 2
            paper.words(middle, y - 3, f"{write_number(bar_km)} km", side="center", size=TICK, color=GREY)
        return paper.svg()


@dataclass(frozen=True)
class _Plan:
    """How the land lies on the sheet: a plane, north up, one scale in both directions; and the size of its words."""

    north: float
    west: float
    east_km: float
    mm_per_km: float
    start: float
    margin: float
    height: float
    largest: float
    size: float

    @classmethod
    def of(cls, places: Sequence[Place], margin: float, size: float = LABEL) -> _Plan:
        latitudes = [place.latitude for place in places]
        longitudes = [place.longitude for place in places]
        north, west = max(latitudes), min(longitudes)
        east_km = KM_PER_DEGREE * cos(radians((north + min(latitudes)) / 2))
        wide, high = (max(longitudes) - west) * east_km, (north - min(latitudes)) * KM_PER_DEGREE
        longest = MANY_MAP_MM if is_many(places) else MAP_MM
        mm_per_km = (
            min(longest / max(wide, high), (width_mm() - 10) / wide if wide else longest) if wide or high else 0.0
        )
        values = [place.value for place in places if place.value is not None]
        start = (width_mm() - wide * mm_per_km) / 2
        height = high * mm_per_km + 2 * margin
        return cls(north, west, east_km, mm_per_km, start, margin, height, max(values, default=0.0), size)

    def at(self, place: Place) -> tuple[float, float]:
        x = self.start + (place.longitude - self.west) * self.east_km * self.mm_per_km
        return x, self.margin + (self.north - place.latitude) * KM_PER_DEGREE * self.mm_per_km

    def bar(self) -> tuple[int, Box]:
        """The scale in the lower right corner: as many kilometres as a bar of some centimetres is long."""
        lengths = [km for km in (500, 200, 100, 50, 20, 10, 5, 2, 1) if 0 < km * self.mm_per_km <= LONGEST_BAR_MM]
        length = lengths[0] * self.mm_per_km if lengths else 0.0
        box = Box(width_mm() - length - 1, self.height - 8, width_mm() - 1, self.height)
        return (lengths[0] if lengths else 0), box


def _placed(places: Sequence[Place], write: Write) -> tuple[_Plan, list[Anchor], list[Box | None]]:
    """The map with the narrowest margins that give every name its room; refuses where none does.

    Of many places, and on a narrow sheet without room for all, only those that matter must be named.
    """
    if is_many(places):
        return _many_placed(places, write)
    unnamed = 0
    for margin in MARGINS_MM:
        plan = _Plan.of(places, margin)
        anchors = [_anchor(place, plan, write) for place in places]
        bar_km, bar_box = plan.bar()
        found = place_labels(anchors, Box(0, 0, width_mm(), plan.height), [bar_box] if bar_km else [])
        unnamed = found.count(None)
        if not unnamed:
            return plan, anchors, found
    if is_narrow():
        return _many_placed(places, write)
    raise ValueError(
        f"places: the names of {unnamed} of {len(places)} places find no room; "
        "draw fewer places and leave all of them to the table"
    )


def _many_placed(places: Sequence[Place], write: Write) -> tuple[_Plan, list[Anchor], list[Box | None]]:
    """A large map: the names of those with most, then of the others with more before those with less."""
    plan = _Plan.of(places, MARGINS_MM[0], TICK)
    order = sorted(range(len(places)), key=lambda at: (not places[at].is_own, -(places[at].value or 0.0)))
    first = set(order[:MANY_NAMED])
    anchors = [
        _anchor(place, plan, write, TICK, MANY_LARGEST_MM)
        if at in first
        else Anchor(
            *plan.at(place), _radius(place, plan.largest, MANY_LARGEST_MM), block(place.label, share(NAME_MM), TICK)
        )
        for at, place in enumerate(places)
    ]
    bar_km, bar_box = plan.bar()
    found = place_labels([anchors[at] for at in order], Box(0, 0, width_mm(), plan.height), [bar_box] if bar_km else [])
    boxes = dict(zip(order, found, strict=True))
    return plan, anchors, [boxes[at] for at in range(len(places))]


def _anchor(place: Place, plan: _Plan, write: Write, size: float = LABEL, largest_mm: float = LARGEST_MM) -> Anchor:
    x, y = plan.at(place)
    name = block(place.label, share(NAME_MM), size, bold=place.is_own)
    text = place.text or (MISSING if place.value is None else write(place.value))
    figures = block(text, share(NAME_MM), size, bold=place.is_own)
    words = Block(name.lines + figures.lines, max(name.width, figures.width), name.height + figures.height)
    return Anchor(x, y, _radius(place, plan.largest, largest_mm), words, must=True)


def _radius(place: Place, largest: float, largest_mm: float = LARGEST_MM) -> float:
    if place.value is None:
        return 0.3
    return max(SMALLEST_MM, largest_mm * sqrt(place.value / largest)) if largest else SMALLEST_MM


def _disc(paper: Sheet, place: Place, anchor: Anchor) -> None:
    if place.value is not None:
        edge, fill = (RUST, RUST) if place.is_own else (BLUE, LIGHT)
        paper.marks([anchor.x], [anchor.y], color=edge, size=2 * anchor.radius / MM_PER_POINT, fill=fill)
