"""The file `reports/ledger.sqlite` and its copy: opened, looked over, never made anew in silence.

Deliveries that a damaged or lost ledger knew of would go out again.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from thidua.errors import ConfigError
from thidua.run.ledger import Ledger

LEDGER, KEPT = "ledger.sqlite", "ledger.kept.sqlite"

VERSION = 3

_TO_VERSION_2 = """
BEGIN IMMEDIATE;
ALTER TABLE attempts RENAME TO attempts_1;
CREATE TABLE attempts (
  edition TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('ready', 'empty', 'failed')),
  reason TEXT NOT NULL,
  at TEXT NOT NULL
);
INSERT INTO attempts SELECT * FROM attempts_1;
DROP TABLE attempts_1;
PRAGMA user_version = 2;
COMMIT;
"""
"""Version 1 knew no edition without figures."""

PATIENCE_SECONDS = 20.0
"""How long another program may hold the ledger before we say so."""

_MOMENT = 0.02


_TO_VERSION_3 = """
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;
ALTER TABLE messages RENAME TO messages_2;
ALTER TABLE items RENAME TO items_2;
CREATE TABLE messages (
  message_id TEXT PRIMARY KEY,
  pack TEXT NOT NULL,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL COLLATE NOCASE,
  subject TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('planned', 'deferred', 'sending', 'handed', 'sent', 'refused', 'uncertain', 'cancelled')),
  tries INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE TABLE items (
  message_id TEXT NOT NULL REFERENCES messages,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL COLLATE NOCASE,
  edition TEXT NOT NULL,
  number INTEGER NOT NULL,
  UNIQUE (purpose, recipient, edition, number)
);
INSERT INTO messages SELECT message_id, pack, purpose, recipient, subject, '', state, tries, answer, at
  FROM messages_2 ORDER BY rowid;
INSERT OR IGNORE INTO items SELECT items_2.* FROM items_2 JOIN messages_2 USING (message_id)
  ORDER BY state <> 'sent', items_2.rowid;
UPDATE messages SET state = 'cancelled', answer = 'it goes to the same address in other letters'
  WHERE state IN ('planned', 'deferred') AND purpose IN ('report', 'withdrawal')
  AND message_id NOT IN (SELECT message_id FROM items);
DROP TABLE items_2;
DROP TABLE messages_2;
CREATE TABLE runner (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token INTEGER NOT NULL,
  host TEXT NOT NULL,
  boot TEXT NOT NULL,
  by TEXT NOT NULL,
  since TEXT NOT NULL,
  seen TEXT NOT NULL,
  changes INTEGER NOT NULL
);
INSERT INTO runner VALUES (1, 0, '', '', '', '', '', 0);
PRAGMA user_version = 3;
COMMIT;
PRAGMA foreign_keys = ON;
"""
"""Version 2 knew no runner, no hash of a mail, and told addresses apart by their capitals.

Of two mails with one item to one address in two spellings, the one that was sent keeps it.
"""


@contextmanager
def open_ledger(root: Path) -> Iterator[Ledger]:
    """Open the ledger of a project, made on first use; a copy of it is kept whenever it is closed after a change.

    Raises
    ------
    ConfigError
        If it is damaged, from a newer version, locked by another program, or gone while its copy is there; the
        message says how to go on. Nothing is made anew in these cases.
    """
    folder = root / "reports"
    folder.mkdir(exist_ok=True)
    path, kept = folder / LEDGER, folder / KEPT
    if not path.exists() and kept.exists():
        raise ConfigError(f"reports/{LEDGER} is gone, but its copy is there; {_remedy(kept)}")
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS)
    except sqlite3.OperationalError as problem:
        raise ConfigError(f"reports/{LEDGER} cannot be opened: {problem}") from None
    connection.row_factory = sqlite3.Row
    try:
        _prepare(connection, kept)
        with _copied_to(kept, connection):
            yield Ledger(connection)
    except sqlite3.IntegrityError:
        raise  # a mistake of the program: the ledger is sound
    except sqlite3.OperationalError as problem:
        words = "another program holds it; close that and try again" if "lock" in str(problem) else str(problem)
        raise ConfigError(f"reports/{LEDGER} cannot be used: {words}") from None
    except sqlite3.DatabaseError as problem:
        raise ConfigError(f"reports/{LEDGER} is damaged ({problem}); {_remedy(kept)}") from None
    finally:
        connection.close()


@contextmanager
def _copied_to(kept: Path, connection: sqlite3.Connection) -> Iterator[None]:
    """Keep a copy if anything changes in this block, also if it ends in an error, but one of the ledger itself."""
    before = connection.total_changes
    try:
        yield
    except sqlite3.Error:
        raise
    except BaseException:
        if connection.total_changes > before:
            keep_copy(connection, kept)
        raise
    if connection.total_changes > before:
        keep_copy(connection, kept)


def _prepare(connection: sqlite3.Connection, kept: Path) -> None:
    _use_log(connection)
    # Every commit reaches the disk: what was mailed must be known after a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    _check_whole(connection)
    is_known = kept.exists()  # before the version is read: another process may be making both just now
    version = _version(connection)
    if version > VERSION:
        raise ConfigError(f"reports/{LEDGER} was written by a newer version of this program; use that one")
    if version == 0 and is_known:
        raise ConfigError(f"reports/{LEDGER} is empty, but its copy is there; {_remedy(kept)}")
    if version == 0:
        _create(connection)
    else:
        _bring_up_to_date(connection, version)


def _use_log(connection: sqlite3.Connection) -> None:
    """Write ahead to a log. SQLite waits for other writers, but not for one that makes or closes the log just now."""
    for _ in range(int(PATIENCE_SECONDS / _MOMENT)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as problem:
            if "lock" not in str(problem):
                raise
            time.sleep(_MOMENT)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _create(connection: sqlite3.Connection) -> None:
    try:
        connection.executescript(files("thidua.run").joinpath("ledger.sql").read_text(encoding="utf-8"))
    except sqlite3.OperationalError:
        connection.rollback()
        if _version(connection) == 0:
            raise
        # Else another process made it a moment ago.


def _bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    """Bring an older ledger to this version, step by step; each is whole, so that a later run can go on from it."""
    for number, script in ((2, _TO_VERSION_2), (3, _TO_VERSION_3)):
        if version >= number:
            continue
        try:
            connection.executescript(script)
        except sqlite3.OperationalError:
            connection.rollback()
            if _version(connection) < number:
                raise
            # Else another process did it a moment ago.


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check_whole(connection: sqlite3.Connection) -> None:
    said = connection.execute("PRAGMA quick_check").fetchone()[0]
    if said != "ok":
        raise sqlite3.DatabaseError(" ".join(said.split())[:80])


def _remedy(kept: Path) -> str:
    if not kept.exists():
        return (
            "there is no copy of it; move it away to begin anew: nothing is then released, and what was mailed before "
            "may be mailed again after a new release"
        )
    when = datetime.fromtimestamp(kept.stat().st_mtime).astimezone()
    return (
        f"delete reports/{LEDGER}-wal and -shm if they are there (they would spoil what is put in its place), "
        f"copy reports/{KEPT} (of {when:%d/%m/%Y %H:%M}) over reports/{LEDGER}, look at what the "
        "run logs of reports/ say was mailed since, and try again"
    )


def keep_copy(connection: sqlite3.Connection, path: Path) -> None:
    """Write a whole copy of the ledger beside it, looked over and put in place in one step."""
    aside = path.with_suffix(f".{os.getpid()}.aside")  # two processes may close the ledger at once
    aside.unlink(missing_ok=True)
    copy = sqlite3.connect(aside)
    try:
        connection.backup(copy)
        _check_whole(copy)
    except BaseException:
        copy.close()
        aside.unlink(missing_ok=True)
        raise
    copy.close()
    aside.replace(path)
