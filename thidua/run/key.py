"""The key of an edition: a hash of everything it is made from, so that only what changed is rebuilt."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from pathlib import Path

from thidua.code_hash import code_hash
from thidua.run.plan import Edition
from thidua.speech import later

INPUTS = {
    "package": later("chương trình"),
    "environment": later("môi trường chạy"),
    "notebook": later("sổ tay"),
    "report": later("reports.toml"),
    "dataset": later("dataset.toml"),
    "registry": later("bảng danh mục của tỉnh"),
    "parameters": later("tham số"),
    "denominators": later("số người làm mẫu số"),
    "facts": later("số liệu gửi về"),
    "commentary": later("phần lời của đơn vị"),
}
"""What an edition is made from, and how an operator or a reviewer is told that it has changed."""


def edition_inputs(edition: Edition) -> dict[str, str]:
    """One hash for each of `INPUTS`: what this report reads, of package, notebook, settings, facts and words.

    A corrected figure of one unit changes those of that unit's editions and of no other.

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
        "report": edition.settings.as_json(but=frozenset({"engine"})),  # the bytes are the same
        "dataset": dataset.settings.as_json(but=frozenset({"editions"})),
        "registry": dataset.territory.key,
        "parameters": repr(sorted(edition.parameters.items())),
        "denominators": _file_hash(dataset.folder / "denominators.csv"),
        "facts": dataset.facts.snapshot.name if edition.settings.reads_all else dataset.facts.content_key(edition.unit),
        "commentary": _file_hash(commentary),
    }
    return {name: content_hash(said[name].encode()) for name in INPUTS}


def key_of(inputs: Mapping[str, str]) -> str:
    """The key of what is made from these inputs."""
    return content_hash("".join(f"{name}\0{value}\0" for name, value in inputs.items()).encode())


def edition_key(edition: Edition) -> str:
    """The key of an edition as its inputs are now; raises as `edition_inputs` does."""
    return key_of(edition_inputs(edition))


def changed_inputs(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Which of `INPUTS` differ."""
    return tuple(name for name in INPUTS if before.get(name) != now.get(name))


def content_hash(content: bytes) -> str:
    """The SHA-256 of a file's content, as it is noted in the notebook of its edition."""
    return hashlib.sha256(content).hexdigest()


def _file_hash(path: Path) -> str:
    return content_hash(path.read_bytes()) if path.is_file() else "none"
