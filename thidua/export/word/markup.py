"""Paragraphs and runs of WordprocessingML, their properties in the order that the format demands.

Source: ECMA-376-1:2016, Office Open XML, §17.3 (paragraphs and runs).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Literal
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from lxml import etree

from thidua.present.letters import UNPRINTABLE

Element = str
"""An element as it is written: a draft has fourteen thousand, and an object of lxml takes five times as long."""

TWIPS_PER_MM = 1440 / 25.4
RUST, GREY = "B5451B", "595959"
Align = Literal["left", "right", "center", "both"]

_MARKS = re.compile('[&<>"\n\t]')
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def twips(mm: float) -> str:
    """A length in twentieths of a point, as the format writes lengths."""
    return str(round(mm * TWIPS_PER_MM))


def written(text: str) -> str:
    """A text letter for letter, but for what XML cannot hold."""
    if text.isprintable():
        return text  # as nearly all are
    return _NOT_XML.sub(UNPRINTABLE, text.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def named(tag: str) -> str:
    """A name as lxml writes it: "tbl" -> "{http://…/main}tbl"; one of another kind brings its prefix."""
    return qn(tag if ":" in tag else f"w:{tag}")


def node(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element: ``node("jc", val="right")`` is ``<w:jc w:val="right"/>``; children that are None are left out.

    All elements are written as lxml would write them, who could read a draft and write it again letter for letter.
    """
    told = "".join([f' w:{name}="{_attribute(str(value))}"' for name, value in attributes.items()])
    held = "".join(filter(None, children))
    return f"<w:{tag}{told}>{held}</w:{tag}>" if held else f"<w:{tag}{told}/>"


def _attribute(value: str) -> str:
    return escape(value, _QUOTED) if _MARKS.search(value) else value


def parsed(elements: Sequence[Element]) -> list[Any]:
    """The elements as lxml holds them."""
    return list(parse_xml(f'<w:body xmlns:w="{nsmap["w"]}">{"".join(elements)}</w:body>'))


def as_written(held: Any, within: Any) -> Element:
    """What lxml holds, as it is written within another element: that has told the names of its namespaces."""
    element = str(etree.tostring(held, encoding="unicode", with_tail=False))
    for prefix, name in within.nsmap.items():
        element = element.replace(f' xmlns:{prefix}="{name}"', "")
    return element


def is_paragraph(element: Element) -> bool:
    """Whether it is a paragraph, and no table."""
    return element.startswith("<w:p>")


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
    looks = _looks(bold, italic, caps, color, size, style, lang)
    held = looks + _pieces(text)
    return f"<w:r>{held}</w:r>" if held else "<w:r/>"


@lru_cache(maxsize=256)
def _looks(bold: bool, italic: bool, caps: bool | None, color: str, size: float, style: str, lang: str) -> str:
    """How a run looks; nothing where it looks as its paragraph does."""
    properties = [
        node("rStyle", val=style) if style else None,
        node("b") if bold else None,
        node("i") if italic else None,
        None if caps is None else node("caps", val=int(caps)),
        node("color", val=color) if color else None,
        node("sz", val=round(2 * size)) if size else None,
        node("szCs", val=round(2 * size)) if size else None,
        node("lang", val=lang) if lang else None,
    ]
    return node("rPr", *properties) if any(properties) else ""


_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def _pieces(text: str) -> str:
    if text.isprintable():
        return words("t", text) if text else ""
    pieces = re.split("([\n\t])", written(text))
    return "".join(_SIGNS.get(piece) or words("t", piece) for piece in pieces if piece)


def words(tag: str, said: str) -> Element:
    """An element that holds words letter for letter."""
    return f'<w:{tag} xml:space="preserve">{escape(said)}</w:{tag}>'


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
    properties = _properties(style, keep_next, numbered, align, indent_mm, first_mm, border, spacing)
    return f"<w:p>{properties}{''.join(content)}</w:p>"


@lru_cache(maxsize=256)
def _properties(
    style: str,
    keep_next: bool,
    numbered: int | None,
    align: Align | None,
    indent_mm: tuple[float, float] | None,
    first_mm: float | None,
    border: str,
    spacing: tuple[int, int] | None,
) -> Element:
    left, right = indent_mm or (0, 0)
    first: dict[str, str] = {}
    if first_mm is not None:
        first = {"hanging": twips(-first_mm)} if first_mm < 0 else {"firstLine": twips(first_mm)}
    line = {} if spacing is None else {"before": str(20 * spacing[0]), "after": str(20 * spacing[1])}
    level = None if numbered is None else node("numPr", node("ilvl", val=numbered), node("numId", val=1))
    edge = node("pBdr", node(border, val="single", sz=4, space=1, color="000000")) if border else None
    is_indented = indent_mm is not None or first_mm is not None
    return node(
        "pPr",
        node("pStyle", val=style),
        _KEPT if keep_next else None,
        level,
        edge,
        node("spacing", **line) if line else None,
        node("ind", left=twips(left), right=twips(right), **first) if is_indented else None,
        node("jc", val=align) if align else None,
    )


_KEPT = node("keepNext")
_STYLED = re.compile(rf"(<w:pPr><w:pStyle [^>]*/>)(?!{_KEPT})")


def rule(width_mm: float, room_mm: float, *, keep_next: bool = True) -> Element:
    """A line under words, in the middle of its room: a paragraph with nothing but an edge."""
    side = max(0.0, (room_mm - width_mm) / 2)
    return paragraph("Rule", keep_next=keep_next, border="top", indent_mm=(side, side))


def keep_with_next(element: Element) -> Element:
    """The element, each of its paragraphs on the page of what follows."""
    return _STYLED.sub(rf"\1{_KEPT}", element)


def ending_with(element: Element, pages: Element) -> Element:
    """The paragraph as the last on pages of this kind."""
    return element.replace("</w:pPr>", f"{pages}</w:pPr>", 1)
