"""The ids of the cells of a notebook, made from what the cells say: one cell more renames no other.

``python -m tests.notebooks.cell_ids`` writes them into the notebooks.
"""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tests.conftest import REPOSITORY
from thidua.registry import fold, strip_accents

LONGEST = 60
"""nbformat allows 64 letters: some are left for a number."""


def cell_ids(notebook: NotebookNode) -> list[str]:
    """An id for each cell in order: "awards-table" shows that table; the second of a kind gets a number."""
    found: list[str] = []
    for cell in notebook.cells:
        first = _id_of(cell)
        same = sum(re.sub(r"--\d+$", "", one) == first for one in found)
        found.append(f"{first}--{same + 1}" if same else first)
    return found


def _id_of(cell: NotebookNode) -> str:
    if "parameters" in cell.metadata.get("tags", []):
        return "parameters"
    if "open_report(" in cell.source:
        return "open-report"
    said = cell.source.strip().splitlines()[0] if cell.cell_type == "markdown" else cell.source
    words = re.sub(r"\breport\.", "", said).replace("đ", "d").replace("Đ", "D")
    return re.sub("[^a-z0-9]+", "-", strip_accents(fold(words)))[:LONGEST].strip("-")


def write_cell_ids(path: Path) -> None:
    """Give the cells of a notebook their ids."""
    notebook = nbformat.read(path, as_version=4)
    for cell, name in zip(notebook.cells, cell_ids(notebook), strict=True):
        cell.id = name
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for each in sorted((REPOSITORY / "notebooks").glob("*.ipynb")):
        write_cell_ids(each)
