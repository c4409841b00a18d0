"""What travels to a machine of a cluster is just what editions are made from."""

from __future__ import annotations

import io
import platform
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Project
from thidua.code_hash import code_hash
from thidua.errors import DataError
from thidua.facts.dataset import Dataset, open_dataset
from thidua.facts.holding import SNAPSHOTS
from thidua.run.cluster.cargo import Cargo, pack
from thidua.run.cluster.host import Host
from thidua.run.libraries import libraries


def packed(project: Project) -> tuple[Dataset, Cargo]:
    """The dataset of a project with its snapshot, and what travels of both."""
    dataset = open_dataset("thu", project.root)
    dataset = replace(dataset, snapshot=dataset.facts.snapshot)
    return dataset, pack(project.root, [dataset])


def unpacked(cargo: Cargo, target: Path) -> Path:
    """The folder that it was unpacked into, as a worker does."""
    with tarfile.open(fileobj=io.BytesIO(cargo.content)) as archive:
        archive.extractall(target, filter="data")
    return target


@pytest.mark.long
def test_equal_projects_travel_under_one_name(project: Project):
    """What has the same name need not be sent again; what differs in one letter has another."""
    before = packed(project)[1]
    again = packed(project)[1]
    (project.root / "notebooks" / "thu.ipynb").touch()
    touched = packed(project)[1]
    (project.root / "notebooks" / "tables.csv").write_text("a\n", encoding="utf-8")
    more = packed(project)[1]

    assert before.name == again.name == touched.name
    assert more.name != before.name


@pytest.mark.long
def test_workbooks_stay_at_home_and_their_absence_is_no_answer(project: Project, tmp_path: Path):
    """A notebook that asks for what was sent is refused there: "nothing was sent" would be a wrong figure."""
    inbox = project.root / "data" / "thu" / "inbox"
    inbox.mkdir()
    (inbox / "BaBe.xlsx").write_bytes(b"sent")
    dataset, cargo = packed(project)

    there = unpacked(cargo, tmp_path / "there") / "project"
    data = there / "data" / "thu"

    assert [path.name for path in (data / SNAPSHOTS).iterdir()] == [dataset.facts.snapshot.name]
    assert not list(there.rglob("BaBe.xlsx"))
    assert (data / "facts.csv").read_bytes() == (project.root / "data" / "thu" / "facts.csv").read_bytes()
    (data / SNAPSHOTS / "read").mkdir()
    with pytest.raises(DataError, match="data/thu: the workbooks stayed where the build was started"):
        open_dataset("thu", there).received()


@pytest.mark.long
def test_code_that_travels_is_the_code_that_is_here(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An edition made there has the key that it would have here, or it would be built again at once."""
    there = unpacked(packed(project)[1], tmp_path / "there") / "code" / "thidua"

    monkeypatch.setattr("thidua.code_hash.files", lambda package: there)

    assert code_hash.__wrapped__() == code_hash()


def test_a_machine_with_another_version_says_so():
    """Another version may draw, round or sort otherwise: such a machine is refused before it makes anything."""
    here = libraries()
    name = "pandas"

    assert {"pandas", "numpy", "ipykernel", "pyzmq"} <= set(here)
    assert Host("", b"", python="3.11.0rc1", libraries=here)._lacks().endswith("and the runner 3.11.0rc1")
    assert Host("", b"", python=python(), libraries=here)._lacks() == ""
    other = Host("", b"", python=python(), libraries={**here, name: "0.1"})._lacks()
    assert other == f"has pandas {here[name]}, and the runner 0.1"
    assert Host("", b"", python=python(), libraries={"no-such": "1"})._lacks() == "has no no-such, and the runner 1"


def python() -> str:
    """The version of Python as a runner says it."""
    return platform.python_version()
