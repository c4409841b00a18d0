"""The output folder is its owner's alone, whatever lies in it and however it came there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from thidua.run.holding.private import close_to_others

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An old tree, open to everybody, with links that lead out of it."""
    before = os.umask(0)
    try:
        (tmp_path / "reports" / "thu" / "2023" / "revisions").mkdir(parents=True)
        for name in ("ledger.sqlite", "thu/run-log.txt", "thu/2023/revisions/district.pdf", ".lock"):
            (tmp_path / "reports" / name).touch()
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "mine.txt").touch()
        (tmp_path / "reports" / "way").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "reports" / "file").symlink_to(tmp_path / "elsewhere" / "mine.txt")
        (tmp_path / "reports" / "nowhere").symlink_to(tmp_path / "gone")
        os.mkfifo(tmp_path / "reports" / "pipe")
    finally:
        os.umask(before)
    return tmp_path / "reports"


def modes(folder: Path) -> set[tuple[str, str]]:
    """Every mode below a folder, by kind."""
    every = [folder, *(path for path in folder.rglob("*") if not path.is_symlink() and not path.is_fifo())]
    return {("folder" if path.is_dir() else "file", oct(path.stat().st_mode & 0o7777)) for path in every}


def test_an_old_tree_is_closed_whole(folder: Path):
    """The ledger knows addresses, the outbox holds mails: nobody else on the machine reads them."""
    told: list[str] = []
    close_to_others(folder, tell=told.append)

    assert modes(folder) == {("folder", "0o700"), ("file", "0o600")}
    assert told == []


def test_links_are_not_followed(folder: Path):
    """What they lead to is not the office's own."""
    close_to_others(folder, tell=print)

    assert (folder.parent / "elsewhere").stat().st_mode & 0o777 == 0o777
    assert (folder.parent / "elsewhere" / "mine.txt").stat().st_mode & 0o777 == 0o666


def test_what_is_closed_already_is_not_touched(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Every command looks; it changes nothing twice."""
    close_to_others(folder, tell=print)
    monkeypatch.setattr(Path, "chmod", lambda path, mode: pytest.fail(f"{path} was changed again"))

    close_to_others(folder, tell=print)


def test_where_the_system_does_not_let_us_the_operator_is_told_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """A share may know no such rights; work goes on, and one line says what to look after."""

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr(Path, "chmod", refuse)
    told: list[str] = []
    close_to_others(folder, tell=told.append)

    assert len(told) == 1
    assert "others may be able to read it" in told[0]
    assert "Operation not permitted" in told[0]


def test_git_sees_no_change(folder: Path):
    """The README of the folder is in version control; its mode for others is not."""
    (folder / "README.md").write_text("x", encoding="utf-8")

    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@x.example", *words]
        return subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("add", "reports/README.md")
    git("commit", "-qm", "x")
    close_to_others(folder, tell=print)
    assert (folder / "README.md").stat().st_mode & 0o777 == 0o600
    assert git("status", "--short", "reports/README.md") == ""
