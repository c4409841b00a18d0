"""Slopes from the period before to this one, a line for each unit, with both figures written at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.present.chart import BLUE, GREY, INK, LIGHT, RUST
from thidua.present.drawing.axes import Scale, extent, is_known, refuse_unusable, within
from thidua.present.drawing.labels import LABEL, TITLE, Block, Write, block, spread
from thidua.present.drawing.sheet import Sheet, Side, sheet
from thidua.present.drawing.widths import drawn_twice, share, width_mm
from thidua.present.many import is_many
from thidua.present.numbers import MISSING

LOWEST_MM = 48.0
"""The height of the plot, unless its labels need more."""
MANY_MM = 150.0
"""Its height with many lines."""
NAMED = 20
"""So many of the lines that stand out have names, of many."""
MISSING_NAMED = 24
"""So many units that one of the periods does not know are told below."""
LABEL_MM = 60.0
BEFORE_MM = 30.0
GAP_MM = 0.7
LEADER_MM = 4.0
"""From the end of a line to its label, which may stand a little higher or lower."""
WIDEST_MM = 85.0
"""Between the two periods: wider slopes look flatter than they are."""


@dataclass(frozen=True)
class Slope:
    """A unit's value in both periods; where one is missing, the figures are printed below and no line is drawn."""

    label: str
    before: float | None
    after: float | None
    is_own: bool = False


@dataclass(frozen=True)
class _End:
    """A figure at one end of a line: the value it belongs to, its words (none for most of many), its look."""

    value: float
    words: Block
    is_own: bool


NO_WORDS = Block((), 0.0, 0.0)


@drawn_twice
def slope_svg(slopes: Sequence[Slope], *, before_title: str, after_title: str, write: Write) -> str:
    """Draw slopes.

    Parameters
    ----------
    slopes
        A line each; the own unit's is drawn last, thicker and with squares.
    before_title, after_title
        The two periods.
    write
        Writes the figures at both ends.

    Raises
    ------
    ValueError
        If there are no slopes, or a value is not finite.
    """
    refuse_unusable("slope", slopes, [value for slope in slopes for value in (slope.before, slope.after)])
    pairs = [(one, one.before, one.after) for one in slopes if is_known(one.before) and is_known(one.after)]
    lefts = [
        _End(before, block(write(before), share(BEFORE_MM), bold=one.is_own), one.is_own) for one, before, _ in pairs
    ]
    rights = [
        _End(after, block(f"{write(after)} {one.label}", share(LABEL_MM), bold=one.is_own), one.is_own)
        for one, _, after in pairs
    ]
    if is_many(slopes):
        named = _named(rights)
        lefts, rights = (
            [end if place in named else replace(end, words=NO_WORDS) for place, end in enumerate(ends)]
            for ends in (lefts, rights)
        )
    lacking = [slope for slope in slopes if slope.before is None or slope.after is None]
    missing = [_missing(slope, write) for slope in lacking[:MISSING_NAMED]]
    heads = (
        block(before_title, share(LABEL_MM), TITLE, bold=True),
        block(after_title, share(LABEL_MM), TITLE, bold=True),
    )
    top = max(head.height for head in heads) + 2
    needed = max(sum(end.words.height + GAP_MM for end in ends if end.words.lines) for ends in (lefts, rights))
    bottom = top + (max(MANY_MM if is_many(slopes) else LOWEST_MM, needed) if pairs else 0)
    with sheet(bottom + sum(words.height for words in missing) + 1) as paper:
        if pairs:
            _plot(paper, lefts, rights, heads, (top, bottom))
        for words in missing:
            paper.words(0, bottom + words.height / 2 + 0.5, words, color=GREY)
            bottom += words.height
        return paper.svg()


def _named(rights: Sequence[_End]) -> set[int]:
    """Of many lines those that have names: the ones that stand out, the three highest now and the two lowest."""
    order = sorted(range(len(rights)), key=lambda place: -rights[place].value)
    out = [place for place in order if rights[place].is_own]
    return {*out[:NAMED], *order[:3], *order[-2:]}


def _missing(slope: Slope, write: Write) -> Block:
    before, after = (write(value) if is_known(value) else MISSING for value in (slope.before, slope.after))
    return block(f"{slope.label}: {before} → {after}", width_mm())


def _plot(
    paper: Sheet, lefts: Sequence[_End], rights: Sequence[_End], heads: tuple[Block, Block], span: tuple[float, float]
) -> None:
    """Both periods as upright lines, the slopes between them, the figures outside them."""
    values = [end.value for end in (*lefts, *rights)]
    low, high = extent(values, margin=0.0)
    scale = Scale(low, high, span[1] - 2.5, span[0] + 2.5)
    left_room = max(*(end.words.width + LEADER_MM for end in lefts), heads[0].width / 2) + 1
    right_room = max(*(end.words.width + LEADER_MM for end in rights), heads[1].width / 2) + 1
    before = left_room + max(0.0, width_mm() - left_room - WIDEST_MM - right_room) / 2
    after = min(before + WIDEST_MM, width_mm() - right_room)
    for x, head in zip((before, after), heads, strict=True):
        paper.line([x, x], [span[0], span[1]], color=GREY, width=0.6, zorder=1)
        paper.words(within(x, head.width), head.height / 2, head, side="center", size=TITLE, color=INK, bold=True)
    for left, right in sorted(zip(lefts, rights, strict=True), key=lambda pair: pair[0].is_own):
        ends = [scale.at(left.value), scale.at(right.value)]
        color, shape = (RUST, "s") if left.is_own else (LIGHT, "o")
        narrow = 0.5 if is_many(lefts) else 1.0
        paper.line([before, after], ends, color=color, width=(2.4 if left.is_own else 1.2) * narrow)
        paper.marks([before, after], ends, color=color, shape=shape, size=(6 if left.is_own else 5) * narrow)
    _labels(paper, lefts, before, scale, span, "right")
    _labels(paper, rights, after, scale, span, "left")


def _labels(paper: Sheet, ends: Sequence[_End], x: float, scale: Scale, span: tuple[float, float], side: Side) -> None:
    """The figures beside one of the upright lines, moved apart where they would collide, with a leader each."""
    outwards = 1 if side == "left" else -1
    ends = [end for end in ends if end.words.lines]
    wanted = [scale.at(end.value) for end in ends]
    centres = spread(wanted, [end.words.height + GAP_MM for end in ends], *span)
    for end, y, centre in zip(ends, wanted, centres, strict=True):
        if abs(centre - y) > 0.4:
            paper.line(
                [x + outwards * 1.3, x + outwards * (LEADER_MM - 0.5)], [y, centre], color=GREY, width=0.4, zorder=1
            )
        color = RUST if end.is_own else BLUE
        paper.words(x + outwards * LEADER_MM, centre, end.words, side=side, size=LABEL, color=color, bold=end.is_own)
