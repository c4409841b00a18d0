"""One hash over the package's own files: what was made by other code, tables or templates is made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

APART = ("cli", "deliver", "illustrative", "verify")
"""Sub-packages that make no report: what they are changed in leaves every edition as it is."""


@cache
def code_hash(packages: tuple[str, ...] = ()) -> str:
    """The SHA-256 of every file of these sub-packages, with their names; by default of all that makes reports."""
    whole = hashlib.sha256()
    root = Path(str(files("thidua")))
    names = packages or tuple(each.name for each in root.iterdir() if each.name not in APART)
    for path in sorted(path for name in names for path in (root / name, *(root / name).rglob("*"))):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return whole.hexdigest()
