"""What may go to whom, looked up by what a mail carries, apart from how it was chosen.

The whole plan is checked before the first message is noted (`Gate.check`), and each message that waits again before
each try (`Gate.why_not`): between planning and sending lies a server that was down, and a person who changed a role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP
from functools import cached_property
from pathlib import Path

from thidua.deliver.known_units import KnownUnits, known_units
from thidua.deliver.lines import one_line
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.recipients import wants
from thidua.deliver.mail.writing.letter import Letter, bare_address
from thidua.deliver.settings import DeliverSettings, RecipientSettings
from thidua.errors import ConfigError, DeliveryError
from thidua.facts.dataset import Opened, open_all
from thidua.run.key import content_hash
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.plan import edition_named

Item = tuple[str, int]


@dataclass(frozen=True)
class _Carried:
    """What the bytes of a message say: its addresses, its subject, the name and hash of each attached file."""

    addresses: tuple[str, ...]
    subject: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gate:
    """The recipients and roles as `reports.toml` has them now, and what the ledger knows of every file."""

    root: Path
    ledger: Ledger
    settings: DeliverSettings
    recipients: Sequence[RecipientSettings]
    _read: dict[str, _Carried] = field(default_factory=dict, repr=False)
    _wanted: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False)

    @cached_property
    def _datasets(self) -> Opened:
        return open_all(self.root)

    @cached_property
    def _units(self) -> KnownUnits:
        return known_units(self._datasets)

    def check(self, letters: Iterable[tuple[Letter, str]]) -> None:
        """Refuse a whole plan if any message would give a recipient what is not theirs.

        Parameters
        ----------
        letters
            Each with its purpose, "report" or "withdrawal".

        Raises
        ------
        DeliveryError
            Naming the recipient and the edition; nothing has been sent then.
        """
        for letter, purpose in letters:
            sha256 = content_hash(letter.content)
            why = self._why_not(letter.recipient, purpose, letter.items, sha256, letter.content)
            if why:
                raise DeliveryError(f"{why}; nothing was sent")

    def why_not(self, planned: Message, content: bytes) -> str:
        """Why a message that waits may not go any more; empty if it may."""
        sha256 = planned.sha256 or content_hash(content)
        return self._why_not(planned.recipient, planned.purpose, planned.items, sha256, content)

    def _why_not(self, recipient: str, purpose: str, items: Sequence[Item], sha256: str, content: bytes) -> str:
        if sha256 not in self._read:
            self._read[sha256] = _carried(content)
        carried = self._read[sha256]
        if [each.lower() for each in carried.addresses] != [recipient.lower()]:
            return f"a message for {recipient} is addressed to others"
        if purpose == "sample":
            return "a sample that did not go at once goes no more: what it shows may have changed"
        if purpose == "operator":
            return self._why_not_told(recipient)
        to = self._recipient(recipient)
        if to is None:
            return f"{recipient} is no recipient of reports.toml"
        if purpose == "reminder":
            return self._why_not_reminded(to, carried)
        if purpose == "withdrawal":
            return self._why_not_withdrawn(to, items, carried)
        faults = self._datasets.faults
        unread = [faults[dataset] for name, _ in items if (dataset := name.partition("/")[0]) in faults]
        if unread:
            return f"its dataset is not in order, and it is composed anew once it is: {unread[0]}"
        unwanted = [name for name, _ in items if not self._wants(to, name)]
        if unwanted:
            return f"{to.address} is not entitled to {unwanted[0]} (unit, kind, language or role)"
        old = [f"{name}, revision {number}" for name, number in items if not self._stands(name, number)]
        if old:
            return f"{old[0]}, is not what is released now"
        return self._why_not_files(to, items, carried)

    def _why_not_told(self, recipient: str) -> str:
        """What the office's machine has to say is for its operator, and nobody who was that before."""
        operator = "" if self.settings.mail is None else bare_address(self.settings.mail.operator)
        return "" if recipient.lower() == operator.lower() else f"{recipient} is not the operator any more"

    def _why_not_reminded(self, to: RecipientSettings, carried: _Carried) -> str:
        """A reminder tells what one unit has not sent: its subject ends with the name of that unit."""
        if not self.settings.roles[to.role].reminded:
            return f"role {to.role} is not reminded"
        names = {one_line(name) for unit in to.units for name in self._units.names_of(unit)}
        if not any(carried.subject.endswith(f"– {name}") for name in names):
            return f"{to.address} has not the unit any more that the reminder is about"
        return ""

    def _why_not_withdrawn(self, to: RecipientSettings, items: Sequence[Item], carried: _Carried) -> str:
        """Whoever has a revision may hear that it is withdrawn, whatever their role gets by now."""
        if carried.files:
            return f"the withdrawal for {to.address} carries {carried.files[0][0]}"
        for name, number in items:
            last = next((each for each in reversed(self.ledger.decisions(name)) if each.revision == number), None)
            if last is None or last.act != "withdraw":
                return f"{name}, revision {number}, is not withdrawn"
            if to.mailbox.lower() not in (each.lower() for each in self.ledger.addresses(name, number)):
                return f"{to.address} never got {name}, revision {number}"
        return ""

    def _why_not_files(self, to: RecipientSettings, items: Sequence[Item], carried: _Carried) -> str:
        role = self.settings.roles[to.role]
        for file, sha256 in carried.files:
            owners = self.ledger.editions_with_file(sha256)
            if not owners:
                return f"{file} is no file of the ledger"
            for name, _ in owners:
                if not self._wants(to, name):
                    return f"{to.address} is not entitled to {name} (unit, kind, language or role)"
            if not set(owners) & set(items):
                return f"{file} is of {owners[0][0]}, revision {owners[0][1]}, which this message does not bring"
            extension = file.rpartition(".")[2]
            if role.sends != "attachments" or extension not in role.formats:
                return f"role {to.role} gets no {extension} files"
        return ""

    def _recipient(self, address: str) -> RecipientSettings | None:
        return next((to for to in self.recipients if to.mailbox.lower() == address.lower()), None)

    def _wants(self, to: RecipientSettings, name: str) -> bool:
        if (to.address, name) not in self._wanted:
            try:
                edition = edition_named(self.root, name)
                wanted = wants(to, self.settings.roles[to.role], edition)
            except ConfigError:
                wanted = False  # its dataset, unit or kind is no longer known
            self._wanted[to.address, name] = wanted
        return self._wanted[to.address, name]

    def _stands(self, name: str, number: int) -> bool:
        """Whether this revision is released, and no later one was made."""
        released, last = self.ledger.released(name), self.ledger.revision(name)
        return released is not None and last is not None and released.revision == last.number == number


def gate_of(desk: Desk) -> Gate:
    """What may go to whom, as `reports.toml` and the ledger have it now."""
    return Gate(desk.root, desk.ledger, desk.settings, desk.recipients)


def _carried(content: bytes) -> _Carried:
    message = message_from_bytes(content, policy=SMTP)
    addresses = [bare_address(str(value)) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
    files = []
    for part in message.walk():
        if part.get_content_disposition() == "attachment":
            payload = part.get_payload(decode=True)
            files.append((str(part.get_filename()), content_hash(payload if isinstance(payload, bytes) else b"")))
    return _Carried(tuple(addresses), str(message["Subject"]), tuple(files))
