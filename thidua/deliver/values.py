"""What single keys of schedules, mail and publication may hold: an address, a day, a server, a time zone.

Each refuses with the words that follow the value in a message; which key holds what is for ``settings``.
"""

from __future__ import annotations

import re
from datetime import date, time
from email.utils import getaddresses
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from msgspec import Meta

from thidua.registry.lookup import did_you_mean, nearest
from thidua.settings.model import After
from thidua.settings.settable import MaybeLine

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
# A login in an address would stand in every mail; what follows ? or # could not be continued.
_PLACE = re.compile(r"https?://[^\s/@?#\\]+(?:/[^\s?#\\]*)?|\\\\[^\\/]+\\[^/]+")
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]")
# A server of the office's own network may have a name without a dot.
_SERVER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?")
_LITERAL = re.compile(r"\[(IPv6:)?([0-9A-Fa-f:.]+)\]")
_DAY, _CLOCK = re.compile("[0-9]{2}-[0-9]{2}"), re.compile("[0-9]{2}:[0-9]{2}")
_A_DAY = 'month and day in quotes, a day that every year has: "06-20"'
_A_MOMENT = 'month, day and time in quotes, a day that every year has: "06-20 08:00"'


def address_of(text: str) -> str | None:
    """The address of ``Name <address>``; None if it is not just one plain address: another one could hide in it."""
    found = getaddresses([text])
    address = found[0][1] if len(found) == 1 and text.isprintable() else ""
    return address if _ADDRESS.fullmatch(address) and text.count("@") == 1 else None


def _address(text: str) -> None:
    if address_of(text) is None:
        raise ValueError("must be one mail address: ten@donvi.example or Tên <ten@donvi.example>")


def _place(text: str) -> None:
    if text and not (_PLACE.fullmatch(text) and _has_host(text)):
        raise ValueError(r"must be where readers find the public folder: https://… or \\server\share")


def _has_host(text: str) -> bool:
    """Whether a web address has a host, and a port that there can be; what is no web address is not looked at."""
    if not text.startswith("http"):
        return True
    try:
        found = urlsplit(text)
        # Asked for its port, it refuses one that is no number up to 65535.
        return bool(found.hostname) and found.port != 0
    except ValueError:
        return False


def _month_and_day(text: str) -> None:
    try:
        # No leap year: a day that it does not have, some year of the schedule has not.
        date.fromisoformat(f"2001-{text if _DAY.fullmatch(text) else ''}")
    except ValueError:
        raise ValueError(f"write {_A_DAY}") from None


def _month_day_and_time(text: str) -> None:
    day, _, clock = text.partition(" ")
    try:
        time.fromisoformat(clock if _CLOCK.fullmatch(clock) else "")
        _month_and_day(day)
    except ValueError:
        raise ValueError(f"write {_A_MOMENT}") from None


def _server(text: str) -> None:
    if text and not _SERVER.fullmatch(text) and not _is_ip(text):
        raise ValueError('write the name of the server alone: "mail.donvi.example"; its port stands under port')


def _ehlo_name(text: str) -> None:
    literal = _LITERAL.fullmatch(text)
    is_literal = literal is not None and _is_ip(literal[2]) and bool(literal[1]) == (":" in literal[2])
    if text and not is_literal and not (_HOST.fullmatch(text) and len(text) <= 255):
        raise ValueError("must be a full name as mail.donvi.example, or an address in brackets as [192.0.2.7]")


def _own_address(text: str) -> None:
    if text and not _is_ip(text):
        raise ValueError("must be an IP address of this machine, as 192.0.2.7")


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text


def _zone(text: str) -> None:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = did_you_mean(nearest(text[:100], sorted(available_timezones()), count=1, cutoff=0.6))
        raise ValueError(f"write the name of a time zone like Asia/Ho_Chi_Minh{near}") from None


Server = Annotated[MaybeLine, After(_server)]
EhloName = Annotated[str, After(_ehlo_name)]
OwnAddress = Annotated[str, After(_own_address)]
Address = Annotated[str, After(_address)]
Place = Annotated[MaybeLine, After(_place)]
Day = Annotated[str, After(_month_and_day), Meta(description=_A_DAY)]
Moment = Annotated[str, After(_month_day_and_time), Meta(description=_A_MOMENT)]
Zone = Annotated[str, After(_zone)]
