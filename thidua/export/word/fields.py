"""Fields that a person fills in (content controls): number, day, signer, recipients; and the number of the page.

Source: ECMA-376-1:2016, §17.5.2 (structured document tags), §17.16 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua.export.word.markup import Element, node, run, words, written

BLANK = re.compile(" {5,}")
"""Room that a text leaves for somebody to write in."""
_DOTS = "……"


class Fields:
    """Makes the fields of one file, each with an identity of its own."""

    def __init__(self) -> None:
        self._made = 0

    def blank(self, tag: str, title: str, *, shown: str = _DOTS, bold: bool = False) -> Element:
        """A field with nothing in it yet, within a line.

        Parameters
        ----------
        tag
            What programs find it by: "number".
        title
            What Word shows above it: "Số".
        shown
            What stands there until something is written.
        """
        return self._control(tag, title, run(shown, style="PlaceholderText", bold=bold), is_blank=True)

    def filled(self, tag: str, title: str, *content: Element) -> Element:
        """A field within a line whose words, and their look, somebody may change."""
        return self._control(tag, title, *content)

    def filled_block(self, tag: str, title: str, *paragraphs: Element) -> Element:
        """A field of whole paragraphs."""
        return node("sdt", self._properties(tag, title), node("sdtContent", *paragraphs))

    def with_blanks(self, text: str, fields: Sequence[tuple[str, str]], *, italic: bool = False) -> list[Element]:
        """A text in whose blanks stand fields, one after the other; blanks beyond them stay blank."""
        content: list[Element] = []
        begin = 0
        for gap, (tag, title) in zip(BLANK.finditer(text), fields, strict=False):
            content += [run(text[begin : gap.start()] + " ", italic=italic), self.blank(tag, title)]
            begin = gap.end() - text[gap.end() : gap.end() + 1].isalpha()  # a space before a word, none before a sign
        return [*content, run(text[begin:], italic=italic)]

    def _control(self, tag: str, title: str, *content: Element, is_blank: bool = False) -> Element:
        return node("sdt", self._properties(tag, title, is_blank=is_blank), node("sdtContent", *content))

    def _properties(self, tag: str, title: str, *, is_blank: bool = False) -> Element:
        """What is blank takes one line of text; what is filled takes any."""
        self._made += 1
        return node(
            "sdtPr",
            node("alias", val=written(title)),
            node("tag", val=tag),
            node("id", val=self._made),
            node("showingPlcHdr") if is_blank else None,
            node("text") if is_blank else None,
        )


def page_number() -> list[Element]:
    """The number of the page, which Word counts."""
    return [
        node("r", node("fldChar", fldCharType="begin")),
        node("r", words("instrText", " PAGE ")),
        node("r", node("fldChar", fldCharType="separate")),
        run("2"),
        node("r", node("fldChar", fldCharType="end")),
    ]
