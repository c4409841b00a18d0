"""The ledger for a command that only looks: a copy of it outside the folder, so that nothing there is touched.

The folder may be read-only, another command may be writing, another machine may hold it: nothing is locked, made or
brought up to date but in the copy.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thidua.errors import ConfigError
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.faults import (
    LEDGER,
    LOG,
    Kept,
    check_there,
    check_version,
    check_whole,
    damaged,
    kept_as,
    look_over,
    unusable,
)
from thidua.run.ledger.seal import SEAL, Seal, SealFile
from thidua.run.ledger.version import VERSION, bring_up_to_date, create
from thidua.there import is_there

_TRIES, _MOMENT = 200, 0.02

_HEADER = 32
"""The first bytes of SQLite's log: they change when it is begun anew."""


@dataclass(frozen=True)
class View:
    """A ledger that can be read and not written to.

    Attributes
    ----------
    is_there
        Whether the project has a ledger; without one the view is of an empty one.
    version
        Of the ledger as it stands; an older one is read as if it had been brought up to date.
    """

    ledger: Ledger
    is_there: bool
    version: int

    @property
    def is_old(self) -> bool:
        """Whether the next command that works will bring the ledger up to date."""
        return self.is_there and self.version < VERSION


@contextmanager
def view_ledger(root: Path) -> Iterator[View]:
    """Look at the ledger of a project as it stands at this moment.

    Raises
    ------
    ConfigError
        As `thidua.run.ledger.file.open_ledger` does, but that nothing holds it up.
    """
    path = root / "reports" / LEDGER
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        # The seal first: it lags behind what is copied after it.
        seal = SealFile(path.with_name(SEAL)).read()
        check_there(path, seal)
        copy = Path(folder) / LEDGER
        was_there = is_there(path)
        kept = _copy(path, copy, seal) if was_there else "as left"
        connection = sqlite3.connect(copy)
        connection.row_factory = sqlite3.Row
        try:
            yield View(*_prepared(connection, path, seal if was_there else None, kept))
        except sqlite3.OperationalError as problem:
            raise unusable(problem) from None
        except sqlite3.DatabaseError as problem:
            raise damaged(path, problem) from None
        finally:
            connection.close()


def _prepared(connection: sqlite3.Connection, path: Path, seal: Seal | None, kept: Kept) -> tuple[Ledger, bool, int]:
    look_over(connection, path, kept)
    version = check_version(connection, path, is_known=seal is not None)
    if version == 0:
        create(connection)
    else:
        check_whole(connection, path, seal)
        bring_up_to_date(connection, version)
    connection.execute("PRAGMA query_only = ON")
    return Ledger(connection), version > 0, version


def _copy(path: Path, copy: Path, seal: Seal | None) -> Kept:
    """Copy the ledger and its log as they are at one moment; how the copy stands beside the seal.

    The log is written into the ledger from time to time, and begun anew after that: what was read before and after
    such a moment does not belong together. Pages that are being written into the ledger are all in the log still.
    """
    log = path.with_name(LOG)
    for _ in range(_TRIES):
        try:
            begins, content, logged = _read(log)[:_HEADER], path.read_bytes(), _read(log)
            if logged[:_HEADER] == begins and content == path.read_bytes():
                copy.write_bytes(content)
                if logged:
                    copy.with_name(LOG).write_bytes(logged)
                return kept_as(copy, seal)
        except OSError as problem:
            # Windows lets nobody read a log that is just being removed.
            if os.name != "nt" or not isinstance(problem, PermissionError):
                raise ConfigError(f"reports/{LEDGER} cannot be read ({problem.strerror})") from None
        time.sleep(_MOMENT)
    raise ConfigError(f"reports/{LEDGER} is being written to all the time; try again")


def _read(path: Path) -> bytes:
    """The content of a file; nothing if there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
