"""What is to be mailed: released editions that a recipient gets and has not got, and what was withdrawn since.

One file that is damaged, or one report that cannot be told, holds the mails that need it; all others are composed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Revision
from thidua.run.plan import Edition
from thidua.run.record import kept_file


@dataclass(frozen=True)
class Held:
    """A mail that is due and cannot be composed: for whom, of which pack, and why."""

    recipient: str
    pack: str
    why: str


@dataclass(frozen=True)
class Letters:
    """What is to go, and what would be to go if it could be composed."""

    letters: tuple[Letter, ...] = ()
    held: tuple[Held, ...] = ()


def plan_letters(
    packs: Sequence[Pack],
    recipients: Sequence[RecipientSettings],
    ledger: Ledger,
    settings: DeliverSettings,
    *,
    now: datetime,
    released_since: datetime | None = None,
) -> Letters:
    """Compose every message that is to go: one for each recipient and pack, split where it would be too large.

    What a message needs and does not stand as it was released holds this message, and no other.

    Parameters
    ----------
    released_since
        Leave out what was released before, but what a cancelled message was to bring; None for everything.

    Raises
    ------
    DeliveryError
        If `reports.toml` names no mail server.
    """
    mail = mail_settings(settings)
    letters: list[Letter] = []
    held: list[Held] = []
    for pack in packs:
        for to in recipients:
            role = settings.roles[to.role]
            wanted = [each for each in pack.editions if _is_to_go(each, to, role, ledger, released_since)]
            if not wanted:
                continue
            try:
                enclosures = [enclosure(each.edition, _revision(each), to, role, ledger) for each in wanted]
                letters += compose(to, role, enclosures, pack=pack.name, mail=mail, publish=settings.publish, now=now)
            except (DeliveryError, NotebookError) as problem:
                held.append(Held(bare_address(to.address), pack.name, str(problem)))
    return Letters(tuple(letters), tuple(held))


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
    address, name, number = bare_address(to.address), str(state.edition), _revision(state).number
    if since is not None and state.decision.at < since and not ledger.is_owed(address, name, number):
        return False
    return not ledger.has_item(address, name, number)


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
        changed = _changes(edition, _kept_whole(edition, earlier, ledger), notebook, to.lang)
    formats = () if role.sends == "body" else role.formats
    files = {str(name): _unchanged(edition, revision, name) for name in formats}
    return Enclosure(edition, revision.number, notebook, files, file_title(edition, to.lang), earlier, changed)


def _kept_whole(edition: Edition, number: int, ledger: Ledger) -> Path | None:
    """The notebook of an earlier revision; None if it is not what it was: nothing could be told by it."""
    path, revision = kept_file(edition, number, "ipynb"), ledger.revision(str(edition), number)
    return path if revision is not None and _has_content(path, revision.files.get("ipynb")) else None


def _changes(edition: Edition, before: Path | None, notebook: Path, lang: str) -> tuple[str, ...]:
    """What changed, a line each; names of people that a restricted edition holds are not told in the mail itself."""
    with written_in(lang):
        in_the_file = (tr("Nội dung có thay đổi; xin xem trong tệp."),)
        if edition.names or before is None:
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
    if not _has_content(path, expected):
        raise DeliveryError(
            f"{edition}: {path.name} of revision {revision.number} is not what was released; build again"
        )
    return path


def _has_content(path: Path, expected: str | None) -> bool:
    try:
        return content_hash(path.read_bytes()) == expected
    except OSError:
        return False


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
                titles = [file_title(state.edition, to.lang) for state in states]
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
    if decision is None or decision.act != "withdraw":
        return False
    if address.lower() not in (each.lower() for each in ledger.addresses(name, decision.revision)):
        return False
    return not ledger.has_item(address, name, decision.revision, purpose="withdrawal")


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

    What was withdrawn is in no sample, and editions with names only in one for an address that may have them.

    A sample is another mail than the real one: its Message-ID and thread are its own, and its subject says so.

    Raises
    ------
    DeliveryError
        If nobody would get anything of this pack, or nothing that this address may be shown.
    """
    shown = replace(
        pack, editions=tuple(each for each in pack.editions if may_show(each, address, recipients, settings))
    )
    by_role: dict[str, list[RecipientSettings]] = {}
    for to in recipients:
        if _wanted(shown, to, settings):
            by_role.setdefault(to.role, []).append(to)
    samples = []
    for name, like in by_role.items():
        to, role = like[0], settings.roles[name]
        enclosures = [
            replace(enclosure(each.edition, _revision(each), to, role, ledger), earlier=None)
            for each in _wanted(shown, to, settings)
        ]
        mine = to.changed(address=address)
        thread = f"{pack.name} sample {name} {now.isoformat()}"
        letters = compose(
            mine,
            role,
            enclosures,
            pack=thread,
            mail=mail_settings(settings),
            publish=settings.publish,
            now=now,
            sample=True,
        )
        samples += [Sample(letter, name, tuple(like)) for letter in letters]
    if not samples:
        raise DeliveryError(
            f"nobody in reports.toml would get anything of {pack.name} that {address} may be shown: no sample to send"
        )
    return samples


def may_show(
    state: EditionState, address: str, recipients: Sequence[RecipientSettings], settings: DeliverSettings
) -> bool:
    """Whether an edition may be in a sample for an address: never withdrawn, with names only if they may have those."""
    if state.release == "withdrawn":
        return False
    mine = [to for to in recipients if bare_address(to.address).lower() == address.lower()]
    return not state.edition.names or any(is_entitled(to, settings.roles[to.role], state.edition) for to in mine)


def is_known(address: str, recipients: Sequence[RecipientSettings], settings: DeliverSettings) -> bool:
    """Whether `reports.toml` names an address: a recipient's, or the operator's."""
    named = [to.address for to in recipients] + ([settings.mail.operator] if settings.mail else [])
    return address.lower() in (bare_address(each).lower() for each in named)


def _wanted(pack: Pack, to: RecipientSettings, settings: DeliverSettings) -> list[EditionState]:
    """What a recipient would get of a pack if all of it were released."""
    role = settings.roles[to.role]
    return [each for each in pack.editions if each.revision is not None and wants(to, role, each.edition)]
