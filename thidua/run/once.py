"""What a file was found to say, kept for as long as it is the same file: a build looks at each of its files often."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")

_MANY = 50_000
"""So many answers are kept; a process that looks at more begins anew."""

SETTLED_NS = 1_000_000_000
"""A file that changed less than this ago is read again: a second change within one tick of the disk shows nowhere."""

_kept: dict[tuple[Any, ...], Any] = {}


def once(path: Path, read: Callable[[bytes], T]) -> T:
    """What a function reads from the content of a file; the same file, under whatever name, is read once.

    A file is the same while its place on the disk, its size, and the times of its content and its state are: published
    files are replaced and never written over, and what somebody writes over has another time. The answer is shared, and
    not to be changed.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        stat = os.fstat(file.fileno())
        key = (read, stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        if key in _kept:
            return cast(T, _kept[key])
        found = read(file.read())
    if time.time_ns() - stat.st_ctime_ns > SETTLED_NS:
        if len(_kept) >= _MANY:
            _kept.clear()
        _kept[key] = found
    return found
