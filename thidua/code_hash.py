"""One hash over the package's own files: what was made by other code, tables or templates is made anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

COMPILED = "__pycache__"
"""The folder beside code in which Python keeps it compiled."""

APART = ("cli", "deliver", "illustrative", "verify")
"""Sub-packages that make no report: what they are changed in leaves every edition as it is."""


@cache
def code_hash(packages: tuple[str, ...] = ()) -> str:
    """The SHA-256 of every file of these sub-packages, with their names; by default of all that makes reports."""
    whole = hashlib.sha256()
    root = str(files("thidua"))
    wanted = packages or tuple(name for name in os.listdir(root) if name not in APART)  # noqa: PTH208
    found = {path[len(root) + 1 :].replace(os.sep, "/"): path for name in wanted for path in _files_at(root, name)}
    for name in sorted(found):
        with open(found[name], "rb") as file:  # noqa: PTH123
            whole.update(f"{name}\0".encode() + file.read())
    return whole.hexdigest()


def _files_at(root: str, name: str) -> Iterator[str]:
    """A file, or those in a folder and below it, but for compiled ones: as text, since a thousand paths take longer."""
    place = os.path.join(root, name)  # noqa: PTH118
    if os.path.isfile(place):  # noqa: PTH113
        yield place
    for folder, below, names in os.walk(place):
        below[:] = [each for each in below if each != COMPILED]
        if not folder.endswith(COMPILED):
            yield from (os.path.join(folder, each) for each in names)  # noqa: PTH118
