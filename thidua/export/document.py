"""What an executed notebook shows, read once for every format: one list of views, numbered in order.

A view is plain data (see `thidua.present`): HTML and Typst templates print the same strings, so the formats
cannot disagree. Code, streams, cells tagged `remove-cell` and headings under which nothing is shown are not part
of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.errors import NotebookError
from thidua.export.notebook import Notebook
from thidua.export.sections import number_sections, without_empty_sections
from thidua.present.chart import CHART_MIME
from thidua.present.language import tr, translated, written_in
from thidua.present.markdown import markdown_blocks, plain_text
from thidua.present.numbers import write_number
from thidua.present.part import PART_MIME
from thidua.present.table import TABLE_MIME, table_view

REMOVED = "remove-cell"
View = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """A report read from its executed notebook: its title, its mark, its language and its views in order."""

    title: str
    illustrative: bool
    views: tuple[View, ...]
    lang: str = "vi"
    preview: bool = False
    """Whether it is shown before it is made: every page says that it is not the edition."""


def read_document(notebook: Notebook) -> Document:
    """Read the views of an executed notebook and number its tables ("Bảng 1") and charts ("Hình 1").

    Raises
    ------
    NotebookError
        If a cell displays something that not every format can carry, such as a bare frame; names the cell.
    """
    head = _letterhead(notebook)
    lang = head.get("lang", "vi")
    with written_in(lang):
        views = number_sections(without_empty_sections([_translated(view) for view in _views(notebook)]))
        for kind, word in (("table", tr("Bảng")), ("chart", tr("Hình"))):
            for number, view in enumerate((v for v in views if v["part"] == kind), start=1):
                view["label"] = f"{word} {number}"
        for view in views:
            if view.get("left_out"):
                view["notes"] = [_rest_words(view), *view["notes"]]
            if view.get("source"):
                view["source_line"] = tr("Nguồn: {source}.", source=view["source"])
        title = head.get("subject", tr("Báo cáo"))
    illustrative = any(view.get("illustrative") for view in views)
    return Document(title, illustrative, tuple(views), lang)


def _rest_words(view: View) -> str:
    """Where the rows are that a page does not show: the sheets of the workbook are called like the tables."""
    words = {"number": write_number(view["left_out"]), "sheet": view["label"]}
    return tr("{number} dòng không in ở đây có trong tệp Excel, trang “{sheet}”.", **words)


def _letterhead(notebook: Notebook) -> View:
    """The letterhead that a notebook shows, which says its language; empty if it shows none."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    parts = (output.get("data", {}).get(PART_MIME, {}) for output in outputs)
    return next((dict(part) for part in parts if part.get("part") == "letterhead"), {})


def _translated(view: View) -> View:
    """The headings of a notebook are Vietnamese in every edition; their words are messages like all others."""
    if view["part"] != "blocks":
        return view
    blocks = [
        {**block, "inlines": [{"inline": "text", "text": translated(plain_text([block]))}]}
        if block["block"] == "heading"
        else block
        for block in view["blocks"]
    ]
    return {**view, "blocks": blocks}


def _views(notebook: Notebook) -> Iterator[View]:
    for number, cell in enumerate(notebook["cells"], start=1):
        if REMOVED in cell["metadata"].get("tags", []):
            continue
        if cell["cell_type"] == "markdown":
            yield {"part": "blocks", "blocks": markdown_blocks(cell["source"])}
        elif cell["cell_type"] == "code":
            for output in cell["outputs"]:
                if output["output_type"] in ("display_data", "execute_result"):
                    yield _output_view(output["data"], number)


def _output_view(data: Mapping[str, Any], cell_number: int) -> View:
    if PART_MIME in data:
        part = dict(data[PART_MIME])
        # A heading whose words depend on the report is a heading like those of Markdown, which no page finds by a name.
        return {"part": "blocks", "blocks": part["blocks"]} if part["part"] == "blocks" else part
    if TABLE_MIME in data:
        view = table_view(data[TABLE_MIME]) | {"resource": data[TABLE_MIME]}
        if CHART_MIME in data:
            view |= {
                "part": "chart",
                "svg": data[CHART_MIME],
                "alt": data[TABLE_MIME].get("alt", data["text/plain"]),
            }
        return view
    found = ", ".join(sorted(data))
    raise NotebookError(
        f"cell {cell_number} displays {found}; a report shows a table, chart or part of thidua.present, "
        "which every format can carry"
    )
