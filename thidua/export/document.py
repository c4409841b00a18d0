"""What an executed notebook shows, read once for every format: one list of views, numbered in order.

A view is plain data (see `thidua.present`): HTML and Typst templates print the same strings, so the formats
cannot disagree. Code, streams and cells tagged `remove-cell` are not part of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from thidua.errors import NotebookError
from thidua.present.chart import CHART_MIME
from thidua.present.markdown import markdown_blocks
from thidua.present.part import PART_MIME
from thidua.present.table import TABLE_MIME, table_view

REMOVED = "remove-cell"
View = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """A report read from its executed notebook: its title, its mark and its views in order."""

    title: str
    illustrative: bool
    views: tuple[View, ...]


def read_document(notebook: NotebookNode) -> Document:
    """Read the views of an executed notebook and number its tables ("Bảng 1") and charts ("Hình 1").

    Raises
    ------
    NotebookError
        If a cell displays something that not every format can carry, such as a bare frame; names the cell.
    """
    views = list(_views(notebook))
    for kind, word in (("table", "Bảng"), ("chart", "Hình")):
        for number, view in enumerate((v for v in views if v["part"] == kind), start=1):
            view["label"] = f"{word} {number}"
    heads = [view for view in views if view["part"] == "letterhead"]
    title = heads[0]["subject"] if heads else "Báo cáo"
    illustrative = any(view.get("illustrative") for view in views)
    return Document(title, illustrative, tuple(views))


def _views(notebook: NotebookNode) -> Iterator[View]:
    for number, cell in enumerate(notebook.cells, start=1):
        if REMOVED in cell.metadata.get("tags", []):
            continue
        if cell.cell_type == "markdown":
            yield {"part": "blocks", "blocks": markdown_blocks(cell.source)}
        elif cell.cell_type == "code":
            for output in cell.outputs:
                if output.output_type in ("display_data", "execute_result"):
                    yield _output_view(output.data, number)


def _output_view(data: dict[str, Any], cell_number: int) -> View:
    if PART_MIME in data:
        return dict(data[PART_MIME])
    if TABLE_MIME in data:
        view = table_view(data[TABLE_MIME])
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
