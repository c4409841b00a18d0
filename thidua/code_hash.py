"""One hash over the package's own files: what was made by other code, tables or templates is made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def code_hash(packages: tuple[str, ...] = ("",)) -> str:
    """The SHA-256 of every file of these sub-packages, with their names; of the whole package if none is named."""
    whole = hashlib.sha256()
    root = Path(str(files("thidua")))
    for path in sorted(path for name in packages for path in (root / name).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return whole.hexdigest()
