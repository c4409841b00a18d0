"""What is to be mailed: released editions that a recipient gets and has not got, and what was withdrawn since.

The whole plan is checked before the first message goes (`check_letters`): what a message carries is looked up again
by its content, apart from how it was chosen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import Message as MailMessage
from pathlib import Path

from thidua.deliver.mail.compose import Enclosure, compose, withdrawal
from thidua.deliver.mail.letter import Letter, bare_address
from thidua.deliver.mail.recipients import is_entitled, wants
from thidua.deliver.packs import EditionState, Pack, file_title
from thidua.deliver.release.moved import change_lines
from thidua.deliver.settings import DeliverSettings, MailSettings, RecipientSettings, RoleSettings
from thidua.errors import DeliveryError, NotebookError
from thidua.export.document import read_document
from thidua.export.notebook import read_notebook
from thidua.present.language import tr, written_in
from thidua.run.entries import Revision
from thidua.run.key import content_hash
from thidua.run.ledger import Ledger
from thidua.run.plan import Edition, edition_named
from thidua.run.record import kept_file


def plan_letters(
    packs: Sequence[Pack],
    recipients: Sequence[RecipientSettings],
    ledger: Ledger,
    settings: DeliverSettings,
    *,
    now: datetime,
    released_since: datetime | None = None,
) -> list[Letter]:
    """Compose every message that is to go: one for each recipient and pack, split where it would be too large.

    Parameters
    ----------
    released_since
        Leave out what was released before; None for everything.

    Raises
    ------
    DeliveryError
        If a file of a released revision is not what was released, or a message cannot be made.
    """
    mail = mail_settings(settings)
    letters: list[Letter] = []
    for pack in packs:
        for to in recipients:
            role = settings.roles[to.role]
            wanted = [each for each in pack.editions if _is_to_go(each, to, role, ledger, released_since)]
            if wanted:
                enclosures = [enclosure(each.edition, _revision(each), to, role, ledger) for each in wanted]
                letters += compose(to, role, enclosures, pack=pack.name, mail=mail, publish=settings.publish, now=now)
    return letters


def mail_settings(settings: DeliverSettings) -> MailSettings:
    """The mail server.

    Raises
    ------
    DeliveryError
        If `reports.toml` names none.
    """
    if settings.mail is None:
        raise DeliveryError("reports.toml has no [mail]: nobody can be written to; docs/reports-toml.md says how")
    return settings.mail


def _is_to_go(
    state: EditionState, to: RecipientSettings, role: RoleSettings, ledger: Ledger, since: datetime | None
) -> bool:
    if state.release != "released" or state.decision is None or not wants(to, role, state.edition):
        return False
    if since is not None and state.decision.at < since:
        return False
    return not ledger.has_item(bare_address(to.address), str(state.edition), _revision(state).number)


def _revision(state: EditionState) -> Revision:
    if state.revision is None:
        raise DeliveryError(f"{state.edition}: there is no revision to send")
    return state.revision


def enclosure(
    edition: Edition, revision: Revision, to: RecipientSettings, role: RoleSettings, ledger: Ledger
) -> Enclosure:
    """One revision as a recipient gets it, with what changed since the one they have.

    Raises
    ------
    DeliveryError
        If a file of the revision is gone or no longer the same.
    """
    earlier = ledger.received_revision(bare_address(to.address), str(edition))
    notebook = _unchanged(edition, revision, "ipynb")
    changed: tuple[str, ...] = ()
    if earlier is not None and earlier != revision.number:
        changed = _changes(edition, kept_file(edition, earlier, "ipynb"), notebook, to.lang)
    formats = () if role.sends == "body" else role.formats
    files = {str(name): _unchanged(edition, revision, name) for name in formats}
    return Enclosure(edition, revision.number, notebook, files, file_title(edition), earlier, changed)


def _changes(edition: Edition, before: Path, notebook: Path, lang: str) -> tuple[str, ...]:
    """What changed, a line each; names of people that a restricted edition holds are not told in the mail itself."""
    with written_in(lang):
        in_the_file = (tr("Nội dung có thay đổi; xin xem trong tệp."),)
        if edition.names or not before.is_file():
            return in_the_file
        try:
            earlier = read_document(read_notebook(before))
        except NotebookError:
            # What they have is no longer whole here; what they get is, and was checked.
            return in_the_file
        return change_lines(earlier, read_document(read_notebook(notebook)))


def _unchanged(edition: Edition, revision: Revision, extension: str) -> Path:
    path, expected = kept_file(edition, revision.number, extension), revision.files.get(extension)
    if expected is None:
        raise DeliveryError(f"{edition}: has no {extension} file; build it in that format")
    if not path.is_file() or content_hash(path.read_bytes()) != expected:
        raise DeliveryError(
            f"{edition}: {path.name} of revision {revision.number} is not what was released; build again"
        )
    return path


def plan_withdrawals(
    packs: Sequence[Pack],
    recipients: Sequence[RecipientSettings],
    ledger: Ledger,
    settings: DeliverSettings,
    *,
    now: datetime,
) -> list[Letter]:
    """Those who got what was withdrawn since are told, once: one message for each recipient, pack and reason."""
    mail, letters = mail_settings(settings), []
    for pack in packs:
        for to in recipients:
            gone: dict[str, list[EditionState]] = {}
            for state in pack.editions:
                if state.decision is not None and _is_to_be_told(state, bare_address(to.address), ledger):
                    gone.setdefault(state.decision.note, []).append(state)
            for why, states in gone.items():
                titles = [file_title(state.edition) for state in states]
                items = tuple((str(state.edition), state.decision.revision) for state in states if state.decision)
                letters.append(
                    withdrawal(
                        to,
                        titles=titles,
                        why=why,
                        mail=mail,
                        now=now,
                        pack=pack.name,
                        items=items,
                        key="",
                        illustrative=pack.is_illustrative,
                    )
                )
    return letters


def _is_to_be_told(state: EditionState, address: str, ledger: Ledger) -> bool:
    """Whether this address has a revision that is withdrawn, and was not told so."""
    name, decision = str(state.edition), state.decision
    if decision is None or decision.act != "withdraw" or address not in ledger.addresses(name, decision.revision):
        return False
    return not ledger.has_item(address, name, decision.revision, purpose="withdrawal")


def check_letters(
    root: Path,
    letters: Iterable[Letter],
    recipients: Sequence[RecipientSettings],
    settings: DeliverSettings,
    ledger: Ledger,
) -> None:
    """Refuse the whole plan if any message would give a recipient what they are not entitled to.

    Raises
    ------
    DeliveryError
        Naming the recipient and the edition; nothing has been sent then.
    """
    known = {bare_address(to.address).lower(): to for to in recipients}
    for letter in letters:
        addresses = [value for name in ("To", "Cc", "Bcc") for value in letter.message.get_all(name, [])]
        if [bare_address(str(each)) for each in addresses] != [letter.recipient]:
            raise DeliveryError(f"a message for {letter.recipient} is addressed to others; nothing was sent")
        to = known.get(letter.recipient.lower())
        if to is None:
            raise DeliveryError(f"{letter.recipient} is no recipient of reports.toml; nothing was sent")
        carried = {name for name, _ in letter.items} | {name for name, _ in _enclosed(letter.message, ledger)}
        for name in sorted(carried):
            if not is_entitled(to, settings.roles[to.role], edition_named(root, name)):
                raise DeliveryError(f"{to.address} is not entitled to {name}; nothing was sent")


def _enclosed(message: MailMessage, ledger: Ledger) -> list[tuple[str, int]]:
    """The revisions whose files a message carries, found by their content."""
    found: list[tuple[str, int]] = []
    for part in message.walk():
        if part.get_content_disposition() != "attachment":
            continue
        content = part.get_payload(decode=True)
        digest = hashlib.sha256(content if isinstance(content, bytes) else b"").hexdigest()
        owners = ledger.editions_with_file(digest)
        if not owners:
            raise DeliveryError(f"{part.get_filename()} is no file of the ledger; nothing was sent")
        found += owners
    return found


def released_lately(settings: DeliverSettings, now: datetime) -> datetime:
    """Since when a release must have been made for its mail to go out by itself."""
    return now - timedelta(days=mail_settings(settings).max_age_days)


@dataclass(frozen=True)
class Sample:
    """One mail as the recipients of a role would get it, for another address.

    ``like`` are those recipients; the mail is the first one's.
    """

    letter: Letter
    role: str
    like: tuple[RecipientSettings, ...]


def sample_letters(
    pack: Pack,
    recipients: Sequence[RecipientSettings],
    ledger: Ledger,
    settings: DeliverSettings,
    *,
    address: str,
    now: datetime,
) -> list[Sample]:
    """What the first recipient of each role would get of a pack as it stands, released or not, for another address.

    A sample is another mail than the real one: its Message-ID and thread are its own, and its subject says so.

    Raises
    ------
    DeliveryError
        If nobody would get anything of this pack.
    """
    by_role: dict[str, list[RecipientSettings]] = {}
    for to in recipients:
        if _wanted(pack, to, settings):
            by_role.setdefault(to.role, []).append(to)
    samples = []
    for name, like in by_role.items():
        to, role = like[0], settings.roles[name]
        enclosures = [
            replace(enclosure(each.edition, _revision(each), to, role, ledger), earlier=None)
            for each in _wanted(pack, to, settings)
        ]
        mine = to.model_copy(update={"address": address})
        thread = f"{pack.name} sample {name} {now.isoformat()}"
        letters = compose(
            mine, role, enclosures, pack=thread, mail=mail_settings(settings), publish=settings.publish, now=now
        )
        samples += [Sample(letter, name, tuple(like)) for letter in letters]
    if not samples:
        raise DeliveryError(f"nobody in reports.toml would get anything of {pack.name}: no sample to send")
    for sample in samples:
        subject = str(sample.letter.message["Subject"])
        del sample.letter.message["Subject"]
        sample.letter.message["Subject"] = f"[Gửi thử] {subject}"
    return samples


def _wanted(pack: Pack, to: RecipientSettings, settings: DeliverSettings) -> list[EditionState]:
    """What a recipient would get of a pack if all of it were released."""
    role = settings.roles[to.role]
    return [each for each in pack.editions if each.revision is not None and wants(to, role, each.edition)]
