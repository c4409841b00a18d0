"""What travels to each machine of a cluster once: the package and the part of the project that editions are made from.

Workbooks as they were sent stay at home: editions are made from a snapshot.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from thidua.code_hash import APART
from thidua.facts.dataset import Dataset
from thidua.facts.holding import SNAPSHOTS
from thidua.facts.noted import INBOX
from thidua.project import MARKER
from thidua.registry.territory import OVERLAY
from thidua.run.libraries import PACKAGE

_STAYS = (INBOX, SNAPSHOTS, "__pycache__", ".ipynb_checkpoints")
_LEVEL = 1
"""Of compression: a network is slower than this, and faster than more."""


@dataclass(frozen=True)
class Cargo:
    """A compressed archive with the folders `code` and `project`; the same files always have the same name."""

    name: str
    content: bytes


def pack(root: Path, datasets: Iterable[Dataset]) -> Cargo:
    """Everything that editions of these datasets are made from, each as it is in its snapshot.

    Compiled modules travel with the package, and are none of what it is named by: they spare each machine their
    compiling.
    """
    found = dict(sorted({**_project(root, datasets), **_package()}.items()))
    said, packed = hashlib.sha256(), io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=_LEVEL, format=tarfile.PAX_FORMAT) as archive:
        for name, source in found.items():
            content = source if isinstance(source, bytes) else source.read_bytes()
            if not name.endswith(".pyc"):
                said.update(f"{name}\0{len(content)}\0".encode() + content)
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            # By the whole second of its source's last change, Python knows whether a compiled module is of today.
            entry.mtime = 0 if isinstance(source, bytes) else int(source.stat().st_mtime)
            archive.addfile(entry, io.BytesIO(content))
    return Cargo(said.hexdigest()[:16], packed.getvalue())


def _project(root: Path, datasets: Iterable[Dataset]) -> dict[str, Path | bytes]:
    """By their names in the archive, the files of the project that its reports read."""
    found: dict[str, Path | bytes] = {}
    for name in (MARKER, "requirements.lock"):
        if (root / name).is_file():
            found[f"project/{name}"] = root / name
    folders = [root / "notebooks", root / "data" / OVERLAY]
    for dataset in datasets:
        folders += [dataset.folder, dataset.snapshot or dataset.facts.snapshot]
        # Whoever asked for the workbooks would find none, and take it for nothing sent: see `thidua.facts.receive`.
        found[f"project/data/{dataset.name}/{INBOX}"] = b""
    for folder in folders:
        for path in _below(folder):
            found[f"project/{path.relative_to(root).as_posix()}"] = path
    return found


def _package() -> dict[str, Path | bytes]:
    """By their names in the archive, what of the package makes reports, and what it tells other packages of itself."""
    package = Path(str(files(PACKAGE)))
    found: dict[str, Path | bytes] = {}
    for path in (each for each in package.rglob("*") if each.is_file()):
        inside = path.relative_to(package)
        if inside.parts[0] not in APART:
            found[f"code/{PACKAGE}/{inside.as_posix()}"] = path
    told = metadata.distribution(PACKAGE)
    for name in ("METADATA", "entry_points.txt"):
        found[f"code/{PACKAGE}-{told.version}.dist-info/{name}"] = (told.read_text(name) or "").encode()
    return found


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder that travel."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and path.name not in _STAYS:
            yield from _below(path)
        elif path.is_file() and not path.name.startswith(".") and path.name not in _STAYS:
            yield path
