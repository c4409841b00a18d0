"""Mails as they came through a real server, read by the parsers that mail programs are made of: nothing is lost.

Each must find type, name, order and bytes of PDF and workbook, the subject, and to whom the mail is.
"""

from __future__ import annotations

import email
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import SMTP, compat32, default
from email.utils import getaddresses
from pathlib import Path

import pytest

from tests.deliver.mail.enclosures import HANG, MAIL, NOW, PACK, chart, enclosure
from tests.deliver.mail.mailserver import running_mail_server
from thidua.deliver.mail.hand_over import Sent, send_all
from thidua.deliver.mail.outbox import Waiting, spool
from thidua.deliver.mail.writing.attachments import TYPES
from thidua.deliver.mail.writing.letter import Letter
from thidua.deliver.mail.writing.reports import report_letters
from thidua.deliver.settings import RoleSettings
from thidua.run.key import content_hash
from thidua.run.ledger.file import open_ledger

pytestmark = pytest.mark.long

PACKAGES = ("mailparser@3.14.2", "postal-mime@4.0.0")
NAMES = (
    "Bà Nguyễn Thị Hằng",
    "Smith",
    'Hằng, Nguyễn "Phó" (UBND) <x@y>',
    "Ủy ban nhân dân thành phố Bắc Kạn, phòng Nội vụ, bà Nguyễn Thị Hằng",
)
TITLES = (
    "Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể",
    "Interim review report, first half of 2023 - Ba Bể district",
    "Báo cáo tổng kết giai đoạn 2015-2020 - khối các sở, ban, ngành; đảng, đoàn thể (có danh sách)",
    "=?utf-8?q?evil?= 100% đúng ' * hạn",
)
DOMAIN = "phong-thi-dua.backan.gov.vn"
"""Long enough that a Message-ID does not fit beside the name of its header."""

Attached = tuple[str, str, str]
"""Type, name and hash of an attached file."""


@dataclass(frozen=True)
class Read:
    """What a parser found in a mail."""

    subject: str
    to: tuple[tuple[str, str], ...]
    message_id: str
    pictures: tuple[str, ...]
    """By what the HTML calls each: its Content-ID."""
    attached: tuple[Attached, ...]


@dataclass(frozen=True)
class Arrived:
    """A mail as it was composed, its file as it came out of the server, and what stands in it."""

    letter: Letter
    file: Path
    expected: Read

    @property
    def content(self) -> bytes:
        return self.file.read_bytes()


@pytest.fixture(scope="module")
def arrived(tmp_path_factory: pytest.TempPathFactory) -> list[Arrived]:
    """Four mails with two reports each, as PDF and workbook, sent through the outbox and taken from the server."""
    folder = tmp_path_factory.mktemp("arrived")
    mail = MAIL.changed(sender=f"Ban Thi đua - Khen thưởng <ban@{DOMAIN}>")
    written = [write(folder / str(number), number, mail=mail) for number in range(len(NAMES))]
    with running_mail_server() as server, pytest.MonkeyPatch.context() as environment:
        for name, value in server.environment.items():
            environment.setenv(name, value)
        send([letter for letter, _ in written], folder, server.settings())
        came = [content for _, content in server.received]
    found = []
    for number, ((letter, expected), content) in enumerate(zip(written, came, strict=True)):
        file = folder / f"{number}.eml"
        file.write_bytes(content)
        found.append(Arrived(letter, file, expected))
    return found


def write(folder: Path, number: int, *, mail: object) -> tuple[Letter, Read]:
    """A mail of two reports, each as PDF and workbook, and what its reader should find."""
    to = HANG.changed(name=NAMES[number], address=f"nguoi{number}@donvi.example")
    given, attached = [], []
    for unit in ("huyen-ba-be", "huyen-na-ri"):
        made = enclosure(folder, unit, picture=chart(), title=f"{TITLES[number]} {unit}")
        workbook = made.files["pdf"].with_suffix(".xlsx")
        workbook.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40 + unit.encode())
        files = {"pdf": made.files["pdf"], "xlsx": workbook}
        given.append(replace(made, files=files))
        attached += [(extension, f"{TITLES[number]} {unit}.{extension}", path) for extension, path in files.items()]
    [letter] = report_letters(to, RoleSettings(), given, pack=PACK, mail=mail, now=NOW)  # type: ignore[arg-type]
    expected = Read(
        letter.subject,
        ((to.name, to.address),),
        letter.message_id,
        tuple(re.findall(r'src="cid:([^"]+)"', str(letter.message.get_body(("html",)).get_content()))),
        tuple(
            (TYPES[extension], name.translate(str.maketrans("?*", "--")), content_hash(path.read_bytes()))
            for extension, name, path in attached
        ),
    )
    return letter, expected


def send(letters: list[Letter], root: Path, settings: object) -> None:
    """Send them as the product does: spooled, noted, checked, handed over."""
    with open_ledger(root) as ledger:
        files = []
        for letter in letters:
            files.append(Waiting(spool(root, letter.message_id, letter.content), letter.message_id, letter.recipient))
            assert ledger.plan_message(
                letter.message_id,
                pack=letter.pack,
                purpose="report",
                recipient=letter.recipient,
                subject=letter.subject,
                sha256=content_hash(letter.content),
                items=letter.items,
                at=NOW,
            )
        sent = send_all(files, ledger, settings, now=lambda: NOW, tell=print)  # type: ignore[arg-type]
    assert sent == Sent(sent=len(letters))


def test_what_arrives_is_what_was_composed_to_the_byte(arrived: list[Arrived]):
    """The hash in the ledger is of these bytes: neither we nor the conversation change one."""
    assert [each.content for each in arrived] == [each.letter.content for each in arrived]


def test_no_line_is_one_that_a_program_on_the_way_folds_again(arrived: list[Arrived]):
    """A relay written in Python would make an encoded word of a type or a Message-ID on a longer line."""
    for each in arrived:
        assert max(map(len, each.content.split(b"\r\n"))) <= 78
        assert each.content.isascii()
        for policy in (SMTP, default.clone(linesep="\r\n"), compat32.clone(linesep="\r\n")):
            for read_as in (SMTP, compat32):
                assert email.message_from_bytes(each.content, policy=read_as).as_bytes(policy=policy) == each.content


def by_python(policy: email.policy.Policy) -> Callable[[Arrived], Read]:
    """Python's own parser, the modern and the old one."""

    def decoded(value: object) -> str:
        return " ".join(str(make_header(decode_header(str(value)))).split())

    def read(each: Arrived) -> Read:
        message: Message | EmailMessage = email.message_from_bytes(each.content, policy=policy)
        attached = []
        for part in message.walk():
            if part.get_content_disposition() == "attachment":
                payload = part.get_payload(decode=True)
                assert isinstance(payload, bytes)
                digest = hashlib.sha256(payload).hexdigest()
                attached.append((part.get_content_type(), str(part.get_filename()), digest))
        addresses = getaddresses([str(email.message_from_bytes(each.content, policy=compat32)["To"])])
        return Read(
            decoded(message["Subject"]),
            tuple((decoded(name), address) for name, address in addresses),
            str(message["Message-ID"]).strip(),
            tuple(str(part["Content-ID"]).strip(" \r\n<>") for part in message.walk() if part["Content-ID"]),
            tuple(attached),
        )

    return read


@pytest.mark.parametrize("policy", [default, compat32])
def test_python_reads_all_of_it(arrived: list[Arrived], policy: email.policy.Policy):
    """Mailing lists, archives and many filters are made of it."""
    assert [by_python(policy)(each) for each in arrived] == [each.expected for each in arrived]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two libraries of npm at the versions named above."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("no node and npm on this machine")
    folder = tmp_path_factory.mktemp("npm")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
    done = subprocess.run([*install, *PACKAGES], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"npm brings no packages here: {done.stderr.strip()[:200]}")
    return folder


@pytest.mark.parametrize("library", ["mailparser", "postal-mime"])
def test_the_libraries_of_webmail_read_all_of_it(arrived: list[Arrived], packages: Path, library: str):
    """What shows mail in a browser is made of these or their like."""
    script = Path(__file__).with_name("read_mail.mjs")
    files = [str(each.file) for each in arrived]
    said = subprocess.run(
        ["node", str(script), library, *files], cwd=packages, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    found = [
        Read(
            told["subject"],
            tuple((name, address) for name, address in told["to"]),
            told["id"],
            tuple(told["pictures"]),
            tuple((each["type"], each["name"], each["sha256"]) for each in told["attached"]),
        )
        for told in map(json.loads, said.splitlines())
    ]

    assert found == [each.expected for each in arrived]


def test_a_program_of_the_nineties_takes_out_every_file_with_its_type(arrived: list[Arrived], tmp_path: Path):
    """munpack knows no RFC 2231, so no such names; but the files are whole, of their types, in their order."""
    if shutil.which("munpack") is None:
        pytest.skip("no munpack on this machine (package mpack)")
    for each in arrived:
        folder = tmp_path / each.file.stem
        folder.mkdir()
        said = subprocess.run(
            ["munpack", "-f", str(each.file)], cwd=folder, check=True, capture_output=True, encoding="utf-8"
        ).stdout
        found = [line.rpartition(" (") for line in said.splitlines() if line.endswith(")")]
        taken = [(kind.rstrip(")"), content_hash((folder / name).read_bytes())) for name, _, kind in found]

        assert [pair for pair in taken if not pair[0].startswith("image/")] == [
            (kind, digest) for kind, _, digest in each.expected.attached
        ]
