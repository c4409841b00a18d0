"""The files that travel in a mail, as a mail program saves it (RFC 5322, RFC 2045): each by its name and content.

Only the heads are read by `email.parser`: it takes longer with every level of parts in parts, and ends in a traceback
where they are too deep (findings/email-parts-in-parts.sh). What cannot be read is left as it stands: it is then the
content of no report. A mail that programs may take apart differently is not answered in parts at all: one of them would
show its reader a file that nobody was asked about.
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
from email.utils import collapse_rfc2231_value

from thidua.verify.bounds import Bounds, UnclearError

_HEAD_BYTES = 256 * 1024
_LONGEST = 8 * 1024
"""A header that is longer says nothing that is asked for here."""

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_BEGINS = re.compile(rb"\A(?:From [^\r\n]*\r?\n)?[!-9;-~]+:[^\r\n]*\r?\n", re.ASCII)
_HEADERS = re.compile(
    rb"(?:From [^\r\n]*(?:\r?\n|\Z))?(?:[!-9;-~]+[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z))*"
)
"""Nothing but headers: at anything else one program ends the head, and the next reads on."""

_STRUCTURE = ("Content-Type", "Content-Transfer-Encoding", "Content-Disposition")
_AS_IT_IS = ("", "7bit", "8bit", "binary")
_WORDS = re.compile(r"text/(?:plain|html)[ \t]*(?:;|\Z)", re.IGNORECASE)
_FILE_IN_WORDS = re.compile(rb"(?m)^(?:begin(?:-base64)? [0-7]{3,4} |=ybegin )")
"""Mail programs still show what follows as a file (uuencode, yEnc)."""

_BESIDE = re.compile(rb"[A-Za-z0-9 .,()\r\n-]{0,300}")
"""What may stand before the first and behind the last part: a line for programs that know no parts."""

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
    is_words
        Whether it is the text of the mail. All else is a file, whatever its sender says of it: also a picture, which
        can show any figure.
    called
        Every name that its sender gave it: one program takes the first, one the last.
    """

    name: str
    kind: str
    content: bytes
    is_words: bool
    called: tuple[str, ...] = ()


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
    UnclearError
        If programs may find different parts in it.
    """
    head, _ = _halves(content)
    parts = tuple(_parts(content, bounds))
    return Mail(_text(head.get("Message-ID")).strip(), _text(head.get("Subject")), parts)


def _parts(content: bytes, bounds: Bounds) -> Iterator[Part]:
    head, body = _halves(content)
    encoding = _text(head.get("Content-Transfer-Encoding")).strip().lower()
    boundary = _boundary(head)
    if boundary:
        bounds.deeper()
        for piece in _pieces(body, boundary):
            yield from _parts(piece, bounds)
        bounds.shallower()
        _check_beside(body, boundary, encoding)
        return
    found = _decoded(body, encoding)
    bounds.take_file()
    bounds.take(len(found))
    yield Part(_name(head), head.get_content_type(), found, _is_words(head, encoding, found), tuple(_names(head)))


def _is_words(head: Message, encoding: str, found: bytes) -> bool:
    """Whether a part is text that a mail program shows below the head of the mail, and offers under no name."""
    kind, place = str(head.get("Content-Type", "text/plain")).strip(), str(head.get("Content-Disposition", "")).strip()
    is_text = _WORDS.match(kind) is not None and place.lower() in ("", "inline") and "name" not in kind.lower()
    is_read = encoding in (*_AS_IT_IS, "base64", "quoted-printable")
    return is_text and is_read and _FILE_IN_WORDS.search(found) is None


def _check_beside(body: bytes, boundary: bytes, encoding: str) -> None:
    """Refuse a mail with more than its parts: lines that look like a boundary, or anything beside all parts."""
    lines = list(re.finditer(rb"(?m)^--" + re.escape(boundary), body))
    marks = list(_marks(body, boundary))
    first, last = (marks[0].start(), marks[-1].end()) if marks else (len(body), len(body))
    is_open = not marks or not marks[-1][1]
    around = (body[:first], b"" if is_open else body[last:])
    is_blank = all(_BESIDE.fullmatch(each) and not re.search(rb"(?m)^--", each) for each in around)
    if len(lines) != len(marks) or not marks or not is_blank or encoding not in _AS_IT_IS:
        raise UnclearError


def _halves(content: bytes) -> tuple[Message, bytes]:
    """The headers and what follows them."""
    if content[:1] in (b"\r", b"\n"):
        return Message(), content.lstrip(b"\r\n")
    found = _HEAD_END.search(content, 0, _HEAD_BYTES)
    head, body = (content, b"") if found is None else (content[: found.start()], content[found.end() :])
    if (found is None and len(content) > _HEAD_BYTES) or b"%PDF-" in head or _HEADERS.fullmatch(head) is None:
        raise UnclearError
    parsed = BytesHeaderParser().parsebytes(head)
    for name in _STRUCTURE:
        said = [str(each) for each in parsed.get_all(name, [])]
        if len(said) > 1 or any(len(each) > _LONGEST for each in said):
            raise UnclearError
    for name in {name for name, value in parsed.items() if len(str(value)) > _LONGEST}:
        del parsed[name]
    return parsed, body


def _boundary(head: Message) -> bytes:
    """What parts the pieces of a mail of several; empty if it is of one."""
    said = str(head.get("Content-Type", "")).lower()
    if head.get_content_maintype() != "multipart":
        return b""
    if len(re.findall(r"\bboundary\b", said)) > 1:
        raise UnclearError
    try:
        return (head.get_boundary() or "").encode("ascii", "surrogateescape")
    except (MessageError, UnicodeError, ValueError, LookupError):
        return b""


def _marks(body: bytes, boundary: bytes) -> Iterator[re.Match[bytes]]:
    """The lines that part the pieces, up to the one that ends them."""
    for found in re.finditer(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)", body):
        yield found
        if found[1]:
            return


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    start = None
    for found in _marks(body, boundary):
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
            found = binascii.a2b_base64(body)
        except binascii.Error:
            return body
        # Behind the end of what is encoded one program stops, and the next reads on.
        if binascii.b2a_base64(found, newline=False) != b"".join(body.split()):
            raise UnclearError
        return found
    return binascii.a2b_qp(body) if encoding == "quoted-printable" else body


def _name(head: Message) -> str:
    try:
        return _text(head.get_filename())
    except (MessageError, UnicodeError, ValueError, LookupError, TypeError):
        return ""


def _names(head: Message) -> Iterator[str]:
    for header, key in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        try:
            said = head.get_params([], header)
            yield from (_text(collapse_rfc2231_value(value)) for name, value in said if name.lower() == key)
        except (MessageError, UnicodeError, ValueError, LookupError, TypeError):
            yield ""


def _text(said: object) -> str:
    """The words of a header, also where they are encoded (RFC 2047)."""
    text = "" if said is None else str(said)
    try:
        return str(make_header(decode_header(text)))
    except (MessageError, UnicodeError, ValueError, LookupError):
        return text
