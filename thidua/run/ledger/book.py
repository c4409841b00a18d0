"""The ledger: what it can be told and asked; see `thidua.run.ledger.file` for its file.

It says what has happened and decides nothing. One writer at a time (see `thidua.run.holding`); times come from
the caller.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from thidua.errors import ConfigError
from thidua.run.ledger.entries import Attempt, Decision, Message, Revision, Runner, Step
from thidua.run.ledger.seal import SealFile, seal_of
from thidua.run.ledger.states import Act, MessageState, Verdict, check_act, check_follows

_OWED = """FROM stopped WHERE NOT EXISTS (SELECT 1 FROM items WHERE items.purpose = stopped.purpose
  AND items.recipient = stopped.recipient AND items.edition = stopped.edition AND items.number >= stopped.number)"""


class TakenOverError(ConfigError):
    """Another runner took the ledger in hand while this one was at work: nothing more is noted here."""

    def __init__(self, runner: Runner) -> None:
        who = f", by {runner.by}" if runner.by else ""
        super().__init__(
            f"another run took reports/ over on {runner.host or 'this machine'}{who}; this one stops, "
            "and what it had not finished is done by that one"
        )


class Ledger:
    """The open ledger; see `open_ledger`, and `thidua.run.ledger.view` for one that is only read.

    Whoever opened it writes until a later runner takes it in hand (`begin`): from then on every write is refused, so
    that a run which was thought dead, or goes on elsewhere, adds nothing to what the new one knows.
    """

    def __init__(self, connection: sqlite3.Connection, beside: SealFile | None = None) -> None:
        self._sql = connection
        self._beside = beside
        self._token = self.runner().token

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One change: whole on the disk when this ends, and counted; refused if another runner has taken over."""
        with self._sql:
            self._sql.execute("BEGIN IMMEDIATE")
            counted = self._sql.execute("UPDATE runner SET changes = changes + 1 WHERE token = ?", (self._token,))
            if counted.rowcount == 0:
                raise TakenOverError(self.runner())
            yield
        if self._beside is not None:
            # Asked anew: a change that was taken back is not counted.
            self._beside.count(self.runner().changes)

    # Who writes

    def runner(self) -> Runner:
        """Who took this ledger in hand last."""
        [row] = self._rows("SELECT token, host, boot, by, since, seen, doing, changes FROM runner")
        return Runner(*row)

    def begin(self, *, host: str, boot: str, by: str, doing: str, at: datetime) -> Runner:
        """Take the ledger in hand: whoever held it before writes no more.

        Parameters
        ----------
        host, boot
            This machine, and its present start.
        by
            Who took it over, from another machine or from a clock that was wrong; empty if nobody had to.
        doing
            The command that begins: "build".
        at
            The clock of this machine.

        Raises
        ------
        TakenOverError
            If another runner took it in hand since this ledger was opened.
        """
        now = _text(at)
        with self._writing():
            before = self.runner()
            is_other = bool(by) or before.host != host
            seen = now if by or not before.seen else _text(max(at, _time(before.seen)))
            self._sql.execute(
                "UPDATE runner SET token = token + 1, host = ?, boot = ?, by = ?, since = ?, seen = ?, doing = ?",
                (host, boot, by if is_other else before.by, now if is_other else before.since, seen, doing),
            )
        found = self.runner()
        self._token = self._token + 1
        if self._beside is not None:
            self._beside.write(seal_of(found))
        return found

    def check_runner(self) -> None:
        """Ask, before something is done that is no change of the ledger, whether this runner still may.

        Raises
        ------
        TakenOverError
            If another runner took the ledger in hand.
        """
        found = self.runner()
        if found.token != self._token:
            raise TakenOverError(found)

    def newest_time(self) -> datetime | None:
        """The newest time noted of a decision or a message; None if there is none."""
        rows = self._rows(
            "SELECT at FROM (SELECT at FROM decisions UNION ALL SELECT at FROM messages) "
            "ORDER BY julianday(at) DESC LIMIT 1"
        )
        return _time(rows[0]["at"]) if rows else None

    # Editions

    def add_revision(
        self, edition: str, *, key: str, snapshot: str, files: Mapping[str, str], at: datetime
    ) -> Revision:
        """Note the files of a ready edition: a new revision if what people read has changed, else the last one.

        A format that was not made before adds to the last revision; one that differs makes a new one.
        """
        with self._writing():  # no other process numbers a revision between reading and writing
            last = self.revision(edition)
            # The notebook notes what it was made from, and may differ although what people read does not.
            read = {name: value for name, value in files.items() if name != "ipynb"}
            same = last is not None and all(last.files.get(name, value) == value for name, value in read.items())
            if last is None or not same:
                number = 1 if last is None else last.number + 1
                self._sql.execute(
                    "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)", (edition, number, key, snapshot, _text(at))
                )
            else:
                number = last.number
                self._sql.execute(
                    "UPDATE revisions SET key = ?, snapshot = ? WHERE edition = ? AND number = ?",
                    (key, snapshot, edition, number),
                )
            self._sql.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
                [(edition, number, name, value) for name, value in files.items()],
            )
        found = self.revision(edition)
        assert found is not None  # just written
        return found

    def revision(self, edition: str, number: int | None = None) -> Revision | None:
        """One revision of an edition, by default the last; None if there is none."""
        found = [each for each in self.revisions(edition) if number in (None, each.number)]
        return found[-1] if found else None

    def revisions(self, edition: str) -> list[Revision]:
        """Every revision of an edition, the first one first."""
        rows = self._rows("SELECT * FROM revisions WHERE edition = ? ORDER BY number", edition)
        return [
            Revision(
                edition,
                row["number"],
                row["key"],
                row["snapshot"],
                {
                    each["extension"]: each["sha256"]
                    for each in self._rows(
                        "SELECT * FROM files WHERE edition = ? AND number = ? ORDER BY extension",
                        edition,
                        row["number"],
                    )
                },
                _time(row["made_at"]),
            )
            for row in rows
        ]

    def note_attempt(self, edition: str, *, key: str, verdict: Verdict, reason: str, at: datetime) -> None:
        """Note what the last build of an edition came to."""
        with self._writing():
            self._sql.execute(
                "INSERT OR REPLACE INTO attempts VALUES (?, ?, ?, ?, ?)", (edition, key, verdict, reason, _text(at))
            )

    def attempt(self, edition: str) -> Attempt | None:
        """What the last build of an edition came to; None if it was never built."""
        for row in self._rows("SELECT * FROM attempts WHERE edition = ?", edition):
            return Attempt(edition, row["key"], row["verdict"], row["reason"], _time(row["at"]))
        return None

    def edition_names(self) -> list[str]:
        """Every edition that was ever built, in alphabetical order."""
        rows = self._rows("SELECT edition FROM attempts UNION SELECT edition FROM revisions ORDER BY edition")
        return [row["edition"] for row in rows]

    # Releases

    def decide(self, revision: Revision, act: Act, *, by: str, note: str, at: datetime) -> Decision:
        """Note a person's decision on a revision.

        Raises
        ------
        ValueError
            A mistake of the program: the edition is in no state of which this can be decided (see `states`).
        """
        decision = Decision(revision.edition, revision.number, act, revision.content_hash, by, note, at)
        with self._writing():
            last = next(iter(self.decisions(revision.edition)[-1:]), None)
            check_act(self.revision(revision.edition), last, act, revision.edition)
            self._sql.execute(
                "INSERT INTO decisions (edition, revision, act, content_hash, by, note, at) VALUES (?,?,?,?,?,?,?)",
                (revision.edition, revision.number, act, revision.content_hash, by, note, _text(at)),
            )
        return decision

    def decisions(self, edition: str) -> list[Decision]:
        """Every decision on an edition, the first one first."""
        return [
            Decision(
                edition, row["revision"], row["act"], row["content_hash"], row["by"], row["note"], _time(row["at"])
            )
            for row in self._rows("SELECT * FROM decisions WHERE edition = ? ORDER BY id", edition)
        ]

    def released(self, edition: str) -> Decision | None:
        """The release that is in force: the last decision, if it is one."""
        last = self.decisions(edition)[-1:]
        return last[0] if last and last[0].act == "release" else None

    # Schedules

    def take_step(self, schedule: str, period: str, name: str, *, note: str, at: datetime) -> None:
        """Note that a step of a schedule was taken; once for ever."""
        with self._writing():
            self._sql.execute(
                "INSERT OR IGNORE INTO steps VALUES (?,?,?,?,?)", (schedule, period, name, _text(at), note)
            )

    def step(self, schedule: str, period: str, name: str) -> Step | None:
        """A step of a schedule, if it was taken."""
        found = self._rows("SELECT * FROM steps WHERE schedule = ? AND period = ? AND name = ?", schedule, period, name)
        for row in found:
            return Step(schedule, period, name, _time(row["at"]), row["note"])
        return None

    # Mail

    def plan_message(
        self,
        message_id: str,
        *,
        pack: str,
        purpose: str,
        recipient: str,
        subject: str,
        sha256: str,
        items: Iterable[tuple[str, int]],
        at: datetime,
    ) -> bool:
        """Note a message that is to be sent; False if it, or one of its items to this address, is known already.

        ``sha256`` is of the bytes that will travel. An address is the same in capitals and small letters.
        """
        with self._writing():
            # What it was to bring stays noted until the new one is, in the same change.
            self._sql.execute(
                "DELETE FROM stopped WHERE message_id IN "
                "(SELECT message_id FROM messages WHERE message_id = ? AND state = 'cancelled')",
                (message_id,),
            )
            self._sql.execute("DELETE FROM messages WHERE message_id = ? AND state = 'cancelled'", (message_id,))
            known = self._sql.execute("SELECT 1 FROM messages WHERE message_id = ?", (message_id,)).fetchone()
            if known:
                return False
            try:
                self._sql.execute(
                    "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, 'planned', 0, '', ?)",
                    (message_id, pack, purpose, recipient, subject, sha256, _text(at)),
                )
                self._sql.executemany(
                    "INSERT INTO items VALUES (?, ?, ?, ?, ?)",
                    [(message_id, purpose, recipient, edition, number) for edition, number in items],
                )
            except sqlite3.IntegrityError:
                self._sql.rollback()
                return False
        return True

    def mark(self, message_id: str, state: MessageState, *, at: datetime, answer: str = "") -> None:
        """Note what became of a message; "sending" counts one more try. On the disk when this returns.

        Raises
        ------
        ValueError
            A mistake of the program: there is no such message, or it cannot become this (see `states`).
        """
        more = 1 if state == "sending" else 0
        with self._writing():
            self._check_follows(message_id, state)
            self._sql.execute(
                "UPDATE messages SET state = ?, answer = ?, tries = tries + ?, at = ? WHERE message_id = ?",
                (state, answer, more, _text(at), message_id),
            )

    def seal_message(self, message_id: str, *, sha256: str) -> None:
        """Note the hash of a message that a version planned which noted none; once for ever."""
        with self._writing():
            self._sql.execute(
                "UPDATE messages SET sha256 = ? WHERE message_id = ? AND sha256 = ''", (sha256, message_id)
            )

    def cancel(self, message_id: str, *, at: datetime, why: str) -> None:
        """Note that a message that was never sent will not be; what it carried may be planned again, and is owed.

        Raises
        ------
        ValueError
            A mistake of the program: there is no such message, or a server has it or may have it.
        """
        with self._writing():
            self._check_follows(message_id, "cancelled")
            self._sql.execute("INSERT INTO stopped SELECT * FROM items WHERE message_id = ?", (message_id,))
            self._sql.execute("DELETE FROM items WHERE message_id = ?", (message_id,))
            self._sql.execute(
                "UPDATE messages SET state = 'cancelled', answer = ?, at = ? WHERE message_id = ?",
                (why, _text(at), message_id),
            )

    def _check_follows(self, message_id: str, state: MessageState) -> None:
        found = self._rows("SELECT state FROM messages WHERE message_id = ?", message_id)
        if not found:
            raise ValueError(f"no message {message_id} is known")
        check_follows(message_id, found[0]["state"], state)

    def editions_with_file(self, sha256: str) -> list[tuple[str, int]]:
        """The revisions that have a file of this content."""
        rows = self._rows("SELECT DISTINCT edition, number FROM files WHERE sha256 = ? ORDER BY 1, 2", sha256)
        return [(row["edition"], row["number"]) for row in rows]

    def message(self, message_id: str) -> Message | None:
        """One message by its Message-ID."""
        return next(iter(self._messages("WHERE message_id = ?", message_id)), None)

    def messages(self, *, pack: str | None = None, states: Iterable[MessageState] = ()) -> list[Message]:
        """Messages in the order in which they were planned: of one pack, in these states; by default all."""
        wanted = tuple(states)
        of_states = f" AND state IN ({', '.join('?' * len(wanted))})" if wanted else ""
        return list(self._messages(f"WHERE (? IS NULL OR pack = ?){of_states}", pack, pack, *wanted))

    def has_item(self, recipient: str, edition: str, number: int, *, purpose: str = "report") -> bool:
        """Whether a message with this revision to this address is known, in any state."""
        said = "SELECT 1 FROM items WHERE recipient = ? AND edition = ? AND number = ? AND purpose = ?"
        return bool(self._rows(said, recipient, edition, number, purpose))

    def is_owed(self, recipient: str, edition: str, number: int, *, purpose: str = "report") -> bool:
        """Whether a message with this revision to this address was cancelled, and no other brings it."""
        said = "SELECT 1 FROM stopped WHERE recipient = ? AND edition = ? AND number = ? AND purpose = ?"
        return bool(self._rows(said, recipient, edition, number, purpose)) and not self.has_item(
            recipient, edition, number, purpose=purpose
        )

    def owed(self, message_id: str) -> list[tuple[str, int]]:
        """What a cancelled message was to bring, of which no other brings this or a later revision; in its order."""
        rows = self._rows(f"SELECT edition, number {_OWED} AND message_id = ? ORDER BY rowid", message_id)
        return [(row["edition"], row["number"]) for row in rows]

    def packs_owed(self) -> list[str]:
        """The packs of which something is owed to somebody: a message was cancelled, and no other brings it."""
        rows = self._rows(f"SELECT DISTINCT pack FROM messages WHERE message_id IN (SELECT message_id {_OWED})")
        return sorted(row["pack"] for row in rows)

    def addresses(self, edition: str, number: int) -> list[str]:
        """The addresses for which a server took a revision of an edition."""
        rows = self._rows(
            "SELECT items.recipient FROM items JOIN messages USING (message_id) "
            "WHERE edition = ? AND number = ? AND items.purpose = 'report' AND state = 'sent'",
            edition,
            number,
        )
        # Asked for in this order, SQLite would rather read every report that ever went, in the order of addresses.
        return sorted((row["recipient"] for row in rows), key=str.casefold)

    def received_revision(self, recipient: str, edition: str) -> int | None:
        """The last revision of an edition that a server took for this address."""
        rows = self._rows(
            "SELECT max(number) AS number FROM items JOIN messages USING (message_id) "
            "WHERE items.recipient = ? AND edition = ? AND items.purpose = 'report' AND state = 'sent'",
            recipient,
            edition,
        )
        return rows[0]["number"] if rows else None

    def _messages(self, where: str, *values: Any) -> Iterator[Message]:
        # Of all at once: an office asks for every message of its years each time that it looks what is due.
        items: dict[str, list[tuple[str, int]]] = defaultdict(list)
        carried = f"message_id IN (SELECT message_id FROM messages {where})"
        for item in self._rows(
            f"SELECT message_id, edition, number FROM items WHERE {carried} ORDER BY rowid", *values
        ):
            items[item["message_id"]].append((item["edition"], item["number"]))
        for row in self._rows(f"SELECT * FROM messages {where} ORDER BY rowid", *values):
            yield Message(
                row["message_id"],
                row["pack"],
                row["purpose"],
                row["recipient"],
                row["subject"],
                row["sha256"],
                row["state"],
                row["tries"],
                row["answer"],
                _time(row["at"]),
                tuple(items[row["message_id"]]),
            )

    def _rows(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        return self._sql.execute(statement, values).fetchall()


def _text(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
