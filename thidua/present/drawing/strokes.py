"""Lines, bars and marks as elements of SVG; lengths are in points, places from the top left corner.

A picture of matplotlib would look the same and take five times as long: it makes an object of each, with transforms of
its own, and asks each how it is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from thidua.present.drawing.labels import Box

Places = Sequence[tuple[float, float]]

_BEND = 4 / 3 * (math.sqrt(2) - 1)
"""How far the handles of a quarter of a circle stand from its ends, in radii."""
_TILE, _STEP = 72, 3
"""A hatching repeats after so many points; from line to line of it are so many, across and down."""
_HATCHES: dict[str, Callable[[int], Places]] = {
    "////": lambda at: [(at - 36, at + 36), (at + 36, at - 36)],
    "\\\\\\\\": lambda at: [(at - 36, 36 - at), (at + 36, 108 - at)],
}
_STAR = [math.pi * turn / 5 for turn in range(10)]
_SHAPES: dict[str, Places] = {
    "s": [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)],
    "D": [(0, -math.sqrt(0.5)), (math.sqrt(0.5), 0), (0, math.sqrt(0.5)), (-math.sqrt(0.5), 0)],
    "^": [(0, -0.5), (0.5, 0.5), (-0.5, 0.5)],
    "v": [(0, 0.5), (0.5, -0.5), (-0.5, -0.5)],
    "P": [
        *((-1 / 6, -1 / 2), (1 / 6, -1 / 2), (1 / 6, -1 / 6), (1 / 2, -1 / 6), (1 / 2, 1 / 6), (1 / 6, 1 / 6)),
        *((1 / 6, 1 / 2), (-1 / 6, 1 / 2), (-1 / 6, 1 / 6), (-1 / 2, 1 / 6), (-1 / 2, -1 / 6), (-1 / 6, -1 / 6)),
    ],
    "X": [
        *((-0.25, -0.5), (0, -0.25), (0.25, -0.5), (0.5, -0.25), (0.25, 0), (0.5, 0.25)),
        *((0.25, 0.5), (0, 0.25), (-0.25, 0.5), (-0.5, 0.25), (-0.25, 0), (-0.5, -0.25)),
    ],
    "*": [
        ((0.5 if at % 2 == 0 else 0.190983) * math.sin(turn), -(0.5 if at % 2 == 0 else 0.190983) * math.cos(turn))
        for at, turn in enumerate(_STAR)
    ],
}
"""Marks of a point across, as corners; the round one is drawn by itself."""


def _short(value: float) -> str:
    """A length to a thousandth of a point, which is finer than any print."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def line(places: Places, *, color: str, width: float, dashes: Sequence[float] = (), clip: str = "") -> str:
    """A line through places; ``dashes`` are in widths of it, ``clip`` the name of what it does not leave."""
    dashed = f"; stroke-dasharray: {','.join(_short(each * width) for each in dashes)}" if dashes else ""
    within = f' clip-path="url(#{clip})"' if clip else ""
    style = f"fill: none; stroke: {color}; stroke-width: {_short(width)}{dashed}"
    return f'<g class="line"><path d="{_through(places)}"{within} style="{style}"/></g>'


def bar(box: Box, fill: str) -> str:
    """A filled rectangle."""
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    return f'<g class="bar"><path d="{_through(corners)}Z" style="fill: {fill}"/></g>'


def mark(x: float, y: float, name: str, *, color: str, fill: str) -> str:
    """One mark: the outline called ``name``, with its middle at a place."""
    return f'<use href="#{name}" x="{_short(x)}" y="{_short(y)}" style="fill: {fill}; stroke: {color}"/>'


def shape(name: str, kind: str, size: float) -> str:
    """The outline of marks so many points across: "o" is round, "s" a square, "D" a diamond.

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    if kind == "o":
        return f'<path id="{name}" d="{_circle(size / 2)}"/>'
    corners = [(x * size, y * size) for x, y in _SHAPES[kind]]
    return f'<path id="{name}" d="{_through(corners)}Z" stroke-linejoin="miter"/>'


def hatching(name: str, kind: str, *, color: str, edge: str) -> str:
    """Thin lines on a ground of a colour: "////" rise, those of backslashes fall.

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    lines = "".join(_through(_HATCHES[kind](at)) for at in range(0, _TILE + 1, _STEP))
    return (
        f'<pattern id="{name}" patternUnits="userSpaceOnUse" width="{_TILE}" height="{_TILE}">'
        f'<rect width="{_TILE + 1}" height="{_TILE + 1}" fill="{color}"/>'
        f'<path d="{lines}" style="fill: none; stroke: {edge}; stroke-width: 0.7"/></pattern>'
    )


def clipping(name: str, box: Box) -> str:
    """A rectangle that lines do not leave."""
    place = {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.bottom - box.top}
    return f'<clipPath id="{name}"><rect {_told(place)}/></clipPath>'


def picture(width: float, height: float, kept: Sequence[str], drawn: Sequence[str]) -> str:
    """A whole picture: what is drawn, from the lowest to the highest, and what it refers to."""
    size = f'width="{width:.6f}pt" height="{height:.6f}pt" viewBox="0 0 {width:.6f} {height:.6f}"'
    defined = ["<defs>", *kept, "</defs>"] if kept else []
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return "\n".join(
        [
            head,
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} version="1.1" stroke-linejoin="round">',
            *defined,
            *drawn,
            "</svg>\n",
        ]
    )


def _told(attributes: Mapping[str, float]) -> str:
    return " ".join(f'{name}="{_short(value)}"' for name, value in attributes.items())


def _through(places: Places) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in places)


def _circle(radius: float) -> str:
    r, b = radius, radius * _BEND
    quarters = (
        ((0, r), (b, r), (r, b), (r, 0)),
        ((r, 0), (r, -b), (b, -r), (0, -r)),
        ((0, -r), (-b, -r), (-r, -b), (-r, 0)),
        ((-r, 0), (-r, b), (-b, r), (0, r)),
    )
    bends = "".join("C" + " ".join(f"{_short(x)} {_short(y)}" for x, y in quarter[1:]) for quarter in quarters)
    return f"M0 {_short(r)}{bends}Z"
