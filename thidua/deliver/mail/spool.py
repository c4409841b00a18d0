"""The outbox folder: each message that waits is a file there, the very bytes that will go, until a server took it."""

from __future__ import annotations

import email
import email.policy
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as MailMessage
from pathlib import Path

from thidua.run.entries import Message
from thidua.run.ledger import Ledger

OUTBOX = "outbox"


@dataclass(frozen=True)
class Waiting:
    """A message that waits: as it will go, its Message-ID and the one address it is for."""

    message: MailMessage
    message_id: str
    recipient: str


def spool(root: Path, message_id: str, content: bytes) -> Path:
    """Put a message into the outbox; whole on the disk when this returns."""
    path = spooled(root, message_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".aside")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    return path


def spooled(root: Path, message_id: str) -> Path:
    """Where a message of the outbox stands; its name says nothing and can hold nothing foreign."""
    return root / "reports" / OUTBOX / f"{hashlib.sha256(message_id.encode()).hexdigest()[:24]}.eml"


def waiting(root: Path, ledger: Ledger) -> Iterator[Waiting]:
    """The messages that have not been taken by a server and may be tried, in the order of their planning."""
    for known in ledger.messages(states=("planned", "deferred")):
        path = spooled(root, known.message_id)
        if path.is_file():
            content = email.message_from_bytes(path.read_bytes(), policy=email.policy.SMTP)
            yield Waiting(content, known.message_id, known.recipient)


def lost(root: Path, ledger: Ledger) -> list[Message]:
    """Messages that wait according to the ledger and whose file is gone from the outbox."""
    known = ledger.messages(states=("planned", "deferred"))
    return [each for each in known if not spooled(root, each.message_id).is_file()]


def clear(root: Path, ledger: Ledger) -> None:
    """Remove the files of messages that are sent or cancelled: personal data is not kept longer than needed."""
    needed = ledger.messages(states=("planned", "deferred", "sending", "handed", "uncertain", "refused"))
    kept = {spooled(root, known.message_id) for known in needed}
    for path in (root / "reports" / OUTBOX).glob("*"):
        if path.is_file() and path not in kept:
            path.unlink()
