"""Whether something is there, asked where a wrong no would leave out figures, or forget what was decided and mailed.

`Path.exists` and `Path.is_file` say no from Python 3.14 on wherever the system refuses an answer: of a folder that may
not be read, of a share that has gone away, of a disk that fails.
"""

from __future__ import annotations

import stat
from pathlib import Path


def is_there(path: Path) -> bool:
    """Whether anything is there; raises OSError where the system does not say."""
    return _mode(path) is not None


def is_file(path: Path) -> bool:
    """Whether a file is there; raises OSError where the system does not say."""
    mode = _mode(path)
    return mode is not None and stat.S_ISREG(mode)


def is_something_else(path: Path) -> bool:
    """Whether what is there is no folder; raises OSError where the system does not say."""
    mode = _mode(path)
    return mode is not None and not stat.S_ISDIR(mode)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
