"""How tests ask about a file, and what forwarded mails and archives look like."""

from __future__ import annotations

import io
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
