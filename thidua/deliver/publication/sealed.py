"""The bytes of a released file, read once and held against the hash that the ledger knows."""

from __future__ import annotations

from thidua.deliver.packs import EditionState
from thidua.errors import DeliveryError
from thidua.run.key import content_hash


def sealed_bytes(state: EditionState, extension: str) -> bytes:
    """One file of a released edition, its notebook too, which readers do not get.

    Raises
    ------
    DeliveryError
        If it is gone or no longer what was released, though it was a moment ago; names it.
    """
    path = state.edition.file(extension)
    content = path.read_bytes() if path.is_file() else b""
    known = state.revision.files if state.revision is not None else {}
    if content_hash(content) != known.get(extension):
        where = path.relative_to(state.edition.root).as_posix()
        raise DeliveryError(f"{where}: changed while it was published; expected no other run, try again")
    return content
