"""What `reports.toml` says of schedules, mail and what is public, read once into strict models.

Only values and their limits stand here; what days they mean is for ``calendar``, whom they entitle for ``recipients``.
"""

from __future__ import annotations

import re
from datetime import date, time
from email.utils import getaddresses
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from thidua.errors import ConfigError
from thidua.project import MARKER
from thidua.run.reports import ReportsSettings, get_report
from thidua.settings import Settings, read_settings

Sends = Literal["attachments", "body", "link"]
RecurringPeriod = Literal["H1", "H2", "year"]
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
# A login in an address would stand in every mail; what follows ? or # could not be continued.
_PLACE = re.compile(r"https?://[^\s/@?#\\]+(?:/[^\s?#\\]*)?|\\\\[^\\/]+\\[^/]+")
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]")
_LITERAL = re.compile(r"\[(IPv6:)?([0-9A-Fa-f:.]+)\]")
_DAY, _CLOCK = re.compile("[0-9]{2}-[0-9]{2}"), re.compile("[0-9]{2}:[0-9]{2}")


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must be one line without control characters")
    return text


def address_of(text: str) -> str | None:
    """The address of ``Name <address>``; None if it is not just one plain address: another one could hide in it."""
    found = getaddresses([text])
    address = found[0][1] if len(found) == 1 and text.isprintable() else ""
    return address if _ADDRESS.fullmatch(address) and text.count("@") == 1 else None


def _address(text: str) -> str:
    if address_of(text) is None:
        raise ValueError("must be one mail address: ten@donvi.example or Tên <ten@donvi.example>")
    return text


def _place(text: str) -> str:
    if text and not _PLACE.fullmatch(text):
        raise ValueError(r"must be where readers find the public folder: https://… or \\server\share")
    return text.rstrip("/\\")


def _month_and_day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError("must be a month and a day: 06-20")
    # 2000 is a leap year: 29 February is told apart from a day that never comes.
    day = date.fromisoformat(f"2000-{text}")
    if (day.month, day.day) == (2, 29):
        raise ValueError("must be a day that every year has")
    return text


def _month_day_and_time(text: str) -> str:
    day, _, clock = text.partition(" ")
    if not _CLOCK.fullmatch(clock):
        raise ValueError("must be a month, a day and a time: 06-20 08:00")
    time.fromisoformat(clock)
    return f"{_month_and_day(day)} {clock}"


def _ehlo_name(text: str) -> str:
    literal = _LITERAL.fullmatch(text)
    is_literal = literal is not None and _is_ip(literal[2]) and bool(literal[1]) == (":" in literal[2])
    if text and not is_literal and not (_HOST.fullmatch(text) and len(text) <= 255):
        raise ValueError("must be a full name as mail.donvi.example, or an address in brackets as [192.0.2.7]")
    return text


def _own_address(text: str) -> str:
    if text and not _is_ip(text):
        raise ValueError("must be an IP address of this machine, as 192.0.2.7")
    return text


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text


Line = Annotated[str, AfterValidator(_one_line)]
EhloName = Annotated[str, AfterValidator(_ehlo_name)]
OwnAddress = Annotated[str, AfterValidator(_own_address)]
Address = Annotated[str, AfterValidator(_address)]
Place = Annotated[str, AfterValidator(_one_line), AfterValidator(_place)]
Day = Annotated[str, AfterValidator(_month_and_day)]
Moment = Annotated[str, AfterValidator(_month_day_and_time)]


class ScheduleSettings(Settings):
    """One set of reports that comes every year: of which dataset and period, and its dates in that year.

    Days are written MM-DD and mean the first such day on or after the last day of the period; one that is no working
    day moves to the next that is.
    """

    title: Line
    dataset: str
    period: RecurringPeriod
    basis: str
    data_due: Day
    render: Moment
    meeting: Day
    remind_days_before: int = Field(default=5, ge=0, le=60)
    first_year: int
    last_year: int = 2100
    max_age_days: int = Field(default=14, ge=1, le=366)
    """How late a missed run may still be made up; after that a person decides."""
    auto_release: bool = False


class MailSettings(Settings):
    """The mail server and who writes; user name and password come from the environment or the system's keyring."""

    sender: Address
    operator: Address
    server: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls"] = "starttls"
    login: bool = True
    ehlo: EhloName = ""
    """The name that we give the server; empty: "[127.0.0.1]", as mail programs do."""
    source: OwnAddress = ""
    """The address of this machine from which we connect, where it has several; empty: the system chooses."""
    ca_file: str = ""
    """Certificates of the office's own authority, beside those the system trusts."""
    timeout_seconds: float = Field(default=30, gt=0)
    tries: int = Field(default=4, ge=1, le=10)
    limit_mb: float = Field(default=10, gt=0)
    """The largest message the server takes, as it travels (attachments grow by a third)."""
    max_age_days: int = Field(default=14, ge=1, le=366)
    """How long after a release its mail still goes out by itself; later a person sends it."""
    recipients_file: str = ""
    """A CSV file with more recipients: name, address, role, units, lang."""

    @model_validator(mode="before")
    @classmethod
    def _is_without_link(cls, values: Any) -> Any:
        if isinstance(values, dict) and "link" in values:
            raise ValueError(
                "link is no key any more: write address in [publish], where readers find the public folder"
            )
        return values


class PublishSettings(Settings):
    """What readers may see, where it stands here, and where they find it."""

    folder: Line = "public"
    """From the project folder, or from the root of the disk; nothing else may stand in it."""
    kinds: tuple[str, ...] | None = None
    """The kinds of report that are shown once they are released; None for all."""
    address: Place = ""
    """Where readers find that folder, as a web address or a network path; empty: nowhere but here."""


class PublicSettings(ReportsSettings):
    """The part of `reports.toml` that every command needs which may change what is public."""

    publish: PublishSettings = Field(default_factory=PublishSettings)


class RoleSettings(Settings):
    """What people of one role get: kinds of report, and how."""

    kinds: tuple[str, ...] = ()
    sends: Sends = "attachments"
    formats: tuple[Literal["html", "pdf", "xlsx"], ...] = ("pdf",)
    names: bool = False
    """Whether they may get the restricted editions with the names of recipients."""
    reminded: bool = False
    """Whether they hear of what their units have not sent."""


class RecipientSettings(Settings):
    """One person: which role, and the units whose reports they are entitled to; no unit brings another along."""

    name: Line
    address: Address
    role: str
    units: tuple[str, ...]
    lang: Literal["vi", "en"] = "vi"


class DeliverSettings(Settings):
    """The whole of `reports.toml`; what `thidua.run` reads of it is taken as it stands."""

    reports: dict[str, Any]
    time_zone: str = "Asia/Ho_Chi_Minh"
    schedules: dict[str, ScheduleSettings] = Field(default_factory=dict)
    publish: PublishSettings = Field(default_factory=PublishSettings)
    mail: MailSettings | None = None
    roles: dict[str, RoleSettings] = Field(default_factory=dict)
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
    mail = settings.mail.model_copy(update={"ca_file": str(root / settings.mail.ca_file)})
    return settings.model_copy(update={"mail": mail})


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
