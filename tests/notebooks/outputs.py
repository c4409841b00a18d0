"""What a notebook displays, whoever ran it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from papermill.inspection import inspect_notebook

from thidua.run.plan import Edition

Displayed = list[tuple[str, list[dict[str, Any]]]]


def displayed(path: Path) -> Displayed:
    """Source and outputs of every code cell in order, but for the cells of parameters, which display nothing.

    Execution counts are left out; everything else of an output is kept: its kind and its data of every MIME type.
    """
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [
        (cell.source, [{k: v for k, v in output.items() if k != "execution_count"} for output in cell.outputs])
        for cell in cells
        if not {"parameters", "injected-parameters"} & set(cell.metadata.get("tags", []))
    ]


def edition_of_defaults(published: dict[str, Edition], notebook: str) -> Edition:
    """The published edition that was built with the parameters this notebook declares as its defaults."""
    editions = [edition for edition in published.values() if edition.settings.notebook == notebook]
    declared = inspect_notebook(editions[0].notebook)
    defaults = {name: parameter["default"].strip('"') for name, parameter in declared.items()}
    matching = [edition for edition in editions if edition.parameters == defaults]
    assert len(matching) == 1, f"{notebook}: {len(matching)} published editions have its defaults {defaults}"
    return matching[0]
