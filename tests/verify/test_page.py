"""The page on which readers verify files, in a real Chromium: from the disk, without a server or a network."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.chromium import Visit, opened, running_chromium, visit
from tests.deliver.packs import MORNING, half_year_editions, open_office
from tests.deliver.publication.shown import publish
from tests.deliver.publication.test_data_package import awards
from tests.verify.asked import mail, travelling, zipped
from tests.verify.beside_genuine import OTHER, carried, unclear
from thidua.deliver.mail.writing.attachments import attachment, file_name
from thidua.deliver.packs import file_title
from thidua.run.plan import Edition

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Told:
    """The page, and the contents of one report in each state."""

    page: Path
    current: bytes
    replaced: bytes
    withdrawn: bytes
    waiting: bytes
    restricted: bytes
    archive: Path
    data: Path
    edition: Edition


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A public folder after a correction and a withdrawal."""
    root = tmp_path_factory.mktemp("verify")
    first, second, third = half_year_editions(root)[:3]
    names = replace(first, names=True)
    with open_office(root) as office:
        for each in (first, second, third, names):
            office.make(each, "một")
        for each in (first, second, names):
            office.decide(each)
        replaced, withdrawn, waiting = (each.file("pdf").read_bytes() for each in (first, second, third))
        office.make(first, "hai", shown=[awards()])
        office.decide(first, at=MORNING.replace(day=25))
        office.decide(second, "withdraw", note="huyện gửi lại <b>số liệu</b>", at=MORNING.replace(day=26))
        folder = publish(office, first, second, third, names)
    [archive], [data] = folder.rglob("*.zip"), folder.rglob("awards.csv")
    current, restricted = first.file("pdf").read_bytes(), names.file("pdf").read_bytes()
    return Told(folder / "verify.html", current, replaced, withdrawn, waiting, restricted, archive, data, first)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this module."""
    with running_chromium() as chromium:
        yield chromium


@contextmanager
def page_of(browser: Browser, page: Path, *, width: int = 1280) -> Iterator[Page]:
    """The page from the disk; afterwards it must have asked for nothing but itself, and said and thrown nothing."""
    with opened(browser, page, width=width) as watched:
        yield watched.page
        check_quiet(watched, page)


def check_quiet(watched: Visit, page: Path) -> None:
    """No file left the machine."""
    assert watched.requests == [page.as_uri()]
    assert (watched.console, watched.errors) == ([], [])


def give(page: Page, *files: FilePayload | Path) -> list[str]:
    """Choose files; what is answered of each, once all are."""
    page.locator("#files").set_input_files(list(files))  # type: ignore[arg-type]
    expect(page.locator(".answers > li")).to_have_count(len(files), timeout=60_000)
    return page.locator(".answers > li").all_inner_texts()


def named(name: str, content: bytes, kind: str = "application/pdf") -> FilePayload:
    """A file that somebody chooses."""
    return {"name": name, "mimeType": kind, "buffer": content}


def test_figures_of_today_are_told_and_one_that_was_changed_is_not(browser: Browser, told: Told):
    """A CSV file of the data package is answered like any other file, by its content."""
    content = told.data.read_bytes()
    with page_of(browser, told.page) as page:
        genuine, changed = give(
            page, named("so-lieu.csv", content, "text/csv"), named("b.csv", content.replace(b"15", b"51"), "text/csv")
        )
        assert "ĐÚNG, LÀ SỐ LIỆU HIỆN NAY của 6 tháng đầu năm 2023, Số liệu minh họa" in genuine
        assert "KHÔNG CÓ TRONG DANH SÁCH" in changed


@pytest.mark.long
@pytest.mark.parametrize("width", [360, 1280])
def test_each_state_is_told_in_both_languages(browser: Browser, told: Told, width: int):
    """What `verify` answers, a reader finds without asking anybody, on a phone and on a desk."""
    title = file_title(told.edition)
    with page_of(browser, told.page, width=width) as page:
        current, replaced, withdrawn, altered, unknown = give(
            page,
            named("a.pdf", told.current),
            named("b.pdf", told.replaced),
            named("c.pdf", told.withdrawn),
            named(file_name(title, "pdf"), told.current + b" "),
            named("khác.pdf", b"%PDF"),
        )
        assert f"ĐÚNG, LÀ BẢN HIỆN HÀNH: {title}, bản 2, duyệt ngày 25/06/2023" in current
        assert "SỐ LIỆU MINH HỌA" in current
        assert f"ĐÚNG, NHƯNG ĐÃ ĐƯỢC THAY: {title}, bản 1; từ ngày 25/06/2023 thay bằng bản 2" in replaced
        assert "Xem bản hiện hành" in replaced
        assert "ĐÃ THU HỒI ngày 26/06/2023" in withdrawn
        assert "Lý do: huyện gửi lại <b>số liệu</b>" in withdrawn
        assert f"KHÔNG ĐÚNG NỘI DUNG: tên là của {title}" in altered
        assert "KHÔNG CÓ TRONG DANH SÁCH" in unknown
        expect(page.locator(".until")).to_contain_text("26/06/2023")
        assert page.evaluate(OVERFLOW) <= 0
        assert not (found := Axe().run(page)).violations_count, found.generate_report()

        page.get_by_role("button", name="English").click()
        said = page.locator(".answers > li").all_inner_texts()
        assert f"GENUINE AND CURRENT: {file_title(told.edition, 'en')}, revision 2, released on 25/06/2023" in said[0]
        assert "GENUINE BUT REPLACED" in said[1]
        assert "GENUINE BUT WITHDRAWN on 26/06/2023" in said[2]
        assert "OTHER CONTENT" in said[3]
        assert "NOT ON THE LIST" in said[4]
        assert page.evaluate("document.documentElement.lang") == "en"
        expect(page.locator("#language")).to_have_text("Tiếng Việt")
        assert page.evaluate(OVERFLOW) <= 0
        link = page.locator("li.old a").evaluate("each => each.href")
        assert link == (told.page.parent / f"{told.edition}.pdf").as_uri()


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_either_mode(browser: Browser, told: Told, scheme: str):
    """WCAG 2.2 AA, with answers of every kind."""
    with page_of(browser, told.page, width=390) as page:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        give(page, *(named("a.pdf", each) for each in (told.current, told.replaced, told.withdrawn, b"x")))

        assert not (found := Axe().run(page)).violations_count, found.generate_report()


def test_what_is_restricted_or_waits_is_not_on_the_list(browser: Browser, told: Told):
    """The page must not tell that such a report exists; it says whom to ask."""
    with page_of(browser, told.page) as page:
        for answer in give(page, named("a.pdf", told.waiting), named("b.pdf", told.restricted)):
            assert "KHÔNG CÓ TRONG DANH SÁCH" in answer
            assert "hãy hỏi cơ quan phát hành" in answer


def test_attachments_of_a_forwarded_mail_are_answered(browser: Browser, told: Told, tmp_path: Path):
    """Forwarded as our mails write names, as others do, as a mail in a mail, in a zip, on Windows and on Unix."""
    name = file_name(file_title(told.edition), "pdf")
    ours = EmailMessage()
    ours.add_header("MIME-Version", "1.0")
    ours.make_mixed(boundary="=_ab")
    file = tmp_path / "a.pdf"
    file.write_bytes(told.current)
    ours.attach(attachment(file, name))
    bare = mail({name: told.replaced, "cv.pdf": b"%PDF other"})
    inside = mail({"x.zip": zipped({"thư mục/a.pdf": told.current})}, inner=[bare])
    with page_of(browser, told.page) as page:
        first, second, third = give(
            page,
            named("1.eml", ours.as_bytes(), "message/rfc822"),
            named("2.eml", bare.as_bytes().replace(b"\n", b"\r\n"), "message/rfc822"),
            named("3.eml", inside.as_bytes(), "message/rfc822"),
        )
        assert page.locator(".answers > li.good").count() == 1
    assert first.split("\n")[0] == "1.eml"
    assert name in first
    assert "LÀ BẢN HIỆN HÀNH" in first
    assert (second.count("ĐÃ ĐƯỢC THAY"), second.count("KHÔNG CÓ TRONG DANH SÁCH"), second.count(name)) == (1, 1, 1)
    assert "TỆP NÉN: 1 trong 1 tệp là bản hiện hành" in third
    assert (third.count("LÀ BẢN HIỆN HÀNH:"), third.count("ĐÃ ĐƯỢC THAY")) == (1, 1)


def test_our_archive_is_answered_as_a_whole(browser: Browser, told: Told):
    """What the page beside it offers as one zip is told to hold, file by file."""
    with page_of(browser, told.page) as page:
        [answer] = give(page, told.archive)
        assert "TỆP NÉN: 4 trong 4 tệp là bản hiện hành" in answer
        assert page.locator(".answers > li.good").count() == 1


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("bomb.zip", b"", "nội dung bung ra quá lớn", marks=pytest.mark.long),
        ("cut.zip", zipped({"a.pdf": b"a" * 999})[:-30], "KHÔNG CÓ TRONG DANH SÁCH"),
        ("lie.zip", zipped({"a.pdf": b"a" * 9}).replace(b"PK\x01\x02", b"PK\x01\x03"), "KHÔNG CÓ TRONG DANH SÁCH"),
        ("deep.eml", b"", "lồng vào nhau"),
        ("many.eml", b"", "có quá nhiều tệp bên trong"),
        ("thu.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "lưu thư thành .eml"),
        ("rỗng.pdf", b"", "KHÔNG CÓ TRONG DANH SÁCH"),
        ("<img src=x onerror=alert(1)>.pdf", b"x", "KHÔNG CÓ TRONG DANH SÁCH"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_files_end_in_an_answer(browser: Browser, told: Told, name: str, content: bytes, said: str):
    """Whoever made the file wants the page to hang, to break, or to say what it does not mean."""
    if name == "bomb.zip":
        content = zipped({f"{n}.pdf": b"\0" * (20 << 20) for n in range(30)})
    if name == "deep.eml":
        levels = (f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(500))
        content = b"MIME-Version: 1.0\r\n" + "".join(levels).encode() + b"\r\nx"
    if name == "many.eml":
        head = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        content = head + b"--b\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n" * 5_500 + b"--b--\r\n"
    with page_of(browser, told.page) as page:
        [answer] = give(page, named(name, content))
        assert said in answer
        assert page.locator(".answers img").count() == 0


def test_any_damage_to_a_mail_or_zip_ends_in_an_answer(browser: Browser, told: Told):
    """No byte that changes on the way leaves the reader without one."""
    chance = random.Random(2026)
    files = []
    for content in (mail({"báo cáo.pdf": told.current}).as_bytes(), zipped({"a.pdf": b"%PDF" * 30, "b": b"b"})):
        for number in range(60):
            spoilt = bytearray(content)
            for _ in range(chance.choice([1, 1, 3, 20])):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            files.append(named(f"{number}.bin", bytes(spoilt)))
    with page_of(browser, told.page) as page:
        assert all("\n" in answer for answer in give(page, *files))


@pytest.mark.long
def test_hash_is_sha256_at_every_length(browser: Browser, told: Told):
    """The page has its own, against hashlib: at the ends of blocks, over many of them, and for a file read in steps."""
    script = told.page.read_text(encoding="utf-8").split("const hasher = ", 1)[1].split("const sha256 =", 1)[0]
    before = "const primes = [];" + told.page.read_text(encoding="utf-8").split("const primes = [];", 1)[1]
    prelude = before.split("const hasher = ", 1)[0]
    chance = random.Random(15)
    with visit(browser) as watched:
        for length in (0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 129, 1000, 70_001):
            content = chance.randbytes(length)
            cut = chance.randint(0, length)
            found = watched.page.evaluate(
                f"""([one, other]) => {{ {prelude} const hasher = {script}; const hash = hasher();
                hash.update(Uint8Array.from(one)); hash.update(Uint8Array.from(other));
                return [...hash.digest()].map(byte => byte.toString(16).padStart(2, "0")).join(""); }}""",
                [list(content[:cut]), list(content[cut:])],
            )
            assert found == hashlib.sha256(content).hexdigest()


def test_without_script_the_page_says_whom_to_ask(browser: Browser, told: Told):
    """A page that does nothing and says nothing would be taken for an answer."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(told.page.as_uri())
        expect(page.locator(".script")).to_contain_text("cần JavaScript")
        assert page.locator(".drop:visible").count() == 0
    finally:
        context.close()


def test_what_rides_beside_a_genuine_file_is_never_taken_for_it(browser: Browser, told: Told):
    """The page must not be easier to deceive than the command."""
    odd, parts = unclear(told.current), carried(told.current)
    listed = zipped({"a.pdf": told.current, "DANH MUC.txt": OTHER})
    fair = mail({"a.zip": zipped({"a.pdf": told.current})}).as_bytes()
    as_page = fair.replace(b"Content-Type: application/zip", b"Content-Type: text/html")
    two_names = fair.replace(b"Content-Type: application/zip", b'Content-Type: application/zip; name="a.pdf"')
    files = [named(name, content) for name, content, _ in odd.values()]
    files += [named("b.eml", content) for content in parts.values()]
    files += [named("a.zip", listed), named("c.eml", as_page), named("d.eml", two_names)]
    with page_of(browser, told.page) as page:
        answers = give(page, *files)
        assert page.locator(".answers > li.good").count() == 0
        for oddity, answer in zip(odd, answers, strict=False):
            assert "KHÔNG TIN ĐƯỢC" in answer, oddity
            assert "HIỆN HÀNH" not in answer, oddity
        for oddity, answer in zip(parts, answers[len(odd) :], strict=False):
            assert (answer.count("LÀ BẢN HIỆN HÀNH"), answer.count("KHÔNG CÓ TRONG DANH SÁCH")) == (1, 1), oddity
        assert "KHÔNG PHẢI DANH MỤC HIỆN NAY" in answers[-3]
        assert all("KHÔNG TIN ĐƯỢC" in answer for answer in answers[-2:])
        assert "LÀ BẢN HIỆN HÀNH" in give(page, named("e.eml", fair))[0]


def test_files_may_be_dropped_anywhere(browser: Browser, told: Told):
    """Beside the field a browser would open the file in place of the page."""
    with page_of(browser, told.page) as page:
        page.evaluate(
            """content => { const data = new DataTransfer();
            data.items.add(new File([Uint8Array.from(content)], "a.pdf"));
            const how = { dataTransfer: data, bubbles: true, cancelable: true };
            document.body.dispatchEvent(new DragEvent("drop", how)); }""",
            list(told.current),
        )
        expect(page.locator(".answers > li.good")).to_have_count(1)


@pytest.mark.long
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_attachment_is_read_however_it_travels(browser: Browser, told: Told, line_end: bytes):
    """The page takes mails apart as the command does."""
    ways = ("base64", "quoted-printable", "8bit", "7bit")
    files = [
        named(f"{way}.eml", travelling(told.current, way).replace(b"\n", line_end), "message/rfc822") for way in ways
    ]
    with page_of(browser, told.page) as page:
        for answer in give(page, *files):
            assert "ĐÚNG, LÀ BẢN HIỆN HÀNH" in answer
            assert "Báo cáo.pdf" in answer
