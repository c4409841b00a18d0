"""Whoever has a file knows what wrote it; whoever has the command, which one it is."""

from __future__ import annotations

import io
import json
import re
import sys

import docx
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from pypdf import PdfReader

import thidua
from tests.conftest import REPOSITORY, Project
from tests.export.test_docx import report
from thidua.called import program
from thidua.cli import cli
from thidua.export.html import html_text
from thidua.export.pdf import pdf_bytes
from thidua.export.word import docx_bytes
from thidua.export.workbook import xlsx_bytes
from thidua.run.key import fixed_inputs
from thidua.run.libraries import libraries
from thidua.version import PROGRAM


def test_every_format_tells_what_wrote_it():
    """Two offices that compare a figure see whether they had the same program."""
    shown = report()

    assert f'<meta name="generator" content="{PROGRAM}">' in html_text(shown)
    assert PdfReader(io.BytesIO(pdf_bytes(shown))).metadata["/Keywords"] == PROGRAM
    assert docx.Document(io.BytesIO(docx_bytes(shown))).core_properties.keywords == PROGRAM
    assert load_workbook(io.BytesIO(xlsx_bytes(shown))).properties.keywords == PROGRAM


def test_notebook_of_an_edition_tells_what_made_it(built: Project):
    """Beside its key, which holds all that it was made from."""
    notebook = json.loads(built.edition().file("ipynb").read_bytes())

    assert notebook["metadata"]["thidua"]["program"] == PROGRAM == f"thidua {thidua.__version__}"


def test_command_tells_its_version():
    """The first thing that is asked of whoever reports a fault."""
    done = CliRunner().invoke(cli, ["--version"])

    assert (done.exit_code, done.stdout) == (0, f"{PROGRAM}\n")


def test_changes_begin_with_this_version_and_its_day():
    """Whoever installs a version finds what is new in it."""
    changes = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## (\S+) \((.*)\)$", changes, flags=re.MULTILINE)

    assert first.group(1) == thidua.__version__
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", first.group(2))


def test_project_without_a_lock_is_made_anew_with_other_libraries(project: Project, monkeypatch: pytest.MonkeyPatch):
    """A project that `init` began has no lock of its own: the installed versions are what counts there."""
    with_lock, lock = fixed_inputs(project.edition()), project.root / "requirements.lock"
    lock.unlink(missing_ok=True)
    before = fixed_inputs(project.edition())
    monkeypatch.setattr("thidua.run.key.libraries", lambda: {**libraries(), "typst": "0.1"})

    after = fixed_inputs(project.edition())

    assert {name for name in before if before[name] != after[name]} == {"environment"}
    assert with_lock.keys() == before.keys()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/srv/env/bin/thidua", "thidua"),
        ("/srv/env/lib/python3.11/site-packages/thidua/__main__.py", "python -m thidua"),
        ("run_reports.py", "python run_reports.py"),
        ("/usr/bin/pytest", "python run_reports.py"),
    ],
)
def test_what_a_person_is_told_to_type_is_what_was_typed(typed, told, monkeypatch: pytest.MonkeyPatch):
    """A project of an installed package has no script; other programs that call us stand in a checkout here."""
    monkeypatch.setattr(sys, "argv", [typed])

    assert program() == told


def test_installed_package_names_no_script(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """There is none beside it."""
    monkeypatch.setattr(sys, "argv", ["/usr/bin/pytest"])
    monkeypatch.setattr("thidua.called.files", lambda package: tmp_path / "site-packages" / package)

    assert program() == "thidua"
