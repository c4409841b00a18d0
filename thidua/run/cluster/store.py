"""A folder or an object store that results go through: what fsspec can open on both machines.

Each answer leaves its files in a place of its own, which only the answer names: what a worker that was thought dead
leaves late is never taken for anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import fsspec

from thidua.errors import ConfigError

if TYPE_CHECKING:
    from thidua.run.cluster.order import Answer


def leave(answer: Answer, through: str) -> Answer:
    """Put the files of an answer into the store; the answer then says where, and the hash of each."""
    at = f"{through.rstrip('/')}/{uuid4().hex}"
    files, place = fsspec.core.url_to_fs(at)
    files.makedirs(place, exist_ok=True)
    for name, content in answer.files.items():
        files.pipe_file(f"{place}/{name}", content)
    left = {name: hashlib.sha256(content).hexdigest() for name, content in answer.files.items()}
    return replace(answer, files={}, left=left, at=at)


def take(answer: Answer) -> Mapping[str, bytes]:
    """The files of an answer, wherever they are; taken out of the store.

    Raises
    ------
    OSError
        If one is not there, or is another than the answer says.
    """
    if not answer.at:
        return answer.files
    files, place = fsspec.core.url_to_fs(answer.at)
    found = {}
    for name, expected in answer.left.items():
        content: bytes = files.cat_file(f"{place}/{name}")
        if hashlib.sha256(content).hexdigest() != expected:
            raise OSError(f"{answer.at}/{name} is not what was left there")
        found[name] = content
    files.rm(place, recursive=True)
    return found


def clear(through: str) -> None:
    """Remove a place in the store with all that is left in it, if it is there."""
    files, place = _opened(through)
    if files.exists(place):
        files.rm(place, recursive=True)


def check(through: str) -> None:
    """Refuse a store that cannot be opened, before anything is made."""
    files, place = _opened(through)
    try:
        files.makedirs(place, exist_ok=True)
    except OSError as problem:
        raise ConfigError(f"{through}: cannot be written to ({problem})") from None


def _opened(through: str) -> tuple[Any, str]:
    try:
        files, place = fsspec.core.url_to_fs(through)
    except (ImportError, ValueError) as problem:
        raise ConfigError(f"{through}: is no folder or store that can be opened ({problem})") from None
    return files, place
