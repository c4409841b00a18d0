"""A project is begun in an empty folder, or not at all; tests/installed begins one whole."""

from __future__ import annotations

import pytest

from tests.conftest import REPOSITORY
from thidua.errors import ConfigError
from thidua.illustrative import project


def test_folder_that_holds_anything_is_refused_and_left_as_it_is(tmp_path):
    """Somebody's work is there."""
    (tmp_path / "bao cao.docx").write_bytes(b"x")

    with pytest.raises(ConfigError, match="is not empty; name a folder that is empty"):
        project.write_project(tmp_path)
    with pytest.raises(ConfigError, match="is no folder"):
        project.write_project(tmp_path / "bao cao.docx")

    assert [path.name for path in tmp_path.iterdir()] == ["bao cao.docx"]


def test_project_has_the_notebooks_and_settings_of_this_one(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """What is invented is written by the programs that made it up, tested where they are."""
    for name in ("write_dataset", "write_dataset_of_today"):
        monkeypatch.setattr(project, name, lambda folder: folder.mkdir(parents=True))
    project.write_project(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}

    notebooks = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "notebooks").rglob("*.ipynb")}
    assert written == {"reports.toml", "README.md", *notebooks}
    assert (tmp_path / "reports.toml").read_bytes() == (REPOSITORY / "reports.toml").read_bytes()
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["illustrative", "illustrative-2026"]
