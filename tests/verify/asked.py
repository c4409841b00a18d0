"""How tests ask about a file, and what forwarded mails and archives look like."""

from __future__ import annotations

import base64
import io
import quopri
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path

from tests.deliver.packs import MORNING, Office
from thidua.run.plan import Edition
from thidua.verify.answer import Answer, Verifier
from thidua.verify.names import Names
from thidua.verify.told import Teller

PDF = "application", "pdf"


def verifier(office: Office, *editions: Edition) -> Verifier:
    """One that knows the names of these editions."""
    return Verifier(office.ledger, Names(editions).meant)


def ask(office: Office, content: bytes, name: str = "tep.pdf", *editions: Edition) -> Answer:
    """The answer for a file of this content and name."""
    path = office.root / "asked" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return verifier(office, *editions).file(path)


def teller() -> Teller:
    """One that calls editions as the ledger does and knows nothing of their notebooks."""
    return Teller(lambda name: name, lambda found: ("khác",), lambda answer: (), MORNING.tzinfo)


def lines(answer: Answer) -> list[str]:
    """What is told of an answer."""
    return list(teller().lines(answer))


def mail(
    attachments: Mapping[str, bytes], *, message_id: str = "<a@b.example>", inner: Sequence[EmailMessage] = ()
) -> EmailMessage:
    """A mail that somebody wrote, with words in two forms, a picture in them, and attachments."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "ai@do.example", "Chuyển tiếp", message_id
    message.set_content("Xin xem tệp.")
    message.add_alternative("<p>Xin xem tệp. <img src='cid:logo@x'></p>", subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<logo@x>")  # type: ignore[index,union-attr]
    for name, content in attachments.items():
        message.add_attachment(content, *PDF, filename=name)
    for each in inner:
        message.add_attachment(each)
    return message


def travelling(content: bytes, encoding: str) -> bytes:
    """A mail with this content attached, encoded so, its name in pieces (RFC 2231); line ends as on Unix."""
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(content)
    head = (
        "Received: by mx.example\n\tfor <ai@do.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed;\n boundary="=_(a)+b?"\n\nprologue\n--=_(a)+b?\nContent-Type: text/plain\n\n'
        "Xin xem.\n--=_(a)+b? \nContent-Type: application/octet-stream\nContent-Disposition: attachment;\n"
        " filename*0*=utf-8''B%C3%A1o%20c%C3;\n filename*1*=%A1o;\n filename*2=\".pdf\"\n"
        f"Content-Transfer-Encoding: {encoding}\n\n"
    )
    return head.encode() + body + b"\n--=_(a)+b?--\nepilogue\n"


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", compression) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return found.getvalue()


def write(folder: Path, name: str, content: bytes) -> Path:
    """A file on the disk."""
    path = folder / name
    path.write_bytes(content)
    return path
