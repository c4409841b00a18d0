"""What can be wrong with the file of the ledger, how it is found, and what a person does then.

Every fault is one line that ends with the way out; following it to the letter works, and nothing is made anew before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from thidua.errors import ConfigError
from thidua.run.ledger.seal import SEAL, Seal, hash_of_file
from thidua.run.ledger.version import VERSION, version_of
from thidua.there import is_there

LEDGER, KEPT = "ledger.sqlite", "ledger.kept.sqlite"
LOG = f"{LEDGER}-wal"
"""Where SQLite keeps what it has not written into the ledger yet."""

_MAILED = (
    'look for "mail handed" and "mail sent" since then in reports/run-log.txt and every other run-log.txt there, which '
    "the next send asks about instead of mailing it again"
)
"""What leaves is noted there as it happens: a run that is killed has noted it."""

_TABLES = (
    "revisions",
    "files",
    "attempts",
    "decisions",
    "steps",
    "messages",
    "items",
    "stopped",
    "runner",
    "sqlite_schema",
)


Kept = Literal["as left", "altered", "unknown"]
"""How a ledger stands beside its seal: byte for byte as it was left; otherwise, although nobody has it open and no run
ended half-way; or it cannot be said, since a run did, or it was never sealed."""


def kept_as(path: Path, seal: Seal | None) -> Kept:
    """How the ledger stands beside its seal."""
    if seal is None or not seal.sha256 or not is_there(path) or is_there(path.with_name(LOG)):
        return "unknown"
    return "as left" if hash_of_file(path) == seal.sha256 else "altered"


def look_over(connection: sqlite3.Connection, path: Path, kept: Kept) -> None:
    """Look the ledger over: quickly if it is as it was left, else every page, index and reference.

    What was altered although nobody worked with it is held against its copy too: a bit that turned over in an address
    is in order for SQLite.

    Raises
    ------
    sqlite3.DatabaseError
        If anything is wrong; says what in one line.
    """
    check_pages(connection, quickly=kept == "as left")
    if kept == "altered" and (table := _differing_table(connection, path)):
        raise sqlite3.DatabaseError(
            f"something in its {table} is not as it was when the ledger was closed; if a person changed it on "
            f"purpose, delete reports/{SEAL} and try again"
        )


def check_pages(connection: sqlite3.Connection, *, quickly: bool = False) -> None:
    """Look over what SQLite can judge alone; raises as `look_over` does."""
    said = connection.execute(f"PRAGMA {'quick' if quickly else 'integrity'}_check").fetchone()[0]
    if said != "ok":
        raise sqlite3.DatabaseError(" ".join(said.split())[:80])
    if not quickly and (row := connection.execute("PRAGMA foreign_key_check").fetchone()):
        raise sqlite3.DatabaseError(f"a row of {row[0]} has lost its {row[2]}")


def check_there(path: Path, seal: Seal | None) -> None:
    """Refuse a project whose ledger is gone, although its copy or the file beside it is there."""
    if is_there(path):
        return
    if is_there(path.with_name(KEPT)):
        raise ConfigError(f"reports/{LEDGER} is gone, but its copy is there; {remedy(path)}")
    if seal is not None:
        raise ConfigError(f"reports/{LEDGER} is gone, which was changed {seal.changes} times; {remedy(path)}")


def check_version(connection: sqlite3.Connection, path: Path, *, is_known: bool) -> int:
    """The version of the ledger, 0 if it has to be made; one that is newer, or empty though known, is refused."""
    version = version_of(connection)
    if version > VERSION:
        raise ConfigError(f"reports/{LEDGER} was written by a newer version of this program; use that one")
    if version == 0 and is_known:
        raise ConfigError(f"reports/{LEDGER} is empty, but was not always; {remedy(path)}")
    return version


def check_whole(connection: sqlite3.Connection, path: Path, seal: Seal | None) -> None:
    """Refuse a ledger that has been changed less often than the file beside it says: its last changes are lost."""
    has = changes_of(connection)
    lost = 0 if seal is None else seal.changes - has
    if lost <= 0:
        return
    older = f"{_MAILED}, then delete reports/{SEAL} and try again"
    raise ConfigError(
        f"reports/{LEDGER} lacks the last {lost} changes: its file {LOG} is gone, or an older ledger was put in its "
        f"place. Put {LOG} back beside it and try again; or go on without them: "
        + (_restore(path) if _kept_changes(path) > has else older)
    )


def damaged(path: Path, problem: sqlite3.DatabaseError) -> ConfigError:
    """The ledger cannot be read, or is not in order."""
    return ConfigError(f"reports/{LEDGER} is damaged ({problem}); {remedy(path)}")


def unusable(problem: sqlite3.OperationalError) -> ConfigError:
    """The ledger is held, or the disk refuses."""
    words = "another program holds it; close that and try again" if "lock" in str(problem) else str(problem)
    if problem.sqlite_errorcode == sqlite3.SQLITE_FULL:
        words = "its disk is full; free some space there and run this again"
    elif problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR:
        words += "; see that its disk has space left and is in order, and run this again"
    elif problem.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        words += "; allow writing in reports/ and run this again"
    return ConfigError(f"reports/{LEDGER} cannot be used: {words}")


def remedy(path: Path) -> str:
    """How to go on from the copy; where there is none, how to begin anew and what that means."""
    if is_there(path.with_name(KEPT)):
        return _restore(path)
    return (
        f"there is no copy of it; move it and {SEAL} away to begin anew: nothing is then released, and what was "
        "mailed before may be mailed again after a new release"
    )


def changes_of(connection: sqlite3.Connection) -> int:
    """How often a ledger was changed; 0 if it is of a version that did not count."""
    if version_of(connection) < VERSION:
        return 0
    return int(connection.execute("SELECT changes FROM runner").fetchone()[0])


def _restore(path: Path) -> str:
    when = datetime.fromtimestamp(path.with_name(KEPT).stat().st_mtime).astimezone()
    return (
        f"delete reports/{LEDGER}-wal and -shm and reports/{SEAL} if they are there (they belong to what is replaced), "
        f"copy reports/{KEPT} (of {when:%d/%m/%Y %H:%M}) over reports/{LEDGER}, "
        f"{_MAILED}, and try again"
    )


def _kept_changes(path: Path) -> int:
    """How often the kept copy was changed; 0 if there is none, or it is not in order."""
    try:
        with _kept(path) as copy:
            return 0 if copy is None else changes_of(copy)
    except sqlite3.Error:
        return 0


def _differing_table(connection: sqlite3.Connection, path: Path) -> str:
    """The first table that differs from that of the copy; empty if there is none, or the copy is of another state."""
    connection.execute("BEGIN")  # of one moment, whatever another process writes
    try:
        with _kept(path) as copy:
            if copy is None:
                return ""
            differing = [table for table in _TABLES if _rows(copy, table) != _rows(connection, table)]
            is_of_that_state = changes_of(copy) == changes_of(connection)
    except sqlite3.Error:
        return ""  # the copy is not in order: it says nothing about the ledger
    finally:
        connection.rollback()
    # Of another state, it is another count with what was counted.
    return differing[0] if differing and (is_of_that_state or differing == ["runner"]) else ""


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Every row of a table, texts as the bytes that they are: a bit may have made them no text, or something else."""
    usual, connection.text_factory = connection.text_factory, lambda raw: ("text", raw)
    try:
        return [tuple(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]
    finally:
        connection.text_factory = usual


@contextmanager
def _kept(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The kept copy as it stands; nobody writes into it, and nothing is made beside it. None if there is none."""
    kept = path.with_name(KEPT)
    if not is_there(kept):
        yield None
        return
    connection = sqlite3.connect(f"{kept.resolve().as_uri()}?immutable=1", uri=True)
    try:
        yield connection
    finally:
        connection.close()
