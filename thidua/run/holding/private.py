"""The output folder is the office's own: whatever lies in it, others on the same machine can neither read nor list."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600


@contextmanager
def closed_to_others(folder: Path, *, tell: Callable[[str], None]) -> Iterator[None]:
    """Make a folder if it is missing, let nobody else in from the first moment, and close what was written at the end.

    Parameters
    ----------
    tell
        As for `close_to_others`.
    """
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if os.name == "posix":
        _close(folder, FOLDER_MODE, folder.stat())  # what the system refuses is told at the end
    try:
        yield
    finally:
        close_to_others(folder, tell=tell)


def close_to_others(folder: Path, *, tell: Callable[[str], None]) -> None:
    """Give a folder, and everything below it, to its owner alone; what is so already costs a look.

    Links are not followed. On Windows nothing is done: there a folder has the rights of the one it lies in.

    Parameters
    ----------
    tell
        Says a line to the operator where the system does not let us: on a share that knows no such rights, or where a
        file is somebody else's.
    """
    if os.name != "posix":
        return
    # The folder itself may be a link to another disk; below it none is followed.
    refused = [str(problem) for problem in _closed(folder.resolve()) if problem is not None]
    if refused:
        tell(f"{folder}: others may be able to read it ({refused[0]}); see to it that this folder is not shared")


def _closed(folder: Path) -> Iterator[OSError | None]:
    """Close a folder first, then what is in it: nobody comes in meanwhile."""
    yield _close(folder, FOLDER_MODE, folder.lstat())
    try:
        entries = [*os.scandir(folder)]
    except OSError as problem:
        yield problem
        return
    for entry in entries:
        try:
            found = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue  # a file written aside, gone by now
        if stat.S_ISDIR(found.st_mode):
            yield from _closed(folder / entry.name)
        elif stat.S_ISREG(found.st_mode):
            yield _close(folder / entry.name, FILE_MODE, found)


def _close(path: Path, mode: int, found: os.stat_result) -> OSError | None:
    if stat.S_IMODE(found.st_mode) == mode:
        return None
    try:
        path.chmod(mode)
    except FileNotFoundError:
        return None
    except OSError as problem:
        return problem
    return None
