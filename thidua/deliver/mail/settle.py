"""Settle: what a run that ended half-way left is put in order, and what nobody can know is asked of a person.

The ledger is written before and after every step of handing over, so what it says bounds what can have happened:

- *sending*: the process ended before it said that the message was handed over. The server lacks the line that ends a
  message and has discarded the rest. It becomes *deferred*, and goes again.
- *handed*: that line was about to leave or had left; the server may have the message. It becomes *uncertain* and never
  goes again by itself: a person asks the recipient (or looks at the server's log) and says what came of it (`resolve`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.outbox import CHANGED, GONE, Waiting
from thidua.deliver.run_log import handed_over
from thidua.errors import DeliveryError
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.ledger.states import SETTLED, WAITING, MessageState
from thidua.speech import say

ENDED: dict[MessageState, str] = {
    "sending": "a run ended before it was handed over",
    "handed": "a run ended while it was handed over",
}

FORGOTTEN = "the run log says that it was handed over, and the ledger has lost that"

AGAIN = "a person lets it go again"

Noted = Callable[[Message, MessageState, str], None]
"""Told of a message, its state and the server's answer, as soon as the ledger knows."""


def nobody_notes(message: Message, state: MessageState, answer: str) -> None:
    """Nobody is told."""


def settle(ledger: Ledger, now: datetime) -> list[Message]:
    """Put in order what a run that ended half-way left behind, by the rule above.

    Returns
    -------
    list of Message
        Every message that waits for a person's word, from this or an earlier run.
    """
    for left in ledger.messages(states=SETTLED):
        ledger.mark(left.message_id, SETTLED[left.state], at=now, answer=ENDED[left.state])
    return ledger.messages(states=("uncertain",))


def settle_aloud(ledger: Ledger, now: datetime, tell: Callable[[str], None]) -> int:
    """Settle, and say what a person does about each message that waits for their word since now; how many these are."""
    known = {each.message_id for each in ledger.messages(states=("uncertain",))}
    found = [each for each in settle(ledger, now) if each.message_id not in known]
    for message in found:
        tell(in_doubt(message))
    return len(found)


def resolve(
    ledger: Ledger,
    message_id: str,
    *,
    arrived: bool,
    now: datetime,
    noted: Noted = nobody_notes,
) -> Message:
    """Note a person's word on an uncertain message: it arrived, or it did not and may go again.

    Parameters
    ----------
    noted
        Told before the ledger knows: a run log that knew less than the ledger would have the person asked once more.

    Raises
    ------
    DeliveryError
        If no such message is uncertain; says what it is instead, or which ones are.
    """
    found = ledger.message(message_id)
    if found is None or found.state != "uncertain":
        waiting = ", ".join(each.message_id for each in ledger.messages(states=("uncertain",))) or say(
            "không có thư nào"
        )
        if found is None:
            told = say("không có thư {message}; thư chưa rõ kết quả: {waiting}", message=message_id, waiting=waiting)
            raise DeliveryError(told)
        raise DeliveryError(
            say(
                "thư {message} đang là {state}, không phải chưa rõ kết quả; thư chưa rõ kết quả: {waiting}",
                message=message_id,
                state=found.state,
                waiting=waiting,
            )
        )
    state_now: MessageState = "sent" if arrived else "planned"
    answer = "a person said that it arrived" if arrived else "a person said that it did not arrive"
    noted(found, state_now, answer)
    ledger.mark(message_id, state_now, at=now, answer=answer)
    return ledger.message(message_id) or found


@dataclass(frozen=True)
class Word:
    """A person's word on a message: what it was before, and what it is now."""

    before: Message
    after: Message

    @property
    def is_lost(self) -> bool:
        """Whether it was refused because its file is spoilt: nothing can compose it again, and it never goes."""
        return self.before.state == "refused" and self.before.answer in (CHANGED, GONE)


def take_word(desk: Desk, message_id: str, *, arrived: bool) -> Word:
    """Note a person's word: a message of which nobody knows arrived or did not, or one that was refused may go again.

    What brings or withdraws reports and was refused is cancelled, so that it is composed anew: the address stands, but
    what may be sent to it, or how large, has been mended. Other mail goes as it is.

    Raises
    ------
    DeliveryError
        As `resolve` does, if a person's word is not waited for.
    """
    known = desk.ledger.message(message_id)
    if arrived or known is None or known.state != "refused":
        before = known
        after = resolve(desk.ledger, message_id, arrived=arrived, now=desk.now(), noted=desk.note)
        return Word(before or after, after)
    word = Word(known, known)
    if word.is_lost:
        desk.ledger.cancel(message_id, at=desk.now(), why="a person knows that it did not go")
    elif known.items:
        # The run log first: one that knew less than the ledger would have the person asked once more.
        desk.note(known, "cancelled", AGAIN)
        desk.ledger.cancel(message_id, at=desk.now(), why=AGAIN)
    else:
        desk.note(known, "planned", AGAIN)
        desk.ledger.mark(message_id, "planned", at=desk.now(), answer=AGAIN)
    return Word(known, desk.ledger.message(message_id) or known)


def how_to_resolve(message: Waiting | Message) -> str:
    """What a person does about an uncertain message."""
    return f"ask there, then say which: send --arrived or send --again {message.message_id!r}"


def in_doubt(message: Message) -> str:
    """An uncertain message, and what a person does about it."""
    said = f'"{message.subject}" to {message.recipient} may have arrived or not'
    return f"{said} ({message.answer}): {how_to_resolve(message)}"


def doubt_what_logs_know(desk: Desk) -> int:
    """Leave to a person what a run log saw handed over after what the ledger knows of it; how many these are.

    A ledger that was put back from its copy, or lost its last changes, would mail it a second time in silence.
    """
    forgotten = 0
    by_pack: dict[str, dict[str, datetime]] = {}
    for message in desk.ledger.messages(states=WAITING):
        if message.pack not in by_pack:
            by_pack[message.pack] = handed_over(desk.root, message.pack)
        at = by_pack[message.pack].get(message.message_id)
        known = message.at.astimezone(desk.now().tzinfo).replace(tzinfo=None)
        if at is not None and (at > known or not message.tries):
            desk.ledger.mark(message.message_id, "uncertain", at=desk.now(), answer=FORGOTTEN)
            desk.tell(in_doubt(replace(message, answer=FORGOTTEN)))
            forgotten += 1
    return forgotten
