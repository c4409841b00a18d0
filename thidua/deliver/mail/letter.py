"""One mail as it travels: headers that nobody's name can break, parts in a fixed order, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import textwrap
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from itertools import groupby
from quopri import encodestring

from thidua.deliver.lines import one_line
from thidua.deliver.mail.attachments import encoded_words
from thidua.deliver.settings import MailSettings, address_of
from thidua.errors import DeliveryError
from thidua.registry import quoted

SUBJECT_LETTERS = 180


@dataclass(frozen=True)
class Letter:
    """One mail to one address.

    Attributes
    ----------
    message_id
        The same for the same content to the same address, for ever: a server can tell a repetition.
    recipient
        The bare address.
    pack
        The meeting pack it belongs to; empty for a notice.
    items
        What it brings: the name of each edition and the revision.
    """

    message: EmailMessage
    message_id: str
    recipient: str
    pack: str
    items: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Content:
    """What stands in a mail: its words twice, its one picture, its attachments."""

    subject: str
    text: str
    html: str = ""
    picture: bytes | None = None
    attachments: tuple[Message, ...] = ()
    lang: str = "vi"


@dataclass(frozen=True)
class Envelope:
    """Who writes to whom and when, and what makes the mail another one than the next.

    Attributes
    ----------
    name, address
        Of the recipient; the name may be empty.
    key
        What the Message-ID is made from, beside the address: a second mail with the same key is the same mail.
    """

    name: str
    address: str
    mail: MailSettings
    now: datetime
    pack: str
    key: Sequence[object]


def bare_address(text: str) -> str:
    """The address of ``Name <address>``.

    Raises
    ------
    DeliveryError
        If it is not one plain address: another header or another recipient could hide in it.
    """
    address = address_of(text)
    if address is None:
        raise DeliveryError(
            f"{quoted(text)} is not one mail address; write ten@donvi.example or Tên <ten@donvi.example>"
        )
    return address


def picture_id(envelope: Envelope) -> str:
    """The Content-ID of the mail's picture, without angle brackets."""
    return f"chart.{_hash(envelope)}@{_domain(envelope.mail)}"


def write_letter(envelope: Envelope, content: Content, items: Sequence[tuple[str, int]] = ()) -> Letter:
    """Put a mail together: text and HTML as alternatives, the picture with the HTML, then the attachments.

    Headers are written folded and then only read, never composed again, so that every program that handles the mail
    sends on these bytes.

    Raises
    ------
    DeliveryError
        If an address is not one address.
    """
    recipient, message_id = bare_address(envelope.address), f"<{_hash(envelope)}@{_domain(envelope.mail)}>"
    whole = _headers(envelope, content, recipient, message_id)
    body = _body(envelope, content)
    if content.attachments:
        outer = MIMEMultipart("mixed", boundary=_boundary(envelope, 0))
        outer.set_payload([body, *content.attachments])
        body = outer
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        if name in body:
            whole[name] = body[name]
    whole.set_payload(body.get_payload())
    # Read back so that whoever sends it finds a modern message, whose headers stay as they were written.
    message = message_from_bytes(whole.as_bytes(policy=SMTP), policy=SMTP)
    return Letter(message, message_id, recipient, envelope.pack, tuple(items))


def _headers(envelope: Envelope, content: Content, recipient: str, message_id: str) -> Message:
    headers = Message()
    sender = envelope.mail.sender
    headers["From"] = _mailbox(parseaddr(sender)[0], bare_address(sender), len("From: "))
    headers["To"] = _mailbox(envelope.name, recipient, len("To: "))
    headers["Subject"] = encoded_words(subject_line(content.subject), first=len("Subject: "))
    headers["Date"] = format_datetime(envelope.now)
    headers["Message-ID"] = message_id
    if envelope.pack:
        thread = f"<pack.{_digest([envelope.pack])}@{_domain(envelope.mail)}>"
        headers["In-Reply-To"] = headers["References"] = thread
    headers["Auto-Submitted"] = "auto-generated"
    headers["X-Auto-Response-Suppress"] = "All"
    headers["Content-Language"] = content.lang
    headers["MIME-Version"] = "1.0"
    return headers


def header_text(text: str) -> str:
    """A text for a header: one line, and nothing in it that a program which decodes twice takes for an encoded word."""
    return one_line(text).replace("=?", "= ?")


def subject_line(text: str) -> str:
    """A subject as one line of visible letters, cut where no mail program shows it any more."""
    line = header_text(text)
    return line if len(line) <= SUBJECT_LETTERS else f"{line[:SUBJECT_LETTERS].rstrip()}…"


def _mailbox(name: str, address: str, first: int) -> str:
    """``Name <address>`` with the name encoded, however it looks; without a name the address alone."""
    shown = header_text(name)[:SUBJECT_LETTERS]
    return f"{_phrase(shown, first)}\n <{address}>" if shown else address


def _phrase(name: str, first: int) -> str:
    """A name whose plain words stay plain, each run of others encoded.

    Some readers, Python's own among them, put a space between two encoded words of a name: most need only one.
    """
    runs = [(is_plain, " ".join(words)) for is_plain, words in groupby(name.split(), _is_plain)]
    lines = [
        textwrap.fill(run, 70, subsequent_indent=" ")
        if is_plain
        else encoded_words(run, first=first if not number else 1)
        for number, (is_plain, run) in enumerate(runs)
    ]
    return "\n ".join(lines)


def _is_plain(word: str) -> bool:
    return len(word) <= 60 and word.isascii() and word.replace("-", "").isalnum()


def _body(envelope: Envelope, content: Content) -> Message:
    text = _text_part("plain", content.text)
    if not content.html:
        return text
    html: Message = _text_part("html", content.html)
    if content.picture is not None:
        related = MIMEMultipart("related", boundary=_boundary(envelope, 2))
        related.set_payload([html, _picture_part(content.picture, picture_id(envelope))])
        html = related
    both = MIMEMultipart("alternative", boundary=_boundary(envelope, 1))
    both.set_payload([text, html])
    return both


def _text_part(subtype: str, text: str) -> Message:
    part = Message()
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(encodestring(text.encode()).decode("ascii"))
    return part


def _picture_part(png: bytes, content_id: str) -> Message:
    part = Message()
    part["Content-Type"] = 'image/png; name="chart.png"'
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-ID"] = f"<{content_id}>"
    part["Content-Disposition"] = 'inline; filename="chart.png"'
    part.set_payload(encodebytes(png).decode("ascii"))
    return part


def _domain(mail: MailSettings) -> str:
    return bare_address(mail.sender).rpartition("@")[2].lower()


def _boundary(envelope: Envelope, number: int) -> str:
    """A boundary beginning "=_" stands in no encoded content, so no part can hold the line that ends it."""
    return f"=_{_hash(envelope)[:24]}_{number}"


def _hash(envelope: Envelope) -> str:
    return _digest([bare_address(envelope.address).lower(), envelope.pack, *envelope.key])


def _digest(content: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True, default=list).encode()).hexdigest()[:40]
