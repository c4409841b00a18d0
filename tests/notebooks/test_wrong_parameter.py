"""A parameter that is wrong: the notebook stops, and says why where its reader is, in one line and no traceback."""

from __future__ import annotations

from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> list[nbformat.NotebookNode]:
    """The code cells of a report on a unit that there is not, as plain papermill leaves them."""
    executed = tmp_path_factory.mktemp("wrong") / "executed.ipynb"
    notebook: Path = REPOSITORY / "notebooks" / "unit_report.ipynb"
    with pytest.raises(PapermillExecutionError):
        papermill.execute_notebook(
            notebook, executed, {"unit": "huyện <i>Ba Bi</i>"}, cwd=notebook.parent, progress_bar=False
        )
    cells = nbformat.read(executed, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code" and cell.execution_count]


@pytest.mark.long
def test_message_is_shown_as_such_in_the_last_cell_that_ran(stopped: list[nbformat.NotebookNode]):
    """A person reads a sentence and what to do, in a box; a name is printed letter for letter."""
    shown = next(output for output in stopped[-1].outputs if "text/html" in output.get("data", {}))

    assert "Chưa lập được: " in shown.data["text/html"]
    assert "Sửa ô tham số" in shown.data["text/html"]
    assert "huyện &lt;i&gt;Ba Bi&lt;/i&gt;" in shown.data["text/html"]
    assert "<i>" not in shown.data["text/html"]


@pytest.mark.long
def test_reader_is_brought_to_the_message(stopped: list[nbformat.NotebookNode]):
    """After Run All JupyterLab stands at the last cell, sixty blank cells below the one that failed."""
    shown = [output.data for output in stopped[-1].outputs if "data" in output]
    (script,) = [data["application/javascript"] for data in shown if "application/javascript" in data]

    assert "scrollIntoView" in script


def test_traceback_is_the_line_itself(stopped: list[nbformat.NotebookNode]):
    """Where the package raised it says nothing to who must act."""
    (error,) = [output for output in stopped[-1].outputs if output.output_type == "error"]

    assert error.ename == "ConfigError"
    assert error.traceback == [f"ConfigError: {error.evalue}"]


@pytest.mark.long
def test_report_on_a_block_stops_where_it_is_opened_on_another_unit(tmp_path: Path):
    """A letterhead and headline of a report that cannot be would stand above the message."""
    executed = tmp_path / "executed.ipynb"
    notebook = REPOSITORY / "notebooks" / "block_report.ipynb"
    with pytest.raises(PapermillExecutionError, match='"huyen-ba-be" is not a block; expected one of khoi-huyen-tp'):
        papermill.execute_notebook(notebook, executed, {"unit": "huyen-ba-be"}, cwd=notebook.parent, progress_bar=False)
    last = [cell for cell in nbformat.read(executed, as_version=4).cells if cell.get("execution_count")][-1]

    assert last.id == "open-report"
