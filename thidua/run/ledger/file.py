"""The file `reports/ledger.sqlite` and its copy: opened, looked over, never made anew in silence.

Deliveries that a damaged or lost ledger knew of would go out again. What can be wrong stands in
`thidua.run.ledger.faults`; a command that only looks opens the ledger by `thidua.run.ledger.view`.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from thidua.put import put
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.faults import (
    KEPT,
    LEDGER,
    LOG,
    Kept,
    check_pages,
    check_there,
    check_version,
    check_whole,
    damaged,
    kept_as,
    look_over,
    unusable,
)
from thidua.run.ledger.seal import SEAL, Seal, SealFile, hash_of_file, seal_of
from thidua.run.ledger.version import bring_up_to_date, create
from thidua.there import is_there

PATIENCE_SECONDS = 20.0
"""How long another program may hold the ledger before we say so."""

_MOMENT = 0.02


@contextmanager
def open_ledger(root: Path) -> Iterator[Ledger]:
    """Open the ledger of a project, made on first use; a copy of it is kept whenever it is closed after a change.

    Raises
    ------
    ConfigError
        If it is damaged, from a newer version, locked by another program, gone while its copy is there, or lacks
        changes that the file beside it counts; the message says how to go on. Nothing is made anew in these cases.
    """
    folder = root / "reports"
    folder.mkdir(exist_ok=True)
    path, beside = folder / LEDGER, SealFile(folder / SEAL)
    seal = beside.read()
    check_there(path, seal)
    kept = kept_as(path, seal)
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS)
    except sqlite3.OperationalError as problem:
        raise unusable(problem) from None
    connection.row_factory = sqlite3.Row
    left: Seal | None = None
    try:
        _prepare(connection, path, seal, kept)
        ledger = Ledger(connection, beside)
        if seal is None:
            beside.write(seal_of(ledger.runner()))
        try:
            with _copied_to(path.with_name(KEPT), connection):
                yield ledger
        except sqlite3.Error:
            raise
        except BaseException:
            left = seal_of(ledger.runner())
            raise
        left = seal_of(ledger.runner())
    except sqlite3.IntegrityError:
        raise  # a mistake of the program: the ledger is sound
    except sqlite3.OperationalError as problem:
        raise unusable(problem) from None
    except sqlite3.DatabaseError as problem:
        raise damaged(path, problem) from None
    finally:
        connection.close()
        if left is not None:
            _seal(path, left)


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


def _prepare(connection: sqlite3.Connection, path: Path, seal: Seal | None, kept: Kept) -> None:
    _use_log(connection)
    # Every commit reaches the disk: what was mailed must be known after a power cut.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    look_over(connection, path, kept)
    # Before the version is read: another process may be making both just now.
    is_known = is_there(path.with_name(KEPT)) or seal is not None
    version = check_version(connection, path, is_known=is_known)
    if version == 0:
        create(connection)
        return
    check_whole(connection, path, seal)
    bring_up_to_date(connection, version)


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


def _seal(path: Path, left: Seal) -> None:
    """Seal the ledger as it was left, unless somebody else has it open still, or its seal stands as it is."""
    beside = SealFile(path.with_name(SEAL))
    if is_there(path.with_name(LOG)) or not is_there(path):
        return
    sealed = Seal(left.changes, hash_of_file(path), left.host, left.since, left.seen)
    if beside.read() != sealed:
        beside.write(sealed)


def keep_copy(connection: sqlite3.Connection, path: Path) -> None:
    """Put a whole copy of the ledger beside it, looked over before it has its name; several may close it at once."""
    put(path, partial(_back_up, connection), several=True)


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        connection.backup(copy)
        check_pages(copy)
