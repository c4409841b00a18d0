"""The tutorial of the desk: an ordinary notebook that runs from end to end over the published figures."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.long

SOURCE = REPOSITORY / "notebooks" / "desk" / "tutorial.ipynb"
CELLS: list[dict[str, Any]] = json.loads(SOURCE.read_text(encoding="utf-8"))["cells"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder desk/ of a project in which the tutorial was run, by plain papermill."""
    root = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(REPOSITORY / "data" / "published", root / "data" / "published")
    shutil.copy(REPOSITORY / "reports.toml", root / "reports.toml")
    folder = root / "desk"
    folder.mkdir()
    shutil.copy(SOURCE, folder / SOURCE.name)
    command = [Path(sys.executable).parent / "papermill", SOURCE.name, "run.ipynb", "--no-progress-bar"]
    done = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder


def shown(desk: Path) -> dict[str, str]:
    """What each code cell of the notebook that was run shows, as plain text, by the id of the cell."""
    cells = json.loads((desk / "run.ipynb").read_text(encoding="utf-8"))["cells"]
    return {
        cell["id"]: "".join("".join(output.get("data", {}).get("text/plain", "")) for output in cell["outputs"])
        for cell in cells
        if cell["cell_type"] == "code"
    }


def test_tutorial_shows_what_it_speaks_of(desk: Path):
    """Each step ends with something to look at; the figures are those that the five articles print."""
    told = shown(desk)

    assert "468" in told["tutorial-facts-code"]
    assert "1195" in told["tutorial-award-code"]
    assert "<NA>" in told["tutorial-unknown-code"]
    assert "chưa có số liệu" in told["tutorial-unknown-code"]
    assert "Huân chương Lao động" in told["tutorial-trace-code"]
    assert all(told[cell["id"]] for cell in CELLS if cell["cell_type"] == "code" and cell["id"] not in SILENT)


SILENT = ("tutorial-parameters",)
"""Cells that only set something."""


@pytest.mark.long
def test_table_of_ones_own_is_in_excel(desk: Path):
    """The last step leaves a workbook beside the notebook, with numbers in it."""
    book = load_workbook(desk / "khen-thuong-2020.xlsx")
    values = {cell.value for row in book[book.sheetnames[-1]].iter_rows() for cell in row}

    assert {245, 468} <= values


def test_tutorial_is_committed_without_outputs():
    """What it shows is made where it is read."""
    code = [cell for cell in CELLS if cell["cell_type"] == "code"]

    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


def test_tutorial_can_be_done_in_ten_minutes():
    """Some twenty short cells: whoever reads it for the first time has half a minute for each."""
    assert len(CELLS) <= 36
    assert max(len(cell["source"]) for cell in CELLS if cell["cell_type"] == "code") <= 4
