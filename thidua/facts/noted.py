"""Which snapshot is of the files as they are, told without opening one of them, or any library that reads tables."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from thidua.code_hash import code_hash
from thidua.errors import DataError
from thidua.facts.expected import ExpectedSettings
from thidua.intake.files.limits import Limits
from thidua.registry import Basis
from thidua.registry.territory import current
from thidua.there import is_file

INBOX = "inbox"
"""The folder of a dataset with what was sent."""

NOTED = "current.json"
"""The file there that says which snapshot is of today's files."""

_WEIGHED_BY = ("facts", "intake", "measures", "registry")
"""The packages that decide what a snapshot holds: a corrected rule of weighing makes it anew."""

DENOMINATORS = "denominators.csv"
"""The file of a dataset that says how many people rates are counted over."""

OWN_FILES = ("facts.csv", "received.csv", DENOMINATORS)
"""What the office itself keeps of a dataset, beside its settings."""

_UNFINISHED = (".tmp", ".crdownload", ".part")
"""Endings of what a program has not finished to save, or a browser to fetch."""

_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")

_FOLDERS_OF_THE_SYSTEM = ("lost+found", "$recycle.bin", "system volume information")
"""At the root of a disk; nobody else may look into them."""


def noted_snapshot(home: Path, state: dict[str, Any], as_of: date) -> Path | None:
    """The snapshot that was made last, if nothing has changed since; None if it has to be made."""
    known = read_noted(home / NOTED)
    if known.get("state") != state or not (home / str(known.get("snapshot"))).is_dir():
        return None
    # Days pass: what was in the future may not be so any more, what was not yet due may be late. And settings
    # may go back to a day before decisions that have been counted since.
    since = str(known.get("as_of"))
    is_current = since == as_of.isoformat() or (since < as_of.isoformat() and not known["depends_on_day"])
    return home / str(known["snapshot"]) if is_current else None


def state_of(folder: Path, basis: Basis, limits: Limits, expected: Sequence[ExpectedSettings]) -> dict[str, Any]:
    """What a snapshot was made from, told without opening a file: names, sizes, times, settings, the reader."""
    paths = [
        *files_below(folder / INBOX),
        *(folder / name for name in OWN_FILES),
    ]
    stats = {path.relative_to(folder).as_posix(): path.stat() for path in paths if is_file(path)}
    return {
        "files": {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()},
        "settings": f"{basis!r} {limits!r} {expected!r} {current().key}",
        "reader": code_hash(_WEIGHED_BY),
    }


def read_noted(path: Path) -> dict[str, Any]:
    """What stands in the file that says which snapshot is of now; nothing where it is not there, or is none of ours."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def files_below(folder: Path) -> list[Path]:
    """The files in a folder and its sub-folders, in the order of their names.

    What an office program, a browser or a system leaves behind is passed over, and so are links.

    Raises
    ------
    DataError
        If the system refuses to show a folder or a file: what is not seen would be told as not sent.
    """
    try:
        return sorted(path for path in _below(folder) if _is_file(path))
    except OSError as problem:
        raise DataError(
            f"{problem.filename}: cannot be looked into ({problem.strerror}); what was sent there would be told as not "
            "sent: allow reading it, see that its share is there, or move it away, and try again"
        ) from None


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=_unless_gone):
        folders[:] = [one for one in folders if not _is_aside(one) and one.lower() not in _FOLDERS_OF_THE_SYSTEM]
        yield from (Path(place, name) for name in names if not _is_left_behind(name))


def _unless_gone(problem: OSError) -> None:
    """What is not there, or no folder any more, holds no files; anything else is told.

    `Path.rglob` would tell nothing: of a folder that may not be read, and from Python 3.12 on of none that its disk or
    share does not give.
    """
    if not isinstance(problem, (FileNotFoundError, NotADirectoryError)):
        raise problem


def _is_file(path: Path) -> bool:
    """Whether it is a file itself, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def _is_aside(name: str) -> bool:
    return name.startswith(("~$", "."))


def _is_left_behind(name: str) -> bool:
    return _is_aside(name) or name.lower().endswith(_UNFINISHED) or name.lower() in _OF_THE_SYSTEM
