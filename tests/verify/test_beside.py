"""What reads differently in a file that bears a report's name: told, and never taken for proof."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
import pypdf
import pypdfium2
import pytest
import typst
from openpyxl.styles import Font

from tests.deliver.packs import EXTENSIONS, MORNING, Office, write_files
from tests.verify.asked import ask
from thidua.deliver.packs import file_title
from thidua.run.key import content_hash
from thidua.run.plan import Edition
from thidua.run.record import keep_files
from thidua.verify import beside as besides
from thidua.verify.beside import Difference, beside, format_of
from thidua.verify.known import Known


def pdf(words: str) -> bytes:
    """A page with these words."""
    content: bytes = typst.compile(words.encode())
    return content


def xlsx(bold: bool = False, **cells: object) -> bytes:
    """A workbook with these cells."""
    book = openpyxl.Workbook()
    book.active.title = "Bảng 3"
    book.active["A1"].font = Font(bold=bold)
    for name, value in cells.items():
        book.active[name] = value
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def word(*paragraphs: str) -> bytes:
    """A document with these paragraphs."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def page(words: str) -> bytes:
    """An HTML page."""
    return f"<!DOCTYPE html><html><style>p {{}}</style><p>{words}</p></html>".encode()


def saved_again(content: bytes) -> bytes:
    """The same PDF as another program writes it."""
    found = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(content)).write(found)
    return found.getvalue()


def scanned(content: bytes) -> bytes:
    """The same page as a picture, as a scanner or a printer driver makes it."""
    found = io.BytesIO()
    pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().save(found, "PDF")
    return found.getvalue()


def stamped(content: bytes, words: str) -> bytes:
    """The same PDF with words laid over it, as programs that edit PDFs do."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.pages[0].merge_page(pypdf.PdfReader(io.BytesIO(pdf(words))).pages[0])
    found = io.BytesIO()
    writer.write(found)
    return found.getvalue()


def read(tmp_path: Path, genuine: bytes, content: bytes) -> besides.Beside | None:
    """How one reads beside the other."""
    path = tmp_path / "genuine"
    path.write_bytes(genuine)
    return beside(content, path, format_of(content))


@pytest.mark.long
def test_same_words_in_other_bytes_differ_nowhere(tmp_path: Path):
    """What Word, Excel or another program saved again: most of what is forwarded with other content."""
    for genuine, again in (
        (word("Ba Bể: 12", "hết"), word("Ba Bể:  12", "", "hết")),
        (xlsx(A1="Ba Bể", B2=12), xlsx(bold=True, A1="Ba Bể", B2=12)),
        (page("Ba Bể 12"), page("Ba Bể\n 12").replace(b"p {}", b"p { color: red }")),
        (pdf("Ba Bể 12"), saved_again(pdf("Ba Bể 12"))),
    ):
        assert genuine != again
        assert read(tmp_path, genuine, again) == besides.Beside(0, ())


@pytest.mark.parametrize(
    ("genuine", "content", "expected"),
    [
        (xlsx(A1="Ba Bể", B2=12), xlsx(A1="Ba Bể", B2=21), Difference("Bảng 3!B2", "12", "21")),
        (word("một", "Ba Bể 12"), word("một", "Ba Bể 21"), Difference("", "Ba Bể 12", "Ba Bể 21")),
        (page("Ba Bể 12"), page("Ba Bể 21"), Difference("", "Ba Bể 12", "Ba Bể 21")),
        (pdf("Ba Bể 12"), pdf("Ba Bể 21"), Difference("1", "Ba Bể 12", "Ba Bể 21")),
    ],
)
def test_changed_figure_is_named_with_its_place(tmp_path: Path, genuine: bytes, content: bytes, expected: Difference):
    """A person sees at once what somebody wanted them to believe."""
    found = read(tmp_path, genuine, content)

    assert found == besides.Beside(1, (expected,))


def test_words_laid_over_a_pdf_are_seen(tmp_path: Path):
    """The simplest forgery of a PDF leaves every word of it where it is."""
    genuine = pdf("Ba Bể 12")
    found = read(tmp_path, genuine, stamped(genuine, "999"))

    assert found is not None
    assert "999" in " ".join(each.now for each in found.first)


def test_page_that_was_scanned_is_not_compared(tmp_path: Path):
    """It has no words: to tell that all of them differ would be as wrong as to tell that none does."""
    assert read(tmp_path, pdf("Ba Bể 12"), scanned(pdf("Ba Bể 12"))) is None


def bombs() -> Mapping[str, bytes]:
    """Files that are small, and large when they are read."""
    found = {}
    for name, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr(part, b" " * (80 << 20))
        found[name] = content.getvalue()
    entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 9)
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as opened:
        opened.writestr("word/document.xml", f"{entities}]><a>&a8;</a>")
    found["docx with entities"] = content.getvalue()
    found["pdf without an end"] = b"%PDF-1.7\n" + b"1 0 obj <<" * 50_000
    return found


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(bombs()))
def test_file_made_to_harm_is_not_compared(tmp_path: Path, name: str):
    """It costs a process of its own some memory and time, and the answer stays that its content is another."""
    genuine = {"docx": word("a"), "xlsx": xlsx(A1="a"), "pdf": pdf("a")}[name.split()[0]]

    assert read(tmp_path, genuine, bombs()[name]) is None


def test_reading_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Nobody waits for a file that was made to be read for ever."""
    monkeypatch.setattr(besides, "SECONDS", 0.01)
    begun = time.monotonic()

    assert read(tmp_path, page("a"), page("b")) is None
    assert time.monotonic() - begun < besides.SECONDS + 30


def test_folder_where_it_is_called_lends_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file named json.py beside what was forwarded must not run."""
    (tmp_path / "json.py").write_text("raise SystemExit('owned')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])

    assert read(tmp_path, page("a"), page("a b")) is not None


def make(office: Office, edition: Edition, content: bytes) -> None:
    """A revision whose PDF has this content."""
    files = {each: f"{content_hash(content)} {each}".encode() for each in EXTENSIONS} | {"pdf": content}
    write_files(edition, files)
    hashes = {name: content_hash(value) for name, value in files.items()}
    keep_files(edition, office.ledger.add_revision(str(edition), key="k", snapshot="s", files=hashes, at=MORNING))


@pytest.mark.long
def test_command_tells_which_revision_a_copy_reads_as(office: Office, edition: Edition):
    """A copy of an old revision that was saved again is no copy of what holds now."""
    old, new = pdf("Ba Bể 12"), pdf("Ba Bể 15")
    for content in (old, new):
        make(office, edition, content)
        office.decide(edition)
    known = Known(office.root, office.ledger)

    def told(content: bytes) -> list[str]:
        return list(known.compared(ask(office, content, f"{file_title(edition)}.pdf", edition)))

    [same] = told(saved_again(new))
    assert same.startswith("the words and figures that can be read are those of revision 2")
    same, stale = told(saved_again(old))
    assert same.startswith("the words and figures that can be read are those of revision 1")
    assert stale == "revision 1 is not what holds now"
    assert told(pdf("Ba Bể 51")) == [
        "reads differently from revision 2 at 1 place",
        "  page 1: “Ba Bể 15” → “Ba Bể 51”",
    ]
    assert told(b"%PDF-broken") == ["its content cannot be read beside the revisions made here"]
