"""Running text in Word: paragraphs, lists and headings, ours and a unit's own."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.export.word.markup import Element, is_paragraph, keep_with_next, paragraph, run
from thidua.export.word.tables import written_table
from thidua.export.word.widths import setting_of_words
from thidua.present.markdown import Block, Inline, Listed, WrittenTable
from thidua.present.names import CLOSING
from thidua.present.part import Prose


def prose_elements(part: Prose, *, lang: str) -> list[Element]:
    """The paragraphs of running text, and whose words they are where they are somebody's.

    Parameters
    ----------
    lang
        The language of the document: other words say theirs, so that nobody's spelling is corrected as if in this one.
    """
    elements = block_elements(part.blocks, lang=part.lang if part.lang != lang else "")
    if part.attribution and elements:
        if is_paragraph(elements[-1]):
            elements[-1] = keep_with_next(elements[-1])
        elements.append(paragraph("Attribution", run(f"({part.attribution})")))
    if part.name == CLOSING:  # the closing sentence stays on the page of the signature
        return [keep_with_next(each) for each in elements]
    return elements


def block_elements(blocks: Sequence[Block], *, lang: str = "", depth: int = 0) -> list[Element]:
    """The elements of blocks; ``depth`` is how many lists they stand in."""
    elements: list[Element] = []
    for block in blocks:
        if block["block"] == "heading":
            # The title of the document is level 1 of the notebook; its sections are the first level of the draft.
            style = f"Heading{min(3, max(1, block['level'] - 1))}"
            elements.append(paragraph(style, *runs(block["inlines"], lang=lang)))
        elif block["block"] == "list":
            elements += _list(block, lang, depth)
        elif block["block"] == "table":
            elements += _words_table(block, lang)
        else:
            # What announces something stays on its page: "Nguyên nhân:".
            announces = _plain(block["inlines"]).rstrip().endswith(":")
            elements.append(paragraph("BodyText", *runs(block["inlines"], lang=lang), keep_next=announces))
    return elements


def runs(
    inlines: Sequence[Inline], *, lang: str = "", bold: bool = False, italic: bool = False, size: float = 0
) -> list[Element]:
    """The runs of inlines; bold within bold stays bold."""
    made: list[Element] = []
    for each in inlines:
        if each["inline"] == "text":
            made.append(run(each["text"], bold=bold, italic=italic, lang=_code(lang), size=size))
        elif each["inline"] == "break":
            made.append(run("\n"))
        else:
            strong = each["inline"] == "strong"
            made += runs(each["inlines"], lang=lang, bold=bold or strong, italic=italic or not strong, size=size)
    return made


def _list(block: Listed, lang: str, depth: int) -> list[Element]:
    """A sign of Word's own where the sign is "-"; every other number or sign is printed as it was written."""
    elements: list[Element] = []
    for marker, item in zip(block["markers"], block["items"], strict=True):
        elements_of_item = block_elements(item, lang=lang, depth=depth + 1)
        if item and item[0]["block"] == "paragraph":
            text = runs(item[0]["inlines"], lang=lang)
            elements_of_item[0] = (
                paragraph("ListBullet", *text, numbered=min(depth, 2))
                if marker == "-"
                else paragraph("BodyText", run(f"{marker} ", lang=_code(lang)), *text)
            )
        elements += elements_of_item
    return elements


def _words_table(block: WrittenTable, lang: str) -> list[Element]:
    setting = setting_of_words([[_plain(cell) for cell in row] for row in block["rows"]])
    rows = [
        [runs(cell, lang=lang, size=setting.points, bold=block["has_head"] and number == 0) for cell in row]
        for number, row in enumerate(block["rows"])
    ]
    return [written_table(rows, setting, has_head=block["has_head"]), paragraph("TableNotes")]


def _plain(inlines: Sequence[Inline]) -> str:
    texts = []
    for each in inlines:
        if each["inline"] == "text":
            texts.append(each["text"])
        else:
            texts.append(" " if each["inline"] == "break" else _plain(each["inlines"]))
    return "".join(texts)


def _code(lang: str) -> str:
    """The language as Word writes it."""
    return {"vi": "vi-VN", "en": "en-GB"}.get(lang, "")
