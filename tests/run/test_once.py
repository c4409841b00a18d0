"""A file that was read is not read again while it is the same file, and always when it is another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from thidua.put import put
from thidua.run import once as once_module
from thidua.run.once import once


def test_a_file_is_read_once_under_all_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The published file and the one that is kept of its revision are one file with two names."""
    monkeypatch.setattr(once_module, "SETTLED_NS", -(10**18))
    read: list[bytes] = []
    published, kept = tmp_path / "a.html", tmp_path / "b.html"
    put(published, b"mot")
    os.link(published, kept)

    def length(content: bytes) -> int:
        read.append(content)
        return len(content)

    assert [once(path, length) for path in (published, kept, published)] == [3, 3, 3]
    assert read == [b"mot"]


@pytest.mark.parametrize("how", ["replaced", "written over", "written over, its time set back"])
def test_another_content_is_read_whoever_put_it_there(tmp_path: Path, how: str):
    """A release seals what stands in the file, not what stood there when the build looked."""
    path = tmp_path / "a.html"
    put(path, b"mot")
    before = path.stat()
    assert once(path, bytes.upper) == b"MOT"

    if how == "replaced":
        put(path, b"hai")
    else:
        path.write_bytes(b"hai")
    if how == "written over, its time set back":
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert once(path, bytes.upper) == b"HAI"


def test_a_file_that_is_gone_is_told(tmp_path: Path):
    """Nothing is remembered of what is not there any more."""
    path = tmp_path / "a.html"
    put(path, b"mot")
    once(path, bytes.upper)
    path.unlink()

    with pytest.raises(FileNotFoundError):
        once(path, bytes.upper)
