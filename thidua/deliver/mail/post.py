"""From the plan to the mailboxes: what is to go is checked, put into the outbox and the ledger, and sent.

What waits in the outbox from before is looked at again first: it goes only if it would still be allowed to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.policy import SMTP
from pathlib import Path

from thidua.deliver.mail.compose import notice
from thidua.deliver.mail.letter import Letter, bare_address
from thidua.deliver.mail.outbox import Sent, send_all, settle
from thidua.deliver.mail.plan import check_letters, mail_settings, plan_letters, plan_withdrawals
from thidua.deliver.mail.recipients import is_entitled, read_recipients
from thidua.deliver.mail.spool import clear, lost, spool, waiting
from thidua.deliver.mail.unsent import why_unsent
from thidua.deliver.packs import Pack
from thidua.deliver.run_log import log
from thidua.deliver.settings import DeliverSettings
from thidua.errors import DeliveryError
from thidua.run.entries import Message
from thidua.run.key import content_hash
from thidua.run.ledger import Ledger
from thidua.run.plan import edition_named


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
    # The file first: a message that the ledger knows can always be sent.
    content = letter.message.as_bytes(policy=SMTP)
    spool(desk.root, letter.message_id, content)
    return desk.ledger.plan_message(
        letter.message_id,
        pack=letter.pack,
        purpose=purpose,
        recipient=letter.recipient,
        subject=str(letter.message["Subject"]),
        sha256=content_hash(content),
        items=letter.items,
        at=desk.now(),
    )


def tell_operator(desk: Desk, subject: str, lines: Sequence[str], *, key: str) -> None:
    """Say it on the screen, and write it to the operator once for each key if there is a mail server."""
    for line in (subject, *lines):
        desk.tell(line)
    if can_mail(desk.settings):
        put(desk, notice(mail_settings(desk.settings), subject, lines, desk.now(), key), purpose="operator")


def post(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> Sent:
    """Send what is released and has not gone, and what waits in the outbox.

    Parameters
    ----------
    packs
        Whose editions are looked at; what waits of other packs goes as well.
    released_since
        Leave out what was released before; None for everything.

    Raises
    ------
    DeliveryError
        If the plan gives somebody what is not theirs (nothing is sent), or the server takes no mail at all (what did
        not go is kept for the next time).
    """
    settle(desk.ledger, desk.now())
    cancel_overtaken(desk)
    try:
        for letter, purpose in planned(desk, packs, released_since=released_since):
            put(desk, letter, purpose=purpose)
    except DeliveryError as problem:
        # What was planned before is in order and goes, and the operator is told.
        letter = notice(
            mail_settings(desk.settings), "Nothing new was mailed", [str(problem)], desk.now(), str(problem)
        )
        put(desk, letter, purpose="operator")
        _send_waiting(desk)
        raise
    return _send_waiting(desk)


def planned(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> list[tuple[Letter, str]]:
    """Every message that is to go and why ("report", "withdrawal"), all of them checked; nothing is noted or sent.

    Raises
    ------
    DeliveryError
        If one could not be made, or would give somebody what is not theirs.
    """
    recipients = read_recipients(desk.settings, desk.root)
    reports = plan_letters(packs, recipients, desk.ledger, desk.settings, now=desk.now(), released_since=released_since)
    told = plan_withdrawals(packs, recipients, desk.ledger, desk.settings, now=desk.now())
    check_letters(desk.root, [*reports, *told], recipients, desk.settings, desk.ledger)
    return [*((letter, "report") for letter in reports), *((letter, "withdrawal") for letter in told)]


def unsent(desk: Desk, packs: Sequence[Pack], *, released_since: datetime | None = None) -> list[str]:
    """Why nothing of these packs is to go; see `why_unsent`."""
    recipients = read_recipients(desk.settings, desk.root)
    return why_unsent(packs, recipients, desk.ledger, desk.settings, released_since=released_since)


def _send_waiting(desk: Desk) -> Sent:
    """Send what is in the outbox, and write down what became of it."""
    mail = mail_settings(desk.settings)
    for gone in lost(desk.root, desk.ledger):
        desk.ledger.cancel(gone.message_id, at=desk.now(), why="its file is gone from the outbox")
    before = {each.message_id: each.state for each in desk.ledger.messages()}
    try:
        sent = send_all(list(waiting(desk.root, desk.ledger)), desk.ledger, mail, now=desk.now, tell=desk.tell)
        _tell_of_failures(desk)
    finally:
        _log_changes(desk, before)
        clear(desk.root, desk.ledger)
    return sent


def cancel_overtaken(desk: Desk) -> None:
    """Cancel what waits in the outbox and is no longer released, or no longer theirs who would get it."""
    entitled = {bare_address(to.address): to for to in read_recipients(desk.settings, desk.root)}
    for message in desk.ledger.messages(states=("planned", "deferred")):
        if message.purpose != "report":
            continue
        to = entitled.get(message.recipient)
        for name, number in message.items:
            released = desk.ledger.released(name)
            last = desk.ledger.revision(name)
            stands = released is not None and released.revision == number and last is not None and last.number == number
            may = to is not None and is_entitled(to, desk.settings.roles[to.role], edition_named(desk.root, name))
            if not (stands and may):
                why = f"{name}, revision {number}, is no longer to go to {message.recipient}"
                desk.ledger.cancel(message.message_id, at=desk.now(), why=why)
                log(desk.root, message.pack, f"cancelled: {why}", now=desk.now())
                break


def _log_changes(desk: Desk, before: Mapping[str, str]) -> None:
    """The run log of each pack tells what became of its mail."""
    for message in desk.ledger.messages():
        if message.pack and before.get(message.message_id) != message.state:
            editions = "".join(f"\n{name}, revision {number}" for name, number in message.items)
            said = f"mail {message.state}: {message.recipient}, {message.message_id}, {message.answer}{editions}"
            log(desk.root, message.pack, said, now=desk.now())


def _tell_of_failures(desk: Desk) -> None:
    """Refused and uncertain mail is the operator's business, and told once for each time it happens."""
    mail = mail_settings(desk.settings)
    told = False
    for message in desk.ledger.messages(states=("refused", "uncertain")):
        if message.purpose == "operator":
            continue
        subject = f"Mail {message.state}: {message.recipient}"
        key = f"{message.state} {message.message_id} {message.tries}"
        told |= put(desk, notice(mail, subject, _failure_lines(message), desk.now(), key), purpose="operator")
    if told:
        send_all(list(waiting(desk.root, desk.ledger)), desk.ledger, mail, now=desk.now, tell=desk.tell)


def _failure_lines(message: Message) -> list[str]:
    lines = [message.subject, *(f"{name}, revision {number}" for name, number in message.items), message.answer]
    if message.state == "uncertain":
        lines += [
            "It may have arrived or not. Ask the recipient, then say which:",
            f'  python run_reports.py send --arrived "{message.message_id}"',
            f'  python run_reports.py send --again "{message.message_id}"',
        ]
    else:
        lines += [
            "Mend the address, or the size that may be sent, in reports.toml. If it is to go to this address again:",
            f'  python run_reports.py send --again "{message.message_id}"',
        ]
    return lines
