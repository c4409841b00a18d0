"""The outbox: each message that waits is noted in the ledger and stands here as a file, the very bytes that will go.

The ledger keeps the hash of these bytes: what stands here and has another is not what was planned, and never goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.writing.letter import Letter
from thidua.put import put
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.ledger.states import OPEN, WAITING

OUTBOX = "outbox"
GONE = "its file is gone from reports/outbox"
CHANGED = "its file in reports/outbox is not what was planned"
UNSEALED = "an earlier version planned it and noted no hash of its file"


class SpoiltError(Exception):
    """What stands in the outbox is not the message that was planned; says in a few words why."""


@dataclass(frozen=True)
class Waiting:
    """A message that waits: its file, its Message-ID and the one address it is for."""

    path: Path
    message_id: str
    recipient: str

    def read(self) -> bytes:
        """Its bytes as they stand on the disk now."""
        return self.path.read_bytes()


def put_in(desk: Desk, letter: Letter, *, purpose: str) -> bool:
    """Put a letter into outbox and ledger, where it waits; False if it is there, or what it carries went before."""
    known = desk.ledger.message(letter.message_id)
    if known is not None and known.state != "cancelled":
        return False  # its file is what the ledger knows the hash of, and stays
    # The file first: a message that the ledger knows can always be sent.
    spool(desk.root, letter.message_id, letter.content)
    return desk.ledger.plan_message(
        letter.message_id,
        pack=letter.pack,
        purpose=purpose,
        recipient=letter.recipient,
        subject=letter.subject,
        sha256=content_hash(letter.content),
        items=letter.items,
        at=desk.now(),
    )


def spool(root: Path, message_id: str, content: bytes) -> Path:
    """Put a message into the outbox; whole on the disk when this returns."""
    path = spooled(root, message_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, content, durable=True)
    return path


def spooled(root: Path, message_id: str) -> Path:
    """Where a message of the outbox stands; its name says nothing and can hold nothing foreign."""
    return root / "reports" / OUTBOX / f"{hashlib.sha256(message_id.encode()).hexdigest()[:24]}.eml"


def waiting(root: Path, ledger: Ledger) -> Iterator[Waiting]:
    """The messages that have not been taken by a server and may be tried, in the order of their planning."""
    for known in ledger.messages(states=WAITING):
        yield Waiting(spooled(root, known.message_id), known.message_id, known.recipient)


def unspoilt(planned: Message, file: Waiting) -> bytes:
    """The bytes of a message as they were planned.

    What a version planned that noted no hash is taken as it stands if nothing could compose it again: a reminder, a
    notice; reports and withdrawals are composed anew.

    Raises
    ------
    SpoiltError
        If its file is gone, or its hash is not the one in the ledger, or none is there and it brings reports.
    """
    try:
        content = file.read()
    except OSError:
        raise SpoiltError(GONE) from None
    if not planned.sha256 and planned.items:
        raise SpoiltError(UNSEALED)
    if planned.sha256 and content_hash(content) != planned.sha256:
        raise SpoiltError(CHANGED)
    return content


def clear(root: Path, ledger: Ledger) -> None:
    """Remove the files of messages that are sent or cancelled: personal data is not kept longer than needed.

    Raises
    ------
    TakenOverError
        If another runner took the ledger over: what lies there and is not noted yet may be its own.
    """
    ledger.check_runner()
    kept = {spooled(root, known.message_id) for known in ledger.messages(states=OPEN)}
    for path in (root / "reports" / OUTBOX).glob("*"):
        if path.is_file() and path not in kept:
            path.unlink()
