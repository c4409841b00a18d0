"""Files that are made to harm whoever opens them: each is answered in bounded time and memory, and never believed."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.deliver.packs import Office
from tests.verify.asked import ask, lines, mail, zipped
from thidua.run.plan import Edition
from thidua.verify import answer as answers
from thidua.verify.archive import members
from thidua.verify.bounds import MEGABYTE, Bounds, TooMuchError, UnclearError
from thidua.verify.mail import is_mail, read_mail


def nested(depth: int) -> bytes:
    """A mail whose one part has one part, and so on."""
    heads = (f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n--b{number}\r\n' for number in range(depth))
    return b"MIME-Version: 1.0\r\n" + "".join(heads).encode() + b"\r\nx"


def test_zip_bomb_is_stopped_on_its_way_out():
    """What comes out is counted, whatever the zip says of its sizes."""
    bomb = zipped({f"{number}.pdf": b"\0" * (8 * MEGABYTE) for number in range(4)})
    assert len(bomb) < MEGABYTE

    with pytest.raises(TooMuchError, match="total"):
        list(members(bomb, Bounds(total=20 * MEGABYTE)))


def test_zips_in_zips_end_at_some_depth(office: Office):
    """Each level costs the next one: a hundred of them are not opened."""
    content = b"x"
    for number in range(40):
        content = zipped({f"{number}.zip": content})
    [inner] = ask(office, content, "a.zip").files()

    assert (inner.kind, inner.problem) == ("unread", "depth")
    assert "too many mails or archives in each other" in lines(inner)[0]


def test_archive_of_very_many_files_is_not_listed():
    """A list of contents of a million lines is refused before it is read."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as opened:
        for number in range(5_001):
            opened.writestr(str(number), b"")

    with pytest.raises(TooMuchError, match="files"):
        list(members(found.getvalue(), Bounds()))
    end = bytearray(zipped({"a": b"a"}))
    end[-10:-6] = (2**31).to_bytes(4, "little")
    with pytest.raises(TooMuchError, match="files"):
        list(members(bytes(end), Bounds()))


def test_mail_nested_a_thousand_times_ends_without_a_traceback(office: Office):
    """The parser of the standard library ends in its own recursion here."""
    answer = ask(office, nested(1000), "thu.eml")

    assert (answer.kind, answer.problem) == ("unread", "depth")


def test_mail_of_very_many_parts_is_not_opened(office: Office):
    """Each part costs a hash and a line."""
    parts = b"--b\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n" * 6_000
    content = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + parts + b"--b--\r\n"

    assert ask(office, content, "thu.eml").problem == "files"


def test_large_mail_or_archive_is_only_hashed(office: Office, edition: Edition, monkeypatch: pytest.MonkeyPatch):
    """A report is known by its hash whatever its size; what is not known and too large is not read into memory."""
    office.make(edition)
    office.decide(edition)
    monkeypatch.setattr(answers, "LARGEST", 10)

    assert ask(office, edition.file("pdf").read_bytes()).is_current
    assert ask(office, b"x" * 11).problem == "size"


@pytest.mark.parametrize("head", [b'; "' * 30_000, b"; a*0*=utf-8''%C3" * 7_000, b"=?utf-8?q?=C3?= " * 7_000])
def test_endless_header_is_left_alone(head: bytes):
    """No mail program writes such a one; whoever does wants the parser of its parameters to be at work."""
    content = b"MIME-Version: 1.0\r\nSubject: " + head + b"\r\nContent-Type: application/pdf"
    found = read_mail(content + b"\r\n\r\nx", Bounds())

    assert found.subject == ""
    assert [part.content for part in found.parts] == [b"x"]
    with pytest.raises(UnclearError):  # who reads on finds a name in it
        read_mail(content + head + b"\r\n\r\nx", Bounds())


def test_name_of_an_attachment_cannot_write_to_the_terminal(office: Office):
    """Whoever names a file chooses what stands in our line: not its colours, nor its end, nor its direction."""
    answer = ask(office, zipped({"\x1b[2J\u202efdp.oac\nGENUINE AND CURRENT": b"x"}), "a.zip")
    told = lines(answer)

    assert len(told) == 2
    assert not [letter for line in told for letter in line if not letter.isprintable()]
    assert told[1].endswith("UNKNOWN: no file that was made here, nor the name of a report")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
@example(b"From: \xff\xfe\r\nContent-Type: multipart/mixed; boundary*=x'y'%ff\r\n\r\n--\xff\r\n")
@example(b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n--")
@example(b"Content-Type: a/b; name*0*=unknown-8bit'%%'\xff\r\nContent-Transfer-Encoding: base64\r\n\r\n=")
@example(b'Subject: =?utf-8\x80?q?a?=\r\nContent-Type: a/b; name="=?\x80?q?a?="\r\n\r\nx')
def test_any_bytes_after_the_head_of_a_mail_are_read(content: bytes):
    """A damaged mail is answered as far as it can be read, or said to be unclear; it ends nothing."""
    try:
        found = read_mail(b"MIME-Version: 1.0\r\n" + content, Bounds())
    except UnclearError:
        return
    assert all(isinstance(part.name, str) for part in found.parts)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.integers(0, 255))
def test_any_damage_to_a_mail_or_zip_ends_in_an_answer(place: int, byte: int):
    """No byte that changes on the way ends the command."""
    for content in (mail({"a.pdf": b"%PDF" * 30}).as_bytes(), zipped({"a.pdf": b"%PDF" * 30, "b": b"b"})):
        spoilt = bytearray(content)
        spoilt[place % len(spoilt)] = byte
        found = answers.Verifier(_Nothing(), lambda name: ()).content("a", bytes(spoilt))  # type: ignore[arg-type]

        assert found.kind in ("mail", "archive", "unknown", "unread")


class _Nothing:
    """A ledger that knows nothing."""

    def editions_with_file(self, sha256: str) -> list[tuple[str, int]]:
        return []

    def message(self, message_id: str) -> None:
        return None


def test_pages_and_tables_are_no_mails():
    """A text that begins with a colon somewhere is not opened as a mail."""
    for content in (b"<!DOCTYPE html><p>a: b", b"%PDF-1.7\nFrom: x", b"Ten: gia tri\nkhac: x\n", b""):
        assert not is_mail(content)
