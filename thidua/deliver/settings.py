"""What `reports.toml` says of schedules, mail and what is public, read once into strict models.

Only values and their limits stand here; what days they mean is for ``calendar``, whom they entitle for ``recipients``.
"""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, structs

from thidua.deliver.values import Address, Day, EhloName, Moment, OwnAddress, Place, Server, Zone
from thidua.errors import ConfigError
from thidua.project import MARKER
from thidua.registry.periods import LAST_YEAR
from thidua.run.reports import ReportsSettings, get_report
from thidua.settings import Settings, read_settings
from thidua.settings.settable import Different, Line, Lines, MaybeLine, Year

Sends = Literal["attachments", "body", "link"]
RecurringPeriod = Literal["H1", "H2", "year"]

NONE: dict[str, Any] = {}
"""What a table of names is that was left out; nobody writes into settings."""


class ScheduleSettings(Settings):
    """One set of reports that comes every year: of which dataset and period, and its dates in that year.

    Days are written MM-DD and mean the first such day on or after the last day of the period; one that is no working
    day moves to the next that is.
    """

    title: Line
    dataset: Line
    period: RecurringPeriod
    basis: Line
    data_due: Day
    render: Moment
    meeting: Day
    remind_days_before: Annotated[int, Meta(ge=0, le=60)] = 5
    first_year: Year
    last_year: Year = LAST_YEAR
    max_age_days: Annotated[int, Meta(ge=1, le=366)] = 14
    """How late a missed run may still be made up; after that a person decides."""
    auto_release: bool = False

    def __post_init__(self) -> None:
        """Refuse years that do not follow each other."""
        if self.first_year > self.last_year:
            raise ValueError(f"first_year {self.first_year} is after last_year {self.last_year}; change one of them")


class MailSettings(Settings):
    """The mail server and who writes; user name and password come from the environment or the system's keyring."""

    gone: ClassVar[Mapping[str, str]] = {
        "link": "link is no key any more: write address in [publish], where readers find the public folder"
    }

    sender: Address
    operator: Address
    server: Server
    port: Annotated[int, Meta(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls"] = "starttls"
    login: bool = True
    ehlo: EhloName = ""
    """The name that we give the server; empty: "[127.0.0.1]", as mail programs do."""
    source: OwnAddress = ""
    """The address of this machine from which we connect, where it has several; empty: the system chooses."""
    ca_file: MaybeLine = ""
    """Certificates of the office's own authority, beside those the system trusts."""
    timeout_seconds: Annotated[float, Meta(gt=0, le=3600)] = 30
    tries: Annotated[int, Meta(ge=1, le=10)] = 4
    limit_mb: Annotated[float, Meta(gt=0, le=1000)] = 5
    """The largest message that is sent, as it travels (files grow by a third): phones open it, servers take it."""
    max_age_days: Annotated[int, Meta(ge=1, le=366)] = 14
    """How long after a release its mail still goes out by itself; later a person sends it."""
    recipients_file: MaybeLine = ""
    """A CSV file with more recipients: name, address, role, units, lang."""


class PublishSettings(Settings):
    """What readers may see, where it stands here, and where they find it."""

    folder: Line = "public"
    """From the project folder, or from the root of the disk; nothing else may stand in it."""
    kinds: Lines | None = None
    """The kinds of report that are shown once they are released; None for all."""
    address: Place = ""
    """Where readers find that folder, as a web address or a network path; empty: nowhere but here."""

    def __post_init__(self) -> None:
        """Keep the address so that it can be continued."""
        structs.force_setattr(self, "address", self.address.rstrip("/\\"))


class PublicSettings(ReportsSettings):
    """The part of `reports.toml` that every command needs which may change what is public."""

    publish: PublishSettings = PublishSettings()


class RoleSettings(Settings):
    """What people of one role get: kinds of report, and how."""

    kinds: Lines = ()
    sends: Sends = "attachments"
    formats: Annotated[Different[Literal["html", "pdf", "xlsx", "docx"]], Meta(min_length=1)] = ("pdf",)
    names: bool = False
    """Whether they may get the restricted editions with the names of recipients."""
    reminded: bool = False
    """Whether they hear of what their units have not sent."""


class RecipientSettings(Settings):
    """One person: which role, and the units whose reports they are entitled to; no unit brings another along."""

    name: Line
    address: Address
    role: Line
    units: Lines
    lang: Literal["vi", "en"] = "vi"

    @property
    def mailbox(self) -> str:
        """The address alone, without a name before it."""
        return parseaddr(self.address)[1]


class DeliverSettings(Settings):
    """The whole of `reports.toml`; what `thidua.run` reads of it is taken as it stands."""

    reports: dict[str, Any]
    engine: Any = None
    lang: Any = None
    time_zone: Zone = "Asia/Ho_Chi_Minh"
    schedules: dict[Line, ScheduleSettings] = NONE
    publish: PublishSettings = PublishSettings()
    mail: MailSettings | None = None
    roles: dict[Line, RoleSettings] = NONE
    recipients: tuple[RecipientSettings, ...] = ()


def read_deliver_settings(root: Path) -> DeliverSettings:
    """Read schedules, mail, roles and recipients.

    Raises
    ------
    ConfigError
        If a key or value is not known; names it and the nearest known one. If a role gets links to what is never
        public.
    """
    settings = read_settings(root / MARKER, DeliverSettings)
    for name, role in settings.roles.items():
        _check_links(name, role, settings.publish)
    if settings.mail is None or not settings.mail.ca_file:
        return settings
    # Beside reports.toml, wherever the command is called from.
    return settings.changed(mail=settings.mail.changed(ca_file=str(root / settings.mail.ca_file)))


def read_publish_settings(root: Path) -> PublishSettings:
    """Read what is public.

    Raises
    ------
    ConfigError
        If a key or value is not known; names it and the nearest known one.
    """
    settings = read_settings(root / MARKER, PublicSettings)
    for kind in settings.publish.kinds or ():
        try:
            get_report(settings.reports, kind)
        except ConfigError as problem:
            raise ConfigError(f"{MARKER}: publish.kinds: {problem}") from None
    return settings.publish


def _check_links(name: str, role: RoleSettings, publish: PublishSettings) -> None:
    """Refuse a role that would get links to what stands in no public folder, or that nobody could follow."""
    if role.sends != "link":
        return
    where, instead = f'{MARKER}: roles.{name}: sends = "link"', 'write sends = "attachments"'
    hidden = [kind for kind in role.kinds if publish.kinds is not None and kind not in publish.kinds]
    if role.names:
        raise ConfigError(f"{where} with names = true: reports with names of people are never public; {instead}")
    if hidden:
        raise ConfigError(f"{where}, but {', '.join(hidden)} is not public ([publish] kinds); {instead}")
    if not publish.address:
        raise ConfigError(f"{where}: nothing says where readers find public/; set address in [publish], or {instead}")
