"""Ledgers of earlier versions: they go on with everything that they know."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.run.ledger.ledgers import EDITIONS, NOW, edition_name, filled
from thidua.run.ledger.faults import KEPT, LEDGER
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.seal import SEAL
from thidua.run.ledger.version import VERSION

TO_VERSION_2 = """
PRAGMA foreign_keys = OFF;
DROP TABLE runner;
DROP TABLE stopped;
DROP INDEX decisions_by_edition; DROP INDEX items_by_edition; DROP INDEX items_by_message; DROP INDEX files_by_content;
ALTER TABLE messages RENAME TO newer_messages; ALTER TABLE items RENAME TO newer_items;
CREATE TABLE messages (message_id TEXT PRIMARY KEY, pack TEXT NOT NULL, purpose TEXT NOT NULL, recipient TEXT NOT NULL,
  subject TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE items (message_id TEXT NOT NULL REFERENCES messages, purpose TEXT NOT NULL, recipient TEXT NOT NULL,
  edition TEXT NOT NULL, number INTEGER NOT NULL, UNIQUE (purpose, recipient, edition, number));
INSERT INTO messages SELECT message_id, pack, purpose, recipient, subject, state, tries, answer, at FROM newer_messages;
INSERT INTO items SELECT * FROM newer_items;
DROP TABLE newer_items; DROP TABLE newer_messages;
PRAGMA user_version = 2;
"""
"""Undoes what version 3 brought, over a ledger of today."""

TO_VERSION_1 = """
ALTER TABLE attempts RENAME TO newer;
CREATE TABLE attempts (edition TEXT PRIMARY KEY, key TEXT NOT NULL, verdict TEXT NOT NULL
  CHECK (verdict IN ('ready', 'failed')), reason TEXT NOT NULL, at TEXT NOT NULL);
INSERT INTO attempts SELECT * FROM newer; DROP TABLE newer;
PRAGMA user_version = 1;
"""


def older(root: Path, script: str) -> Path:
    """A filled ledger as an earlier program left it: of its version, without a file beside it, its copy the same."""
    path = filled(root, messages=12)
    path.with_name(SEAL).unlink()
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    path.with_name(KEPT).write_bytes(path.read_bytes())
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a ledger that every version knows, sorted."""
    connection = sqlite3.connect(path)
    said = {
        table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall())
        for table, columns in (
            ("revisions", "*"),
            ("files", "*"),
            ("attempts", "*"),
            ("decisions", "*"),
            ("steps", "*"),
            ("messages", "message_id, pack, purpose, recipient, subject, state, tries, answer, at"),
            ("items", "*"),
        )
    }
    connection.close()
    return said


def layout(path: Path) -> list[tuple[str, str]]:
    """Every table and index of a ledger with its columns, however the statement that made it was written."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1, 2").fetchall()
    said = [
        (
            name,
            str(connection.execute(f"PRAGMA {'table_xinfo' if kind == 'table' else 'index_xinfo'}({name})").fetchall()),
        )
        for kind, name in found
    ]
    connection.close()
    return said


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_ledger_goes_on_with_everything_it_knows(version: int, tmp_path: Path):
    """What was mailed and released is known after the program is renewed, and nothing in it is left dangling."""
    path = older(tmp_path, TO_VERSION_2 + (TO_VERSION_1 if version == 1 else ""))
    before = rows(path)

    with open_ledger(tmp_path) as ledger:
        ledger.note_attempt("b", key="k", verdict="empty", reason="", at=NOW)
        ledger.begin(host="may-a", boot="1", by="", doing="build", at=NOW)
    after = rows(path)
    assert [row for row in after["attempts"] if row[0] != "b"] == before["attempts"]
    assert {**after, "attempts": []} == {**before, "attempts": []}
    assert len(before["messages"]) == 12
    assert len(before["decisions"]) == EDITIONS

    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    (tmp_path / "new").mkdir()
    with open_ledger(tmp_path / "new"):
        pass
    assert layout(path) == layout(tmp_path / "new" / "reports" / LEDGER)
    with open_ledger(tmp_path) as ledger:
        assert ledger.addresses(edition_name(1), 1) == ["nguoi0@donvi.example", "nguoi1@donvi.example"]


def two_spellings(path: Path, *messages: tuple[str, str, str, tuple[str, ...]]) -> None:
    """Put messages into a ledger of version 2: Message-ID, address, state and what each carries."""
    connection = sqlite3.connect(path)
    for message_id, address, state, editions in messages:
        at = "2023-06-20T08:00:00+07:00"
        values = (message_id, "p", "report", address, "s", state, 1, "", at)
        connection.execute("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        for edition in editions:
            connection.execute("INSERT INTO items VALUES (?, 'report', ?, ?, 1)", (message_id, address, edition))
    connection.commit()
    connection.close()


def test_a_ledger_that_told_capitals_apart_keeps_what_was_sent(tmp_path: Path):
    """One address in two spellings had the same report planned twice; what a server took, or may have, counts."""
    path = older(tmp_path, TO_VERSION_2)
    two_spellings(
        path,
        ("<1@x>", "a@x.example", "planned", ("e",)),
        ("<2@x>", "A@x.example", "sent", ("e",)),
        ("<3@x>", "b@x.example", "deferred", ("e", "f")),
        ("<4@x>", "B@x.example", "uncertain", ("e",)),
        ("<5@x>", "c@x.example", "planned", ("e", "f")),
        ("<6@x>", "C@x.example", "planned", ("f", "g")),
    )

    with open_ledger(tmp_path) as ledger:
        carried = {
            each.message_id: (each.state, [edition for edition, _ in each.items])
            for each in ledger.messages()
            if each.pack == "p"
        }
        assert carried == {
            "<1@x>": ("cancelled", []),
            "<2@x>": ("sent", ["e"]),
            "<3@x>": ("cancelled", []),
            "<4@x>": ("uncertain", ["e"]),
            "<5@x>": ("planned", ["e", "f"]),
            "<6@x>": ("cancelled", []),
        }
        assert ledger.received_revision("a@X.EXAMPLE", "e") == 1
        assert not ledger.has_item("b@x.example", "f", 1)
        assert not ledger.has_item("c@x.example", "g", 1)
        owed = {(each, to) for each in "efg" for to in "abc" if ledger.is_owed(f"{to}@x.example", each, 1)}
        assert owed == {("f", "b"), ("g", "c")}
