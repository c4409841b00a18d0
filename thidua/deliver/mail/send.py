"""From the plan to the mailboxes: what is to go is checked, put into the outbox and the ledger, and sent.

What waits in the outbox from before is looked at again first: it goes only if it would still be allowed to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from thidua.deliver.mail.compose import notice
from thidua.deliver.mail.gate import Gate
from thidua.deliver.mail.letter import Letter
from thidua.deliver.mail.outbox import (
    LEFT,
    Noted,
    Sent,
    StoppedError,
    allowed,
    in_doubt,
    send_all,
    settle_aloud,
)
from thidua.deliver.mail.plan import Held, mail_settings, plan_letters, plan_withdrawals
from thidua.deliver.mail.recipients import read_recipients
from thidua.deliver.mail.spool import CHANGED, GONE, clear, spool, waiting
from thidua.deliver.mail.unsent import why_unsent
from thidua.deliver.packs import Pack, read_packs
from thidua.deliver.publication.links import size_warnings
from thidua.deliver.run_log import handed_over, log, log_mail
from thidua.deliver.settings import DeliverSettings
from thidua.errors import DeliveryError
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.ledger.states import MessageState

ROUNDS = 2
"""What is found spoilt at its very turn is composed anew and tried once more in the same run."""


ONLY_OWED = datetime.max.replace(tzinfo=UTC)
"""Released since then is nothing: only what a cancelled message was to bring is to go."""

FORGOTTEN = "the run log says that it was handed over, and the ledger has lost that"

COMPOSED_ANEW = ("report", "withdrawal")
"""The purposes of messages that are planned again as long as they are right."""


@dataclass(frozen=True)
class Desk:
    """What everything that delivers works with: the project, its ledger and settings, the clock, the operator's ear."""

    root: Path
    ledger: Ledger
    settings: DeliverSettings
    now: Callable[[], datetime]
    tell: Callable[[str], None]


def can_mail(settings: DeliverSettings) -> bool:
    """Whether there is a server to send through; without one, what is due is made and nobody is written to."""
    return settings.mail is not None and bool(settings.mail.server)


def put(desk: Desk, letter: Letter, *, purpose: str) -> bool:
    """Put one message into outbox and ledger; False if it is there already, or what it carries went before."""
    known = desk.ledger.message(letter.message_id)
    if known is not None and known.state != "cancelled":
        return False  # its file is what the ledger knows the hash of, and stays
    # The file first: a message that the ledger knows can always be sent.
    spool(desk.root, letter.message_id, letter.content)
    return desk.ledger.plan_message(
        letter.message_id,
        pack=letter.pack,
        purpose=purpose,
        recipient=letter.recipient,
        subject=letter.subject,
        sha256=content_hash(letter.content),
        items=letter.items,
        at=desk.now(),
    )


def tell_operator(desk: Desk, subject: str, lines: Sequence[str], *, key: str) -> bool:
    """Say it on the screen, and write it to the operator once for each key if there is a mail server: True then."""
    for line in (subject, *lines):
        desk.tell(line)
    if not can_mail(desk.settings):
        return False
    return put(desk, notice(mail_settings(desk.settings), subject, lines, desk.now(), key), purpose="operator")


def post(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> Sent:
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
            now = _post_once(desk, packs, released_since)
            sent = replace(sent + now, deferred=now.deferred, held=now.held)
            if not now.cancelled:
                break
    finally:
        cancelled = [each for each in _cancelled_for_good(desk) if each.message_id not in cancelled_before]
        _tell_of_cancelled(desk, cancelled)
    if cancelled:
        _send_notices(desk, gate_of(desk))
    return replace(sent, cancelled=len(cancelled))


def _cancelled_for_good(desk: Desk) -> list[Message]:
    """The messages that were cancelled and are not composed anew: what they brought is not that person's any more."""
    cancelled = desk.ledger.messages(states=("cancelled",))
    return [each for each in cancelled if desk.ledger.owed(each.message_id) or each.purpose not in COMPOSED_ANEW]


def _tell_of_cancelled(desk: Desk, cancelled: Sequence[Message]) -> None:
    """What was planned and goes to nobody is the operator's business."""
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


def _post_once(desk: Desk, packs: Sequence[Pack], since: datetime | None) -> Sent:
    gate = gate_of(desk)
    forgotten = _doubt_what_logs_know(desk)  # before it is cancelled because its file is gone
    cancel_overtaken(desk, gate)
    try:
        plan = planned(desk, packs, released_since=since)
        for letter, purpose in plan.letters:
            put(desk, letter, purpose=purpose)
    except DeliveryError as problem:
        # What was planned before is in order and goes, and the operator is told.
        letter = notice(
            mail_settings(desk.settings), "Nothing new was mailed", [str(problem)], desk.now(), str(problem)
        )
        put(desk, letter, purpose="operator")
        _send_waiting(desk, gate)
        raise
    _tell_of_held(desk, plan.held)
    forgotten += _doubt_what_logs_know(desk)
    sent = _send_waiting(desk, gate)
    return replace(sent, uncertain=sent.uncertain + forgotten, held=len(plan.held))


def _doubt_what_logs_know(desk: Desk) -> int:
    """Leave to a person what a run log saw handed over after what the ledger knows of it; how many these are.

    A ledger that was put back from its copy, or lost its last changes, would mail it a second time in silence.
    """
    forgotten = 0
    by_pack: dict[str, dict[str, datetime]] = {}
    for message in desk.ledger.messages(states=("planned", "deferred")):
        if message.pack not in by_pack:
            by_pack[message.pack] = handed_over(desk.root, message.pack)
        at = by_pack[message.pack].get(message.message_id)
        known = message.at.astimezone(desk.now().tzinfo).replace(tzinfo=None)
        if at is not None and (at > known or not message.tries):
            desk.ledger.mark(message.message_id, "uncertain", at=desk.now(), answer=FORGOTTEN)
            desk.tell(in_doubt(replace(message, answer=FORGOTTEN)))
            forgotten += 1
    return forgotten


@dataclass(frozen=True)
class Planned:
    """What is to go and why ("report", "withdrawal"), and what is held."""

    letters: tuple[tuple[Letter, str], ...] = ()
    held: tuple[Held, ...] = ()


def planned(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> Planned:
    """Every message that is to go, all of them checked; nothing is noted or sent. Files that became links are told.

    Raises
    ------
    DeliveryError
        If one would give somebody what is not theirs.
    """
    recipients = read_recipients(desk.settings, desk.root)
    others = _owed_of_others(desk, packs)
    letters: list[tuple[Letter, str]] = []
    held: tuple[Held, ...] = ()
    for some, since in ((packs, released_since), (others, ONLY_OWED)):
        reports = plan_letters(some, recipients, desk.ledger, desk.settings, now=desk.now(), released_since=since)
        letters += [(letter, "report") for letter in reports.letters]
        held += reports.held
    told = plan_withdrawals([*packs, *others], recipients, desk.ledger, desk.settings, now=desk.now())
    letters += [(letter, "withdrawal") for letter in told]
    gate_of(desk).check(letters)
    for line in size_warnings([letter for letter, _ in letters], desk.settings):
        desk.tell(line)
    return Planned(tuple(letters), held)


def _owed_of_others(desk: Desk, packs: Sequence[Pack]) -> list[Pack]:
    """Other packs of which a message was cancelled that nothing replaces yet: it must not be lost meanwhile."""
    owed = set(desk.ledger.packs_owed()) - {pack.name for pack in packs}
    return [pack for pack in read_packs(desk.root, desk.ledger) if pack.name in owed] if owed else []


def gate_of(desk: Desk) -> Gate:
    """What may go to whom, as `reports.toml` and the ledger have it now."""
    return Gate(desk.root, desk.ledger, desk.settings, read_recipients(desk.settings, desk.root))


def unsent(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> list[str]:
    """Why nothing of these packs is to go; see `why_unsent`."""
    recipients = read_recipients(desk.settings, desk.root)
    return why_unsent(packs, recipients, desk.ledger, desk.settings, released_since=released_since)


def _send_waiting(desk: Desk, gate: Gate) -> Sent:
    """Send what is in the outbox, and write down what became of it."""
    mail = mail_settings(desk.settings)
    before = {each.message_id: each.state for each in desk.ledger.messages()}
    try:
        sent = send_all(
            list(waiting(desk.root, desk.ledger)),
            desk.ledger,
            mail,
            now=desk.now,
            tell=desk.tell,
            why_not=gate.why_not,
            noted=noting(desk),
        )
        _tell_of_failures(desk, gate)
    finally:
        _log_changes(desk, before)
        clear(desk.root, desk.ledger)
    return sent


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
            log_mail(desk.root, message, found.state, str(why), now=desk.now())


def _tell_of_held(desk: Desk, held: Sequence[Held]) -> None:
    """What cannot be composed is the operator's business: told on the screen each time, by mail and run log once."""
    for why in dict.fromkeys(each.why for each in held):
        told = [each for each in held if each.why == why]
        lines = [why, *(f"held for {each.recipient}: the mail of {each.pack}" for each in told)]
        if tell_operator(desk, f"Mail held: {len(told)}", lines, key="\n".join(["held", *lines])):
            for pack in dict.fromkeys(each.pack for each in told):
                log(desk.root, pack, "\n".join(["mail held", *lines]), now=desk.now())


def noting(desk: Desk) -> Noted:
    """What leaves is written into the run log as it happens, whatever becomes of this run."""

    def note(message: Message, state: MessageState, answer: str) -> None:
        log_mail(desk.root, message, state, answer, now=desk.now())

    return note


def _log_changes(desk: Desk, before: Mapping[str, str]) -> None:
    """The run log of each pack tells what became of its mail that did not leave."""
    for message in desk.ledger.messages():
        if message.pack and message.state not in LEFT and before.get(message.message_id) != message.state:
            log_mail(desk.root, message, message.state, message.answer, now=desk.now())


def _tell_of_failures(desk: Desk, gate: Gate) -> None:
    """Refused and uncertain mail is the operator's business, and told once for each time it happens."""
    mail = mail_settings(desk.settings)
    told = False
    for message in desk.ledger.messages(states=("refused", "uncertain")):
        # That the operator's own server takes no notice can be told by no further notice.
        if message.purpose == "operator" and message.answer not in (CHANGED, GONE):
            continue
        subject = f"Mail {message.state}: {message.recipient}"
        key = f"{message.state} {message.message_id} {message.tries}"
        told |= put(desk, notice(mail, subject, _failure_lines(message), desk.now(), key), purpose="operator")
    if told:
        _send_notices(desk, gate)


def _send_notices(desk: Desk, gate: Gate) -> None:
    """Send what waits for the operator."""
    mail = mail_settings(desk.settings)
    notices = [each for each in waiting(desk.root, desk.ledger) if _is_notice(desk, each.message_id)]
    try:
        send_all(notices, desk.ledger, mail, now=desk.now, tell=desk.tell, why_not=gate.why_not, noted=noting(desk))
    finally:
        clear(desk.root, desk.ledger)


def _is_notice(desk: Desk, message_id: str) -> bool:
    found = desk.ledger.message(message_id)
    return found is not None and found.purpose == "operator"


def _failure_lines(message: Message) -> list[str]:
    lines = [message.subject, *(f"{name}, revision {number}" for name, number in message.items), message.answer]
    if message.state == "uncertain":
        lines += [
            "It may have arrived or not. Ask the recipient, then say which:",
            f'  python run_reports.py send --arrived "{message.message_id}"',
            f'  python run_reports.py send --again "{message.message_id}"',
        ]
    elif message.answer in (CHANGED, GONE):
        lines += [
            "It was not sent, and nothing can compose it again. Look who writes into reports/outbox. Then say so:",
            f'  python run_reports.py send --again "{message.message_id}"',
        ]
    else:
        lines += [
            "Mend the address, or the size that may be sent, in reports.toml. If it is to go to this address again:",
            f'  python run_reports.py send --again "{message.message_id}"',
        ]
    return lines
