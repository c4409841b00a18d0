"""Attached files arrive under their Vietnamese names, in every mail program and on every disk."""

from __future__ import annotations

import email
import email.policy
import re
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.deliver.mail.writing.attachments import NAME_BYTES, NAME_LETTERS, attachment, file_name
from thidua.deliver.mail.writing.headers import encoded_words
from thidua.errors import DeliveryError

NAMES = [
    "Báo cáo sơ kết 6 tháng 2023 - huyện Ba Bể",
    "Báo cáo tổng kết giai đoạn 2015-2020 - khối các sở, ban, ngành; đảng, đoàn thể (có danh sách) (English)",
    "report",
    "=?utf-8?q?evil?=",
    'a"; filename="evil.exe',
    "100% đúng ' * hạn",
    "Ủ" * 300,
]


def raw_part(tmp_path: Path, name: str) -> bytes:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7\r\n\x00\xff" * 40)
    return attachment(file, name).as_bytes(policy=email.policy.SMTP)


@pytest.mark.parametrize("title", NAMES)
def test_name_is_read_the_same_by_new_and_old_programs(tmp_path: Path, title: str):
    """RFC 2231 for those that know it, encoded words in Content-Type for those that know only RFC 2047."""
    name = file_name(title, "pdf")
    raw = raw_part(tmp_path, name)
    modern = email.message_from_bytes(raw, policy=email.policy.default)
    old = email.message_from_bytes(raw, policy=email.policy.compat32)

    assert modern.get_filename() == old.get_filename() == name
    assert modern.get_param("name") == name
    assert str(make_header(decode_header(str(old.get_param("name"))))) == name
    assert old.get_payload(decode=True) == b"%PDF-1.7\r\n\x00\xff" * 40


@pytest.mark.parametrize("title", NAMES)
def test_headers_of_a_file_are_short_lines_of_ascii(tmp_path: Path, title: str):
    """A line over 78 is folded again by some server on the way, and a folded parameter is often lost there."""
    head = raw_part(tmp_path, file_name(title, "pdf")).partition(b"\r\n\r\n")[0]

    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert all(re.match(rb"[A-Za-z-]+: | ", line) for line in head.split(b"\r\n"))
    assert len(re.findall(rb"filename(?:\*0)?\*=utf-8''", head)) == 1


def test_encoded_words_are_never_longer_than_allowed():
    """RFC 2047, section 2: an encoded word is at most 75 letters, a line with one at most 76."""
    lines = encoded_words("Kết quả thi đua, khen thưởng " * 12).split("\n")

    assert all(len(word) <= 75 for line in lines for word in line.split())
    assert max(map(len, lines)) <= 76


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Biểu 1/2: "A" <b> | c?*\\d', "Biểu 1-2- -A- -b- - c-d.pdf"),
        ("Báo cáo. . ", "Báo cáo.pdf"),
        ("con", "_con.pdf"),
        ("Com1.báo cáo", "_Com1.báo cáo.pdf"),
        ("Công tác", "Công tác.pdf"),
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        ("a\r\nBcc: x@y\u202egpj", "a Bcc- x@ygpj.pdf"),
        (" \t\u200b", "báo cáo.pdf"),
    ],
)
def test_name_is_safe_on_windows(title: str, name: str):
    """What Windows cannot store, and what hides in a name, is replaced by rule."""
    assert file_name(title, "pdf") == name


def test_letters_are_composed():
    """A name typed on a Mac comes in pieces; shown on Windows they would fall apart."""
    assert file_name("Ba Bê\u0309", "pdf") == "Ba Bể.pdf"


def test_two_files_of_a_mail_never_share_a_name():
    """Windows knows no difference between large and small letters: the second file would replace the first."""
    names: list[str] = []
    for title in ("Báo cáo", "báo cáo", "Báo cáo", "Ủ" * 300, "Ủ" * 300):
        names.append(file_name(title, "pdf", taken=names))

    assert names[:3] == ["Báo cáo.pdf", "báo cáo (2).pdf", "Báo cáo (3).pdf"]
    assert len({name.casefold() for name in names}) == 5


@pytest.mark.long
@given(st.text(max_size=400))
def test_any_title_gives_a_name_that_every_disk_takes(title: str):
    """Whatever a title is made of, the name is short, printable, and no path."""
    name = file_name(title, "xlsx")

    assert len(name) <= NAME_LETTERS
    assert len(name.encode()) <= NAME_BYTES
    assert name.isprintable()
    assert not re.search(r'[\\/:*?"<>|]', name)
    assert name.endswith(".xlsx")
    assert not name.removesuffix(".xlsx").endswith((" ", "."))


def test_missing_file_is_named(tmp_path: Path):
    """The operator sees which file was removed between release and mail."""
    with pytest.raises(DeliveryError, match=r"gone\.pdf: cannot be attached: No such file"):
        attachment(tmp_path / "gone.pdf", "báo cáo.pdf")
