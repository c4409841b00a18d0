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
from thidua.deliver.allowed import public_packs
from thidua.deliver.publication.archive import contents_list
from thidua.run.key import content_hash
from thidua.run.plan import Edition
from thidua.verify.answer import Answer, Verifier
from thidua.verify.names import Names
from thidua.verify.told import Teller

PDF, ZIP = ("application", "pdf"), ("application", "zip")


def verifier(office: Office, *editions: Edition) -> Verifier:
    """One that knows the names of these editions, and the list of the set that they are."""

    def lists() -> dict[str, str]:
        packs = public_packs([office.pack(*editions)], None) if editions else []
        return {content_hash(contents_list(pack, zone=MORNING.tzinfo)): pack.label for pack in packs}

    return Verifier(office.ledger, Names(editions).meant, lists)


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
    """A mail that somebody wrote, with words in two forms, and attachments."""
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "ai@do.example", "Chuyển tiếp", message_id
    message.set_content("Xin xem tệp.")
    message.add_alternative("<p>Xin xem tệp.</p>", subtype="html")
    for name, content in attachments.items():
        message.add_attachment(content, *(ZIP if name.endswith(".zip") else PDF), filename=name)
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
