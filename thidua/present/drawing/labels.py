"""The words of a chart before they are drawn: how wide they are, how they wrap, and where they find room.

Everything is in millimetres and known without drawing, so that no chart is drawn to be measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from thidua.present import face
from thidua.present.chart import MM_PER_INCH

LABEL, TICK, TITLE = 9.5, 9.0, 10.0
"""The points of words: labels, figures of an axis, headings of panels."""
Write = Callable[[float], str]
"""How a chart writes one of its values."""
MM_PER_POINT = MM_PER_INCH / 72
LINE_PITCH = 1.2
"""From line to line, in parts of the size: capitals with two accents keep off the dots below the line above."""
CAPITAL = 0.66
"""The height of a capital without accents, in parts of the size."""


class Box(NamedTuple):
    """A rectangle of the sheet in mm, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether the two have any area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def is_crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether the straight line from start to end passes through (clipped to the box by each axis in turn)."""
        enters, leaves = 0.0, 1.0
        for first, last, low, high in (
            (start[0], end[0], self.left, self.right),
            (start[1], end[1], self.top, self.bottom),
        ):
            if first == last:
                if not low < first < high:
                    return False
                continue
            one, other = sorted(((low - first) / (last - first), (high - first) / (last - first)))
            enters, leaves = max(enters, one), min(leaves, other)
        return enters < leaves


class Block(NamedTuple):
    """Words as they will stand: their lines, and the room these take in mm."""

    lines: tuple[str, ...]
    width: float
    height: float


def size_mm(size: float = LABEL) -> float:
    """A size of words in millimetres."""
    return size * MM_PER_POINT


def text_width(words: str, size: float = LABEL, *, bold: bool = False) -> float:
    """The width of a line of words, in mm."""
    return size_mm(size) * _advances(words, bold)


@lru_cache(maxsize=10_000)
def _advances(words: str, bold: bool) -> float:
    """The same words are tried in line after line, and stand in many a chart."""
    return sum([advance(letter, bold) for letter in words])


@cache
def advance(letter: str, bold: bool) -> float:
    """What the face advances for a letter, in parts of its size; as for an empty box for one that it lacks."""
    advances = face.widths("Bold" if bold else "Regular")
    return advances.get(letter, advances[""]) / face.UNITS


def block(words: str, width: float, size: float = LABEL, *, bold: bool = False) -> Block:
    """Words set within a width in mm, in as few lines as it takes and these of like length.

    A single word that is too long for a line is broken, since nothing may leave its place.
    """
    lines = _filled(words, width, size, bold)
    widest = max((text_width(line, size, bold=bold) for line in lines), default=0.0)
    if len(lines) > 1:
        longest = max(text_width(word, size, bold=bold) for word in words.split())
        # No narrower than the longest word: lines of like length are not worth a broken one.
        narrow, wide = max(widest / 2, min(longest, widest)), widest
        while wide - narrow > 0.5:
            middle = (narrow + wide) / 2
            tried = _filled(words, middle, size, bold)
            if len(tried) > len(lines):
                narrow = middle
            else:
                wide, lines = middle, tried
        widest = max(text_width(line, size, bold=bold) for line in lines)
    return Block(tuple(lines), widest, size_mm(size) * LINE_PITCH * len(lines))


def _filled(words: str, width: float, size: float, bold: bool) -> list[str]:
    """Lines filled from the first to the last."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
            continue
        *full, rest = _pieces(word, width, size, bold)
        lines += [*full, rest]
    return lines


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word in pieces that fit the width, each of one letter at least."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def spread(wanted: Sequence[float], rooms: Sequence[float], low: float, high: float) -> list[float]:
    """Centres on a line that come as near to the wanted ones as their rooms allow, in the same order.

    Parameters
    ----------
    wanted
        Where each label would stand alone.
    rooms
        How much of the line each needs; together no more than from `low` to `high`, or they are packed from `low`.

    Returns
    -------
    list of float
        One centre for each, in the order given; labels that want the same place keep their order.

    Notes
    -----
    Least squares under the distances: after subtracting them this is isotonic regression, solved by pooling
    adjacent violators. Source: Barlow et al. (1972), Statistical Inference under Order Restrictions, ch. 1.

    Examples
    --------
    >>> spread([10, 10.5, 30], [4, 4, 4], 0, 40)
    [8.25, 12.25, 30.0]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    offsets, offset = [], 0.0
    for before, index in zip([None, *order], order, strict=False):
        offset += 0.0 if before is None else (rooms[before] + rooms[index]) / 2
        offsets.append(offset)
    pooled: list[tuple[float, int]] = []
    for index, offset in zip(order, offsets, strict=True):
        pooled.append((wanted[index] - offset, 1))
        while len(pooled) > 1 and pooled[-2][0] > pooled[-1][0]:
            (second, many), (first, more) = pooled.pop(), pooled.pop()
            pooled.append(((first * more + second * many) / (many + more), many + more))
    centres = [0.0] * len(order)
    if order:
        first = low + rooms[order[0]] / 2
        last = max(first, high - rooms[order[-1]] / 2 - offsets[-1])
        free = [mean for mean, many in pooled for _ in range(many)]
        for index, offset, place in zip(order, offsets, free, strict=True):
            centres[index] = min(max(place, first), last) + offset
    return centres
