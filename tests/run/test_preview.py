"""A preview is the edition itself, marked on every page; what is published knows nothing of it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.conftest import Project
from tests.present.reports import REPOSITORY
from thidua.errors import ConfigError
from thidua.facts.dataset import open_dataset
from thidua.registry import Period, get_unit
from thidua.run.preview import Preview, kinds_of, preview_edition

MARK = "XEM THỬ – KHÔNG PHẢI BẢN CHÍNH THỨC"


def preview(project: Project, unit: str = "huyen-ba-be", period: str = "2020", **how: object) -> Preview:
    """A preview of a unit and period of the project's one dataset."""
    dataset = open_dataset("thu", project.root)
    return preview_edition(project.root, dataset, get_unit(unit), Period.parse(period), **how)  # type: ignore[arg-type]


def content_of(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_preview_is_the_published_edition_but_for_its_mark(built: Project):
    """What a person looks at before it is made is what will be made, down to the letter."""
    shown = preview(built, formats=("html", "pdf"))
    published = built.edition().file("html").read_text(encoding="utf-8")
    html = shown.files["html"].read_text(encoding="utf-8")

    assert (shown.state, shown.reason, shown.is_declared) == ("ready", "", True)
    assert html.count(MARK) == 1
    assert html[html.index("<main") :] == published[published.index("<main") :]
    assert MARK not in published


def test_every_page_of_a_preview_says_so(built: Project):
    """A page that is printed and laid aside must not be taken for the report."""
    built.write_notebook(
        'from thidua.present.part import plain\nplain("loi", *["Một đoạn văn dài, lặp lại cho đủ nhiều trang."] * 90)'
    )
    pages = PdfReader(io.BytesIO(preview(built, formats=("pdf",)).files["pdf"].read_bytes())).pages

    assert len(pages) > 1
    assert [MARK in page.extract_text() for page in pages] == [True] * len(pages)


@pytest.mark.long
def test_preview_leaves_reports_as_they_are(built: Project):
    """The published edition, the ledger and the lock are the runner's."""
    before = content_of(built.root / "reports")
    built.write_facts({"count": "8"})
    shown = preview(built)

    assert shown.files["html"].is_relative_to(built.root / "desk" / "preview")
    assert content_of(built.root / "reports") == before


def test_edition_that_nobody_declared_can_be_previewed(project: Project):
    """Another district's report is one line away, and the person is told that no schedule makes it."""
    project.write_facts({"unit": "huyen-na-ri"})
    shown = preview(project, "huyen-na-ri")

    assert (shown.state, shown.is_declared, shown.edition.kind) == ("ready", False, "thu")
    assert "chưa khai báo" in shown.lines()[1]


@pytest.mark.long
def test_preview_is_made_from_a_plain_script(project: Project):
    """Three lines in a file are how people begin; Python must not run them again in the process that makes it."""
    script = project.root / "hoi.py"
    script.write_text(
        "import thidua\n"
        f"shown = thidua.open('thu', root={str(project.root)!r}).preview('huyen-ba-be', '2020')\n"
        "print(shown.lines()[0])\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [sys.executable, str(script)], cwd=project.root, env=environment, capture_output=True, check=False
    )

    assert ran.stdout.decode("utf-8").splitlines() == ["Bản xem thử của thu/2020/huyen-ba-be/thu đã sẵn sàng."]
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.long
def test_preview_of_what_would_fail_says_why_and_keeps_no_older_one(project: Project):
    """The same sentence as of a build; a page of yesterday beside it would contradict it."""
    older = preview(project).files["html"]
    project.write_notebook('raise ValueError("hỏng")')
    shown = preview(project)

    assert (shown.state, shown.files) == ("failed", {})
    assert "ValueError: hỏng" in shown.reason
    assert not older.exists()


def test_format_without_pages_is_refused(project: Project):
    """A workbook could not say on every page what it is."""
    with pytest.raises(ConfigError, match='no format "xlsx"; there are: html, pdf'):
        preview(project, formats=("xlsx",))


def test_kind_is_the_declared_one_or_that_of_like_periods_or_units(project: Project):
    """Who asks for a unit and a period need not know what the report is called."""
    dataset = open_dataset("thu", project.root)
    ba_be, na_ri = get_unit("huyen-ba-be"), get_unit("huyen-na-ri")

    assert kinds_of(dataset, ba_be, Period.parse("2020")) == (("thu",), ("thu",))
    assert kinds_of(dataset, ba_be, Period.parse("2019")) == (("thu",), ())
    assert kinds_of(dataset, na_ri, Period.parse("2019")) == (("thu",), ())
    assert kinds_of(dataset, ba_be, Period.parse("2020-H1")) == ((), ())


def test_kind_must_be_said_where_nothing_like_it_is_declared(project: Project):
    """No report is guessed."""
    with pytest.raises(ConfigError, match="say which kind of report: thu"):
        preview(project, period="2020-H1")
