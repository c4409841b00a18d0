"""What is answered of a file that somebody forwards: the content decides, the name never proves anything."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.deliver.packs import MORNING, Office, half_year_editions
from tests.verify.asked import ask, lines, mail, travelling, verifier, zipped
from thidua.deliver.mail.writing.attachments import file_name
from thidua.deliver.packs import file_title
from thidua.deliver.publication.archive import archive
from thidua.run.plan import Edition


def content_of(edition: Edition, extension: str = "pdf") -> bytes:
    """A published file as it stands."""
    return edition.file(extension).read_bytes()


@pytest.mark.parametrize("extension", ["pdf", "html", "xlsx", "docx", "ipynb"])
def test_released_file_is_current_under_any_name(office: Office, edition: Edition, extension: str):
    """People rename what they forward; every format of a release is known by what it holds."""
    office.make(edition)
    office.decide(edition, by="Lê Thị Hoa")
    answer = ask(office, content_of(edition, extension), "gửi anh xem.bin")

    assert answer.is_current
    [line] = lines(answer)
    assert "GENUINE AND CURRENT" in line
    assert line.endswith("released by Lê Thị Hoa on 20/06/2023")


def test_replaced_file_names_the_revision_and_the_day(office: Office, edition: Edition):
    """Whoever holds an old figure is told what holds instead, and what changed."""
    office.make(edition, "một")
    office.decide(edition)
    old = content_of(edition)
    office.make(edition, "hai")
    waiting = ask(office, content_of(edition))
    assert ask(office, old).is_current
    office.decide(edition, at=MORNING.replace(day=25))
    answer = ask(office, old)

    assert not answer.is_current
    assert not waiting.is_current
    assert lines(answer)[0].endswith(
        f"GENUINE BUT REPLACED: {edition}, revision 1; replaced on 25/06/2023 by revision 2"
    )
    assert lines(answer)[1].strip() == "khác"
    assert "MADE HERE, BUT NEVER RELEASED" in lines(waiting)[0]


def test_withdrawn_file_says_why(office: Office, edition: Edition):
    """Without the reason nobody knows whether the figures were wrong or only the layout."""
    office.make(edition)
    office.decide(edition)
    office.decide(edition, "withdraw", by="Ông Hà", note="huyện gửi lại\nsố liệu\u202e", at=MORNING.replace(day=22))
    answer = ask(office, content_of(edition))

    assert not answer.is_current
    assert lines(answer)[0].endswith("withdrawn by Ông Hà on 22/06/2023: huyện gửi lại số liệu")


def test_name_of_a_report_with_other_content_is_said_to_be_so(office: Office, edition: Edition):
    """One changed byte, a copy that Word saved again, a page printed anew: none of them is what was released."""
    office.make(edition)
    office.decide(edition)
    title = file_title(edition)
    names = [
        file_name(title, "pdf"),
        f"Fwd- {title} (1).pdf",
        "Bao_cao_so_ket_6_thang_2023_-_huyen_Ba_Be.PDF",
        f"{file_title(edition, 'en')} - Copy.docx",
        "district.pdf",
    ]
    for name in names:
        answer = ask(office, content_of(edition) + b" ", name, edition)
        assert answer.kind == "altered", name
        assert answer.meant == (edition,)
        assert not answer.is_current
        assert f"OTHER CONTENT: its name is that of {edition}" in lines(answer)[0]
    assert ask(office, b"khac", "Báo cáo khác.pdf", edition).kind == "unknown"


def test_longest_name_is_meant(office: Office, edition: Edition):
    """The edition with names is called like the other, and more."""
    restricted = replace(edition, names=True)
    answer = ask(office, b"x", f"{file_title(restricted)}.pdf", edition, restricted)

    assert answer.meant == (restricted,)


def test_name_of_files_alone_means_all_that_have_it(office: Office):
    """The files in public/ are called district.pdf in every folder: the folder tells which, if it is named."""
    districts = [each for each in half_year_editions(office.root) if each.kind == "district"]
    answer = ask(office, b"x", "district (1).pdf", *districts)

    assert set(answer.meant) == set(districts)
    assert "the files of 8 reports" in lines(answer)[0]
    names = verifier(office, *districts).names
    assert list(names(f"C:\\Users\\hoa\\{str(districts[0]).replace('/', chr(92))}.pdf")) == [districts[0]]


def test_forwarded_mail_answers_for_each_attachment(office: Office, edition: Edition):
    """The mail around a report is anybody's; the report in it is genuine all the same."""
    office.make(edition)
    office.decide(edition)
    forwarded = mail({"Báo cáo.pdf": content_of(edition)})
    twice = mail({}, inner=[forwarded])

    assert ask(office, forwarded.as_bytes(), "thu.eml").is_current
    assert lines(ask(office, forwarded.as_bytes(), "thu.eml"))[1].startswith("  Báo cáo.pdf: GENUINE AND CURRENT")
    assert ask(office, twice.as_bytes(), "thu.eml").is_current
    mixed = mail({"Báo cáo.pdf": content_of(edition), "cv.pdf": b"%PDF other"})
    answer = ask(office, mixed.as_bytes(), "thu.eml")
    assert [each.kind for each in answer.files()] == ["known", "unknown"]
    assert answer.aside == 2
    assert not answer.is_current


def test_mail_is_ours_only_byte_for_byte(office: Office, edition: Edition):
    """A Message-ID is easily copied: of its words nothing is claimed unless the very bytes are those that went."""
    content = mail({}, message_id="<that@donvi.example>").as_bytes()
    office.ledger.plan_message(
        "<that@donvi.example>",
        pack="p",
        purpose="report",
        recipient="hoang@donvi.example",
        subject="s",
        sha256=hashlib.sha256(content).hexdigest(),
        items=[],
        at=MORNING,
    )
    assert "THE VERY MAIL, byte for byte, that went to hoang@donvi.example" in lines(ask(office, content, "a.eml"))[0]
    relayed = b"Received: by mx.example\r\n" + content
    assert "whether its words are the same is not known" in lines(ask(office, relayed, "a.eml"))[0]
    assert "not known here" in lines(ask(office, mail({}).as_bytes(), "a.eml"))[0]


def test_our_archive_of_a_meeting_is_current_as_a_whole(office: Office):
    """The zip of public/ is what people pass on: each file counts, and so does its list of contents."""
    editions = half_year_editions(office.root)
    for each in editions:
        office.make(each)
        office.decide(each)
    path = office.root / "bo.zip"
    archive(office.pack(*editions), zone=MORNING.tzinfo).write(path)
    answer = verifier(office, *editions).file(path)

    assert answer.is_current
    assert lines(answer) == [f"{path}: ARCHIVE: all 34 files are genuine and current"]
    office.decide(editions[3], "withdraw", note="sai")
    told = lines(verifier(office, *editions).file(path))
    # The list that lies in it names what was withdrawn.
    assert told[0].endswith("ARCHIVE: 30 of 34 files are genuine and current")
    assert any("NOT TODAY'S LIST" in line for line in told)
    assert len([line for line in told if "WITHDRAWN" in line]) == 3


def test_archive_in_a_mail_in_a_mail_is_opened(office: Office, edition: Edition):
    """People zip what their server refuses, and forward what was forwarded."""
    office.make(edition)
    office.decide(edition)
    inner = mail({"a.zip": zipped({"thư mục/báo cáo.pdf": content_of(edition)})})
    answer = ask(office, mail({}, inner=[inner]).as_bytes(), "thu.eml")

    assert [each.kind for each in answer.files()] == ["known"]
    assert answer.is_current


def test_workbook_saved_again_is_one_file(office: Office, edition: Edition):
    """What Excel wrote is a zip to a program, and one file to a person: nobody wants an answer for its parts."""
    office.make(edition)
    saved = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})

    assert ask(office, saved, "district.xlsx", edition).kind == "altered"
    assert ask(office, saved, "khác.xlsx", edition).kind == "unknown"


def test_mail_without_attachments_proves_nothing(office: Office):
    """Exit status 0 means that a file was found and holds."""
    answer = ask(office, mail({}).as_bytes(), "thu.eml")

    assert not answer.is_current
    assert lines(answer)[1].strip() == "it has no attachments"


def test_outlooks_own_format_is_named(office: Office):
    """It cannot be opened here: a person is told how to save it instead."""
    [line] = lines(ask(office, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "thu.msg"))

    assert "save the mail as .eml" in line


def test_locked_archive_is_not_taken_for_anything(office: Office, edition: Edition):
    """What nobody can look into is not said to be unknown, nor to hold."""
    content = bytearray(zipped({"a.pdf": b"x" * 50}, zipfile.ZIP_STORED))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    [inner] = ask(office, bytes(content), "a.zip").inner

    assert inner.kind == "unread"
    assert "locked" in lines(inner)[0]


def test_file_that_is_gone_is_an_error(office: Office, tmp_path: Path):
    """The command names it; nothing is answered of a file that nobody read."""
    with pytest.raises(OSError, match="missing"):
        verifier(office).file(tmp_path / "missing.pdf")


def test_our_mail_without_attachments_answers_for_what_it_tells(office: Office, edition: Edition):
    """Some get the mail alone, with the figures in its words: whether those hold is as good a question."""
    office.make(edition)
    office.decide(edition)
    ours = mail({}, message_id="<that@donvi.example>")
    ours.add_attachment(b"png", "image", "png", filename="chart.png", cid="<chart@x>", disposition="inline")
    content = ours.as_bytes()
    office.ledger.plan_message(
        "<that@donvi.example>",
        pack="p",
        purpose="report",
        recipient="hoang@donvi.example",
        subject="s",
        sha256=hashlib.sha256(content).hexdigest(),
        items=[(str(edition), 1)],
        at=MORNING,
    )
    assert ask(office, content, "a.eml").is_current
    [chart] = ask(office, b"Received: by mx.example\n" + content, "a.eml").files()
    assert (chart.name, chart.kind) == ("chart.png", "unknown")
    office.decide(edition, "withdraw", note="sai")
    answer = ask(office, content, "a.eml")

    assert not answer.is_current
    assert "GENUINE BUT WITHDRAWN" in lines(answer)[1]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", "7bit"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_attachment_is_read_however_it_travels(office: Office, edition: Edition, encoding: str, line_end: bytes):
    """Each mail program writes attachments as it likes; what its reader saves is the same file."""
    office.make(edition)
    office.decide(edition)
    content = content_of(edition, "pdf")
    written = travelling(content, encoding)

    assert ask(office, written.replace(b"\n", line_end), "thu.eml").is_current
