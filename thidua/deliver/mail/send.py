"""Send: the steps of a mail one after the other, for all that is to go and all that waits from before.

What waits in the outbox is looked at again first: it goes only if it would still be allowed to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from thidua.deliver.mail.compose import Composed, compose
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.gate import Gate, gate_of
from thidua.deliver.mail.hand_over import Sent, StoppedError, allowed, send_all
from thidua.deliver.mail.outbox import clear, put_in, waiting
from thidua.deliver.mail.plan import plan
from thidua.deliver.mail.settle import doubt_what_logs_know, settle_aloud
from thidua.deliver.mail.tell import (
    cancelled_for_good,
    tell_of_cancelled,
    tell_of_failures,
    tell_of_held,
    write_operator,
)
from thidua.deliver.packs import Pack
from thidua.deliver.publication.links import size_warnings
from thidua.errors import DeliveryError
from thidua.run.ledger.states import LEFT

ROUNDS = 2
"""What is found spoilt at its very turn is composed anew and tried once more in the same run."""


def send(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> Sent:
    """Send what is released and has not gone, and what waits in the outbox.

    Parameters
    ----------
    packs
        Whose editions are looked at; what waits of other packs goes as well, composed anew if it has to be.
    released_since
        Leave out what was released before, but what a cancelled message was to bring; None for everything.

    Raises
    ------
    DeliveryError
        If the plan gives somebody what is not theirs (nothing is sent), or the server takes no mail at all (what did
        not go is kept for the next time).
    """
    sent = Sent(uncertain=settle_aloud(desk.ledger, desk.now(), desk.tell))
    cancelled_before = {each.message_id for each in desk.ledger.messages(states=("cancelled",))}
    try:
        for _ in range(ROUNDS):
            now = _send_once(desk, packs, released_since)
            sent = replace(sent + now, deferred=now.deferred, held=now.held)
            if not now.cancelled:
                break
    finally:
        cancelled = [each for each in cancelled_for_good(desk) if each.message_id not in cancelled_before]
        tell_of_cancelled(desk, cancelled)
    if cancelled:
        _send_notices(desk, gate_of(desk))
    return replace(sent, cancelled=len(cancelled))


def letters_to_go(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> Composed:
    """Every letter that is to go, all of them checked; nothing is noted or sent. Files that became links are told.

    Raises
    ------
    DeliveryError
        If one would give somebody what is not theirs.
    """
    composed = compose(desk, plan(desk, packs, released_since=released_since))
    gate_of(desk).check(composed.letters)
    for line in size_warnings([letter for letter, _ in composed.letters], desk.settings):
        desk.tell(line)
    return composed


def _send_once(desk: Desk, packs: Sequence[Pack], since: datetime | None) -> Sent:
    gate = gate_of(desk)
    forgotten = doubt_what_logs_know(desk)  # before it is cancelled because its file is gone
    cancel_overtaken(desk, gate)
    try:
        found = letters_to_go(desk, packs, released_since=since)
        for letter, purpose in found.letters:
            put_in(desk, letter, purpose=purpose)
    except DeliveryError as problem:
        # What was planned before is in order and goes, and the operator is told.
        write_operator(desk, "Nothing new was mailed", [str(problem)], key=str(problem))
        _send_waiting(desk, gate)
        raise
    tell_of_held(desk, found.held)
    forgotten += doubt_what_logs_know(desk)
    sent = _send_waiting(desk, gate)
    return replace(sent, uncertain=sent.uncertain + forgotten, held=len(found.held))


def cancel_overtaken(desk: Desk, gate: Gate) -> None:
    """Cancel what waits in the outbox and may not go any more, so that what is due of it is composed anew."""
    for file in waiting(desk.root, desk.ledger):
        message = desk.ledger.message(file.message_id)
        if message is None:
            continue
        try:
            allowed(desk.ledger, message, file, gate.why_not, now=desk.now())
        except StoppedError as why:
            desk.tell(f"{message.recipient}: not sent: {why}")
            found = desk.ledger.message(file.message_id) or message
            desk.note(message, found.state, str(why))


def _send_waiting(desk: Desk, gate: Gate) -> Sent:
    """Send what is in the outbox, and write down what became of it."""
    before = {each.message_id: each.state for each in desk.ledger.messages()}
    try:
        sent = send_all(
            list(waiting(desk.root, desk.ledger)),
            desk.ledger,
            desk.mail,
            now=desk.now,
            tell=desk.tell,
            why_not=gate.why_not,
            noted=desk.note,
        )
        if tell_of_failures(desk):
            _send_notices(desk, gate)
    finally:
        _log_changes(desk, before)
        clear(desk.root, desk.ledger)
    return sent


def _log_changes(desk: Desk, before: Mapping[str, str]) -> None:
    """The run log of each pack tells what became of its mail that did not leave."""
    for message in desk.ledger.messages():
        if message.pack and message.state not in LEFT and before.get(message.message_id) != message.state:
            desk.note(message, message.state, message.answer)


def _send_notices(desk: Desk, gate: Gate) -> None:
    """Send what waits for the operator."""
    notices = [each for each in waiting(desk.root, desk.ledger) if _is_notice(desk, each.message_id)]
    try:
        send_all(
            notices,
            desk.ledger,
            desk.mail,
            now=desk.now,
            tell=desk.tell,
            why_not=gate.why_not,
            noted=desk.note,
        )
    finally:
        clear(desk.root, desk.ledger)


def _is_notice(desk: Desk, message_id: str) -> bool:
    found = desk.ledger.message(message_id)
    return found is not None and found.purpose == "operator"
