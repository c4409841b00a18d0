"""The files that travel in a mail, as a mail program saves it (RFC 5322, RFC 2045): each by its name and content.

Only the heads are read by `email.parser`: it takes longer with every level of parts in parts, and ends in a traceback
where they are too deep (findings/email-parts-in-parts.sh). What cannot be read is left as it stands: it is then the
content of no report.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser

from thidua.verify.bounds import Bounds

_HEAD_BYTES = 256 * 1024
_LONGEST = 8 * 1024
"""A header that is longer says nothing that is asked for here."""

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_BEGINS = re.compile(rb"\A(?:From [^\r\n]*\r?\n)?[!-9;-~]+:[^\r\n]*\r?\n", re.ASCII)
_OF_A_MAIL = re.compile(rb"(?im)^(?:mime-version|received|return-path|from|message-id|content-type):")


@dataclass(frozen=True)
class Part:
    """One thing that a mail brings.

    Attributes
    ----------
    name
        As its sender named it; empty if it has none.
    kind
        Its type in small letters: "application/pdf".
    is_shown
        Whether it is part of what the mail itself shows: its words, and pictures that stand in them.
    """

    name: str
    kind: str
    content: bytes
    is_shown: bool


@dataclass(frozen=True)
class Mail:
    """A mail: its Message-ID as it says itself, its subject, and what it brings."""

    message_id: str
    subject: str
    parts: tuple[Part, ...]


def is_mail(content: bytes) -> bool:
    """Whether a content begins as a mail does."""
    head = content[:8192]
    return bool(_BEGINS.match(head)) and bool(_OF_A_MAIL.search(head))


def read_mail(content: bytes, bounds: Bounds) -> Mail:
    """Read a mail.

    Raises
    ------
    TooMuchError
        If it holds more than is opened of any file.
    """
    head, _ = _halves(content)
    parts = tuple(_parts(content, bounds))
    return Mail(_text(head.get("Message-ID")).strip(), _text(head.get("Subject")), parts)


def _parts(content: bytes, bounds: Bounds) -> Iterator[Part]:
    head, body = _halves(content)
    boundary = _boundary(head)
    if boundary:
        bounds.deeper()
        for piece in _pieces(body, boundary):
            yield from _parts(piece, bounds)
        bounds.shallower()
        return
    found = _decoded(body, _text(head.get("Content-Transfer-Encoding")).strip().lower())
    bounds.take_file()
    bounds.take(len(found))
    kind, name = head.get_content_type(), _name(head)
    is_attached = head.get_content_disposition() == "attachment"
    is_words = kind in ("text/plain", "text/html") and not name
    is_picture = kind.startswith("image/") and head.get("Content-ID") is not None
    yield Part(name, kind, found, not is_attached and (is_words or is_picture))


def _halves(content: bytes) -> tuple[Message, bytes]:
    """The headers and what follows them."""
    if content[:1] in (b"\r", b"\n"):
        return Message(), content.lstrip(b"\r\n")
    found = _HEAD_END.search(content, 0, _HEAD_BYTES)
    head, body = (content, b"") if found is None else (content[: found.start()], content[found.end() :])
    parsed = BytesHeaderParser().parsebytes(head[:_HEAD_BYTES])
    for name in {name for name, value in parsed.items() if len(str(value)) > _LONGEST}:
        del parsed[name]
    return parsed, body


def _boundary(head: Message) -> bytes:
    """What parts the pieces of a mail of several; empty if it is of one."""
    if head.get_content_maintype() != "multipart":
        return b""
    try:
        return (head.get_boundary() or "").encode("ascii", "surrogateescape")
    except (MessageError, UnicodeError, ValueError, LookupError):
        return b""


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    start = None
    for found in re.finditer(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)", body):
        if start is not None:
            yield _without_first_line_end(body[start : found.start()])
        start = found.end()
        if found[1]:
            return
    if start is not None:  # cut short on its way
        yield _without_first_line_end(body[start:])


def _without_first_line_end(piece: bytes) -> bytes:
    """What follows the line of the boundary."""
    return piece[2:] if piece[:2] == b"\r\n" else piece[1:]


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return body
    return binascii.a2b_qp(body) if encoding == "quoted-printable" else body


def _name(head: Message) -> str:
    try:
        return _text(head.get_filename())
    except (MessageError, UnicodeError, ValueError, LookupError, TypeError):
        return ""


def _text(said: object) -> str:
    """The words of a header, also where they are encoded (RFC 2047)."""
    text = "" if said is None else str(said)
    try:
        return str(make_header(decode_header(text)))
    except (MessageError, UnicodeError, ValueError, LookupError):
        return text
