"""What a notebook displays, whoever ran it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from papermill.inspection import inspect_notebook

from thidua.run.build import build_edition
from thidua.run.plan import Edition, plan_editions

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
    """The edition that is built with the parameters this notebook declares as its defaults.

    Those of the published figures are there; one of another dataset is built in the same folder when asked for.
    """
    root = next(iter(published.values())).root
    declared = inspect_notebook(root / "notebooks" / f"{notebook}.ipynb")
    defaults = {name: parameter["default"].strip('"') for name, parameter in declared.items()}
    asked = {name: defaults[name] for name in ("dataset", "unit", "period")}
    editions = plan_editions(root, dataset=defaults["dataset"])
    matching = [each for each in editions if each.settings.notebook == notebook and each.parameters == asked]
    assert len(matching) == 1, f"{notebook}: {len(matching)} declared editions have its defaults {defaults}"
    outcome = build_edition(matching[0], ("html",))
    assert outcome.state in ("ready", "empty", "current"), outcome.reason
    return matching[0]
