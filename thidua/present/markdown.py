"""Markdown of notebook cells and of our own lists, read into plain blocks that no format can misread.

The result is data (dicts, lists, strings): HTML and PDF templates print its strings as text, so nothing in them can
become markup. Raw HTML is kept as the letters it consists of. What a unit wrote itself is read in ``written``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import unescape
from typing import Any, Literal, TypeAlias, TypedDict


class Text(TypedDict):
    """Letters that are printed as they are."""

    inline: Literal["text"]
    text: str


class Break(TypedDict):
    """The end of a line within a paragraph."""

    inline: Literal["break"]


class Marked(TypedDict):
    """Words in bold or slanted letters."""

    inline: Literal["strong", "emphasis"]
    inlines: list[Inline]


Inline: TypeAlias = "Text | Break | Marked"


class Heading(TypedDict):
    """A heading; level 2 begins a section."""

    block: Literal["heading"]
    level: int
    inlines: list[Inline]


class Paragraph(TypedDict):
    """A paragraph."""

    block: Literal["paragraph"]
    inlines: list[Inline]


class Listed(TypedDict):
    """A list, with the sign or number that each item is printed with."""

    block: Literal["list"]
    markers: list[str]
    items: list[list[Block]]


class WrittenTable(TypedDict):
    """A table in somebody's own words: rows of cells, all rows equally long."""

    block: Literal["table"]
    has_head: bool
    rows: list[list[list[Inline]]]


Block: TypeAlias = "Heading | Paragraph | Listed | WrittenTable"


def markdown_blocks(text: str) -> list[Block]:
    """Read Markdown into blocks.

    Returns
    -------
    list of dict
        ``{"block": "heading", "level": 2, "inlines": [...]}``, ``{"block": "paragraph", "inlines": [...]}``
        and ``{"block": "list", "markers": ["1.", ...], "items": [[block, ...], ...]}``, the markers as they are
        printed, "-" for the sign of a list. Inlines are
        ``{"inline": "text", "text": "..."}``, ``{"inline": "break"}`` and ``strong`` or ``emphasis`` with
        their own ``inlines``. Links keep their text; images keep their description.
    """
    tokens = _reader()(text)
    if isinstance(tokens, str):
        raise TypeError("mistune returned text where blocks were asked for")
    return _blocks(tokens)


@cache
def _reader() -> Any:
    import mistune  # who only reads back what was shown waits for no Markdown

    return mistune.create_markdown(renderer=None)


def _blocks(tokens: list[dict[str, Any]]) -> list[Block]:
    blocks: list[Block] = []
    for token in tokens:
        kind = token["type"]
        if kind in ("blank_line", "thematic_break"):
            continue
        if kind == "heading":
            level = token["attrs"]["level"]
            blocks.append({"block": "heading", "level": level, "inlines": _inlines(token["children"])})
        elif kind == "list":
            items = [_blocks(item["children"]) for item in token["children"]]
            blocks.append({"block": "list", "markers": _markers(token, len(items)), "items": items})
        elif kind == "block_quote":
            blocks.extend(_blocks(token["children"]))
        elif "children" in token:
            blocks.append({"block": "paragraph", "inlines": _inlines(token["children"])})
        elif token.get("raw", "").strip():
            blocks.append({"block": "paragraph", "inlines": [{"inline": "text", "text": token["raw"].strip()}]})
    return blocks


def _markers(token: dict[str, Any], count: int) -> list[str]:
    if not token["attrs"]["ordered"]:
        return ["-"] * count
    start = token["attrs"].get("start", 1)
    return [f"{start + number}{token['bullet']}" for number in range(count)]


def _inlines(tokens: list[dict[str, Any]]) -> list[Inline]:
    inlines: list[Inline] = []
    for token in tokens:
        kind = token["type"]
        if kind in ("strong", "emphasis"):
            inlines.append({"inline": kind, "inlines": _inlines(token["children"])})
        elif kind == "softbreak":
            inlines.append({"inline": "text", "text": " "})
        elif kind == "linebreak":
            inlines.append({"inline": "break"})
        elif "children" in token:
            inlines.extend(_inlines(token["children"]))
        else:
            inlines.append({"inline": "text", "text": unescape(token.get("raw", ""))})
    return inlines


def read_blocks(said: Any) -> tuple[Block, ...]:
    """Blocks as they travelled in a notebook.

    Raises
    ------
    ValueError, KeyError, TypeError
        If one of them is none.
    """
    blocks: tuple[Block, ...] = tuple(said)
    for block in blocks:
        if block["block"] == "list":
            for item in block["items"]:
                read_blocks(item)
            if len(block["markers"]) != len(block["items"]):
                raise ValueError(f"a list has {len(block['markers'])} markers and {len(block['items'])} items")
        elif block["block"] == "table":
            _plain([inline for row in block["rows"] for cell in row for inline in cell])
        elif block["block"] == "heading" or block["block"] == "paragraph":
            _plain(block["inlines"])
        else:
            raise ValueError(f"a block {block['block']!r}; expected a heading, paragraph, list or table")
    return blocks


def plain_text(blocks: Sequence[Block]) -> str:
    """The words of the blocks, one line a block, for text/plain and for searching."""
    lines: list[str] = []
    for block in blocks:
        if block["block"] == "list":
            items = zip(block["markers"], block["items"], strict=True)
            lines.extend(f"{marker} {plain_text(item)}" for marker, item in items)
        elif block["block"] == "table":
            lines.extend(" | ".join(map(_plain, row)) for row in block["rows"])
        else:
            lines.append(_plain(block["inlines"]))
    return "\n".join(lines)


def _plain(inlines: list[Inline]) -> str:
    parts = []
    for inline in inlines:
        if inline["inline"] == "text":
            parts.append(inline["text"])
        elif inline["inline"] == "break":
            parts.append("\n")
        else:
            parts.append(_plain(inline["inlines"]))
    return "".join(parts)
