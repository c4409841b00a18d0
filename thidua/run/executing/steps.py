"""The steps that `papermill.execute_notebook` takes, with what was executed written once, and not read again."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors, remove_error_markers
from papermill.inspection import inspect_notebook
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir

from thidua.put import naming


def executed_by_papermill(
    notebook: Path, executed: Path, parameters: dict[str, str], *, engine_name: str, **options: Any
) -> NotebookNode:
    """Execute a notebook in its own folder; what it did is written whether or not it succeeded.

    Parameters
    ----------
    options
        What the engine is told, beside where it writes what it did if it is stopped: `executed`.

    Returns
    -------
    NotebookNode
        What reading `executed` gives.

    Raises
    ------
    PapermillExecutionError
        If a cell fails; and whatever the engine raises.
    """
    paths, file = (str(notebook), str(executed)), str(executed.absolute())
    prepared = load_notebook_node(str(notebook))
    if parameters:
        prepared = parameterize_notebook(prepared, parameters, engine_name=engine_name)
    prepared = remove_error_markers(prepare_notebook_metadata(prepared, *paths))
    kernel_name = papermill_engines.nb_kernel_name(engine_name=engine_name, nb=prepared)
    with chdir(notebook.parent):
        done: NotebookNode = papermill_engines.execute_notebook_with_engine(
            engine_name,
            prepared,
            kernel_name=kernel_name,
            input_path=str(notebook),
            progress_bar=False,
            executed=Path(file),
            **options,
        )
        raise_for_execution_errors(done, file)
    # In one line: with the lines that a person may compare it takes six times as long.
    with naming(executed):
        executed.write_text(json.dumps(done, ensure_ascii=False), encoding="utf-8")
    return done


def declared_parameters(notebook: Path) -> dict[str, Any]:
    """The parameters that a notebook declares, as `papermill.inspect_notebook` tells them; raises as that does."""
    return _declared(str(notebook), notebook.read_bytes())


@lru_cache(maxsize=16)
def _declared(name: str, _content: bytes) -> dict[str, Any]:
    declared: dict[str, Any] = inspect_notebook(name)
    return declared
