"""One XML part of a workbook with the place of every element in its bytes, so that a few of them can be changed.

What is not changed stays byte for byte; what the elements mean belongs to the modules of the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from thidua.intake.files.safety import Unreadable, read_xml
from thidua.intake.writing.cell_text import clean_text

MAIN, STRICT_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATIONS, STRICT_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""Of links between parts, in both kinds of OOXML; also the first part of each relationship's type."""

Edit = tuple[int, int, bytes]
"""From where to where in the old bytes, and what stands there instead."""

_DECLARED = re.compile(rb"<\?xml\b[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_ATTRIBUTE = re.compile(rb"\s+([^\s=<>/\"']+)\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
START_TAG = re.compile(rb"<([^\s<>/!?\"'=]+)((?:\s+[^\s=<>/\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>")
_LONGEST_NUMBER = 9
# Excel takes "_x0041_" for the letter A, so what a sender wrote literally is written with its first "_" as a number.
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class CannotEdit(ValueError):  # noqa: N818 - it reads as what is the matter
    """A package whose parts are spelled, or fit together, in a way that is not edited here."""


@dataclass(slots=True)
class Element:
    """One element: its local name, its attributes by local name, and where it stands.

    ``start`` to ``inner`` is its start tag, ``inner`` to ``close`` its content, ``close`` to ``end`` its end tag; of an
    element without content the last three are equal.
    """

    namespace: str
    name: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Element] = field(default_factory=list)

    def child(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> list[Element]:
        """The children of that name."""
        return [child for child in self.children if child.name == name]


def parse_part(data: bytes, root: str, *namespaces: str) -> Element:
    """The elements of a part.

    Parameters
    ----------
    data
        The part, in UTF-8.
    root, namespaces
        The name that its root must have, without a prefix, in one of these namespaces.

    Raises
    ------
    CannotEdit
        For any other root or encoding, and for what is no XML or has a document type.
    """
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        raise CannotEdit(f"encoding {declared[1]!r}")
    whole = _parse(data)
    if whole.name != root or whole.namespace not in namespaces or not data.startswith(f"<{root}".encode(), whole.start):
        raise CannotEdit(f"root {whole.name} of {whole.namespace}")
    return whole


def _parse(data: bytes) -> Element:
    parser = ParserCreate(namespace_separator=" ")
    open_elements = [Element("", "", {}, 0, 0)]

    def start(tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        at = parser.CurrentByteIndex
        written = START_TAG.match(data, at)
        if written is None:
            raise CannotEdit(f"tag at {at}")
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(namespace, name, said, at, written.end())
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        element = open_elements.pop()
        is_empty = data.startswith(b"/>", element.inner - 2)
        element.close = element.inner if is_empty else parser.CurrentByteIndex
        element.end = element.inner if is_empty else data.index(b">", element.close) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        read_xml(parser, data)
    except Unreadable as problem:
        raise CannotEdit(problem.finding.found) from None
    return open_elements[0].children[0]


@dataclass(frozen=True, slots=True)
class Edited:
    """A part after its edits, which do not overlap, piece by piece; those at one place in the order given."""

    data: bytes
    edits: Sequence[Edit]

    def __iter__(self) -> Iterator[bytes | memoryview]:
        kept, at = memoryview(self.data), 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            yield kept[at:start]
            yield new
            at = end
        yield kept[at:]


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The part after its edits."""
    return b"".join(Edited(data, edits))


def with_attributes(data: bytes, element: Element, changes: Mapping[str, str | None]) -> Edit:
    """The edit that gives an element's start tag other attributes; None takes one out."""
    return element.start, element.inner, changed_tag(data[element.start : element.inner], changes)


def changed_tag(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """A start tag with other attributes.

    Examples
    --------
    >>> changed_tag(b'<c r="H9" s="1"/>', {"s": "4"}), changed_tag(b"<c r='H9'>", {"s": "4", "t": None})
    (b'<c r="H9" s="4"/>', b'<c r=\\'H9\\' s="4">')
    """
    written = START_TAG.fullmatch(tag)
    if written is None:
        raise CannotEdit(f"tag {tag[:60]!r}")
    left = {name.encode(): value for name, value in changes.items()}

    def change(attribute: re.Match[bytes]) -> bytes:
        if attribute[1] not in left:
            return attribute[0]
        value = left.pop(attribute[1])
        return b"" if value is None else b' %b="%b"' % (attribute[1], escaped(value))

    attributes = _ATTRIBUTE.sub(change, written[2])
    more = b"".join(b' %b="%b"' % (name, escaped(value)) for name, value in left.items() if value is not None)
    return b"<%b%b%b%b>" % (written[1], attributes, more, written[3])


def appended(data: bytes, element: Element, content: bytes) -> list[Edit]:
    """The edits that put content last into an element."""
    if element.close > element.inner or element.end > element.close:
        return [(element.close, element.close, content)]
    written = START_TAG.fullmatch(data[element.start : element.inner])
    if written is None:
        raise CannotEdit(f"tag of {element.name}")
    end_tag = b"</%b>" % written[1]
    return [(element.start, element.inner, b"<%b%b>" % (written[1], written[2]) + content + end_tag)]


def whole_number(written: str) -> int:
    """A number of an attribute; `CannotEdit` for what is none."""
    if not (written.isascii() and written.isdigit()) or len(written) > _LONGEST_NUMBER:
        raise CannotEdit(f"number {written[:20]!r}")
    return int(written)


def escaped(text: str) -> bytes:
    """A text as the value of an attribute, or as content: cleaned of what XML or Excel does not take."""
    plain = clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return plain.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;").encode()


def content_text(text: str) -> bytes:
    """A text as the content of a ``<t>``, which Excel shows exactly so; cleaned of what it does not take."""
    plain = clean_text(text)
    if "_x" in plain:
        plain = _CODED.sub("_x005F_", plain)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
