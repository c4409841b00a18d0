"""An edition is published only on a verdict it has earned: every way a notebook can fail is tried on a real kernel."""

from __future__ import annotations

import nbformat
import pytest

from tests.conftest import Project
from thidua.present.shown import shown_by
from thidua.run.build import build_edition
from thidua.run.verdict import judge_totals

GOOD = 'from thidua.present.part import prose\nprose("loi", "Một câu.")'
DISPLAY_GOOD = (
    'from IPython.display import display\nfrom thidua.present.part import prose\ndisplay(prose("loi", "Một câu."))'
)


def test_good_notebook_is_published_whole_and_nothing_is_left_lying(project: Project):
    """The folder of a ready edition holds its notebook and its files, and nothing of the making."""
    outcome = build_edition(project.edition())

    assert (outcome.state, outcome.reason) == ("ready", "")
    assert sorted(path.name for path in project.edition().folder.iterdir()) == [
        "thu.docx",
        "thu.html",
        "thu.ipynb",
        "thu.pdf",
        "thu.xlsx",
    ]


FAILURES = {
    "error": ((GOOD, "1/0"), r"code cell \[4\] failed: ZeroDivisionError: division by zero"),
    "killed kernel": ((GOOD, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "1"), r"the kernel died"),
    "exit without a word": ((GOOD, "import os\nos._exit(0)"), r"the kernel died"),
    "sys.exit(0)": ((GOOD, "import sys\nsys.exit(0)", "1"), r"cell 4 shows an error: SystemExit"),
    "nothing shown": (("1 + 1;",), r"lacks loi"),
    "bare frame": ((GOOD, "import pandas as pd\npd.DataFrame({'a': [1]})"), r"cell 4 displays text/html, text/plain"),
    "report error": (
        (GOOD, "from thidua.errors import DataError\nraise DataError('facts.csv, row 3: sai')"),
        r"^facts.csv, row 3: sai$",
    ),
    "unprintable letter": (
        ('from thidua.present.part import prose\nprose("loi", "Tốt 👍 lắm")',),
        r'"👍" \(U\+1F44D\) in "Tốt 👍 lắm" cannot be printed',
    ),
}


@pytest.mark.parametrize(("cells", "reason"), FAILURES.values(), ids=FAILURES.keys())
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_failed_notebook_keeps_evidence_and_the_last_good_edition(built: Project, cells, reason):
    """The worst bug of this field is a failed notebook recorded as completed: each failure says why, in one line."""
    edition = built.edition()
    before = {path.name: path.read_bytes() for path in edition.folder.iterdir()}
    built.write_notebook(*cells)

    outcome = build_edition(edition)

    assert outcome.state == "failed"
    assert len(outcome.reason.splitlines()) == 1
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(outcome.reason)
    assert outcome.evidence == edition.evidence
    assert nbformat.read(edition.evidence, as_version=4).cells
    assert {path.name: path.read_bytes() for path in edition.folder.iterdir() if path.is_file()} == before


def test_cell_that_takes_too_long_fails_with_its_limit(project: Project):
    """A cell that hangs must not hang the whole set."""
    settings = project.root / "reports.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("= 20", "= 2"), encoding="utf-8")
    project.write_notebook("import time\ntime.sleep(60)", GOOD)

    assert build_edition(project.edition()).reason == "code cell [3] took longer than 2 seconds"


def test_error_that_the_notebook_swallows_is_still_a_failure(project: Project):
    """The tag `raises-exception` lets a notebook go on after an error; an edition may not."""
    path = project.write_notebook("1/0", GOOD)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, path)

    outcome = build_edition(project.edition())

    assert outcome.state == "failed"
    assert "ZeroDivisionError" in outcome.reason


@pytest.mark.long
def test_next_good_run_clears_the_evidence(project: Project):
    """Old evidence beside a good edition would mislead."""
    project.write_notebook("1/0")
    assert build_edition(project.edition()).evidence is not None
    project.write_notebook(GOOD)

    assert build_edition(project.edition()).state == "ready"
    assert not project.edition().evidence.parent.exists()


def test_parameter_that_the_notebook_lacks_is_named(project: Project):
    """Otherwise a report would run on another unit's defaults under this unit's name."""
    path = project.write_notebook(GOOD)
    text = path.read_text(encoding="utf-8").replace('unit = \\"huyen-ba-be\\"', 'don_vi = \\"huyen-ba-be\\"')
    path.write_text(text, encoding="utf-8")

    outcome = build_edition(project.edition())

    assert outcome.reason == (
        'thu.ipynb: does not declare the parameter "unit"; its cell tagged parameters declares dataset, don_vi, period'
    )


def test_file_that_is_no_notebook_is_one_line(project: Project):
    """A merge conflict in a notebook is the author's to mend, and named as such."""
    (project.root / "notebooks" / "thu.ipynb").write_text("<<<<<<< HEAD", encoding="utf-8")

    assert build_edition(project.edition()).reason.startswith("thu.ipynb: is not a notebook (")


def test_missing_notebook_is_one_line(project: Project):
    """reports.toml may name a notebook that was renamed."""
    (project.root / "notebooks" / "thu.ipynb").unlink()

    assert build_edition(project.edition()).reason == "thu.ipynb: no such notebook in notebooks/"


def test_bad_facts_fail_the_edition_with_file_and_row(project: Project):
    """The sender must find the row; nothing is executed and nothing is lost."""
    project.write_facts({"count": "-3"})

    outcome = build_edition(project.edition())

    assert outcome.state == "failed"
    assert outcome.reason.startswith('data/thu/facts.csv, row 2: count is "-3"; expected a whole number')


TABLE = """from thidua.present.table import Column, Row, Table
from thidua.present.part import prose
from IPython.display import display
display(prose("loi", "Một câu."))
numbers = (Column("a", "A"), Column("b", "B"), Column("sum", "Tổng", sum_of=("a", "b")))
columns = (Column("form", "Hình thức", "label"), *numbers)
total = Row({{"form": "Cộng", "a": {a}, "b": 3, "sum": {total}}}, "total")
rows = (Row({{"form": "x", "a": 2, "b": 3, "sum": 5}}), total)
Table("bang", "Bảng", columns, rows)"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("a", "total", "reason"),
    [
        (4, 5, "table bang, row Cộng, column a: shows 4, but its parts add up to 2"),
        (2, 6, "table bang, row Cộng, column sum: shows 6, but its parts add up to 5"),
    ],
)
def test_total_that_is_not_the_sum_of_its_parts_fails_the_edition(project: Project, a, total, reason):
    """A leader adds up the column in the meeting."""
    project.write_notebook(TABLE.format(a=a, total=total))

    assert build_edition(project.edition()).reason == reason


def test_missing_and_not_applicable_add_nothing_to_a_total():
    """ "…" and "–" are no zeros, and no errors either."""
    resource = {
        "name": "t",
        "schema": {"fields": [{"name": "x", "show": "label"}, {"name": "a", "show": "count"}]},
        "data": [{"x": "1", "a": "…"}, {"x": "2", "a": 4}, {"x": "3", "a": "–"}, {"x": "Cộng", "a": 4}],
        "rowRoles": ["body", "body", "body", "total"],
    }
    output = {"output_type": "execute_result", "data": {"application/vnd.dataresource+json": resource}}
    notebook = {"cells": [{"cell_type": "code", "outputs": [output]}]}

    judge_totals(tuple(shown_by(notebook)))

    resource["data"][3]["a"] = 5
    with pytest.raises(Exception, match="shows 5, but its parts add up to 4"):
        judge_totals(tuple(shown_by(notebook)))


@pytest.mark.long
@pytest.mark.parametrize(
    ("module", "broken"),
    [
        ("html_text", "<html>cut"),
        ("pdf_bytes", b"%PDF-1.7 cut"),
        ("xlsx_bytes", b"PK\x03\x04cut"),
        ("docx_bytes", b"PK\x03\x04cut"),
    ],
)
def test_file_that_does_not_open_again_is_not_published(project: Project, monkeypatch, module, broken):
    """A truncated file must never reach a reader."""
    monkeypatch.setattr(f"thidua.run.export.{module}", lambda document: broken)

    outcome = build_edition(project.edition())

    assert outcome.state == "failed"
    assert "does not open again" in outcome.reason
    assert not project.edition().file("html").exists()


AGREEING = """
from thidua.present.table import Column, Row, Table
columns = (Column("what", "Nội dung", "label"), Column("total", "Tổng"))
Table("forms", "Theo hình thức", columns, (Row({"what": "GK", "total": 7}), Row({"what": "Cộng", "total": 7}, "total")))
"""


@pytest.mark.long
@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('(Row({"what": "A", "total": 7}), Row({"what": "Cộng", "total": 7}, "total"))', ""),
        (
            '(Row({"what": "A", "total": 3}), Row({"what": "Cộng", "total": 3}, "total"))',
            "table units, column total: its total is 3, but table forms shows 7",
        ),
        (
            '(Row({"what": "A", "total": 7}),)',
            "table units is to agree with table forms, but one of them has no total row",
        ),
    ],
)
def test_districts_must_add_up_to_the_province(project: Project, rows, reason):
    """Two tables of one report that disagree by four people: nobody finds that in a meeting."""
    units = f'Table("units", "Theo đơn vị", columns, {rows}, agrees_with="forms")'
    project.write_notebook(GOOD, AGREEING, units)

    outcome = build_edition(project.edition())

    assert outcome.reason == reason
    assert outcome.state == ("failed" if reason else "ready")


def test_one_thing_with_two_values_fails_naming_both_places(project: Project):
    """Two sentences of one report that count the same and differ must not reach a reader."""
    project.write_notebook(
        "from thidua.present.keyed import Key, Keyed\n"
        "from thidua.present.part import plain\n"
        'key = Key("awarded", whose="huyen-ba-be", when="2020")\n'
        'plain("loi", "Có 121 lượt.", figures=[Keyed(key, 121)])',
        'plain("khac", "Có 122 lượt.", figures=[Keyed(key, 122)])',
    )

    outcome = build_edition(project.edition())

    assert outcome.state == "failed"
    assert outcome.reason == (
        "one thing has two values: part loi shows 121, but part khac shows 122; "
        "both are what=awarded, whose=huyen-ba-be, when=2020"
    )
