"""What papermill notes of each cell stands in what was executed, also where a cell failed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import Project
from thidua.errors import NotebookError
from thidua.run.executing.execute import execute_notebook
from thidua.run.executing.mark import Run

KEYS = ["exception", "start_time", "end_time", "duration", "status"]


def test_cells_are_noted_as_papermill_notes_them(project: Project, tmp_path: Path):
    """Whoever looks for what took long, or where it broke, finds it where papermill's users look."""
    notebook = project.write_notebook("import time\ntime.sleep(0.1)", "1 / 0", "print('không tới')")
    executed = tmp_path / "executed.ipynb"

    with pytest.raises(NotebookError, match="ZeroDivisionError"):
        execute_notebook(notebook, executed, {}, run=Run.here(project.root), cell_timeout=60)

    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    notes = {cell["source"]: cell["metadata"].get("papermill", {}) for cell in map(joined, cells)}
    slept, failed, never = (notes[words] for words in ("import time\ntime.sleep(0.1)", "1 / 0", "print('không tới')"))
    assert (slept["status"], slept["exception"]) == ("completed", False)
    assert (failed["status"], failed["exception"]) == ("failed", True)
    assert (never["status"], never["start_time"]) == ("pending", None)
    for each in (slept, failed):
        began, ended = (datetime.fromisoformat(each[name]) for name in ("start_time", "end_time"))
        assert sorted(each) == sorted(KEYS)
        assert each["duration"] == (ended - began).total_seconds()
    assert slept["duration"] >= 0.1


def joined(cell: dict[str, object]) -> dict[str, object]:
    """The cell with its source in one piece, as papermill writes it in lines."""
    source = cell["source"]
    return {**cell, "source": "".join(source) if isinstance(source, list) else source}
