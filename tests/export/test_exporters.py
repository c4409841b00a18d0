"""`jupyter nbconvert --to thidua_…` refuses in one line what cannot become a report; nothing is ignored."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.nbconvertapp import NbConvertApp
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets.config import Config

from tests.conftest import REPOSITORY
from tests.export.workbooks import table
from thidua.errors import NotebookError

FORMATS = ("html", "pdf", "xlsx", "docx")

Convert = Callable[..., tuple[object, str]]
"""Runs nbconvert with these words; gives its exit status, or the line with which it ends, and what it complained of."""


@pytest.fixture
def convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Convert:
    """The command `jupyter nbconvert` in this process, in a folder and with settings of its own."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[object, str]:
        NbConvertApp.clear_instance()
        try:
            NbConvertApp.launch_instance([*words, "--log-level=ERROR"])
        except SystemExit as end:
            return end.code, capsys.readouterr().err
        finally:
            NbConvertApp.clear_instance()
        return 0, capsys.readouterr().err

    return run


def cell(number: int | None, *outputs: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A cell that calls the package, with the number that the kernel gave it."""
    return new_code_cell("report.awards.table()", execution_count=number, outputs=list(outputs))


def shown() -> nbformat.NotebookNode:
    return new_output("display_data", data=table()._repr_mimebundle_())


def failed() -> nbformat.NotebookNode:
    return new_output("error", ename="DataError", evalue="hàng 17", traceback=["DataError: hàng 17"])


def write(folder: Path, *cells: nbformat.NotebookNode) -> None:
    nbformat.write(new_notebook(cells=list(cells)), folder / "bao-cao.ipynb")


@pytest.mark.parametrize("name", FORMATS)
def test_notebook_that_was_not_executed_makes_no_file(name: str, convert: Convert, tmp_path: Path):
    """A report without its tables would look like one on a period without figures."""
    write(tmp_path, cell(None), cell(None))

    status, said = convert("--to", f"thidua_{name}", "bao-cao.ipynb")

    assert status == (
        "error: bao-cao was not executed: it has nothing to show; run it first with papermill or in JupyterLab and "
        "save it, or add --execute"
    )
    assert said == ""
    assert sorted(path.name for path in tmp_path.glob("bao-cao*")) == ["bao-cao.ipynb"]


@pytest.mark.long
def test_command_says_it_in_one_line_and_ends_with_1(tmp_path: Path):
    """As a person meets it: the line, and no traceback."""
    write(tmp_path, cell(None))
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "thidua_html", "--log-level=WARN", "bao-cao.ipynb"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "JUPYTER_CONFIG_DIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert [line.partition(": it has")[0] for line in done.stderr.splitlines()] == ["error: bao-cao was not executed"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ((cell(1), cell(None)), "error: bao-cao: cell 2 was not run; run all its cells again"),
        (
            (cell(1), cell(2, failed()), cell(None)),
            "error: bao-cao: cell 2 shows an error: DataError: hàng 17; run all its cells again",
        ),
    ],
)
def test_half_a_run_makes_no_file(
    cells: tuple[nbformat.NotebookNode, ...], message: str, convert: Convert, tmp_path: Path
):
    """What comes after the cell that stopped it would be missing without a word."""
    write(tmp_path, *cells)

    assert convert("--to", "thidua_html", "bao-cao.ipynb") == (message, "")


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (("--template", "lab"), "--template"),
        (("--no-input",), "--no-input"),
        (("--no-prompt", "--template=basic"), "--no-prompt, --template"),
        (("--sanitize-html",), "--sanitize-html"),
        (("--embed-images", "--theme=dark"), "--embed-images, --theme"),
        (("--SlidesExporter.reveal_theme=sky",), "--SlidesExporter.reveal_theme"),
    ],
)
def test_option_that_would_mean_nothing_is_refused(
    typed: tuple[str, ...], named: str, convert: Convert, tmp_path: Path
):
    """Who leaves out the code of a notebook by an option believes that it was that option."""
    write(tmp_path, cell(1, shown()))

    status, said = convert("--to", "thidua_pdf", *typed, "bao-cao.ipynb")

    assert status == (f"error: {named}: means nothing to thidua's exporters, since a report has one form; leave it out")
    assert said == ""
    assert not (tmp_path / "bao-cao.pdf").exists()


@pytest.mark.parametrize("name", ["pdf", "xlsx", "docx"])
def test_a_file_that_is_no_text_is_not_written_to_stdout(name: str, convert: Convert, tmp_path: Path):
    """Nbconvert writes text there, and ended in a traceback."""
    write(tmp_path, cell(1, shown()))

    status, said = convert("--to", f"thidua_{name}", "--stdout", "bao-cao.ipynb")

    assert (status, said) == (
        "error: --stdout: such a file is no text; leave it out, and the file is written beside the notebook",
        "",
    )


def test_options_of_the_command_itself_are_taken(convert: Convert, tmp_path: Path):
    """Where the file goes and what it is called is for whoever makes it."""
    write(tmp_path, cell(1, shown()))

    assert convert("--to", "thidua_html", "--output-dir", "noi-khac", "--output", "ten", "bao-cao.ipynb") == (0, "")
    assert (tmp_path / "noi-khac" / "ten.html").is_file()


def test_what_a_person_set_for_other_exporters_is_passed_over(convert: Convert, tmp_path: Path):
    """Settings that stand in a file are meant for the pages that the person makes otherwise."""
    write(tmp_path, cell(1, shown()))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_nbconvert_config.py").write_text(
        "c.TemplateExporter.template_name = 'basic'\n", encoding="utf-8"
    )

    assert convert("--to", "thidua_html", "bao-cao.ipynb") == (0, "")


def test_a_server_gets_the_error_and_goes_on():
    """JupyterLab exports within its server, which must not end for one notebook."""
    exporter = get_exporter("thidua_html")(config=Config({"HTMLExporter": {"theme": "dark"}}))

    with pytest.raises(NotebookError, match="was not executed: it has nothing to show"):
        exporter.from_notebook_node(new_notebook(cells=[cell(None)]))


@pytest.mark.long
def test_execute_runs_the_notebook_first(convert: Convert, tmp_path: Path):
    """The option that nbconvert has for it works as it does for every exporter."""
    write(tmp_path, new_code_cell("1 / 0"), new_code_cell(""))

    status, said = convert("--to", "thidua_html", "--execute", "--allow-errors", "bao-cao.ipynb")

    assert (
        status == "error: bao-cao: cell 1 shows an error: ZeroDivisionError: division by zero; run all its cells again"
    )
    assert said == ""
