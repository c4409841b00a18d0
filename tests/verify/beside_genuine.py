"""Harmless files that carry something beside a genuine one: each must be answered for all that it carries."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from tests.verify.asked import mail, zipped

OTHER = b"%PDF-1.4 other"


def unclear(genuine: bytes) -> Mapping[str, tuple[str, bytes, str]]:
    """By what is odd of it: its name, its content, and the problem that is told."""
    whole, letter = zipped({"a.pdf": genuine}), mail({"a.pdf": genuine}).as_bytes()
    return {
        "page": ("a.html", letter, "disguised"),
        "workbook": ("a.xlsx", whole, "disguised"),
        "document": ("a.docx", letter, "disguised"),
        "pdf": ("a.pdf", whole, "disguised"),
        "no extension": ("a", letter, "disguised"),
        "between": ("a.zip", _put(whole, _start(whole)), "unclear"),
        "behind": ("a.zip", whole + OTHER, "unclear"),
        "remark": ("a.zip", whole[:-2] + struct.pack("<H", len(OTHER)) + OTHER, "unclear"),
        "other name": ("a.zip", whole.replace(b"a.pdf", b"b.pdf", 1), "unclear"),
        "other size": ("a.zip", whole[:22] + b"\1\0\0\0" + whole[26:], "unclear"),
        "twice": ("a.zip", zipped({"a.pdf": genuine, "A.PDF": OTHER}), "unclear"),
        "prologue": ("a.eml", letter.replace(b"\n--", b"\n<html>other</html>\n--", 1), "unclear"),
        "epilogue": ("a.eml", letter + b"\n%PDF-1.4 other\n", "unclear"),
        "two types": ("a.eml", b"Content-Type: text/html\n" + letter, "unclear"),
        "behind base64": ("a.eml", _behind_base64(letter), "unclear"),
        "mail and archive": ("a.eml", letter + whole, "several"),
        "page and archive": ("a.html", b"<html>other</html>" + whole, "several"),
        "pdf and archive": ("a.pdf", OTHER + whole, "several"),
    }


def carried(genuine: bytes) -> Mapping[str, bytes]:
    """Mails with a genuine attachment, and something else that a mail program shows or offers."""
    letter = mail({"a.pdf": genuine}).as_bytes()
    return {
        "named picture": _with_part(letter, 'Content-Type: image/png; name="x.pdf"\nContent-ID: <1>', OTHER),
        "picture": _with_part(letter, "Content-Type: image/png\nContent-ID: <1>", b"png"),
        "named words": _with_part(
            letter, 'Content-Type: text/html\nContent-Disposition: inline; filename="x.html"', b"x"
        ),
        "other type": _with_part(letter, "Content-Type: text/calendar", b"BEGIN:VCALENDAR"),
        "file in words": _with_part(letter, "Content-Type: text/plain", b"begin 644 x.pdf\n#0V%T\n`\nend\n"),
    }


def _with_part(letter: bytes, head: str, content: bytes) -> bytes:
    boundary = letter.split(b'boundary="', 1)[1].split(b'"', 1)[0]
    first = b"--" + boundary + b"\n"
    return letter.replace(first, first + head.encode() + b"\n\n" + content + b"\n" + first, 1)


def _behind_base64(letter: bytes) -> bytes:
    head, name, rest = letter.partition(b'filename="a.pdf"')
    return head + name + rest.replace(b"\n\n", b"\n\nAA==\n", 1)


def _start(whole: bytes) -> int:
    return struct.unpack("<I", whole[-6:-2])[0]


def _put(whole: bytes, place: int) -> bytes:
    """Other bytes before the list of contents, which stands behind them."""
    moved = struct.pack("<I", place + len(OTHER))
    return whole[:place] + OTHER + whole[place:-6] + moved + whole[-2:]
