"""The key of an edition: a hash of everything it is made from, so that only what changed is rebuilt."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path

from thidua.code_hash import code_hash
from thidua.run.plan import Edition


def edition_key(edition: Edition) -> str:
    """Hash notebook, package, settings, parameters, environment and the facts and words this report reads.

    A corrected figure of one unit changes the keys of that unit's editions and of no other.

    Raises
    ------
    DataError
        If the facts of the dataset are not in order.
    """
    dataset = edition.dataset
    commentary = dataset.commentary_path(edition.unit, edition.period)
    lock = edition.root / "requirements.lock"
    said = {
        "package": code_hash(),
        "environment": f"{platform.python_version()} {_file_hash(lock)}",
        "notebook": _file_hash(edition.notebook),
        "report": edition.settings.model_dump_json(),
        "dataset": dataset.settings.model_dump_json(exclude={"editions"}),
        "parameters": repr(sorted(edition.parameters.items())),
        "denominators": _file_hash(dataset.folder / "denominators.csv"),
        "facts": dataset.facts.snapshot.name if edition.settings.reads_all else dataset.facts.content_key(edition.unit),
        "commentary": _file_hash(commentary),
    }
    whole = hashlib.sha256()
    for name, value in said.items():
        whole.update(f"{name}\0{value}\0".encode())
    return whole.hexdigest()


def content_hash(content: bytes) -> str:
    """The SHA-256 of a file's content, as it is noted in the notebook of its edition."""
    return hashlib.sha256(content).hexdigest()


def _file_hash(path: Path) -> str:
    return content_hash(path.read_bytes()) if path.is_file() else "none"
