"""Notebooks are ordinary: plain papermill runs them, and plain nbconvert exports what it ran."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import read

from tests.notebooks.outputs import displayed, edition_of_defaults
from tests.notebooks.test_sources import NOTEBOOKS
from thidua.run.plan import Edition

pytestmark = pytest.mark.xdist_group("published")

TOOLS = Path(sys.executable).parent


def run_tool(*command: str, cwd: Path) -> None:
    """Run a tool of this Python's environment as a person would in an activated shell."""
    environment = {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", errors="replace", timeout=120
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.long
@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_plain_papermill_gives_what_our_runner_gives(name: str, published: dict[str, Edition], tmp_path: Path):
    """No lock-in: `papermill notebooks/X.ipynb out.ipynb` in the project's folder, on the notebook's defaults.

    It is told not to write all of the notebook before and after each cell, which takes as long as the rest; the test
    below leaves it to that.
    """
    edition = edition_of_defaults(published, name)
    once = ("--no-request-save-on-cell-execute", "--autosave-cell-every", "0")
    run_tool("papermill", *once, f"notebooks/{name}.ipynb", str(tmp_path / "out.ipynb"), cwd=edition.root)

    assert displayed(tmp_path / "out.ipynb") == displayed(edition.file("ipynb"))


@pytest.mark.long
def test_plain_papermill_takes_parameters_from_any_folder_of_the_project(published: dict[str, Edition], tmp_path: Path):
    """The promised command line, in a folder of its own; papermill reads the year 2020 as a number."""
    edition = published["2020/tinh-bac-kan/province"]
    inside = edition.root / "reports" / "thu"
    inside.mkdir()
    parameters = ("-p", "unit", "tỉnh Bắc Kạn", "-p", "period", "2020")
    run_tool("papermill", "../../notebooks/province_report.ipynb", str(tmp_path / "out.ipynb"), *parameters, cwd=inside)

    assert "period = 2020\n" in "".join(
        cell.source + "\n"
        for cell in read(tmp_path / "out.ipynb", as_version=4).cells
        if "injected-parameters" in cell.metadata.get("tags", [])
    )
    assert displayed(tmp_path / "out.ipynb") == displayed(edition.file("ipynb"))


@pytest.mark.parametrize("extension", ["html", "pdf"])
def test_nbconvert_makes_the_published_bytes(extension: str, published: dict[str, Edition], tmp_path: Path):
    """The exporters are ordinary ones, found by name: an executed notebook is enough to make its files again."""
    expected = {}
    for number, edition in enumerate(published.values()):
        copy = tmp_path / f"{number}.ipynb"
        copy.write_bytes(edition.file("ipynb").read_bytes())
        expected[f"{number}.{extension}"] = edition.file(extension).read_bytes()
    run_tool(
        "jupyter",
        "nbconvert",
        "--to",
        f"thidua_{extension}",
        *sorted(path.name for path in tmp_path.glob("*.ipynb")),
        cwd=tmp_path,
    )

    made = {path.name: path.read_bytes() for path in tmp_path.glob(f"*.{extension}")}
    assert made.keys() == expected.keys()
    assert [name for name in expected if made[name] != expected[name]] == []
