"""Links in mails: before one goes it must lead somewhere, and the operator is told that anybody can follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.deliver.packs import read_packs
from thidua.deliver.publication.write import write_public
from thidua.deliver.settings import DeliverSettings, RecipientSettings
from thidua.run.ledger.book import Ledger

if TYPE_CHECKING:
    from thidua.deliver.mail.writing.letter import Letter


def link_warnings(settings: DeliverSettings, recipients: Sequence[RecipientSettings]) -> list[str]:
    """One line for each role that gets links: whom they cannot keep out."""
    return [
        f"role {name} gets links: whoever reaches {settings.publish.address} can open them, not only its recipients"
        for name, role in settings.roles.items()
        if role.sends == "link" and any(to.role == name for to in recipients)
    ]


def size_warnings(letters: Iterable[Letter], settings: DeliverSettings) -> list[str]:
    """One line for each mail that links files because they are too large to attach: that anybody can follow it."""
    return [
        f"the mail to {letter.recipient} links {', '.join(letter.too_large)}, too large to attach ([mail] limit_mb): "
        f"whoever reaches {settings.publish.address} can open it, not only its recipient"
        for letter in letters
        if letter.too_large
    ]


def show_what_is_linked(
    root: Path, ledger: Ledger, settings: DeliverSettings, *, zone: tzinfo | None, tell: Callable[[str], None]
) -> None:
    """Bring the public folder up to date before mails go that may point into it: by their role, or for their size.

    Raises
    ------
    ConfigError, DeliveryError
        As `write_public` does. Mails without links may go all the same: those whose links would lead nowhere are held
        when they are composed.
    """
    if settings.publish.address:
        write_public(root, read_packs(root, ledger), settings.publish, ledger, zone=zone, tell=tell)
