"""Whether a notebook was executed: what every file of it, whoever makes it, has to be made from."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.errors import NotebookError
from thidua.export.notebook import Notebook


def check_executed(notebook: Notebook, name: str) -> None:
    """Refuse a notebook of which any code cell did not run to its end: a report of it would lack parts in silence.

    Parameters
    ----------
    name
        What the notebook is called in the message.

    Raises
    ------
    NotebookError
        If it was never executed, says how it is; else naming the first cell that was not run or showed an error.
    """
    troubles = [(number, trouble_of(cell)) for number, cell in code_cells(notebook)]
    wrong = [(number, trouble) for number, trouble in troubles if trouble]
    if wrong and all(trouble == NOT_RUN for _, trouble in troubles):
        raise NotebookError(
            f"{name} was not executed: it has nothing to show; run it first with papermill or in JupyterLab and save "
            "it, or add --execute"
        )
    for number, trouble in wrong:
        raise NotebookError(f"{name}: cell {number} {trouble}; run all its cells again")


NOT_RUN = "was not run"


def trouble_of(cell: Notebook) -> str:
    """What is wrong with how a code cell ran; empty if nothing is."""
    shown = [output for output in cell["outputs"] if output["output_type"] == "error"]
    if shown:
        return f"shows an error: {shown[0]['ename']}: {str(shown[0]['evalue'])[:200]}"
    return NOT_RUN if cell["execution_count"] is None else ""


def code_cells(notebook: Notebook) -> Iterator[tuple[int, Notebook]]:
    """The cells that hold code, each with its number among all cells, from 1."""
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "code" and cell["source"].strip():
            yield number, cell
