"""Paragraphs and runs of WordprocessingML, their properties in the order that the format demands.

Source: ECMA-376-1:2016, Office Open XML, §17.3 (paragraphs and runs).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from thidua.present.letters import UNPRINTABLE

Element = Any
"""An element of lxml, which has no types."""

TWIPS_PER_MM = 1440 / 25.4
RUST, GREY = "B5451B", "595959"
Align = Literal["left", "right", "center", "both"]

_NAMES = {"w": nsmap["w"]}
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def twips(mm: float) -> str:
    """A length in twentieths of a point, as the format writes lengths."""
    return str(round(mm * TWIPS_PER_MM))


def written(text: str) -> str:
    """A text letter for letter, but for what XML cannot hold."""
    return _NOT_XML.sub(UNPRINTABLE, text.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def named(tag: str) -> str:
    """A name as lxml writes it: "tbl" -> "{http://…/main}tbl"; one of another kind brings its prefix."""
    return qn(tag if ":" in tag else f"w:{tag}")


def node(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element: ``node("jc", val="right")`` is ``<w:jc w:val="right"/>``; children that are None are left out."""
    made = oxml_parser.makeelement(named(tag), nsmap=_NAMES)
    for name, value in attributes.items():
        made.set(named(name), str(value))
    made.extend([child for child in children if child is not None])
    return made


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    caps: bool | None = None,
    color: str = "",
    size: float = 0,
    style: str = "",
    lang: str = "",
) -> Element:
    """A stretch of text of one look; the end of a line within it becomes a break, a tab a tab.

    Parameters
    ----------
    size
        In points; 0 leaves what the style says.
    """
    properties = node(
        "rPr",
        node("rStyle", val=style) if style else None,
        node("b") if bold else None,
        node("i") if italic else None,
        None if caps is None else node("caps", val=int(caps)),
        node("color", val=color) if color else None,
        node("sz", val=round(2 * size)) if size else None,
        node("szCs", val=round(2 * size)) if size else None,
        node("lang", val=lang) if lang else None,
    )
    return node("r", properties if len(properties) else None, *_pieces(text))


def _pieces(text: str) -> list[Element]:
    pieces = []
    for piece in re.split("([\n\t])", written(text)):
        if piece == "\n":
            pieces.append(node("br"))
        elif piece == "\t":
            pieces.append(node("tab"))
        elif piece:
            words = node("t")
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            pieces.append(words)
    return pieces


def paragraph(
    style: str,
    *content: Element,
    keep_next: bool = False,
    numbered: int | None = None,
    align: Align | None = None,
    indent_mm: tuple[float, float] | None = None,
    first_mm: float | None = None,
    border: str = "",
    spacing: tuple[int, int] | None = None,
) -> Element:
    """A paragraph of a style.

    Parameters
    ----------
    keep_next
        Whether it stays on the page of what follows.
    numbered
        As an item of a list with the sign of its level, 0 the outermost.
    indent_mm
        How far it stands in, left and right; ``first_mm`` is that of its first line, negative if it hangs.
    border
        "top" draws a line above it.
    spacing
        Points above and below, where they are not those of the style.
    """
    left, right = indent_mm or (0, 0)
    first: dict[str, str] = {}
    if first_mm is not None:
        first = {"hanging": twips(-first_mm)} if first_mm < 0 else {"firstLine": twips(first_mm)}
    line = {} if spacing is None else {"before": str(20 * spacing[0]), "after": str(20 * spacing[1])}
    level = None if numbered is None else node("numPr", node("ilvl", val=numbered), node("numId", val=1))
    edge = node("pBdr", node(border, val="single", sz=4, space=1, color="000000")) if border else None
    is_indented = indent_mm is not None or first_mm is not None
    properties = node(
        "pPr",
        node("pStyle", val=style),
        node("keepNext") if keep_next else None,
        level,
        edge,
        node("spacing", **line) if line else None,
        node("ind", left=twips(left), right=twips(right), **first) if is_indented else None,
        node("jc", val=align) if align else None,
    )
    return node("p", properties, *content)


def rule(width_mm: float, room_mm: float, *, keep_next: bool = True) -> Element:
    """A line under words, in the middle of its room: a paragraph with nothing but an edge."""
    side = max(0.0, (room_mm - width_mm) / 2)
    return paragraph("Rule", keep_next=keep_next, border="top", indent_mm=(side, side))


def keep_with_next(element: Element) -> None:
    """Let a paragraph stay on the page of what follows."""
    properties = element.find(named("pPr"))
    if properties.find(named("keepNext")) is None:
        properties.find(named("pStyle")).addnext(node("keepNext"))
