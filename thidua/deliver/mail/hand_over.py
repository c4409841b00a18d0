"""Hand over: what waits is given to the server, each message at most once without a person's word.

The ledger is written before and after every step, so that what it says bounds what can have happened; what a run that
ended half-way left is put in order first (``settle``). Before each try the bytes on the disk are held against the
ledger, and whoever calls may object (``why_not``): what may not go any more is cancelled, so that it can be planned
anew; a message that nothing could plan anew is refused.

One sender at a time (see `thidua.run.holding`): a second one would take the work of the first for what a crash left.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from email.utils import parseaddr

from thidua.deliver.mail.outbox import SpoiltError, Waiting, unspoilt
from thidua.deliver.mail.settle import Noted, how_to_resolve, nobody_notes, settle_aloud
from thidua.deliver.mail.smtp import Connection, RefusedError, TryLaterError, UnansweredError
from thidua.deliver.settings import MailSettings
from thidua.errors import DeliveryError
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.ledger.states import LEFT, WAITING, MessageState
from thidua.speech import say

FIRST_PAUSE, FACTOR, LONGEST_PAUSE = 2.0, 4.0, 120.0
"""Seconds before the second round, and how much longer each further pause is: 2, 8, 32, 120, 120, …"""

ENOUGH_LOST = 3
"""After so many lost connections in a row the server is to blame, not the letters: every one could cost a timeout."""

WhyNot = Callable[[Message, bytes], str]
"""Why a planned message may not go after all, given its bytes; empty if it may."""


@dataclass(frozen=True)
class Sent:
    """What became of the letters of one call, as counts; ``held`` are those that could not be composed."""

    sent: int = 0
    deferred: int = 0
    refused: int = 0
    uncertain: int = 0
    cancelled: int = 0
    held: int = 0

    def __add__(self, other: Sent) -> Sent:
        """The counts of two calls."""
        return Sent(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def is_all_well(self) -> bool:
        """Whether nothing is left that should have gone."""
        return self == Sent(sent=self.sent)

    def __str__(self) -> str:
        told = say(
            "đã gửi {sent}, hoãn {deferred}, bị từ chối {refused}, không rõ kết quả {uncertain}",
            sent=self.sent,
            deferred=self.deferred,
            refused=self.refused,
            uncertain=self.uncertain,
        )
        told += say(", đã hủy {count}", count=self.cancelled) if self.cancelled else ""
        return told + (say(", giữ lại {count}", count=self.held) if self.held else "")


def no_objection(planned: Message, content: bytes) -> str:
    """No objection."""
    return ""


class StoppedError(Exception):
    """A planned message does not go any more, and the ledger knows; says why."""


def allowed(ledger: Ledger, planned: Message, file: Waiting, why_not: WhyNot, *, now: datetime) -> bytes:
    """The bytes of a message that waits, if they are those that were planned and may still go.

    Raises
    ------
    StoppedError
        If not. It is cancelled then and can be planned anew: what brings or withdraws reports, and what nobody wants
        any more. A reminder or notice whose file is spoilt could be composed by nothing; it is refused, which a person
        is told. One that a version before hashes were noted planned is taken as it stands, and its hash noted.
    """
    try:
        content = unspoilt(planned, file)
    except SpoiltError as problem:
        if planned.items:
            ledger.cancel(planned.message_id, at=now, why=str(problem))
        else:
            ledger.mark(planned.message_id, "refused", at=now, answer=str(problem))
        raise StoppedError(str(problem)) from None
    if why := why_not(planned, content):
        ledger.cancel(planned.message_id, at=now, why=why)
        raise StoppedError(why)
    if not planned.sha256:
        ledger.seal_message(planned.message_id, sha256=content_hash(content))
    return content


def send_all(
    letters: Sequence[Waiting],
    ledger: Ledger,
    mail: MailSettings,
    *,
    now: Callable[[], datetime],
    wait: Callable[[float], None] = time.sleep,
    tell: Callable[[str], None],
    why_not: WhyNot = no_objection,
    noted: Noted = nobody_notes,
) -> Sent:
    """Send every letter that is planned or deferred; in rounds, so that one that must wait keeps no other waiting.

    Parameters
    ----------
    letters
        Each planned in the ledger before; those sent, refused or uncertain are left alone.
    ledger
        Says of every letter what is about to happen, on the disk, before it happens.
    mail
        The server; ``mail.tries`` is the number of rounds.
    now, wait
        The clock, and how to let seconds pass between two rounds.
    tell
        Takes one line for the operator.
    why_not
        Asked of each message before each try, after its bytes were found to be those that were planned.
    noted
        Told of each message that may have left, at once: before its last line leaves, and when the answer came.

    Raises
    ------
    ConfigError
        If the settings of the server cannot be used: no user name and password, no such certificate file.
    DeliveryError
        If the server takes no mail at all (see `Connection.open`), or was not reached in any round. The letters
        that did not go stay planned or deferred: sending again goes on from there.
    """
    settle_aloud(ledger, now(), tell)
    waiting = {letter.message_id: letter for letter in letters if _may_go(ledger, letter)}
    if not waiting:
        return Sent()
    with Connection(mail) as connection:
        run = _Run(ledger, connection, parseaddr(mail.sender)[1], now, tell, why_not, noted)
        left_over = list(waiting.values())
        pause = FIRST_PAUSE
        for number in range(mail.tries):
            if number:
                tell(f"{len(left_over)} not sent yet ({run.last_problem}); again in {pause:g} seconds")
                connection.close()  # a server would cut an idle one, and that would cost a try
                wait(pause)
                pause = min(pause * FACTOR, LONGEST_PAUSE)
            left_over = run.one_round(left_over)
            # Every unanswered message costs a person a question: no further round makes more of them.
            if not left_over or run.unanswered >= ENOUGH_LOST:
                break
    if run.is_stopped:
        raise DeliveryError(
            f"{mail.server}:{mail.port}: {run.last_problem}; {len(left_over)} not sent and kept for the next time. "
            + _what_to_check(run.last_problem)
        )
    states = Counter(found.state for name in waiting if (found := ledger.message(name)))
    return Sent(states["sent"], states["deferred"], states["refused"], states["uncertain"], states["cancelled"])


def _what_to_check(problem: str) -> str:
    if problem[:1] == "4":
        return "The server is there and takes no mail now; if it goes on saying so, ask whoever runs it"
    return "Check that the server runs, and mail.server, mail.port and mail.security in reports.toml"


@dataclass
class _Run:
    """One call of `send_all`: the round in hand, and how it went."""

    ledger: Ledger
    connection: Connection
    sender: str
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    why_not: WhyNot
    noted: Noted
    is_stopped: bool = False
    last_problem: str = ""
    lost_in_a_row: int = 0
    unanswered: int = 0

    def one_round(self, letters: Sequence[Waiting]) -> list[Waiting]:
        """Try each letter once; those to try again, the ones not tried in this round first."""
        self.is_stopped, self.lost_in_a_row = False, 0
        later: list[Waiting] = []
        for number, letter in enumerate(letters):
            if self.lost_in_a_row >= ENOUGH_LOST:
                self.is_stopped = True
                return [*letters[number:], *later]
            try:
                self.connection.open()
            except TryLaterError as problem:
                self._note(letter, "deferred", str(problem))
                self.is_stopped = True
                return [*letters[number:], *later]
            if not self._is_done_with(letter):
                later.append(letter)
        return later

    def _is_done_with(self, letter: Waiting) -> bool:
        """Hand one letter over and note what came of it; False if it is to be tried again."""
        try:
            message = allowed(self.ledger, _planned(self.ledger, letter), letter, self.why_not, now=self.now())
        except StoppedError as why:
            self.tell(f"{letter.recipient}: not sent: {why}")
            return True
        self._note(letter, "sending", "")
        try:
            answer = self.connection.hand_over(
                self.sender, letter.recipient, message, handed=lambda: self._note(letter, "handed", "")
            )
        except TryLaterError as problem:
            self.lost_in_a_row = self.lost_in_a_row + 1 if problem.lost else 0
            self._note(letter, "deferred", str(problem))
            return False
        except UnansweredError as problem:
            self.lost_in_a_row += 1
            self.unanswered += 1
            self._note(letter, "uncertain", str(problem))
            said = f"{letter.recipient}: handed over, but {problem}; it may have arrived or not"
            self.tell(f"{said}: {how_to_resolve(letter)}")
        except RefusedError as problem:
            self.lost_in_a_row = 0
            self._note(letter, "refused", str(problem))
            self.tell(f"{letter.recipient}: refused for good: {problem}")
        except DeliveryError as problem:
            self._note(letter, "deferred", str(problem))
            raise
        else:
            self.lost_in_a_row = 0
            self._note(letter, "sent", answer)
        return True

    def _note(self, letter: Waiting, state: MessageState, answer: str) -> None:
        if state in ("deferred", "uncertain"):
            self.last_problem = answer
        self.ledger.mark(letter.message_id, state, at=self.now(), answer=answer)
        if state in LEFT:
            self.noted(_planned(self.ledger, letter), state, answer)


def _may_go(ledger: Ledger, letter: Waiting) -> bool:
    return _planned(ledger, letter).state in WAITING


def _planned(ledger: Ledger, letter: Waiting) -> Message:
    found = ledger.message(letter.message_id)
    if found is None or found.recipient.lower() != letter.recipient.lower():
        raise ValueError(f"message {letter.message_id} is not planned for {letter.recipient}")
    return found
