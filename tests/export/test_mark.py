"""A report rebuilt from press articles bears an office's head: every page, sheet and mail of it says what it is."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from pypdf import PdfReader

from tests.conftest import REPOSITORY
from tests.deliver.mail.enclosures import bundle
from tests.export.workbooks import document, letterhead, opened, table, texts
from thidua.deliver.mail.digest import read_digest
from thidua.deliver.mail.writing.body import Body, html_body, not_issued, text_body
from thidua.deliver.mail.writing.notices import subject_of
from thidua.deliver.mail.writing.reports import mark_of
from thidua.export.document import Document
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.facts.dataset import open_dataset
from thidua.present.part import plain
from thidua.present.report import open_report

MARK = "DỰNG LẠI TỪ BÀI BÁO"


def shown() -> tuple[Any, ...]:
    """The head of a rebuilt report, a table and enough words for a second page."""
    head = replace(letterhead(), mark="Dựng lại từ bài báo")
    return (head, table(), *(plain(f"p{n}", "Một câu. " * 40) for n in range(12)))


@pytest.fixture(scope="module")
def rebuilt() -> Document:
    return document(*shown())


def test_every_page_of_the_pdf_says_it(rebuilt):
    """Whichever page is copied, nobody takes it for one that the office issued."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_bytes(rebuilt))).pages]

    assert len(pages) > 1
    assert all(MARK in page for page in pages)


def test_page_and_every_sheet_say_it(rebuilt):
    """On a screen it stands above the head and with it, and in what the page says of itself to search engines; in a
    workbook on the cover and on each printed page."""
    book = opened(rebuilt)

    about, page = html_text(rebuilt).split("</head>")
    assert (about.count(MARK), page.count(MARK)) == (1, 2)
    assert MARK in texts(book.worksheets[0])
    assert all(MARK in sheet.oddHeader.center.text for sheet in book)


def test_mail_says_it_in_its_subject_and_first(rebuilt, tmp_path: Path):
    """A mail is read before its attachment."""
    cells = [new_code_cell("hiện", outputs=[new_output("display_data", data=bundle(each))]) for each in shown()]
    nbformat.write(new_notebook(cells=cells, metadata={"thidua": {"verdict": "ready"}}), tmp_path / "a.ipynb")
    mark = mark_of([read_digest(tmp_path / "a.ipynb")])
    body = Body("Tổng kết năm 2022", mark, (), "Ban Thi đua")

    assert mark == not_issued(MARK)
    assert subject_of("Tổng kết năm 2022", mark) == f"[Thi đua, khen thưởng] [{MARK}] Tổng kết năm 2022"
    assert text_body(body).startswith(f"*** {MARK} ***\nBáo cáo trong thư không phải")
    assert f"{MARK}. Báo cáo trong thư không phải" in html_body(body)


def test_published_reports_are_marked_in_their_language():
    """The reports on five articles bear the head of a real council, in Vietnamese and in English."""
    words = {"dataset": "published", "unit": "tinh-bac-kan", "period": "2020", "root": REPOSITORY}

    assert open_report(**words).letterhead("Báo cáo").content()["mark"] == "Dựng lại từ bài báo"
    assert open_report(**words, lang="en").letterhead("Báo cáo").content()["mark"] == "Rebuilt from press articles"
    assert open_dataset("illustrative", REPOSITORY).settings.mark == ""
