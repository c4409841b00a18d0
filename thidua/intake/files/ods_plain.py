"""The content of an .ods written again in the one spelling that is searched and read, with nothing but what cells show.

White space between elements is no content, a tab or a line break inside a cell parts two words, and text in a comment
or in a drawing anchored to a cell is not the cell's.
"""

from __future__ import annotations

import re
from xml.parsers.expat import ParserCreate
from xml.sax.saxutils import escape

from thidua.intake.files.limits import Limits
from thidua.intake.files.safety import MEGABYTE, read_xml, refusal

# Comments, CDATA, attributes in another spelling than every known writer's, white space between elements as Gnumeric
# and SheetJS write it, and what python-calamine 0.9.1 drops (tabs, breaks) or takes for a cell's text (drawings).
_ODD = tuple(
    map(
        re.compile,
        (
            rb"<!",
            rb'-(?:repeated|spanned)(?!="[0-9]{1,9}")',
            rb':visibility(?!="[a-z])',
            rb'text:c(?![a-z]|="[0-9]{1,9}")',
            rb"='",
            rb">\s+</?(?:table|office|text:p)\b",
            rb"<text:(?:tab|line-break|h)\b",
            rb"<draw:",
        ),
    )
)
_WHITE = re.compile("[ \t\r\n]+")
_NUMBER = re.compile("[0-9]{1,10}")
_NUMBERS = ("-repeated", "-spanned")
_PARAGRAPHS = ("text:p", "text:h")
_WRITTEN_FOR = {"text:tab": "text:s", "text:line-break": "text:p", "text:h": "text:p"}


def plain_content(content: bytes, limits: Limits) -> bytes:
    """Return the content, written again where it is not spelled as usual.

    Raises
    ------
    Unreadable
        F05 if it becomes too large, F07 if it is no XML or a repeat is no number.
    """
    # Only what is well formed may be searched: then no attribute hides a "<".
    if not any(odd.search(content) for odd in _ODD):
        read_xml(ParserCreate(), content)
        return content
    writing = _Writing(limits)
    parser = ParserCreate()
    parser.buffer_text = parser.ordered_attributes = True
    parser.StartElementHandler = writing.start
    parser.EndElementHandler = writing.end
    parser.CharacterDataHandler = writing.text
    read_xml(parser, content)
    return b'<?xml version="1.0" encoding="UTF-8"?>' + "".join(writing.written).encode()


class _Writing:
    """Where the parser stands, and what was written so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.written: list[str] = []
        self.size = self.left_out = self.paragraphs = 0
        self.ends_in_space = True
        self.is_of_format = False
        """Whether text is what a number format shows beside the number."""

    def start(self, tag: str, attributes: list[str]) -> None:
        self.is_of_format = tag == "number:text" and not self.left_out
        if self.left_out or tag.startswith("draw:") or tag == "office:annotation":
            self.left_out += 1
            return
        if tag in _PARAGRAPHS:
            self.paragraphs += 1
        if tag in _PARAGRAPHS or tag in _WRITTEN_FOR:
            self.ends_in_space = True
        elif tag == "text:s":
            self.ends_in_space = False
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self.write(f"<{_WRITTEN_FOR.get(tag, tag)}{''.join(_attribute(tag, *pair) for pair in pairs)}>")

    def end(self, tag: str) -> None:
        if self.left_out:
            self.left_out -= 1
            return
        self.is_of_format = False
        if tag in _PARAGRAPHS:
            self.paragraphs -= 1
        self.write(f"</{_WRITTEN_FOR.get(tag, tag)}>")

    def text(self, text: str) -> None:
        """Several white characters are one space, and none at the start of a paragraph (ODF 1.3 part 3, 6.1.2)."""
        if self.is_of_format:
            self.write(escape(text))
        if self.left_out or not self.paragraphs:
            return
        text = _WHITE.sub(" ", text)
        if self.ends_in_space:
            text = text.removeprefix(" ")
        if text:
            self.ends_in_space = text.endswith(" ")
            self.write(escape(text))

    def write(self, text: str) -> None:
        self.written.append(text)
        self.size += len(text)
        if self.size > self.limits.max_unpacked_mb * MEGABYTE:
            raise refusal("F05-unpacked", found=self.size / MEGABYTE, limit=self.limits.max_unpacked_mb)


def _attribute(tag: str, name: str, value: str) -> str:
    is_number = name.endswith(_NUMBERS) or (tag, name) == ("text:s", "text:c")
    if is_number and not _NUMBER.fullmatch(value):
        raise refusal("F07-damaged", found=value)
    return f' {name}="{escape(value, _IN_ATTRIBUTE)}"'


_IN_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
