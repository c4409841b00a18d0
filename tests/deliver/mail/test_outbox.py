"""Letters leave once: what the ledger says after every kind of fault, crash and full disk, and what goes again."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest

from tests.deliver.mail.mailserver import MailServer, nobody_minds, running_mail_server
from thidua.deliver.mail.hand_over import Sent, WhyNot, no_objection, send_all
from thidua.deliver.mail.settle import resolve, settle
from thidua.errors import ConfigError, DeliveryError
from thidua.run.key import content_hash
from thidua.run.ledger import file as ledgers
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.ledger.file import open_ledger
from thidua.run.ledger.states import MessageState

NOW = datetime(2023, 6, 20, 8, 0, tzinfo=UTC)
A, B, C = "a@donvi.example", "b@donvi.example", "c@donvi.example"


@dataclass(frozen=True)
class Letter:
    """What `send_all` needs of a letter that waits."""

    content: bytes
    message_id: str
    recipient: str

    def read(self) -> bytes:
        return self.content


@dataclass(frozen=True)
class Spoilt(Letter):
    """A letter whose file is another when it is read a second time."""

    reads: list[bool] = field(default_factory=list)

    def read(self) -> bytes:
        self.reads.append(not self.reads)
        return self.content if len(self.reads) == 1 else self.content[:-9]


def letter_to(recipient: str, *, lines: int = 1) -> Letter:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = "Văn phòng thi đua <vanphong@donvi.example>", recipient
    message["Subject"] = "Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể"
    message["Message-ID"] = f"<{recipient.partition('@')[0]}.1@thidua.example>"
    message.set_content("Huyện Ba Bể: 61,8 %\n.một chấm đầu dòng\n" * lines)
    return Letter(message.as_bytes(policy=SMTP.clone(cte_type="7bit")), message["Message-ID"], recipient)


def plan(ledger: Ledger, *letters: Letter) -> None:
    """Plan letters as the caller of `send_all` does."""
    for letter in letters:
        assert ledger.plan_message(
            letter.message_id,
            pack="illustrative/2023-H1",
            purpose="report",
            recipient=letter.recipient,
            subject="Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể",
            sha256=content_hash(letter.content),
            items=[("illustrative/2023-H1/huyen-ba-be/district", 1)],
            at=NOW,
        )


@dataclass
class Desk:
    """An operator at work: a ledger, a server, what was told, and how long was waited."""

    root: Path
    server: MailServer
    told: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    at_once: Callable[[str], None] = nobody_minds
    """What happens as soon as the ledger is open."""

    def plan(self, *letters: Letter) -> None:
        with open_ledger(self.root) as ledger:
            plan(ledger, *letters)

    def send(self, *letters: Letter, why_not: WhyNot = no_objection, **settings: Any) -> Sent:
        with open_ledger(self.root) as ledger:
            self.at_once("")
            return send_all(
                letters,
                ledger,
                self.server.settings(**settings),
                now=lambda: NOW,
                wait=self.waited.append,
                tell=self.told.append,
                why_not=why_not,
            )

    def states(self) -> dict[str, MessageState]:
        with open_ledger(self.root) as ledger:
            return {message.recipient: message.state for message in ledger.messages()}

    def answer(self, recipient: str) -> str:
        with open_ledger(self.root) as ledger:
            return next(message.answer for message in ledger.messages() if message.recipient == recipient)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A project folder and a running server, whose right login is in the environment."""
    with running_mail_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield Desk(tmp_path, server)


def test_each_letter_arrives_once_however_often_it_is_sent(desk):
    """A second run over the same letters finds them sent; one listed twice goes once."""
    letters = [letter_to(A), letter_to(B), letter_to(A)]
    desk.plan(*letters[:2])

    assert desk.send(*letters) == Sent(sent=2)
    assert desk.send(*letters) == Sent()

    assert [to for to, _ in desk.server.received] == [A, B]
    [message] = desk.server.mailbox(A)
    assert message["Subject"] == "Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể"
    assert message.get_content() == "Huyện Ba Bể: 61,8 %\n.một chấm đầu dòng\n"
    assert desk.server.received[0][1].isascii()
    assert desk.answer(A) == "250 2.0.0 taken as 1"


def test_a_refused_recipient_stops_no_other(desk):
    """One of three does not exist: noted with the server's words, told to the operator, never tried again."""
    desk.server.fail(B, at="rcpt", answer="550 5.1.1 no such user")
    letters = [letter_to(A), letter_to(B), letter_to(C)]
    desk.plan(*letters)

    assert desk.send(*letters) == Sent(sent=2, refused=1)
    assert desk.send(*letters) == Sent()

    assert desk.states() == {A: "sent", B: "refused", C: "sent"}
    assert desk.answer(B) == "550 5.1.1 no such user"
    assert desk.told == ["b@donvi.example: refused for good: 550 5.1.1 no such user"]
    assert desk.waited == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("rcpt", "450 4.2.0 greylisted"),
        ("rcpt", "421 4.7.0 slow down"),
        ("data", "close"),
        ("dot", "451 4.3.0 try again"),
        ("greeting", "421 4.3.2 busy"),
    ],
)
def test_what_passes_is_tried_again_after_longer_and_longer_pauses(at, answer, desk):
    """Greylisting wants a second try; the others are not kept waiting for it."""
    desk.server.fail(A if at != "greeting" else None, at=at, answer=answer, times=2)
    letters = [letter_to(A), letter_to(B)]
    desk.plan(*letters)

    assert desk.send(*letters) == Sent(sent=2)

    assert desk.waited == [2, 8]
    assert sorted(to for to, _ in desk.server.received) == [A, B]
    assert len(desk.told) == 2


@pytest.mark.long
def test_what_does_not_pass_is_kept_for_the_next_run(desk):
    """After the last try the letter is deferred with the answer; the next run goes on from there."""
    desk.server.fail(A, at="rcpt", answer="450 4.2.0 greylisted", times=6)
    letters = [letter_to(A), letter_to(B)]
    desk.plan(*letters)

    assert desk.send(*letters, tries=6) == Sent(sent=1, deferred=1)
    assert desk.waited == [2, 8, 32, 120, 120]
    assert desk.server.connections == 6  # none is kept idle through a pause
    assert (desk.states()[A], desk.answer(A)) == ("deferred", "450 4.2.0 greylisted")

    assert desk.send(*letters) == Sent(sent=1)
    assert sorted(to for to, _ in desk.server.received) == [A, B]


def test_bytes_that_changed_between_two_rounds_do_not_go(desk):
    """The pause is long enough for a hand, or a program that synchronises folders, to be quicker than we are."""
    desk.server.fail(A, at="rcpt", answer="450 4.2.0 greylisted", times=1)
    letter = letter_to(A)
    desk.plan(letter)
    spoilt = Spoilt(letter.content, letter.message_id, letter.recipient)

    assert desk.send(spoilt) == Sent(cancelled=1)

    assert desk.server.received == []
    assert (desk.states(), spoilt.reads) == ({A: "cancelled"}, [True, False])
    assert desk.told[-1] == "a@donvi.example: not sent: its file in reports/outbox is not what was planned"


@pytest.mark.parametrize("why", ["", "a@donvi.example is not entitled to it"])
def test_whoever_sends_may_object_before_each_try(why, desk):
    """Asked again in each round, with the bytes that would go."""
    desk.server.fail(A, at="rcpt", answer="450 4.2.0 greylisted", times=1)
    letter = letter_to(A)
    desk.plan(letter)
    asked: list[bytes] = []

    def object_later(planned: Message, content: bytes) -> str:
        asked.append(content)
        return why if len(asked) > 1 else ""

    assert desk.send(letter, why_not=object_later) == (Sent(cancelled=1) if why else Sent(sent=1))
    assert asked == [letter.content] * 2
    assert desk.answer(A) == why or "taken" in desk.answer(A)


def test_a_busy_server_is_told_as_busy(desk):
    """It runs, and its name and port are right: only later is another time."""
    desk.server.fail(at="ehlo", answer="421 4.3.2 too many connections")
    letter = letter_to(A)
    desk.plan(letter)

    with pytest.raises(DeliveryError, match=r"421 4.3.2 too many connections: come back later; 1 not sent .*is there"):
        desk.send(letter)

    assert desk.states() == {A: "deferred"}


def test_a_server_that_is_down_costs_nothing_but_time(desk):
    """Nothing is lost and nothing is refused: the operator hears where to look."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    letters = [letter_to(A), letter_to(B)]
    desk.plan(*letters)

    with pytest.raises(DeliveryError, match=rf"localhost:{port}: .*connection was lost.*; 2 not sent and kept"):
        desk.send(*letters, port=port)

    assert desk.states() == {A: "deferred", B: "planned"}
    assert desk.waited == [2, 8, 32]
    assert desk.send(*letters) == Sent(sent=2)


@pytest.mark.long
def test_a_slow_server_is_left_after_some_lost_connections_and_starves_nobody(desk):
    """Each lost connection may cost a whole timeout; the next round begins with those not tried."""
    slow = [f"s{number}@donvi.example" for number in range(4)]
    for recipient in slow:
        desk.server.fail(recipient, at="rcpt", answer="close")
    letters = [letter_to(to) for to in (*slow, A)]
    desk.plan(*letters)

    assert desk.send(*letters, tries=2) == Sent(sent=1, deferred=4)

    assert desk.states()[A] == "sent"
    assert desk.server.connections == 7


def test_a_missing_answer_is_for_a_person_and_never_sent_again_by_itself(desk):
    """The server stored the message and hung up: a second try would be a second mail."""
    desk.server.fail(A, at="dot", answer="close", times=1)
    letters = [letter_to(A), letter_to(B)]
    desk.plan(*letters)

    assert desk.send(*letters) == Sent(sent=1, uncertain=1)
    assert desk.send(*letters) == Sent()

    assert [to for to, _ in desk.server.received] == [A, B]
    assert desk.states() == {A: "uncertain", B: "sent"}
    assert len([line for line in desk.told if "<a.1@thidua.example>" in line]) == 1


def test_a_server_that_never_answers_the_last_line_makes_few_questions(desk):
    """Each unanswered message costs a person a question: after three in a row the run stops."""
    desk.server.fail(at="dot", answer="close")
    letters = [letter_to(f"n{number}@donvi.example") for number in range(6)]
    desk.plan(*letters)

    with pytest.raises(DeliveryError, match="3 not sent and kept"):
        desk.send(*letters)

    assert list(desk.states().values()) == ["uncertain"] * 3 + ["planned"] * 3
    assert desk.waited == []


@pytest.mark.parametrize(("arrived", "state", "copies"), [(True, "sent", 1), (False, "sent", 2)])
def test_a_person_says_what_came_of_an_uncertain_message(arrived, state, copies, desk):
    """Arrived: it is sent. Not arrived: it may go again, under the same Message-ID."""
    desk.server.fail(A, at="dot", answer="close", times=1)
    letter = letter_to(A)
    desk.plan(letter)
    desk.send(letter)

    with open_ledger(desk.root) as ledger:
        resolved = resolve(ledger, letter.message_id, arrived=arrived, now=NOW)
    assert resolved.state == ("sent" if arrived else "planned")
    desk.send(letter)

    assert desk.states() == {A: state}
    assert {message["Message-ID"] for message in desk.server.mailbox(A)} == {letter.message_id}
    assert len(desk.server.mailbox(A)) == copies


def test_only_an_uncertain_message_can_be_resolved(desk):
    """A slip in the Message-ID names those that wait."""
    letter = letter_to(A)
    desk.plan(letter)
    with open_ledger(desk.root) as ledger:
        with pytest.raises(DeliveryError, match=r"<a.1@thidua.example> is planned, not uncertain; uncertain are: none"):
            resolve(ledger, letter.message_id, arrived=True, now=NOW)
        for state in ("sending", "handed", "uncertain"):
            ledger.mark(letter.message_id, state, at=NOW)
        with pytest.raises(DeliveryError, match=r"<x> is unknown, not uncertain; uncertain are: <a.1@thidua.example>"):
            resolve(ledger, "<x>", arrived=True, now=NOW)


def test_a_letter_that_was_never_planned_does_not_go(desk):
    """Without its line in the ledger nothing would say that it went; nor may it go to another address."""
    planned = letter_to(A)
    desk.plan(planned)

    with pytest.raises(ValueError, match="not planned"):
        desk.send(letter_to(B))
    with pytest.raises(ValueError, match="not planned for b@"):
        desk.send(Letter(planned.content, planned.message_id, B))

    assert desk.server.received == []


@pytest.mark.long
@pytest.mark.parametrize("problem", ["password", "sender", "certificate"])
def test_a_problem_of_the_server_leaves_every_letter_as_it_was(problem, desk, monkeypatch):
    """What the operator must mend is nobody's refusal: mended, the same run sends them all."""
    letters = [letter_to(A), letter_to(B)]
    desk.plan(*letters)
    with monkeypatch.context() as broken:
        if problem == "password":
            broken.setenv("THIDUA_SMTP_PASSWORD", "sai")
        if problem == "sender":
            desk.server.fail(at="mail", answer="550 5.7.60 not your address", times=1)
        settings = {"ca_file": ""} if problem == "certificate" else {}

        with pytest.raises(DeliveryError):
            desk.send(*letters, **settings)

    assert set(desk.states().values()) <= {"planned", "deferred"}
    assert desk.waited == []
    assert desk.send(*letters) == Sent(sent=2)


SENDER = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from tests.deliver.mail.test_outbox import NOW, letter_to
from thidua.deliver.mail.hand_over import send_all
from thidua.deliver.settings import MailSettings
from thidua.run.ledger.file import open_ledger
root, mail, lines = sys.argv[1:]
with open_ledger(Path(root)) as ledger:
    letters = [letter_to("a@donvi.example"), letter_to("b@donvi.example", lines=int(lines))]
    send_all(letters, ledger, MailSettings(**json.loads(mail)), now=lambda: NOW, wait=lambda _: None, tell=print)
"""


@pytest.mark.parametrize(
    ("hook", "state", "settled", "copies"),
    [
        ("on_rcpt", "sending", "deferred", 0),
        ("on_data", "sending", "deferred", 0),
        ("on_middle", "sending", "deferred", 0),
        ("before_answer", "handed", "uncertain", 1),
    ],
)
def test_a_killed_run_is_settled_by_the_stated_rule(hook, state, settled, copies, desk):
    """SIGKILL at a moment the server sees: what it lacks goes again, what it may have waits for a person."""
    # A message that is still being said when the server has read the first of it is a long one.
    lines = 200_000 if hook == "on_middle" else 1
    letters = [letter_to(A), letter_to(B, lines=lines)]
    desk.plan(*letters)
    running: list[subprocess.Popen[bytes]] = []

    def kill(recipient: str) -> None:
        if recipient == B:
            running[0].kill()

    setattr(desk.server, hook, kill)
    arguments = [str(desk.root), desk.server.settings().as_json(), str(lines)]
    environment = os.environ | desk.server.environment
    running.append(subprocess.Popen([sys.executable, "-c", SENDER, *arguments], env=environment))
    assert running[0].wait() == -signal.SIGKILL

    assert desk.states() == {A: "sent", B: state}
    with open_ledger(desk.root) as ledger:
        waiting = settle(ledger, NOW)
        assert settle(ledger, NOW) == waiting
    assert [message.recipient for message in waiting] == ([B] if settled == "uncertain" else [])
    assert desk.states() == {A: "sent", B: settled}

    setattr(desk.server, hook, nobody_minds)
    desk.send(*letters)
    assert [to for to, _ in desk.server.received].count(A) == 1
    assert [to for to, _ in desk.server.received].count(B) == 1
    assert len(desk.server.mailbox(B)) == max(copies, 1)


@contextmanager
def full_disk() -> Iterator[Callable[[str], None]]:
    """Calling what this gives makes the system refuse every byte written to a file, until the block ends."""
    resource = pytest.importorskip("resource", reason="only POSIX systems limit the files of a process")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield lambda _: resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


@pytest.mark.long
@pytest.mark.parametrize(
    ("moment", "state", "arrived"),
    [("sending", "planned", 0), ("handed", "sending", 0), ("sent", "handed", 1)],
)
def test_a_full_disk_never_lets_a_message_go_unnoted(moment, state, arrived, desk):
    """What cannot be noted before is not done; what cannot be noted after is uncertain and not done twice."""
    letter = letter_to(A)
    desk.plan(letter)
    with full_disk() as fill:
        if moment == "sending":
            desk.at_once = fill
        desk.server.on_data = fill if moment == "handed" else nobody_minds
        desk.server.before_answer = fill if moment == "sent" else nobody_minds
        with pytest.raises(ConfigError, match=r"cannot be used: (disk I/O error|database or disk is full)"):
            desk.send(letter)
    desk.at_once = nobody_minds
    desk.server.on_data = desk.server.before_answer = nobody_minds

    assert desk.states() == {A: state}
    assert len(desk.server.received) == arrived
    desk.send(letter)
    assert len(desk.server.received) == 1
    assert desk.states() == {A: "uncertain" if arrived else "sent"}


def test_a_locked_ledger_stops_before_anything_goes(desk, monkeypatch):
    """Another program holds it: the message that could not be noted is not sent."""
    letter = letter_to(A)
    desk.plan(letter)
    monkeypatch.setattr(ledgers, "PATIENCE_SECONDS", 0.05)
    other = sqlite3.connect(desk.root / "reports" / ledgers.LEDGER)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ConfigError, match="another program holds it"):
            desk.send(letter)
    finally:
        other.close()

    assert desk.server.received == []
    assert desk.send(letter) == Sent(sent=1)


def test_nothing_to_send_needs_no_server(tmp_path):
    """A run with an empty outbox asks for no password and opens no connection."""
    with running_mail_server() as server, open_ledger(tmp_path) as ledger:
        assert send_all([], ledger, server.settings(), now=lambda: NOW, wait=print, tell=print) == Sent()
        assert server.connections == 0
