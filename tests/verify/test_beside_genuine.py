"""Something rides beside a genuine file: nobody may take it for genuine because the other is."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.deliver.packs import Office
from tests.verify.asked import ask, lines, mail, zipped
from tests.verify.beside_genuine import OTHER, carried, unclear
from thidua.run.plan import Edition


def released(office: Office, edition: Edition) -> bytes:
    """A genuine and current file."""
    office.make(edition)
    office.decide(edition)
    return edition.file("pdf").read_bytes()


@pytest.mark.parametrize("oddity", list(unclear(b"")))
def test_what_programs_show_differently_never_holds(office: Office, edition: Edition, oddity: str):
    """The genuine file in it is true, and the reader may be shown another."""
    name, content, problem = unclear(released(office, edition))[oddity]
    answer = ask(office, content, name)

    assert not answer.is_current
    assert (answer.kind, answer.problem) == ("unread", problem)
    assert "NOT TO BE TRUSTED" in lines(answer)[0]


@pytest.mark.parametrize("oddity", list(carried(b"")))
def test_every_part_of_a_mail_but_its_words_is_answered(office: Office, edition: Edition, oddity: str):
    """Whatever its sender calls it, a reader can open it, or sees figures in it."""
    content = carried(released(office, edition))[oddity]
    answer = ask(office, content, "thu.eml")

    assert sorted(each.kind for each in answer.files()) == ["known", "unknown"]
    assert not answer.is_current


@pytest.mark.parametrize("name", ["DANH MUC.txt", "x/danh muc.TXT"])
def test_name_of_our_list_proves_nothing(office: Office, edition: Edition, name: str):
    """Any file can be called so; only the list of a set as it stands today is known."""
    answer = ask(office, zipped({"a.pdf": released(office, edition), name: OTHER}), "a.zip", edition)

    assert [each.kind for each in answer.inner] == ["known", "old list"]
    assert not answer.is_current


def test_mail_or_archive_that_travels_as_something_else_does_not_hold(office: Office, edition: Edition):
    """A mail program goes by the type that is said of a part, or by one of two names."""
    archive = zipped({"a.pdf": released(office, edition)})
    fair = mail({"a.zip": archive}).as_bytes()
    assert ask(office, fair, "thu.eml").is_current

    as_page = fair.replace(b"Content-Type: application/zip", b"Content-Type: text/html")
    two_names = fair.replace(b"Content-Type: application/zip", b'Content-Type: application/zip; name="a.pdf"')
    for content in (as_page, two_names):
        [inner] = ask(office, content, "thu.eml").inner
        assert (inner.kind, inner.problem) == ("unread", "disguised")


class Pipe(io.RawIOBase):
    """Takes bytes and cannot go back."""

    def __init__(self) -> None:
        self.found = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self.found += content
        return len(content)


def test_archive_that_was_written_in_one_go_is_opened(office: Office, edition: Edition):
    """Some programs say the size of a file only behind it, and note folders as files without content."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("thư mục/", b"")
        opened.writestr("thư mục/a.pdf", released(office, edition))

    assert ask(office, bytes(pipe.found), "a.zip").is_current
