"""A unit's own words, read as they were written by people who do not know Markdown.

Only what can be nothing else is a mark: a small heading ("### …"), a list's sign, ``**…**``, ``*…*`` and ``_…_`` around
whole words, the bars and tabs of a table. All else is printed letter for letter: the numbers of a list, a year at the
start of a line, signs between letters, quotation marks, addresses. The blocks are those of ``markdown``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from thidua.present.markdown import Block, Inline

DEEPEST = 5
"""So many levels of a list are told apart; no page has room for more."""

MOST_COLUMNS = 8
"""A wider table does not fit an upright page: it is printed in lines, as it was written."""

_EDITOR, _SHORT = 160, 60
"""No editor breaks lines that are longer than the first, and none breaks them before the second, in letters."""

_HEADING = re.compile(r"#{3,6}[ \t]+(?=\S)")
_SIGN = re.compile(r"([-–—•*+])[ \t]+(?=\S)")
# "2021. …" is a year and "15. 6" a day: a number of a list is shorter, and words follow it.
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,3}[.)]|[a-zđ][.)]|[IVX]{1,5}[.)])[ \t]+(?=[^\s\d])")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?")
_ENDED = re.compile(r"[.:;!?…,)”\"]$")
_WORDS = r"(?=[\w“‘\"'(\[«])[^{0}\n]*[\w.,;:!?%…)\]”’\"'»]"
_MARKED = re.compile(
    "|".join(
        rf"(?<![\w{sign}\\]){re.escape(sign * times)}(?=[^{sign}\n]*[^\W\d_])(?P<{name}>{_WORDS.format(sign)})"
        rf"{re.escape(sign * times)}(?![\w{sign}])"
        for name, sign, times in (("bold", "*", 2), ("heavy", "_", 2), ("slanted", "*", 1), ("leaning", "_", 1))
    )
)


@dataclass
class _Piece:
    """A paragraph, a heading or an item of a list, as the lines that it was written in."""

    indent: int
    lines: list[str]
    marker: str = ""
    kind: str = "paragraph"
    children: list[_Piece] = field(default_factory=list)


def written_blocks(text: str) -> list[Block]:
    """Read what a unit wrote into the blocks of ``markdown_blocks``.

    Returns
    -------
    list of dict
        Every letter of the text stands in them in order, but for the marks named above. A table is
        ``{"block": "table", "has_head": True, "rows": [[[inline, ...], ...], ...]}``, all rows equally long.

    Examples
    --------
    >>> [block["markers"] for block in written_blocks("2. Ký giao ước;\\n3. Kiểm tra.")]
    [['2.', '3.']]
    >>> written_blocks("2021. là năm đầu")[0]["inlines"]
    [{'inline': 'text', 'text': '2021. là năm đầu'}]
    """
    pieces = [piece for chunk in re.split(r"\n[ \t]*\n", text) for piece in _pieces(chunk.split("\n"))]
    return _blocks(_nested(pieces))


def _pieces(lines: Sequence[str]) -> Iterator[_Piece]:
    """What stands between two blank lines."""
    lines = [line for line in lines if line.strip()]
    is_table = bool(_table_cells(lines))
    if is_table or (len(lines) > 1 and all("|" in line or "\t" in line.strip() for line in lines)):
        yield _Piece(0, lines, kind="table" if is_table else "lines")
        return
    lines = [line.rstrip() for line in lines]
    width = max(map(len, lines), default=0)
    piece: _Piece | None = None
    for line in lines:
        begun = _begun(line, piece, width)
        if begun is None and piece is not None:
            piece.lines.append(line.strip())
            continue
        if piece is not None:
            yield piece
        piece = begun or _Piece(_indent(line), [line.strip()])
    if piece is not None:
        yield piece


def _begun(line: str, before: _Piece | None, width: int) -> _Piece | None:
    """The piece that a line begins, or None where it goes on with the one before."""
    indent, words = _indent(line), line.strip()
    if found := _HEADING.match(words):
        return _Piece(indent, [words[found.end() :]], kind="heading")
    if found := _SIGN.match(words):
        return _Piece(indent, [words[found.end() :]], found[1], "item")
    is_new = before is None or before.kind != "paragraph" or _is_broken(before.lines[-1], words, width)
    if (found := _NUMBER.match(words)) and (is_new or (before and _ENDED.search(before.lines[-1]))):
        return _Piece(indent, [words[found.end() :]], found[1], "item")
    if before is not None and (before.kind == "heading" or width > _EDITOR):
        return _Piece(indent, [words])
    return None


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether a line ends because its writer ended it: the next word would still have found room on it."""
    return len(line) + 1 + len(following.split()[0]) <= max(width, _SHORT)


def _table_cells(lines: Sequence[str]) -> list[list[str]]:
    """The cells of lines between bars under a ruled head, or between tabs; none where the lines are no table."""
    if len(lines) < 2:
        return []
    if "|" in lines[0] and _RULE.fullmatch(lines[1].strip()):
        rows = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in lines]
    elif any("\t" in line.strip() for line in lines):
        rows = [line.rstrip("\r ").split("\t") for line in lines]
    else:
        return []
    is_even = len({len(row) for row in rows}) == 1 and 1 < len(rows[0]) <= MOST_COLUMNS
    return [[cell.strip() for cell in row] for row in rows] if is_even else []


def _nested(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Pieces under the item of a list that they are indented under."""
    top: list[_Piece] = []
    above: list[_Piece] = []
    for piece in pieces:
        while above and above[-1].indent >= piece.indent:
            above.pop()
        (above[-1].children if above else top).append(piece)
        if piece.kind == "item" and len(above) < DEEPEST:
            above.append(piece)
    return top


def _blocks(pieces: Sequence[_Piece]) -> list[Block]:
    blocks: list[Block] = []
    for piece in pieces:
        if piece.kind == "item":
            item: list[Block] = [
                {"block": "paragraph", "inlines": _inlines(_flowing(piece.lines))},
                *_blocks(piece.children),
            ]
            last = blocks[-1] if blocks else None
            if last is not None and last["block"] == "list" and _is_alike(last["markers"][-1], piece.marker):
                last["markers"].append(piece.marker)
                last["items"].append(item)
            else:
                blocks.append({"block": "list", "markers": [piece.marker], "items": [item]})
        elif piece.kind == "table":
            blocks.append(_table(piece.lines))
        elif piece.kind == "heading":
            blocks.append({"block": "heading", "level": 3, "inlines": _inlines(_flowing(piece.lines))})
        else:
            words = "\n".join(map(str.strip, piece.lines)) if piece.kind == "lines" else _flowing(piece.lines)
            blocks.append({"block": "paragraph", "inlines": _inlines(words.replace("\t", " "))})
    return blocks


def _is_alike(one: str, other: str) -> bool:
    """Whether two items are of one list: both have the same sign, or both have numbers."""
    return one == other or (one[-1] in ".)" and other[-1] in ".)")


def _table(lines: Sequence[str]) -> Block:
    rows = _table_cells(lines)
    has_head = bool(_RULE.fullmatch(lines[1].strip()))
    shown = [row for at, row in enumerate(rows) if not (has_head and at == 1)]
    return {"block": "table", "has_head": has_head, "rows": [[_inlines(cell) for cell in row] for row in shown]}


def _flowing(lines: Sequence[str]) -> str:
    """Lines as one text: a line that an editor broke goes on, one that the writer ended is ended."""
    width = max(map(len, lines))
    text = lines[0]
    for before, line in pairwise(lines):
        text += f"\n{line}" if _is_broken(before, line, width) else f" {line}"
    return text


def _inlines(text: str) -> list[Inline]:
    inlines: list[Inline] = []
    at = 0
    for found in _MARKED.finditer(text):
        inlines += _lines(text[at : found.start()])
        marked = _lines(found[str(found.lastgroup)])
        is_strong = found.lastgroup in ("bold", "heavy")
        inlines.append({"inline": "strong" if is_strong else "emphasis", "inlines": marked})
        at = found.end()
    return inlines + _lines(text[at:])


def _lines(text: str) -> list[Inline]:
    inlines: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        inlines += [{"inline": "break"}] if number else []
        inlines += [{"inline": "text", "text": line}] if line else []
    return inlines
