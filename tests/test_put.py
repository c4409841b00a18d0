"""A file is put in its place in one step, or not at all, and nothing is left beside it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import sys
from pathlib import Path

import pytest

from thidua import put as putting
from thidua.put import aside_of, put


def fail(aside: Path) -> None:
    """Write half of a file, as a full disk lets one do."""
    aside.write_bytes(b"half")
    raise OSError(28, "No space left on device", str(aside))


def die(aside: Path) -> None:
    """Write half of a file, and be killed."""
    aside.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("durable", [False, True])
@pytest.mark.parametrize(
    "content", [b"a\r\nb\xc3\xa9", "a\r\nb\u00e9", lambda path: path.write_bytes(b"a\r\nb\xc3\xa9")]
)
def test_bytes_text_and_writers_give_the_same_file(tmp_path, content, durable):
    """Text is UTF-8 with its line ends as they are, on Windows too: hashes are of bytes."""
    put(tmp_path / "a", "old")
    put(tmp_path / "a", content, durable=durable)

    assert (tmp_path / "a").read_bytes() == b"a\r\nb\xc3\xa9"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("several", [False, True])
def test_what_fails_half_way_leaves_the_old_file_and_nothing_beside_it(tmp_path, several):
    """A full disk must not empty the page that stood there, nor leave pieces in a folder that readers see."""
    put(tmp_path / "a", "old")
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path / "a", fail, several=several)

    assert (tmp_path / "a").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killed by a signal of POSIX")
def test_what_a_kill_leaves_is_hidden_and_written_over(tmp_path):
    """Nobody takes half a file for a whole one, and the halves do not gather."""
    put(tmp_path / "a", "old")
    killed = multiprocessing.get_context("spawn").Process(target=put, args=(tmp_path / "a", die))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert ((tmp_path / "a").read_text(), aside_of(tmp_path / "a").read_text()) == ("old", "half")

    put(tmp_path / "a", "new")

    assert (tmp_path / "a").read_text() == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_link_left_where_files_are_written_aside_is_not_followed(tmp_path):
    """Whoever may write into a shared folder could have another file of ours written over."""
    (tmp_path / "precious").write_text("kept")
    aside_of(tmp_path / "a").symlink_to(tmp_path / "precious")
    put(tmp_path / "a", "new")

    assert (tmp_path / "precious").read_text() == "kept"
    assert not (tmp_path / "a").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such permissions")
def test_permissions_hold_from_the_moment_a_file_has_its_name(tmp_path, monkeypatch):
    """A reader of the public folder is let in at once; nobody else looks into what is not for them."""
    seen = []
    replace = Path.replace

    def look_first(self: Path, target: Path) -> Path:
        seen.append(stat.S_IMODE(self.stat().st_mode))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look_first)
    put(tmp_path / "a", "x", mode=0o604)

    assert seen == [0o604]


def test_one_who_reads_on_windows_is_waited_for(tmp_path, monkeypatch):
    """Windows refuses to replace what is read; a page that is being looked at is replaced a moment later."""
    refusals = iter([PermissionError(13, "in use"), PermissionError(13, "in use")])
    replace = Path.replace

    def refuse_first(self: Path, target: Path) -> Path:
        for problem in refusals:
            raise problem
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_first)
    put(tmp_path / "a", "new")

    assert (tmp_path / "a").read_text() == "new"


def test_one_who_reads_for_ever_is_not(tmp_path, monkeypatch):
    """The operator is told of a file that stays open, instead of a command that never ends."""
    monkeypatch.setattr(putting, "_PATIENCE_SECONDS", 0.05)

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError, match="in use"):
        put(tmp_path / "a", "new")

    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="Windows writes names down by itself")
def test_durable_content_is_on_the_disk_before_its_name_and_the_name_before_it_returns(tmp_path, monkeypatch):
    """A mail that the ledger knows must be there after a power cut: its bytes, and under its name."""
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(opened: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(opened).st_mode) else "file")
        fsync(opened)

    def renamed(self: Path, target: Path) -> Path:
        done.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    put(tmp_path / "a", "new", durable=True)
    put(tmp_path / "b", "new")

    assert done == ["file", "name", "folder", "name"]
