"""Sample: a mail of each role for somebody who wants to look first; and letters written as files instead of sent.

A sample is another mail than the real one: its Message-ID and thread are its own, its subject says so, and it delivers
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.gate import gate_of
from thidua.deliver.mail.hand_over import Sent, send_all
from thidua.deliver.mail.outbox import SpoiltError, clear, put_in, unspoilt, waiting
from thidua.deliver.mail.plan import revision_of, wanted
from thidua.deliver.mail.recipients import is_entitled
from thidua.deliver.mail.writing.enclosures import enclosure
from thidua.deliver.mail.writing.letter import Letter, bare_address
from thidua.deliver.mail.writing.reports import report_letters
from thidua.deliver.packs import EditionState, Pack
from thidua.deliver.publication.links import size_warnings
from thidua.deliver.run_log import log
from thidua.deliver.settings import RecipientSettings
from thidua.errors import DeliveryError
from thidua.run.ledger.entries import Message
from thidua.run.ledger.states import WAITING

DRY_RUN = "dry-run"


@dataclass(frozen=True)
class Sample:
    """One mail as the recipients of a role would get it, for another address.

    ``like`` are those recipients; the mail is the first one's.
    """

    letter: Letter
    role: str
    like: tuple[RecipientSettings, ...]


def samples(desk: Desk, pack: Pack, address: str) -> list[Sample]:
    """What the first recipient of each role would get of a pack as it stands, released or not, for another address.

    What was withdrawn is in no sample, and editions with names only in one for an address that may have them. Files
    that became links are told.

    Raises
    ------
    DeliveryError
        If nobody would get anything of this pack, or nothing that this address may be shown; if it is no address.
    """
    address = bare_address(address)
    shown = replace(pack, editions=tuple(each for each in pack.editions if may_show(desk, each, address)))
    by_role: dict[str, list[RecipientSettings]] = {}
    for to in desk.recipients:
        if wanted(desk, shown, to):
            by_role.setdefault(to.role, []).append(to)
    found = [
        Sample(letter, role, tuple(like))
        for role, like in by_role.items()
        for letter in _letters(desk, shown, like[0], address)
    ]
    if not found:
        raise DeliveryError(
            f"nobody in reports.toml would get anything of {pack.name} that {address} may be shown: no sample to send"
        )
    for line in size_warnings([each.letter for each in found], desk.settings):
        desk.tell(line)
    return found


def _letters(desk: Desk, pack: Pack, to: RecipientSettings, address: str) -> list[Letter]:
    """What a recipient would get of a pack, addressed to somebody else."""
    role, now = desk.settings.roles[to.role], desk.now()
    enclosures = [
        replace(enclosure(each.edition, revision_of(each), to, role, desk.ledger), earlier=None)
        for each in wanted(desk, pack, to)
    ]
    return report_letters(
        to.changed(address=address),
        role,
        enclosures,
        pack=f"{pack.name} sample {to.role} {now.isoformat()}",
        mail=desk.mail,
        publish=desk.settings.publish,
        now=now,
        sample=True,
    )


def may_show(desk: Desk, state: EditionState, address: str) -> bool:
    """Whether an edition may be in a sample for an address: never withdrawn, with names only if they may have those."""
    if state.release == "withdrawn":
        return False
    mine = [to for to in desk.recipients if to.mailbox.lower() == address.lower()]
    roles = desk.settings.roles
    return not state.edition.names or any(is_entitled(to, roles[to.role], state.edition) for to in mine)


def is_known(desk: Desk, address: str) -> bool:
    """Whether `reports.toml` names an address: a recipient's, or the operator's.

    Raises
    ------
    DeliveryError
        If it is not one mail address.
    """
    named = [to.mailbox for to in desk.recipients]
    named += [bare_address(desk.settings.mail.operator)] if desk.settings.mail else []
    return bare_address(address).lower() in (each.lower() for each in named)


def send_samples(desk: Desk, pack: Pack, letters: Sequence[Letter], address: str) -> Sent:
    """Send samples at once or not at all: days later they would show what may be withdrawn by then."""
    for letter in letters:
        # It delivers nothing: the same report may be looked at as often as one likes.
        put_in(desk, replace(letter, items=()), purpose="sample")
    ids = {letter.message_id for letter in letters}
    mine = [each for each in waiting(desk.root, desk.ledger) if each.message_id in ids]
    try:
        sent = send_all(mine, desk.ledger, desk.mail, now=desk.now, tell=desk.tell, noted=desk.note)
    finally:
        for message in desk.ledger.messages(states=WAITING):
            if message.message_id in ids:
                desk.ledger.cancel(message.message_id, at=desk.now(), why="a sample goes at once or not at all")
        clear(desk.root, desk.ledger)
    said = f"a sample to {bare_address(address)}: {sent.sent} of {len(letters)} sent"
    log(desk.root, pack.name, said, now=desk.now())
    return sent


def write_letters(desk: Desk, letters: Sequence[Letter]) -> list[Path]:
    """Write each letter as a file into reports/dry-run, instead of sending it; those of an earlier time are gone."""
    folder = desk.root / "reports" / DRY_RUN
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.eml"):
        old.unlink()
    written = []
    for number, letter in enumerate(letters, start=1):
        written.append(folder / f"{number:03d}.eml")
        written[-1].write_bytes(letter.content)
    return written


def would_go(desk: Desk) -> list[tuple[Message, str]]:
    """Each message that waits in the outbox, and why it would not go any more; empty if it would."""
    gate, found = gate_of(desk), []
    for file in waiting(desk.root, desk.ledger):
        message = desk.ledger.message(file.message_id)
        if message is None:
            continue
        try:
            found.append((message, gate.why_not(message, unspoilt(message, file))))
        except SpoiltError as problem:
            found.append((message, str(problem)))
    return found
