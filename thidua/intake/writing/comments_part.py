"""Comments of one sheet: ours are added below what the sender wrote, or taken out again.

Where and how large each is shown belongs to ``note_shapes``; what they say is decided by ``answer_marks``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import unescape

from thidua.intake.writing.answer_marks import AUTHOR, OURS_BELOW
from thidua.intake.writing.xml_part import (
    MAIN,
    STRICT_MAIN,
    CannotEdit,
    Edit,
    Element,
    appended,
    content_text,
    edited,
    escaped,
    parse_part,
)

EMPTY_COMMENTS = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
)
_LOOK = b'<rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>'


class Comments:
    """The comments of a sheet.

    Raises
    ------
    CannotEdit
        If the part is spelled in a way that is not edited here.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._root = parse_part(data, "comments", MAIN, STRICT_MAIN)
        authors, comments = self._root.child("authors"), self._root.child("commentList")
        if authors is None or comments is None or b"<!" in data:
            raise CannotEdit("comments without authors")
        self._authors, self._list = authors, comments
        self._by_cell = {each.attributes.get("ref", ""): each for each in comments.all("comment")}

    @property
    def is_empty(self) -> bool:
        """Whether no cell has a comment."""
        return not self._by_cell

    def ours(self) -> set[str]:
        """The cells whose comment says something of ours."""
        return {cell for cell in self._by_cell if OURS_BELOW in self.said(cell)}

    def said(self, cell: str) -> str:
        """The text of a cell's comment; empty without one."""
        element = self._by_cell.get(cell)
        return "".join(_text(self._data, part) for _, part in _texts(element)) if element else ""

    def without(self, cells: Collection[str]) -> tuple[bytes, set[str]]:
        """The part without what we wrote, and the cells that have no comment any more."""
        edits: list[Edit] = []
        gone: set[str] = set()
        for cell in cells:
            element = self._by_cell[cell]
            theirs = self.said(cell).partition(OURS_BELOW)[0].rstrip()
            if theirs:
                edits += self._shortened(element, len(theirs))
            else:
                gone.add(cell)
                edits.append((element.start, element.end, b""))
        return edited(self._data, edits), gone

    def _shortened(self, element: Element, length: int) -> list[Edit]:
        """The edits that leave the first characters of a comment, each in its own type face."""
        edits: list[Edit] = []
        for holder, part in _texts(element):
            said = _text(self._data, part)
            if not length:
                edits.append((holder.start, holder.end, b""))
            elif len(said) > length:
                edits.append(
                    (part.inner, part.close, said[:length].replace("&", "&amp;").replace("<", "&lt;").encode())
                )
            length = max(0, length - len(said))
        return edits

    def with_added(self, said: Mapping[str, str]) -> bytes:
        """The part with our words, by cell, below those of the sender."""
        author, edits = self._our_author()
        added: list[bytes] = []
        for cell, words in said.items():
            element = self._by_cell.get(cell)
            if element is None:
                added.append(
                    b'<comment ref="%b" authorId="%d"><text>%b</text></comment>' % (cell.encode(), author, _run(words))
                )
                continue
            edits += self._appended(element, words)
        return edited(self._data, [*edits, *appended(self._data, self._list, b"".join(added))])

    def _our_author(self) -> tuple[int, list[Edit]]:
        authors = self._authors.all("author")
        names = [self._data[each.inner : each.close] for each in authors]
        if AUTHOR.encode() in names:
            return names.index(AUTHOR.encode()), []
        return len(names), appended(self._data, self._authors, b"<author>%b</author>" % escaped(AUTHOR))

    def _appended(self, element: Element, words: str) -> list[Edit]:
        text = element.child("text")
        if text is None:
            raise CannotEdit("comment without text")
        edits: list[Edit] = []
        # A plain text in front of a run of ours becomes a run as well: Excel writes either the one or the others.
        for plain in text.all("t"):
            edits += [(plain.start, plain.start, b"<r>"), (plain.end, plain.end, b"</r>")]
        later = [child.start for child in text.children if child.name in ("rPh", "phoneticPr")]
        above = b"\n" if self.said(element.attributes.get("ref", "")) else b""
        if not later:
            return [*edits, *appended(self._data, text, _run(words, above))]
        return [*edits, (min(later), min(later), _run(words, above))]


def _run(words: str, above: bytes = b"") -> bytes:
    return b'<r>%b<t xml:space="preserve">%b%b</t></r>' % (_LOOK, above, content_text(words))


def _texts(element: Element) -> list[tuple[Element, Element]]:
    """The elements that hold a comment's words, in order, each with the run that it stands in."""
    text = element.child("text")
    found: list[tuple[Element, Element]] = []
    for holder in text.children if text else ():
        if holder.name == "t":
            found.append((holder, holder))
        elif holder.name == "r":
            found += [(holder, part) for part in holder.all("t")]
    return found


def _text(data: bytes, part: Element) -> str:
    return unescape(data[part.inner : part.close].decode())
