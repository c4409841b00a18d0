"""The key of an edition: a hash of everything it is made from, so that only what changed is rebuilt.

Of a dataset these are the answers that it was given (`thidua.facts.reads`); what they are now is for ``currency``.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from pathlib import Path

from thidua.code_hash import code_hash
from thidua.facts.reads import Reads
from thidua.run.libraries import libraries
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


FIXED = ("package", "environment", "notebook", "report", "dataset", "registry", "parameters")
"""Those of `INPUTS` that are hashed whole; of the others, what the edition read of them."""

_READ = {"people_of": "denominators", "everybody": "denominators", "words": "commentary", "said": "dataset"}
"""Of which input a question is (see `thidua.facts.reads`); any other is of the facts."""


def fixed_inputs(edition: Edition) -> dict[str, str]:
    """One hash for each of `FIXED`."""
    dataset = edition.dataset
    lock = edition.root / "requirements.lock"
    said = {
        "package": code_hash(),
        "environment": f"{platform.python_version()} {_file_hash(lock) if lock.is_file() else libraries()}",
        "notebook": _file_hash(edition.notebook),
        "report": edition.settings.as_json(but=frozenset({"engine"})),  # the bytes are the same
        "dataset": dataset.settings.as_json(but=frozenset({"editions"})),
        "registry": dataset.territory.key,
        "parameters": repr(sorted(edition.parameters.items())),
    }
    return {name: content_hash(said[name].encode()) for name in FIXED}


def input_of(asked: str) -> str:
    """Which of `INPUTS` a question is about."""
    return _READ.get(asked.partition(" ")[0], "facts")


def read_inputs(fixed: Mapping[str, str], reads: Reads) -> dict[str, str]:
    """One hash for each of `INPUTS`, of an edition that read just this."""
    found = {name: [""] for name in INPUTS if name not in fixed}
    for dataset, answers in sorted(reads.items()):
        for asked, answered in sorted(answers.items()):
            name = input_of(asked)
            found[name if name in found else "facts"].append(f"{dataset}\0{asked}\0{answered}\0")
    hashed = {name: content_hash("".join(lines).encode("utf-8", "surrogateescape")) for name, lines in found.items()}
    return {name: ({**fixed, **hashed})[name] for name in INPUTS}


def edition_inputs(edition: Edition) -> dict[str, str]:
    """One hash for each of `INPUTS`, taken broadly: all that a report on the unit may well read.

    What an edition did read is known once it was made; of one that failed, this is what it is judged by.

    Raises
    ------
    DataError
        If the facts of the dataset are not in order.
    """
    return with_facts(edition, broad_inputs(edition))


def broad_inputs(edition: Edition) -> dict[str, str]:
    """Those of `edition_inputs` that are told without looking into the facts."""
    dataset = edition.dataset
    said = {
        "denominators": _file_hash(dataset.folder / "denominators.csv"),
        "commentary": _file_hash(dataset.commentary_path(edition.unit, edition.period)),
    }
    return fixed_inputs(edition) | {name: content_hash(text.encode()) for name, text in said.items()}


def with_facts(edition: Edition, broad: Mapping[str, str]) -> dict[str, str]:
    """All of `edition_inputs`, of a snapshot that does not change; raises as that does."""
    dataset = edition.dataset
    whole = edition.settings.reads_all
    facts = dataset.current_snapshot.name if whole else dataset.facts.content_key(edition.unit)
    return {name: ({**broad, "facts": content_hash(facts.encode())})[name] for name in INPUTS}


def key_of(inputs: Mapping[str, str]) -> str:
    """The key of what is made from these inputs."""
    return content_hash("".join(f"{name}\0{value}\0" for name, value in inputs.items()).encode())


def edition_key(edition: Edition) -> str:
    """The broad key of an edition as its inputs are now; raises as `edition_inputs` does."""
    return key_of(edition_inputs(edition))


def changed_inputs(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Which of `INPUTS` differ."""
    return tuple(name for name in INPUTS if before.get(name) != now.get(name))


def content_hash(content: bytes) -> str:
    """The SHA-256 of a file's content, as it is noted in the notebook of its edition."""
    return hashlib.sha256(content).hexdigest()


def _file_hash(path: Path) -> str:
    return content_hash(path.read_bytes()) if path.is_file() else "none"
