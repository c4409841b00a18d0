"""What was written into the public folder, as `reports/public.json` remembers it: all that may be taken away again.

Each folder has a line. It is written before a file is put and after it stands: a run that is killed leaves nothing
that nobody knows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from thidua.put import put

RECORD = "public.json"
MADE = ""
"""The address under which a folder itself is ours, where we made it; no file has it."""


@dataclass(frozen=True)
class Written:
    """One file as it was put: what it was made of, its size in bytes, and when it was last changed, in nanoseconds.

    ``made_of`` is the hash of a file, or of all that went into a zip. Without a size it may be there or not: a run that
    was about to put it, or to take it away, was perhaps killed.
    """

    made_of: str
    size: int = -1
    modified: int = -1

    @property
    def is_put(self) -> bool:
        """Whether it stood there when it was noted."""
        return self.size >= 0

    def is_at(self, stat: os.stat_result) -> bool:
        """Whether a file looks untouched since."""
        return (self.size, self.modified) == (stat.st_size, stat.st_mtime_ns)


@dataclass
class Known:
    """The files that are ours by folder and address; see `read_known`."""

    path: Path
    folders: dict[str, dict[str, Written]] = field(default_factory=dict)

    def of(self, place: Path) -> dict[str, Written]:
        """What was written into a folder; changes to it are kept with `keep`."""
        return self.folders.setdefault(self.name(place), {})

    def name(self, place: Path) -> str:
        """How a folder is called here: from the project if it lies there, so that a copy of it knows its own."""
        project = self.path.parent.parent.resolve()
        return place.relative_to(project).as_posix() if place.is_relative_to(project) else str(place)

    def keep(self) -> None:
        """Write it down, on the disk when this returns; left alone if it says the same already."""
        lines = [
            json.dumps(
                {folder: {address: astuple(each) for address, each in sorted(files.items())}}, ensure_ascii=False
            )
            for folder, files in sorted(self.folders.items())
            if files
        ]
        content = "".join(f"{line}\n" for line in lines).encode()
        if (self.path.read_bytes() if self.path.is_file() else b"") == content:
            return
        put(self.path, content, durable=True)


def read_known(root: Path) -> Known:
    """What the project wrote into public folders; nothing if the record is not there, or not to be read.

    Without a record nothing is ours: the folder is then refused until a person has looked at it.
    """
    path = root / "reports" / RECORD
    try:
        folders = {
            str(folder): {
                str(address): Written(str(of), int(size), int(at)) for address, (of, size, at) in each.items()
            }
            for said in _objects(path.read_text(encoding="utf-8"))
            for folder, each in said.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        folders = {}
    return Known(path, folders)


def _objects(text: str) -> Iterator[Any]:
    """The folders of a record, one after the other: a line for each, so that a person can take one out."""
    rest = text.strip()
    while rest:
        said, end = json.JSONDecoder().raw_decode(rest)
        yield said
        rest = rest[end:].lstrip()
