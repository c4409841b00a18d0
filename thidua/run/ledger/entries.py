"""What stands in the ledger, as values: revisions, attempts, decisions, steps, messages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from thidua.run.ledger.states import Act, MessageState, Verdict


@dataclass(frozen=True)
class Revision:
    """One state of an edition that was ready or empty: its number from 1, and the SHA-256 of each file by extension."""

    edition: str
    number: int
    key: str
    snapshot: str
    files: Mapping[str, str]
    made_at: datetime

    @property
    def content_hash(self) -> str:
        """One hash over the files people read: what a release seals."""
        return content_hash_of(self.files)


@dataclass(frozen=True)
class Attempt:
    """The last time an edition was built, whatever came of it."""

    edition: str
    key: str
    verdict: Verdict
    reason: str
    at: datetime


@dataclass(frozen=True)
class Decision:
    """A person's decision on one revision: that it may leave the house, or no longer."""

    edition: str
    revision: int
    act: Act
    content_hash: str
    by: str
    note: str
    at: datetime


@dataclass(frozen=True)
class Message:
    """One mail to one address, and the revisions it carries.

    `pack` is "dataset/period"; `purpose` why it was sent; `sha256` of the bytes that travel, empty if a version before
    hashes were noted planned it.
    """

    message_id: str
    pack: str
    purpose: str
    recipient: str
    subject: str
    sha256: str
    state: MessageState
    tries: int
    answer: str
    at: datetime
    items: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of a schedule for one period that was taken: "remind", "render", …"""

    schedule: str
    period: str
    name: str
    at: datetime
    note: str


@dataclass(frozen=True)
class Runner:
    """Who took the ledger in hand last, and how often it was changed.

    Attributes
    ----------
    token
        Another one with every runner: whoever knows an older one writes no more.
    host, boot
        The machine and its start; the host is empty if no runner ever began.
    by
        The person who took the ledger over, if one had to.
    since
        From when on this machine holds it, or when that person took it over.
    seen
        The clock when a runner last began; empty if none did.
    doing
        The command of that runner: "build".
    changes
        How often anything was written.
    """

    token: int
    host: str
    boot: str
    by: str
    since: str
    seen: str
    doing: str
    changes: int


def content_hash_of(hashes: Mapping[str, str]) -> str:
    """One hash over the files of an edition that people read, from the hash of each; the notebook notes them itself."""
    said = "".join(f"{name}:{value}\n" for name, value in sorted(hashes.items()) if name != "ipynb")
    return hashlib.sha256(said.encode()).hexdigest()
