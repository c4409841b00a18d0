"""Compose: each parcel becomes one mail, or as many as the server's limit asks for.

One file that is damaged, or one report that cannot be told, holds the parcel that needs it; all others are composed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.plan import Parcel, revision_of
from thidua.deliver.mail.writing.enclosures import enclosure
from thidua.deliver.mail.writing.letter import Letter
from thidua.deliver.mail.writing.notices import withdrawal
from thidua.deliver.mail.writing.reports import report_letters
from thidua.deliver.packs import file_title
from thidua.deliver.settings import MailSettings
from thidua.errors import DeliveryError, NotebookError


@dataclass(frozen=True)
class Held:
    """A mail that is due and cannot be composed: for whom, of which pack, and why."""

    recipient: str
    pack: str
    why: str


@dataclass(frozen=True)
class Composed:
    """What is to go, each letter with its purpose ("report", "withdrawal"), and what cannot be composed."""

    letters: tuple[tuple[Letter, str], ...] = ()
    held: tuple[Held, ...] = ()


def compose(desk: Desk, parcels: Iterable[Parcel]) -> Composed:
    """Write the letters of every parcel; nothing is noted or sent.

    Raises
    ------
    DeliveryError
        If `reports.toml` names no mail server.
    """
    mail = desk.mail
    letters: list[tuple[Letter, str]] = []
    held: list[Held] = []
    for parcel in parcels:
        if parcel.withdrawn is not None:
            letters.append((_withdrawal(parcel, parcel.withdrawn, mail, desk.now()), "withdrawal"))
            continue
        try:
            letters += [(letter, "report") for letter in _reports(desk, parcel, mail)]
        except (DeliveryError, NotebookError) as problem:
            held.append(Held(parcel.to.mailbox, parcel.pack.name, str(problem)))
    return Composed(tuple(letters), tuple(held))


def _reports(desk: Desk, parcel: Parcel, mail: MailSettings) -> list[Letter]:
    to, role = parcel.to, desk.settings.roles[parcel.to.role]
    enclosures = [enclosure(each.edition, revision_of(each), to, role, desk.ledger) for each in parcel.states]
    return report_letters(
        to,
        role,
        enclosures,
        pack=parcel.pack.name,
        mail=mail,
        publish=desk.settings.publish,
        now=desk.now(),
    )


def _withdrawal(parcel: Parcel, why: str, mail: MailSettings, now: datetime) -> Letter:
    return withdrawal(
        parcel.to,
        titles=[file_title(state.edition, parcel.to.lang) for state in parcel.states],
        why=why,
        mail=mail,
        now=now,
        pack=parcel.pack.name,
        items=tuple((str(each.edition), each.decision.revision) for each in parcel.states if each.decision),
        key="",
        illustrative=parcel.pack.is_illustrative,
    )
