"""The file beside the ledger, `reports/ledger.seal`: how often it was changed, its hash when closed, who holds it.

It is plain text, so that another machine can read who holds the ledger without opening it. Its count is written after
each change and never before: it may lag behind the ledger, and is never ahead of a whole one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from thidua.put import put
from thidua.run.ledger.entries import Runner

SEAL = "ledger.seal"

_COUNT = "changes: "
_DIGITS = 12


@dataclass(frozen=True)
class Seal:
    """What the file says.

    Attributes
    ----------
    changes
        How often the ledger had been changed, at least.
    sha256
        Of the ledger's file when it was last closed and nobody else had it open; empty if that never was.
    host, since, seen
        As in `thidua.run.ledger.entries.Runner`: who held it then.
    """

    changes: int
    sha256: str = ""
    host: str = ""
    since: str = ""
    seen: str = ""


@dataclass(frozen=True)
class SealFile:
    """The file in its place, which may not be there."""

    path: Path

    def read(self) -> Seal | None:
        """What it says; None if it is not there, or is no seal (a power cut may have left it empty)."""
        try:
            text = self.path.read_text(encoding="utf-8")
            said = dict(line.split(": ", 1) for line in text.splitlines())
            return Seal(int(said["changes"]), said["sha256"], said["host"], said["since"], said["seen"])
        except (OSError, ValueError, KeyError):
            return None

    def write(self, seal: Seal) -> None:
        """Write it whole, put in place in one step; left as it was where nothing can be written."""
        text = (
            f"{_COUNT}{seal.changes:0{_DIGITS}}\nsha256: {seal.sha256}\n"
            f"host: {seal.host}\nsince: {seal.since}\nseen: {seal.seen}\n"
        )
        try:
            put(self.path, text, durable=True, several=True)
        except OSError:
            return  # one that lags behind asks more looking of the next run, and refuses nothing that is whole

    def count(self, changes: int) -> None:
        """Write the number of changes over the one that stands, in place; it stays behind where that cannot be."""
        try:
            with self.path.open("r+b") as file:
                file.seek(len(_COUNT))
                file.write(f"{changes:0{_DIGITS}}".encode())
        except FileNotFoundError:
            self.write(Seal(changes))
        except OSError:
            return  # as in `write`


def seal_of(runner: Runner, *, sha256: str = "") -> Seal:
    """What is to be sealed of a ledger that this runner holds."""
    return Seal(runner.changes, sha256, runner.host, runner.since, runner.seen)


def hash_of_file(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
