"""A production notebook in a staging copy: jupyter-scheduler and Airflow copy it alone into a folder of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.conftest import REPOSITORY
from tests.notebooks.outputs import displayed, edition_of_defaults
from thidua.export.document import read_document
from thidua.export.html import html_text
from thidua.project import ROOT
from thidua.run.plan import Edition

pytestmark = pytest.mark.xdist_group("published")

NOTEBOOK = "exemplary_models"
PAPERMILL = Path(sys.executable).with_name("papermill.exe" if sys.platform == "win32" else "papermill")


def run_copy(folder: Path, *options: str, named: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `papermill NOTEBOOK out.ipynb` over a copy of a notebook in a folder that holds nothing else."""
    shutil.copy(REPOSITORY / "notebooks" / f"{NOTEBOOK}.ipynb", folder)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), **({} if named is None else {ROOT: str(named)})}
    once = ("--no-request-save-on-cell-execute", "--autosave-cell-every", "0", "--no-progress-bar")
    command = [str(PAPERMILL), *once, f"{NOTEBOOK}.ipynb", "out.ipynb", *options]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=300,
        check=False,
    )


@pytest.mark.long
@pytest.mark.parametrize("way", ["parameter", "variable"])
def test_copy_elsewhere_gives_what_our_runner_gives(way: str, published: dict[str, Edition], tmp_path: Path):
    """The parameter, or the variable, leads to the project; where it stands is no part of what is shown."""
    edition = edition_of_defaults(published, NOTEBOOK)
    done = (
        run_copy(tmp_path, "-p", "root", str(edition.root))
        if way == "parameter"
        else run_copy(tmp_path, named=edition.root)
    )

    assert done.returncode == 0, done.stderr
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert displayed(tmp_path / "out.ipynb") == displayed(edition.file("ipynb"))
    assert html_text(read_document(executed)).encode() == edition.file("html").read_bytes()


@pytest.mark.long
def test_copy_that_nothing_leads_to_a_project_says_so_in_one_line(tmp_path: Path):
    """Whoever looks at the failed job reads what to set, not where a package raised."""
    done = run_copy(tmp_path)

    message = (
        f"ConfigError: {tmp_path.resolve()}: no reports.toml here or above; name the project's folder in the parameter "
        "root, or in the environment variable THIDUA_ROOT"
    )
    assert done.returncode != 0
    assert message in done.stderr.splitlines()
    cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    assert [output.traceback for cell in cells for output in cell.get("outputs", []) if output.output_type == "error"][
        -1
    ] == [message]


@pytest.mark.long
def test_parameter_that_leads_to_no_project_says_so_in_one_line(tmp_path: Path):
    """A misspelt folder is not passed over for the one that a variable names."""
    done = run_copy(tmp_path, "-p", "root", str(tmp_path / "thidau"), named=REPOSITORY)

    assert done.returncode != 0
    assert (
        f"ConfigError: root: there is no reports.toml in {tmp_path.resolve() / 'thidau'}; name the project's folder"
        in done.stderr.splitlines()
    )


def test_where_the_project_stands_is_no_part_of_an_edition(published: dict[str, Edition]):
    """The same data on another computer, or under another drive letter, are the same edition."""
    edition = edition_of_defaults(published, NOTEBOOK)
    executed = edition.file("ipynb").read_text(encoding="utf-8")

    assert "root" not in edition.parameters
    assert str(edition.root) not in executed
    assert 'root = \\"\\"  # ' in executed
