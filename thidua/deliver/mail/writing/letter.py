"""One mail as it travels: headers that nobody's name can break, parts in a fixed order, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.policy import SMTP, compat32
from email.utils import format_datetime, parseaddr
from functools import cached_property
from quopri import encodestring

from thidua.deliver.mail.writing.headers import encoded_words, folded, mailbox, subject_line
from thidua.deliver.settings import MailSettings
from thidua.deliver.values import address_of
from thidua.errors import DeliveryError
from thidua.registry import quoted

WIRE = compat32.clone(linesep="\r\n", max_line_length=None, cte_type="7bit")
"""How a mail is put into bytes: as its headers were folded, and in ASCII, since not every server takes more."""


@dataclass(frozen=True)
class Letter:
    """One mail to one address.

    Attributes
    ----------
    content
        Its bytes as they travel: composed once, hashed, put into the outbox, and handed to the server as they are.
    message_id
        The same for the same content to the same address, for ever: a server can tell a repetition.
    recipient
        The bare address.
    subject
        As its reader sees it.
    pack
        The meeting pack it belongs to; empty for a notice.
    items
        What it brings: the name of each edition and the revision.
    too_large
        The editions whose files would fill more than one mail: it links them instead.
    """

    content: bytes
    message_id: str
    recipient: str
    subject: str
    pack: str
    items: tuple[tuple[str, int], ...]
    too_large: tuple[str, ...] = ()

    @cached_property
    def message(self) -> EmailMessage:
        """What its reader's program finds in these bytes."""
        return message_from_bytes(self.content, policy=SMTP)


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

    Headers are written folded, in lines that no program has a reason to fold again.

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
    subject = subject_line(content.subject)
    return Letter(whole.as_bytes(policy=WIRE), message_id, recipient, subject, envelope.pack, tuple(items))


def _headers(envelope: Envelope, content: Content, recipient: str, message_id: str) -> Message:
    headers = Message()
    sender = envelope.mail.sender
    headers["From"] = mailbox("From", parseaddr(sender)[0], bare_address(sender))
    headers["To"] = mailbox("To", envelope.name, recipient)
    headers["Subject"] = encoded_words(subject_line(content.subject), first=len("Subject: "))
    headers["Date"] = format_datetime(envelope.now)
    headers["Message-ID"] = folded("Message-ID", message_id)
    if envelope.pack:
        thread = f"<pack.{_digest([envelope.pack])}@{_domain(envelope.mail)}>"
        for name in ("In-Reply-To", "References"):
            headers[name] = folded(name, thread)
    headers["Auto-Submitted"] = "auto-generated"
    headers["X-Auto-Response-Suppress"] = "All"
    headers["Content-Language"] = content.lang
    headers["MIME-Version"] = "1.0"
    return headers


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
    part["Content-ID"] = folded("Content-ID", f"<{content_id}>")
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
