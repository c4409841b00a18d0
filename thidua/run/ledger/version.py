"""Versions of the ledger: how one is made, and how an older one is brought up to date with all that it knows."""

from __future__ import annotations

import sqlite3
from importlib.resources import files

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
  ORDER BY state IN ('planned', 'deferred'), state <> 'sent', items_2.rowid;
UPDATE messages SET state = 'cancelled', answer = 'it goes to the same address in other letters'
  WHERE state IN ('planned', 'deferred')
  AND (SELECT count(*) FROM items_2 WHERE items_2.message_id = messages.message_id)
    > (SELECT count(*) FROM items WHERE items.message_id = messages.message_id);
CREATE TABLE stopped (
  message_id TEXT NOT NULL REFERENCES messages,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL COLLATE NOCASE,
  edition TEXT NOT NULL,
  number INTEGER NOT NULL
);
INSERT INTO stopped SELECT items_2.* FROM items_2 JOIN messages USING (message_id) WHERE state = 'cancelled'
  ORDER BY items_2.rowid;
DELETE FROM items WHERE message_id IN (SELECT message_id FROM messages WHERE state = 'cancelled');
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
  doing TEXT NOT NULL,
  changes INTEGER NOT NULL
);
INSERT INTO runner VALUES (1, 0, '', '', '', '', '', '', 0);
CREATE INDEX decisions_by_edition ON decisions (edition);
CREATE INDEX items_by_edition ON items (edition, number, purpose);
CREATE INDEX items_by_message ON items (message_id);
CREATE INDEX stopped_by_edition ON stopped (edition, number, purpose);
CREATE INDEX stopped_by_message ON stopped (message_id);
CREATE INDEX files_by_content ON files (sha256);
PRAGMA user_version = 3;
COMMIT;
PRAGMA foreign_keys = ON;
"""
"""Version 2 knew no runner, no hash of a mail, and told addresses apart by their capitals.

Of two mails with one item to one address in two spellings, the one that was sent, or may have been, keeps it; one that
waits and lost an item is cancelled, and what else it carried is planned again.
"""


def create(connection: sqlite3.Connection) -> None:
    """Make an empty ledger, unless another process made it a moment ago."""
    script = files("thidua.run.ledger").joinpath("ledger.sql").read_text(encoding="utf-8")
    _do(connection, script, to=1)


def bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    """Bring an older ledger to this version, step by step; each is whole, so that a later run can go on from it."""
    for number, script in ((2, _TO_VERSION_2), (3, _TO_VERSION_3)):
        if version < number:
            _do(connection, script, to=number)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of a ledger; 0 if it has no table yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _do(connection: sqlite3.Connection, script: str, *, to: int) -> None:
    try:
        connection.executescript(script)
    except sqlite3.OperationalError:
        connection.rollback()
        if version_of(connection) < to:
            raise
        # Else another process did it a moment ago.
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
