"""Bars of 100 %, cut into parts in one order: what the whole of each row is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.present.chart import BLUE, GREY, INK, LIGHT
from thidua.present.drawing.axes import Scale, refuse_unusable
from thidua.present.drawing.labels import Block, Box, Write, block, spread, text_width
from thidua.present.drawing.rows import rows_of
from thidua.present.drawing.sheet import Sheet, sheet
from thidua.present.drawing.widths import drawn_twice, width_mm
from thidua.present.numbers import MISSING

BAR_MM = 5.4
SWATCH_MM = 3.0
TEXT_MM = 34.0
NAME_MM = 46.0
"""Names above the bars wrap here."""
NAME_GAP_MM = 3.0


@dataclass(frozen=True)
class Tone:
    """The look of one part; neighbours differ in tone or hatching, so that a grey print tells them apart."""

    color: str
    words: str
    hatch: str = ""
    edge: str = "none"


TONES = (
    Tone(BLUE, "white"),
    Tone("#dce5ee", INK, "////", BLUE),
    Tone(LIGHT, INK),
    Tone("white", INK, "\\\\\\\\", GREY),
    Tone(GREY, "white"),
    Tone("#d9d9d9", INK),
)


@dataclass(frozen=True)
class Stack:
    """A row: its parts in the order of their names, and what is written on the right (how many there are)."""

    label: str
    parts: Sequence[float]
    text: str = ""


@drawn_twice
def stack_svg(stacks: Sequence[Stack], names: Sequence[str], *, write: Write) -> str:
    """Draw bars of 100 %.

    Parameters
    ----------
    stacks
        A row each, from the top; the parts are amounts (or shares) of zero or more, their sum is the whole bar.
        A row whose parts are all zero has nothing to divide: it prints "…", or its text.
    names
        What the parts are, above the bars in the order of the parts and near those of the first row.
    write
        Writes a part inside its piece of the bar; left out where the piece is too short for it.

    Raises
    ------
    ValueError
        If there are no rows, a row has another number of parts than there are names, there are more names than
        can be told apart in grey, or a part is negative or not finite.
    """
    _refuse(stacks, names)
    texts = [block(stack.text or ("" if sum(stack.parts) else MISSING), TEXT_MM) for stack in stacks]
    labels = [stack.label for stack in stacks]
    plain = rows_of(labels, beside=texts)
    scale = Scale(0, 1, plain.left, plain.right)
    heads = _heads(names)
    lines = _name_lines(heads)
    above = sum(max(heads[number].height for number in line) + 0.6 for line in lines)
    rows = rows_of(labels, top=above + 1, row_mm=BAR_MM + 2, beside=texts)
    with sheet(rows.bottom) as paper:
        _names(paper, heads, lines, _middles(stacks, scale))
        rows.write(paper)
        for stack, text, middle, head in zip(stacks, texts, rows.middles, rows.heads, strict=True):
            paper.words(width_mm(), head, text, side="right", color=GREY)
            _bar(paper, stack, middle, scale, write)
        return paper.svg()


def _refuse(stacks: Sequence[Stack], names: Sequence[str]) -> None:
    refuse_unusable("stack", stacks, [part for stack in stacks for part in stack.parts])
    if not 0 < len(names) <= len(TONES):
        raise ValueError(f"stack: {len(names)} parts; expected 1 to {len(TONES)}, as many as a grey print tells apart")
    for stack in stacks:
        if len(stack.parts) != len(names) or min(stack.parts) < 0:
            raise ValueError(
                f"stack: {stack.label!r} has parts {list(stack.parts)}; expected {len(names)} of zero or more"
            )


def _heads(names: Sequence[str]) -> list[Block]:
    """The names with room for their swatches."""
    return [block(name, NAME_MM) for name in names]


def _name_lines(heads: Sequence[Block]) -> list[list[int]]:
    """The names in lines that fit the sheet, in their order."""
    lines: list[list[int]] = [[]]
    used = 0.0
    for number, head in enumerate(heads):
        room = head.width + SWATCH_MM + 1 + NAME_GAP_MM
        if lines[-1] and used + room > width_mm():
            lines.append([])
            used = 0.0
        lines[-1].append(number)
        used += room
    return lines


def _middles(stacks: Sequence[Stack], scale: Scale) -> list[float]:
    """Where the parts of the first row that has any have their middles."""
    parts = next((stack.parts for stack in stacks if sum(stack.parts)), stacks[0].parts)
    whole, before, middles = sum(parts) or 1.0, 0.0, []
    for part in parts:
        middles.append(scale.at((before + part / 2) / whole))
        before += part
    return middles


def _names(paper: Sheet, heads: Sequence[Block], lines: Sequence[Sequence[int]], middles: Sequence[float]) -> None:
    top = 0.0
    for line in lines:
        height = max(heads[number].height for number in line)
        rooms = [heads[number].width + SWATCH_MM + 1 + NAME_GAP_MM for number in line]
        centres = spread([middles[number] for number in line], rooms, 0, width_mm())
        for number, centre, room in zip(line, centres, rooms, strict=True):
            start, y = centre - (room - NAME_GAP_MM) / 2, top + height / 2
            _piece(paper, Box(start, y - SWATCH_MM / 2, start + SWATCH_MM, y + SWATCH_MM / 2), TONES[number])
            paper.words(start + SWATCH_MM + 1, y, heads[number])
        top += height + 0.6


def _bar(paper: Sheet, stack: Stack, y: float, scale: Scale, write: Write) -> None:
    whole, before = sum(stack.parts), 0.0
    for part, tone in zip(stack.parts, TONES, strict=False):
        if not part:
            continue
        start, end = scale.at(before / whole), scale.at((before + part) / whole)
        before += part
        _piece(paper, Box(start, y - BAR_MM / 2, end, y + BAR_MM / 2), tone)
        words, width = write(part), text_width(write(part))
        if width + 1.6 > end - start:
            continue
        if tone.hatch:
            middle = (start + end) / 2
            room = Box(middle - width / 2 - 0.6, y - 1.9, middle + width / 2 + 0.6, y + 1.9)
            paper.bar(room, color=tone.color, zorder=1.6)
        paper.words((start + end) / 2, y, words, side="center", color=tone.words)


def _piece(paper: Sheet, box: Box, tone: Tone) -> None:
    """A piece of a bar: its tone, its hatching, and thin edges that part it from its neighbours."""
    paper.bar(box, color=tone.color, hatch=tone.hatch, edge=tone.edge)
    corners = (
        [box.left, box.right, box.right, box.left, box.left],
        [box.top, box.top, box.bottom, box.bottom, box.top],
    )
    paper.line(*corners, color=GREY if tone.hatch else "white", width=0.5, zorder=1.5)
