"""What takes longest is begun with the command, unless all says that there is nothing to make."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from thidua.run.working.durations import FILE
from thidua.run.working.early import is_something_new

LATER = 4_000_000_000
"""Seconds of a day after every file of the program was written."""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A project whose editions were made after all that they are made from."""
    files = ("data/thu/inbox/ba-be.xlsx", "data/thu/.received/kept", "data/thu/snapshots/wanted.json")
    for name in (*files, "notebooks/unit.ipynb", "reports.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    durations = tmp_path / "reports" / FILE
    durations.parent.mkdir()
    durations.write_text("{}", encoding="utf-8")
    os.utime(durations, (LATER, LATER))
    return tmp_path


def _write(path: Path) -> None:
    os.utime(path, (LATER + 1, LATER + 1))


def test_nothing_is_begun_early_where_nothing_was_written_since(made: Path) -> None:
    """A build that has nothing to do takes no processor for it."""
    assert not is_something_new(made)


@pytest.mark.parametrize("name", ["data/thu/.received/kept", "data/thu/snapshots", "data/thu/snapshots/wanted.json"])
def test_what_is_kept_beside_the_files_is_not_new(made: Path, name: str) -> None:
    """A build itself writes there, also when the editions are made: the next would take that for work."""
    _write(made / name)

    assert not is_something_new(made)


@pytest.mark.parametrize(
    "name", ["data/thu/inbox/ba-be.xlsx", "data/thu/inbox", "notebooks/unit.ipynb", "reports.toml"]
)
def test_whatever_was_written_since_is_new(made: Path, name: str) -> None:
    """A workbook, one that was removed, a notebook, a declaration: what reads it is made anew."""
    _write(made / name)

    assert is_something_new(made)


def test_all_is_new_where_nothing_was_made(made: Path) -> None:
    """The first build has everything to do."""
    (made / "reports" / FILE).unlink()

    assert is_something_new(made)
