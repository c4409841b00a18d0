"""Many estimates with their intervals, in the order given: a thin row each, and names only for those that matter."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.present.chart import BLUE, GREY, INK, LIGHT, RUST
from thidua.present.drawing.axes import Scale, axis_height, bottom_axis, extent, is_known, refuse_unusable, within
from thidua.present.drawing.dots import Dot, dots_svg
from thidua.present.drawing.labels import TICK, Block, Write, block, spread
from thidua.present.drawing.sheet import DASHED, Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, share, width_mm
from thidua.present.many import is_many
from thidua.present.numbers import MISSING

ROW_MM = 1.7
"""From row to row, so that a hundred stand on a page."""
MOST_ROWS_MM = 180.0
"""Of still more the rows are nearer to each other."""
ENDS = 3
"""So many at both ends are named, whether or not they stand out."""
NAME_MM = 58.0
LEADER_MM = 4.0
GAP_MM = 0.5


@drawn_twice
def estimates_svg(
    dots: Sequence[Dot],
    *,
    write: Write,
    reference: float | None = None,
    reference_text: str = "",
    limits: tuple[float, float] | None = None,
) -> str:
    """Draw dots with intervals: a named row each, or of many a caterpillar.

    Parameters and errors as in `thidua.present.drawing.dots.dots_svg`. Of many dots of which few have a value those few
    are drawn; one at least must have one.
    """
    known = [dot for dot in dots if dot.value is not None]
    if not is_many(dots) or not is_many(known):
        few = known if is_many(dots) else dots
        return dots_svg(few, write=write, reference=reference, reference_text=reference_text, limits=limits)
    return _caterpillar(dots, known, write, reference, reference_text, limits)


def _caterpillar(
    dots: Sequence[Dot],
    known: Sequence[Dot],
    write: Write,
    reference: float | None,
    reference_text: str,
    limits: tuple[float, float] | None,
) -> str:
    drawn = [value for dot in known for value in (dot.value, dot.low, dot.high) if is_known(value)]
    refuse_unusable("caterpillar", dots, [*drawn, reference])
    pitch = min(ROW_MM, MOST_ROWS_MM / len(known))
    above = block(reference_text, width_mm() / 2, TICK) if reference is not None else Block((), 0.0, 0.0)
    top = above.height + 1
    bottom = top + pitch * len(known)
    middles = [top + pitch * (place + 0.5) for place in range(len(known))]
    named = _named(known, bottom - top, reference)
    names = {place: block(_words(known[place], write), share(NAME_MM), bold=known[place].is_own) for place in named}
    left = max(name.width for name in names.values()) + LEADER_MM + 1
    ends = [value for value in (*drawn, reference, *(limits or ())) if is_known(value)]
    low, high = (min(ends), max(ends)) if limits else extent(ends)
    scale = Scale(low, high, left + 2, width_mm() - 5)
    rest = block(_unknown_words(dots), width_mm(), TICK)
    with sheet(bottom + 1 + axis_height() + rest.height) as paper:
        if reference is not None:
            x = scale.at(reference)
            paper.line([x, x], [top - 0.3, bottom + 1], color=GREY, width=0.8, dashes=DASHED, zorder=1)
            paper.words(within(x, above.width), above.height / 2, above, side="center", size=TICK, color=GREY)
        for dot, middle in zip(known, middles, strict=True):
            _row(paper, dot, middle, scale)
        _names(paper, {place: (middles[place], names[place]) for place in named}, known, left, (top, bottom))
        bottom_axis(paper, scale, bottom + 1, write)
        if rest.lines:
            paper.words(0, bottom + 1 + axis_height() + rest.height / 2, rest, size=TICK, color=GREY)
        return paper.svg()


def _named(known: Sequence[Dot], room: float, reference: float | None) -> list[int]:
    """The places of the rows that are named: the own unit's, the ends, and of those that stand out what finds room."""
    ends = {*range(min(ENDS, len(known))), *range(max(0, len(known) - ENDS), len(known))}
    own = {place for place, dot in enumerate(known) if dot.is_own}
    far = reference or 0.0
    out = [place for place, dot in enumerate(known) if dot.is_marked and place not in ends | own]
    out.sort(key=lambda place: -abs((known[place].value or 0.0) - far))
    height = block("A", NAME_MM).height + GAP_MM
    return sorted(ends | own | set(out[: max(0, int(room / height) - len(ends | own))]))


def _words(dot: Dot, write: Write) -> str:
    return f"{dot.label}: {dot.text or write(dot.value or 0.0)}"


def _unknown_words(dots: Sequence[Dot]) -> str:
    """Whose values are not known, in one line below."""
    unknown = [f"{dot.label}: {dot.text or MISSING}" for dot in dots if dot.value is None]
    return "; ".join(unknown[:ENDS]) + (f"; {MISSING}" if len(unknown) > ENDS else "")


def _row(paper: Sheet, dot: Dot, y: float, scale: Scale) -> None:
    if dot.value is None:
        return
    x, color = scale.at(dot.value), RUST if dot.is_own else BLUE
    ends = [scale.at(value) for value in (dot.low, dot.high) if value is not None]
    if ends:
        strong = dot.is_own or dot.is_marked
        paper.line([min(*ends, x), max(*ends, x)], [y, y], color=color if strong else LIGHT, width=0.9)
    if dot.is_marked:
        paper.marks([x], [y], color=color, shape="D", size=4.5, fill="white")
    else:
        paper.marks([x], [y], color=color, shape="s" if dot.is_own else "o", size=4.5 if dot.is_own else 3.0)


def _names(
    paper: Sheet,
    names: dict[int, tuple[float, Block]],
    known: Sequence[Dot],
    left: float,
    span: tuple[float, float],
) -> None:
    """The names beside their rows, moved apart where they would collide, with a leader each."""
    rooms = [words.height + GAP_MM for _, words in names.values()]
    centres = spread([middle for middle, _ in names.values()], rooms, *span)
    for (place, (middle, words)), centre in zip(names.items(), centres, strict=True):
        dot = known[place]
        edge = left - LEADER_MM
        paper.line([edge + 0.4, left + 1], [centre, middle], color=GREY, width=0.4, zorder=1)
        color = RUST if dot.is_own else BLUE if dot.is_marked else INK
        paper.words(edge, centre, words, side="right", color=color, bold=dot.is_own)
