"""What the system does not show is not taken for what is not there, whatever the Python."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from thidua.deliver.run_log import handed_over
from thidua.facts.denominators import read_denominators
from thidua.facts.inbox import read_received
from thidua.facts.quotations import read_quotations
from thidua.facts.words import read_words
from thidua.registry import get_basis
from thidua.run.ledger.view import view_ledger
from thidua.there import is_file, is_something_else, is_there


def ledger_of(root: Path) -> None:
    with view_ledger(root):
        pass


@pytest.fixture
def unshown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of which the system shows nothing, under a Python that says of such things what 3.14 does."""
    look = os.stat

    def refusing(path, *rest, **more):
        if not isinstance(path, int) and str(path).startswith(str(tmp_path)):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, *rest, **more)

    monkeypatch.setattr(os, "stat", refusing)
    for name, says in {"exists": os.path.exists, "is_file": os.path.isfile, "is_dir": os.path.isdir}.items():
        monkeypatch.setattr(Path, name, lambda path, says=says, **_: says(path))
    return tmp_path


@pytest.mark.parametrize(
    "look",
    [
        read_received,
        lambda folder: read_quotations(folder / "facts.csv", basis=get_basis("administrative")),
        lambda folder: read_denominators(folder / "denominators.csv"),
        lambda folder: read_words(folder / "huyen-ba-be.md"),
        lambda folder: handed_over(folder, "2023-H1"),
        ledger_of,
    ],
)
def test_figures_words_mails_and_decisions_are_not_forgotten_because_they_are_not_shown(
    unshown: Path, look: Callable[[Path], object]
):
    """A report without them would be in order to look at; a mail that went would go once more."""
    with pytest.raises(OSError, match="Permission denied"):
        look(unshown)


def test_what_is_there_is_told_from_what_is_not(tmp_path: Path):
    """A name below a file is as little there as one that nobody gave."""
    file = tmp_path / "file"
    file.touch()
    gone = (tmp_path / "gone", file / "below")

    assert (is_there(file), is_file(file), is_something_else(file)) == (True, True, True)
    assert (is_there(tmp_path), is_file(tmp_path), is_something_else(tmp_path)) == (True, False, False)
    assert not any(ask(path) for ask in (is_there, is_file, is_something_else) for path in gone)
