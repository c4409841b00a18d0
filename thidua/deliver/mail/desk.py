"""What everything that delivers works with, read once: the ledger, the settings, the recipients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from thidua.deliver.mail.recipients import read_recipients
from thidua.deliver.run_log import log_mail
from thidua.deliver.settings import DeliverSettings, MailSettings, RecipientSettings
from thidua.errors import DeliveryError
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Message
from thidua.run.ledger.states import MessageState
from thidua.speech import say


@dataclass(frozen=True)
class Desk:
    """The project, its ledger and settings, the clock, the operator's ear."""

    root: Path
    ledger: Ledger
    settings: DeliverSettings
    now: Callable[[], datetime]
    tell: Callable[[str], None]

    @property
    def can_mail(self) -> bool:
        """Whether there is a server to send through; without one, what is due is made and nobody is written to."""
        return can_mail(self.settings)

    @property
    def mail(self) -> MailSettings:
        """The mail server.

        Raises
        ------
        DeliveryError
            If `reports.toml` names none.
        """
        if self.settings.mail is None:
            raise DeliveryError(
                say("reports.toml không có [mail]: không gửi thư được cho ai; cách ghi xem docs/reports-toml.md")
            )
        return self.settings.mail

    @cached_property
    def recipients(self) -> Sequence[RecipientSettings]:
        """Every recipient; see `read_recipients` for what is refused."""
        return read_recipients(self.settings, self.root)

    def note(self, message: Message, state: MessageState, answer: str) -> None:
        """Write what becomes of a message into the run log as it happens, whatever becomes of this run."""
        log_mail(self.root, message, state, answer, now=self.now())

    @property
    def released_lately(self) -> datetime:
        """Since when a release must have been made for its mail to go out by itself."""
        return self.now() - timedelta(days=self.mail.max_age_days)


def can_mail(settings: DeliverSettings) -> bool:
    """Whether these settings name a server to send through."""
    return settings.mail is not None and bool(settings.mail.server)
