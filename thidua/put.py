"""A file put in its place in one step: written aside, then renamed, so that nobody ever sees half of it.

How long a file is kept, and who may put one where, is for the callers.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TypeVar

P = TypeVar("P", bound=PurePath)

_PATIENCE_SECONDS, _MOMENT = 2.0, 0.02
"""Windows refuses to replace what another program reads; most read for less than that."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)

_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What a file system answers that cannot be asked to write a folder down, as some network shares."""


def put(
    path: Path,
    content: bytes | str | Callable[[Path], object],
    *,
    durable: bool = False,
    mode: int | None = None,
    several: bool = False,
) -> None:
    """Put a file in its place whole, over the one that may stand there; left as it was if anything goes wrong.

    Parameters
    ----------
    path
        The place, in a folder that is there.
    content
        Its bytes, its text (UTF-8, line ends as they are), or what writes it: called with the path to make.
    durable
        Whether it has to be on the disk, under its name, when this returns, so that a power cut takes nothing back.
    mode
        Its permissions, set before it has its name; None leaves them to the system.
    several
        Whether other processes may put the same file at this moment: each then writes aside under a name of its own.

    Raises
    ------
    OSError
        If it cannot be written or renamed; nothing is left aside. Only a killed process leaves something there, which
        the next one to put this file writes over.
    """
    aside = aside_of(path, several=several)
    aside.unlink(missing_ok=True)  # of a killed process; it might be a link
    try:
        with naming(path):
            _write(aside, content)
            if mode is not None:
                aside.chmod(mode)
            if durable:
                _sync(aside)
            _replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    if durable:
        _sync_folder(path.parent)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An error that comes up inside the block names this file: of a disk that is full, the system names none."""
    try:
        yield
    except OSError as problem:
        if problem.filename is None:
            problem.filename = str(path)
        raise


def is_full(problem: OSError) -> bool:
    """Whether no space was left, on the disk or for this user."""
    return problem.errno in _FULL


def is_forbidden(problem: OSError) -> bool:
    """Whether it may not be written there."""
    return problem.errno in _FORBIDDEN


def aside_of(path: P, *, several: bool = False) -> P:
    """Where a file is written before it has its name: beside its place, hidden, and no name that a reader looks for."""
    return path.with_name(f".{path.name}.{f'{os.getpid()}.' if several else ''}aside")


def _write(aside: Path, content: bytes | str | Callable[[Path], object]) -> None:
    if callable(content):
        content(aside)
        return
    with aside.open("xb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """The new name, too, is on the disk; Windows writes it by itself."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as problem:
        if problem.errno not in _NO_SYNC:
            raise
    finally:
        os.close(opened)


def _replace(aside: Path, path: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            aside.replace(path)
        except PermissionError:
            if time.monotonic() > until:
                raise
            time.sleep(_MOMENT)
        else:
            return
