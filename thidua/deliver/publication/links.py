"""Links in mails: before one goes it must lead somewhere, and the operator is told that anybody can follow it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path

from thidua.deliver.packs import read_packs
from thidua.deliver.publication.write import write_public
from thidua.deliver.settings import DeliverSettings, RecipientSettings
from thidua.run.ledger.book import Ledger


def link_warnings(settings: DeliverSettings, recipients: Sequence[RecipientSettings]) -> list[str]:
    """One line for each role that gets links: whom they cannot keep out."""
    return [
        f"role {name} gets links: whoever reaches {settings.publish.address} can open them, not only its recipients"
        for name, role in settings.roles.items()
        if role.sends == "link" and any(to.role == name for to in recipients)
    ]


def show_what_is_linked(
    root: Path, ledger: Ledger, settings: DeliverSettings, *, zone: tzinfo | None, tell: Callable[[str], None]
) -> None:
    """Bring the public folder up to date before mails go that may point into it.

    Raises
    ------
    ConfigError, DeliveryError
        As `write_public` does; a mail would lead nowhere then.
    """
    if any(role.sends == "link" for role in settings.roles.values()):
        write_public(root, read_packs(root, ledger), settings.publish, zone=zone, tell=tell)
