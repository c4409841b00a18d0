"""What an executed notebook shows, read once for every format: a list of typed things, numbered in order.

HTML and Typst templates print the same strings (`print_shown`), so the formats cannot disagree. Code, streams, cells
tagged `remove-cell` and headings under which nothing is shown are not part of the document. Cells tagged `detail` are
its statistics in detail: not on paper, folded in HTML, whole in the workbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from thidua.errors import NotebookError
from thidua.export.notebook import Notebook
from thidua.export.references import point_to_numbers
from thidua.export.sections import Place, number_sections, place
from thidua.present.chart import Chart
from thidua.present.frame import Annex, Blocks, Headline, Letterhead, Signature
from thidua.present.language import tr, translated, written_in
from thidua.present.markdown import Block, markdown_blocks, plain_text
from thidua.present.numbers import write_number
from thidua.present.part import Prose
from thidua.present.printed import PrintedTable, print_table
from thidua.present.shown import Shown, parse, shown_by
from thidua.present.table import Table

REMOVED = "remove-cell"
DETAIL = "detail"

Printed = Letterhead | Headline | Prose | Blocks | Annex | Signature | PrintedTable
"""What a template is given: parts as they are, tables and charts with their values written out."""

Kind = TypeVar("Kind", Letterhead, Headline, Prose, Blocks, Annex, Signature, Table, Chart)


@dataclass(frozen=True)
class Folded:
    """The details of one section, in order, which a page folds away."""

    shown: tuple[Shown, ...]


@dataclass(frozen=True)
class Document:
    """A report read from its executed notebook: its title, its mark, what it shows in order, and its language."""

    title: str
    illustrative: bool
    shown: tuple[Shown, ...]
    lang: str = "vi"
    preview: bool = False
    """Whether it is shown before it is made: every page says that it is not the edition."""
    places: tuple[Place, ...] = ()
    """Where each thing that it shows is printed; empty if all of it is on paper."""

    def place_of(self, shown: Shown) -> Place:
        """Where this very thing is printed."""
        return self._places.get(id(shown), "paper")

    def is_detail(self, shown: Shown) -> bool:
        """Whether it belongs to the statistics in detail."""
        return self.place_of(shown) == "detail"

    @property
    def paper(self) -> tuple[Shown, ...]:
        """What stands on paper, in order."""
        return tuple(each for each in self.shown if self.place_of(each) == "paper")

    @property
    def printed(self) -> tuple[Shown, ...]:
        """What any file prints: all but the words that only say, at the desk, that nothing is known."""
        return tuple(each for each in self.shown if self.place_of(each) != "nowhere")

    @property
    def folded(self) -> tuple[Shown | Folded, ...]:
        """What is printed, the details of each section in one fold at its end."""
        pieces: list[Shown | Folded] = []
        details: list[Shown] = []
        for each in self.printed:
            if self.is_detail(each):
                details.append(each)
                continue
            if details and isinstance(each, Blocks | Annex | Signature):
                pieces.append(Folded(tuple(details)))
                details = []
            pieces.append(each)
        return (*pieces, *([Folded(tuple(details))] if details else []))

    @cached_property
    def _places(self) -> dict[int, Place]:
        return {id(each): where for each, where in zip(self.shown, self.places, strict=bool(self.places))}

    def form(self, shown: Shown) -> Printed:
        """What a template prints of this very thing of the document: made once, for all its files."""
        if id(shown) not in self._forms:
            with written_in(self.lang):
                self._forms[id(shown)] = print_shown(shown)
        return self._forms[id(shown)]

    @cached_property
    def _forms(self) -> dict[int, Printed]:
        return {}

    def of(self, kind: type[Kind]) -> list[Kind]:
        """What it shows of one kind, in order."""
        return [each for each in self.shown if isinstance(each, kind)]

    @cached_property
    def letterhead(self) -> Letterhead | None:
        """Its head; None if it shows none."""
        return next(iter(self.of(Letterhead)), None)

    @property
    def mark(self) -> str:
        """What stands on every page of it: that its figures are invented, or how it came about; empty if nothing."""
        if self.illustrative:
            with written_in(self.lang):
                return tr("SỐ LIỆU MINH HỌA")
        return "" if self.letterhead is None else self.letterhead.mark.upper()

    @property
    def by_name(self) -> dict[str, Shown]:
        """What a page finds by its name; headings have none."""
        return {each.name: each for each in self.shown if each.name}


def read_document(notebook: Notebook, lang: str = "vi") -> Document:
    """Read what an executed notebook shows and number its tables ("Bảng 1") and charts ("Hình 1").

    Parameters
    ----------
    lang
        The language of a document without a head, which says its own.

    Raises
    ------
    NotebookError
        If a cell displays something that not every format can carry, such as a bare frame; names the cell.
    """
    head = next((each for each in shown_by(notebook) if isinstance(each, Letterhead)), None)
    lang = head.lang if head is not None else lang
    with written_in(lang):
        placed = place((_translated(each), is_detail) for each, is_detail in _displayed(notebook))
        places = tuple(where for _, where in placed)
        title = head.subject if head is not None else tr("Báo cáo")
        numbered = tuple(point_to_numbers([*_numbered(number_sections(placed), places)], places))
    return Document(title, any(map(_is_illustrative, numbered)), numbered, lang, places=places)


def print_shown(shown: Shown) -> Printed:
    """What a template prints of one thing, in the language that is being written."""
    if isinstance(shown, Chart):
        return shown.printed()
    return replace(print_table(shown), notes=printed_notes(shown)) if isinstance(shown, Table) else shown


def printed_notes(shown: Table | Chart) -> tuple[str, ...]:
    """The notes under a table or chart; first where the rows are that a page does not show."""
    if isinstance(shown, Chart):
        return shown.data.notes
    if shown.printed is None or len(shown.printed) == len(shown.rows):
        return shown.notes
    # The sheets of the workbook are called like the tables.
    words = {"number": write_number(len(shown.rows) - len(shown.printed)), "sheet": shown.label}
    return (tr("{number} dòng không in ở đây có trong tệp Excel, trang “{sheet}”.", **words), *shown.notes)


def _numbered(shown: Sequence[Shown], places: Sequence[Place]) -> Iterator[Shown]:
    """Tables and charts with their numbers, those on paper and those of the details each in order."""
    numbers: Counter[str] = Counter()
    for each, where in zip(shown, places, strict=True):
        if isinstance(each, Table | Chart):
            word = _word(each, where)
            numbers[word] += 1
            yield replace(each, label=f"{word} {numbers[word]}")
        else:
            yield each


def _word(shown: Table | Chart, where: Place) -> str:
    if where == "detail":
        return tr("Bảng chi tiết") if isinstance(shown, Table) else tr("Hình chi tiết")
    return tr("Bảng") if isinstance(shown, Table) else tr("Hình")


def _is_illustrative(shown: Shown) -> bool:
    of = shown.data if isinstance(shown, Chart) else shown
    return isinstance(of, Letterhead | Table) and of.illustrative


def _translated(shown: Shown) -> Shown:
    """The headings of a notebook are Vietnamese in every edition; their words are messages like all others."""
    if not isinstance(shown, Blocks):
        return shown
    return replace(shown, blocks=tuple(map(_translated_block, shown.blocks)))


def _translated_block(block: Block) -> Block:
    if block["block"] != "heading":
        return block
    return {**block, "inlines": [{"inline": "text", "text": translated(plain_text([block]))}]}


def _displayed(notebook: Notebook) -> Iterator[tuple[Shown, bool]]:
    """What each cell shows, and whether it is a detail."""
    for number, cell in enumerate(notebook["cells"], start=1):
        tags = cell["metadata"].get("tags", [])
        if REMOVED in tags:
            continue
        if cell["cell_type"] == "markdown":
            yield Blocks("", tuple(markdown_blocks(cell["source"]))), DETAIL in tags
        elif cell["cell_type"] == "code":
            for output in cell["outputs"]:
                if output["output_type"] in ("display_data", "execute_result"):
                    yield _read(output["data"], number), DETAIL in tags


def _read(data: Notebook, cell_number: int) -> Shown:
    shown = parse(data)
    if shown is None:
        found = ", ".join(sorted(data))
        raise NotebookError(
            f"cell {cell_number} displays {found}; a report shows a table, chart or part of thidua.present, "
            "which every format can carry"
        )
    # A heading whose words depend on the report is a heading like those of Markdown, which no page finds by a name.
    return replace(shown, name="") if isinstance(shown, Blocks) else shown
