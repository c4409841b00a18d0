"""The folder of the desk: copies that are the analyst's own, and originals that nothing there can change."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from thidua.desk.folder import lay_desk
from thidua.errors import ConfigError


def write_notebook(path: Path, *sources: str, shown: str = "") -> None:
    """A notebook of these code cells; the last of them showed something, if it is said what."""
    cells = [new_code_cell(source) for source in sources]
    if shown:
        cells[-1].outputs = [new_output("stream", text=shown)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells), path)


def sources(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one notebook for the desk and one that makes reports."""
    write_notebook(tmp_path / "notebooks/desk/explore.ipynb", "1")
    write_notebook(tmp_path / "notebooks/unit_report.ipynb", "2")
    return tmp_path


def lay(root: Path) -> list[str]:
    """Lay the desk; what was told."""
    told: list[str] = []
    lay_desk(root, told.append)
    return told


def test_desk_has_copies_of_its_notebooks_and_of_those_that_make_reports(root: Path):
    """An analyst tries another unit in a report without a line of difference in what git tracks."""
    assert lay(root) == []
    assert sources(root / "desk/explore.ipynb") == ["1"]
    assert sources(root / "desk/notebooks/unit_report.ipynb") == ["2"]


def test_copy_that_was_only_run_is_replaced_by_a_newer_original(root: Path):
    """What a copy showed is shown again by running it; only what a person wrote is worth keeping."""
    lay(root)
    write_notebook(root / "desk/explore.ipynb", "1", shown="một bảng")
    write_notebook(root / "notebooks/desk/explore.ipynb", "1", "new")

    assert lay(root) == []
    assert sources(root / "desk/explore.ipynb") == ["1", "new"]


def test_copy_that_was_only_run_keeps_what_it_showed_while_the_original_stays(root: Path):
    """Opening the desk again is no reason to lose an hour's output."""
    lay(root)
    write_notebook(root / "desk/explore.ipynb", "1", shown="một bảng")

    assert lay(root) == []
    assert nbformat.read(root / "desk/explore.ipynb", as_version=4).cells[0].outputs != []


def test_changed_copy_stays_and_a_newer_original_is_laid_beside_it_once(root: Path):
    """What an analyst wrote is never written over, and the news is told in one line, not at every start."""
    lay(root)
    write_notebook(root / "desk/explore.ipynb", "1 của tôi")
    assert lay(root) == []
    write_notebook(root / "notebooks/desk/explore.ipynb", "1", "new")

    assert lay(root) == ["desk/explore.ipynb was changed and stays; its newer original is beside it: explore.new.ipynb"]
    assert lay(root) == []
    assert sources(root / "desk/explore.ipynb") == ["1 của tôi"]
    assert sources(root / "desk/explore.new.ipynb") == ["1", "new"]


def test_second_newer_original_writes_over_nothing_beside(root: Path):
    """The first newer original may have been changed as well."""
    test_changed_copy_stays_and_a_newer_original_is_laid_beside_it_once(root)
    write_notebook(root / "notebooks/desk/explore.ipynb", "1", "newest")

    assert "explore.new-2.ipynb" in lay(root)[0]
    assert sources(root / "desk/explore.new.ipynb") == ["1", "new"]


def test_copy_stays_whatever_it_is_where_nobody_noted_what_was_laid(root: Path):
    """A lost note must not cost an analyst's work, nor may a file that is no notebook stop the desk."""
    lay(root)
    (root / "desk/.laid.json").write_text("{", encoding="utf-8")
    (root / "desk/explore.ipynb").write_text("nháp", encoding="utf-8")

    assert len(lay(root)) == 1
    assert (root / "desk/explore.ipynb").read_text(encoding="utf-8") == "nháp"


def test_copy_whose_original_is_gone_is_put_aside_unless_it_was_changed(root: Path):
    """A report that nobody makes any more is not tried out by mistake; what an analyst wrote stays in its place."""
    for name in ("old_report", "tried_report"):
        write_notebook(root / f"notebooks/{name}.ipynb", "4")
    lay(root)
    write_notebook(root / "desk/notebooks/tried_report.ipynb", "4 của tôi")
    for name in ("old_report", "tried_report"):
        (root / f"notebooks/{name}.ipynb").unlink()

    assert lay(root) == [
        "desk/notebooks/old_report.ipynb has no original any more, and was put aside: "
        "desk/old/notebooks/old_report.ipynb",
        "desk/notebooks/tried_report.ipynb was changed and stays; it has no original any more",
    ]
    assert lay(root) == []
    assert not (root / "desk/notebooks/old_report.ipynb").exists()
    assert sources(root / "desk/old/notebooks/old_report.ipynb") == ["4"]
    assert sources(root / "desk/notebooks/tried_report.ipynb") == ["4 của tôi"]


def test_second_copy_put_aside_writes_over_nothing(root: Path):
    """A report may be given up twice, and the first copy of it may be somebody's."""
    for source in ("4", "5"):
        write_notebook(root / "notebooks/old_report.ipynb", source)
        lay(root)
        (root / "notebooks/old_report.ipynb").unlink()
        lay(root)

    assert sources(root / "desk/old/notebooks/old_report.ipynb") == ["4"]
    assert sources(root / "desk/old/notebooks/old_report.new.ipynb") == ["5"]


def test_originals_stay_as_they_are(root: Path):
    """The desk reads them and writes none."""
    before = {path: path.read_bytes() for path in (root / "notebooks").rglob("*.ipynb")}
    lay(root)
    write_notebook(root / "desk/notebooks/unit_report.ipynb", "3")
    lay(root)

    assert {path: path.read_bytes() for path in (root / "notebooks").rglob("*.ipynb")} == before
    assert json.loads((root / "desk/.laid.json").read_text()).keys() == {"explore.ipynb", "notebooks/unit_report.ipynb"}


def test_project_without_a_notebook_for_the_desk_says_where_one_belongs(tmp_path: Path):
    """JupyterLab would open on an address that is not found."""
    with pytest.raises(ConfigError, match="notebooks/desk: holds no notebook"):
        lay_desk(tmp_path, print)
