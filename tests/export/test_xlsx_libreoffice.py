"""The workbook in LibreOffice: it opens there, hostile text stays text, and it prints."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.export.workbooks import document, letterhead, table, whole
from thidua.export.document import Document
from thidua.export.workbook import xlsx_bytes
from thidua.present.table import Column, Row, Table

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("libreoffice"),
]
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user profile of its own, so that no LibreOffice of the machine is disturbed."""
    return tmp_path_factory.mktemp("office")


def converted(shown: Document, to: str, folder: Path, profile: Path) -> dict[str, bytes]:
    """The files that LibreOffice makes of the workbook of a document, by name."""
    source = folder / "so.xlsx"
    source.write_bytes(xlsx_bytes(shown))
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([str(OFFICE), *options, str(source)], check=True, capture_output=True, timeout=120)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path != source}


def test_hostile_text_is_not_calculated(tmp_path: Path, profile: Path):
    """Another program than the one it was written for opens it too, and shows the words."""
    words = ["=1+1", "+1+1", "-1+1", "@SUM(1;1)", '=HYPERLINK("http://example.org";"x")']
    rows = tuple(Row({"a": word, "b": number}) for number, word in enumerate(words))
    shown = document(
        letterhead(), Table("t", "=2+2", (Column("a", "=3+3", "label"), Column("b", "B")), rows, ("=4+4",))
    )

    files = converted(shown, EVERY_SHEET, tmp_path, profile)
    lines = files["so-Bảng 1.csv"].decode().splitlines()

    assert len(files) == 4
    assert lines[0].startswith("Bảng 1. =2+2")
    assert "Ghi chú 1: =4+4" in "".join(lines)
    assert lines[-6:] == [
        "=3+3,B",
        "=1+1,0",
        "+1+1,1",
        "-1+1,2",
        '"@SUM(1;1)",3' if '"@SUM(1;1)",3' in lines else "@SUM(1;1),3",
        '"=HYPERLINK(""http://example.org"";""x"")",4',
    ]


def test_prints_every_sheet_with_its_title_and_mark(tmp_path: Path, profile: Path):
    """One page a sheet here, each on A4, each with the mark of invented figures."""
    pdf = PdfReader(io.BytesIO(converted(whole(illustrative=True), "pdf", tmp_path, profile)["so.pdf"]))
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    # A machine without a Vietnamese Times takes some letters from another font, and those are read behind the others.
    firsts = ["".join(sorted(page.extract_text().split("\n")[0].replace(" ", ""))) for page in pdf.pages]

    assert len(pages) == 6
    assert firsts == ["".join(sorted("SỐLIỆUMINHHỌA"))] * 6
    assert all("301" in page for page in pages[3:])
    for page in pdf.pages:
        assert sorted((round(page.mediabox.width), round(page.mediabox.height))) == [595, 842]


def test_long_texts_are_whole_in_their_rows(tmp_path: Path, profile: Path):
    """Row heights are reckoned, not measured: every line of a wrapped cell must still be printed."""
    long = "Danh sách quyết định: 3 tệp, 120 dòng (đầu tiên là ba-be-2023-H1.xlsx, trang “Khen thưởng”, ô D17). " * 3
    columns = (Column("a", "Nội dung", "label"), Column("b", "Số liệu"), Column("c", "Nguồn", "text"))
    rows = tuple(
        Row({"a": f"Bằng khen của Chủ tịch UBND tỉnh, dòng {n}", "b": n, "c": f"{long}END{n}."}) for n in range(9)
    )
    pdf = PdfReader(
        io.BytesIO(converted(document(table(columns=columns, rows=rows)), "pdf", tmp_path, profile)["so.pdf"])
    )
    text = "".join(page.extract_text() for page in pdf.pages)

    assert all(f"END{number}." in text.replace("\n", "") for number in range(9))
