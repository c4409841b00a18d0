"""Tell: what needs the operator, on the screen each time and by mail once for each time that it happens."""

from __future__ import annotations

from collections.abc import Sequence

from thidua.called import program
from thidua.deliver.mail.compose import Held
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.outbox import CHANGED, GONE, put_in
from thidua.deliver.mail.writing.notices import notice
from thidua.deliver.run_log import log
from thidua.run.ledger.entries import Message

COMPOSED_ANEW = ("report", "withdrawal")
"""The purposes of messages that are planned again as long as they are right."""


def tell_operator(desk: Desk, subject: str, lines: Sequence[str], *, key: str) -> bool:
    """Say it on the screen, and write it to the operator once for each key if there is a mail server: True then."""
    for line in (subject, *lines):
        desk.tell(line)
    return desk.can_mail and write_operator(desk, subject, lines, key=key)


def write_operator(desk: Desk, subject: str, lines: Sequence[str], *, key: str) -> bool:
    """Write it to the operator, once for each key; True if it was not written before."""
    return put_in(desk, notice(desk.mail, subject, lines, desk.now(), key), purpose="operator")


def tell_of_held(desk: Desk, held: Sequence[Held]) -> None:
    """What cannot be composed: told on the screen each time, by mail and run log once."""
    for why in dict.fromkeys(each.why for each in held):
        told = [each for each in held if each.why == why]
        lines = [why, *(f"held for {each.recipient}: the mail of {each.pack}" for each in told)]
        if tell_operator(desk, f"Mail held: {len(told)}", lines, key="\n".join(["held", *lines])):
            for pack in dict.fromkeys(each.pack for each in told):
                log(desk.root, pack, "\n".join(["mail held", *lines]), now=desk.now())


def cancelled_for_good(desk: Desk) -> list[Message]:
    """The messages that were cancelled and are not composed anew: what they brought is not that person's any more."""
    cancelled = desk.ledger.messages(states=("cancelled",))
    return [each for each in cancelled if desk.ledger.owed(each.message_id) or each.purpose not in COMPOSED_ANEW]


def tell_of_cancelled(desk: Desk, cancelled: Sequence[Message]) -> None:
    """What was planned and goes to nobody."""
    if not cancelled:
        return
    lines = [
        line
        for each in cancelled
        for line in (
            f"{each.recipient}: {each.subject}",
            *(f"{name}, revision {number}" for name, number in desk.ledger.owed(each.message_id)),
            each.answer,
        )
    ]
    key = "\n".join(["cancelled", *(each.message_id for each in cancelled), *lines])
    tell_operator(desk, f"Mail cancelled: {len(cancelled)}", lines, key=key)


def tell_of_failures(desk: Desk) -> bool:
    """Refused and uncertain mail, by mail alone: the screen was told as it happened; True if there is something new."""
    told = False
    for message in desk.ledger.messages(states=("refused", "uncertain")):
        # That the operator's own server takes no notice can be told by no further notice.
        if message.purpose == "operator" and message.answer not in (CHANGED, GONE):
            continue
        subject = f"Mail {message.state}: {message.recipient}"
        key = f"{message.state} {message.message_id} {message.tries}"
        told |= write_operator(desk, subject, _failure_lines(message), key=key)
    return told


def _failure_lines(message: Message) -> list[str]:
    lines = [message.subject, *(f"{name}, revision {number}" for name, number in message.items), message.answer]
    if message.state == "uncertain":
        lines += [
            "It may have arrived or not. Ask the recipient, then say which:",
            f'  {program()} send --arrived "{message.message_id}"',
            f'  {program()} send --again "{message.message_id}"',
        ]
    elif message.answer in (CHANGED, GONE):
        lines += [
            "It was not sent, and nothing can compose it again. Look who writes into reports/outbox. Then say so:",
            f'  {program()} send --again "{message.message_id}"',
        ]
    else:
        lines += [
            "Mend the address, or the size that may be sent, in reports.toml. If it is to go to this address again:",
            f'  {program()} send --again "{message.message_id}"',
        ]
    return lines
