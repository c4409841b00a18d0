"""What JupyterLab of the desk hands on to its kernels, and to what its extensions run elsewhere."""

from __future__ import annotations

import os

import pytest

from tests.conftest import Project
from thidua.desk.lab import run_lab
from thidua.project import ROOT, project_of_notebook


@pytest.mark.long
def test_copy_that_an_extension_runs_elsewhere_finds_the_project(
    project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    """jupyter-scheduler copies a notebook into a folder of its own, and runs it with the server's environment."""
    for name in (ROOT, "JUPYTER_CONFIG_DIR", "JUPYTER_PATH", "JUPYTER_TOKEN"):
        monkeypatch.setenv(name, "")  # and is as it was, after the test
    monkeypatch.chdir(project.root)
    handed: dict[str, str] = {}
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", lambda words: handed.update(os.environ))
    desk = project.root / "desk"
    desk.mkdir()

    run_lab(desk)

    monkeypatch.setenv(ROOT, handed[ROOT])
    monkeypatch.chdir(tmp_path_factory.mktemp("staging"))
    assert project_of_notebook("") == project.root.resolve()
