"""The draft in LibreOffice: another program than the one it is written for opens it, prints it and keeps its fields."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from tests.export.test_docx import report, table_with_heads_in_both_rows
from thidua.export.word import docx_bytes
from thidua.export.word.reopened import cells_of

OFFICE = shutil.which("soffice")
WRITER = OFFICE is not None and (Path(OFFICE).resolve().parent / "libswlo.so").exists()
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not WRITER, reason="LibreOffice Writer is not installed"),
    pytest.mark.xdist_group("libreoffice"),
]
FACES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>
"""
"""Where there is no Times New Roman, the embedded face stands for it: its letters are exactly as wide."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice makes of the draft: a PDF, and in a folder of its own the draft as it writes it."""
    import thidua.present

    at = tmp_path_factory.mktemp("office")
    (at / "duthao.docx").write_bytes(docx_bytes(report("vi", table_with_heads_in_both_rows(), illustrative=True)))
    fonts = Path(thidua.present.__path__[0]) / "fonts"
    (at / "fonts.conf").write_text(FACES.format(fonts=fonts, cache=at / "cache"), encoding="utf-8")
    for to, where in (("pdf", at), ("docx", at / "again")):
        run = subprocess.run(
            [str(OFFICE), f"-env:UserInstallation={(at / 'profile').as_uri()}", "--headless", "--convert-to", to,
             "--outdir", str(where), str(at / "duthao.docx")],
            check=True, capture_output=True, timeout=120, text=True,
            env={**os.environ, "FONTCONFIG_FILE": str(at / "fonts.conf")},
        )  # fmt: skip
        assert "Error" not in run.stderr + run.stdout
    return at


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[str]:
    """The words of each page that it prints."""
    return [page.extract_text() for page in PdfReader(folder / "duthao.pdf").pages]


def test_pages_are_upright_and_across(folder: Path):
    """The report, the wide annex across the page, the long annex on as many pages as it needs."""
    pages = PdfReader(folder / "duthao.pdf").pages
    across = [page.mediabox.width > page.mediabox.height for page in pages]

    assert across == [False, False, True, True, False, False, False]
    assert round(float(pages[0].mediabox.width) / 72 * 25.4) == 210


def test_first_pages_have_no_number_and_the_others_have(pages: list[str]):
    """Decree 30: the number stands from the second page, and annexes are numbered apart."""
    numbers = [page.split("\n")[0].strip() for page in pages]

    assert [number if number.isdigit() else "" for number in numbers] == ["", "2", "", "2", "", "2", "3"]


def test_heads_of_a_long_table_stand_whole_on_every_page(pages: list[str]):
    """A reader of the second page knows what its columns are, also where a head stands in two rows."""
    words = [" ".join(page.split()) for page in pages]

    assert "Dòng 0" in words[4]
    assert "Dòng 39" in words[5]
    assert all("Hình thức Số" in page for page in words[4:6])
    assert all("Danh hiệu, hình thức Số đề nghị" in page for page in words[2:4])
    assert all("Nội dung Số lượt được khen đã biết Bằng khen TT CN" in page for page in words[5:7])


def test_every_page_says_that_the_figures_are_illustrative(pages: list[str]):
    """Also where another program prints it."""
    assert all("SỐ LIỆU MINH HỌA" in page for page in pages)


def test_cells_fields_and_pictures_survive(folder: Path):
    """What it writes again has every table cell by cell, the fields by their titles, and the words for the chart."""
    mine = docx.Document(str(folder / "duthao.docx")).element.body
    its = docx.Document(str(folder / "again" / "duthao.docx")).element.body

    assert [cells_of(each) for each in its.iter(qn("w:tbl"))] == [cells_of(each) for each in mine.iter(qn("w:tbl"))]
    titles = {each.get(qn("w:val")) for each in its.iter(qn("w:alias"))}
    assert {"Số", "Ngày", "Tháng", "Năm", "Nơi nhận", "Họ và tên người ký"} <= titles
    assert [each.get("descr") for each in its.iter(qn("wp:docPr"))] == ["Bằng khen nhiều nhất: 301 lượt."]
