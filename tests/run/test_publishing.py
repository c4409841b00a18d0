"""Same data, same bytes; only what changed is rebuilt; a run killed at any instant can be started again."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Project, copy_project
from thidua.deliver.run_log import RUN_LOG
from thidua.run.build import build_edition
from thidua.run.plan import Edition, plan_editions


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    # The run log tells the time of each build; everything else says nothing of when it was made.
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != RUN_LOG]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_two_builds_of_the_same_data_are_the_same_bytes(built: Project):
    """From this follow verification, revisions and rebuilding only what changed."""
    edition = built.edition()
    first = files(edition.folder)
    for path in edition.folder.iterdir():
        path.unlink()

    assert build_edition(edition).state == "ready"
    assert files(edition.folder) == first
    assert set(first) == {"thu.docx", "thu.html", "thu.ipynb", "thu.pdf", "thu.xlsx"}


def test_second_build_does_nothing(built: Project):
    """`make reports` is safe to repeat and does nothing needless."""
    before = {path: path.stat().st_mtime_ns for path in built.edition().folder.iterdir()}

    assert build_edition(built.edition()).state == "current"
    assert {path: path.stat().st_mtime_ns for path in built.edition().folder.iterdir()} == before


def change_own_fact(project: Project) -> None:
    project.write_facts({"count": "8"})


def change_other_unit(project: Project) -> None:
    project.write_facts({}, {"unit": "huyen-na-ri"})


def change_notebook(project: Project) -> None:
    project.write_notebook('from thidua.present.part import prose\nprose("loi", "Hai câu.")')


def add_commentary(project: Project) -> None:
    path = project.edition().dataset.commentary_path(project.edition().unit, project.edition().period)
    path.parent.mkdir(parents=True)
    path.write_text('---\nsource: a\ncitation: "b"\n---\n\n## Hội nghị\nNgày 01.\n', encoding="utf-8")


def mark_illustrative(project: Project) -> None:
    path = project.root / "data" / "thu" / "dataset.toml"
    path.write_text("illustrative = true\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def delete_html(project: Project) -> None:
    project.edition().file("html").unlink()


def tamper_with_pdf(project: Project) -> None:
    project.edition().file("pdf").write_bytes(project.edition().file("pdf").read_bytes() + b" ")


def touch_nothing(project: Project) -> None:
    """Leave everything as it is."""


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (touch_nothing, "current"),
        (change_other_unit, "current"),
        (change_own_fact, "ready"),
        (change_notebook, "ready"),
        (add_commentary, "ready"),
        (mark_illustrative, "ready"),
        (delete_html, "ready"),
        (tamper_with_pdf, "ready"),
    ],
)
def test_only_what_changed_is_rebuilt(built: Project, change, state):
    """One corrected unit re-renders its own reports, and no other's."""
    change(built)

    assert build_edition(built.edition()).state == state


def test_formats_published_before_are_kept_in_step(built: Project):
    """Asking for the PDF alone must not leave an HTML that disagrees with it."""
    html = built.edition().file("html").read_bytes()
    change_notebook(built)

    build_edition(built.edition(), ("pdf",))

    assert built.edition().file("html").read_bytes() != html
    assert build_edition(built.edition()).state == "current"


def test_one_format_asked_for_makes_one_format(project: Project):
    """`--format html` on an empty folder makes the HTML and keeps the notebook it comes from."""
    build_edition(project.edition(), ("html",))

    assert sorted(files(project.edition().folder)) == ["thu.html", "thu.ipynb"]


@pytest.mark.long
def test_build_cut_between_two_renames_is_finished_by_the_next(project: Project, monkeypatch):
    """The notebook is renamed last: until then the edition does not count as current."""
    real, calls = Path.replace, []

    def replace_once(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace_once)
    with pytest.raises(KeyboardInterrupt):
        build_edition(project.edition())
    monkeypatch.undo()

    assert build_edition(project.edition()).state == "ready"
    assert sorted(files(project.edition().folder)) == ["thu.docx", "thu.html", "thu.ipynb", "thu.pdf", "thu.xlsx"]


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_killed_runs_end_in_the_same_state_when_started_again(built: Project):
    """Power fails at any instant; the next run must not notice."""
    edition = built.edition()
    undisturbed = files(edition.folder)
    for path in edition.folder.iterdir():
        path.unlink()
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "build"]
    for seconds in (0.8, 1.6, 2.2, 2.6):
        run = subprocess.Popen(command, cwd=built.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        run.send_signal(signal.SIGKILL)
        run.wait()

    build_edition(edition)

    assert files(edition.folder) == undisturbed


@pytest.mark.long
def test_two_runners_at_once_do_not_disturb_each_other(project: Project):
    """A schedule and a person may build at the same moment; a kernel answers only the runner that started it."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "build"]
    other = project.root / "reports-toml-of-another-project"
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("reports-toml-of-another-project"))
    runs = [
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for folder in (project.root, other, project.root, other)
    ]
    told = [run.communicate() for run in runs]

    assert [run.returncode for run in runs] == [0, 0, 0, 0], told
    assert sorted("1 built" in out for out, _ in told) == [False, False, True, True]
    assert files(other / "reports" / "thu") == files(project.root / "reports" / "thu")


def test_file_that_cannot_be_replaced_fails_its_edition_and_no_other(project: Project):
    """On Windows a PDF that somebody has open cannot be replaced; the other reports of the set go on."""
    edition = project.edition()
    (edition.file("pdf") / "open").mkdir(parents=True)

    outcome = build_edition(edition)

    assert outcome.state == "failed"
    assert outcome.reason.startswith("thu.pdf cannot be written: ")
    assert not list(edition.folder.glob(".*making"))


def test_kernel_that_cannot_be_started_is_a_failed_edition(project: Project):
    """A kernel of another computer's name in a notebook stops that report, not the set."""
    path = project.root / "notebooks" / "thu.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('"python3"', '"python-cua-toi"'), encoding="utf-8")

    outcome = build_edition(project.edition())

    assert outcome.state == "failed"
    assert "python-cua-toi" in outcome.reason


@pytest.mark.long
def test_editions_of_two_units_show_their_own_figures(project: Project):
    """The second worst bug of this field: every district's page shows the last district's figures."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + '[[editions]]\nkind = "thu"\nunit = "huyen-na-ri"\nperiod = "2020"\n', encoding="utf-8")
    project.write_facts({"count": "71"}, {"unit": "huyen-na-ri", "count": "83"})
    project.write_notebook(
        "from thidua import open_report\nreport = open_report(dataset=dataset, unit=unit, period=period)",
        'from thidua.present.part import prose\nprose("loi", report.unit.name)',
        "report.awards.chart()",
    )

    shown = {}
    for edition in plan_editions(project.root):
        assert build_edition(edition).state == "ready"
        shown[edition.unit.id] = edition.file("html").read_text(encoding="utf-8")

    assert ("huyện Ba Bể" in shown["huyen-ba-be"], ">71<" in shown["huyen-ba-be"], ">83<" in shown["huyen-ba-be"]) == (
        True,
        True,
        False,
    )
    assert ("huyện Na Rì" in shown["huyen-na-ri"], ">71<" in shown["huyen-na-ri"], ">83<" in shown["huyen-na-ri"]) == (
        True,
        False,
        True,
    )


@pytest.mark.long
@pytest.mark.xdist_group("published")
def test_published_edition_built_in_another_folder_is_the_same_bytes(published: dict[str, Edition], tmp_path: Path):
    """With its charts and tables, and wherever it is built: HTML, PDF and executed notebook are the same files."""
    (again,) = plan_editions(copy_project(tmp_path / "again"), dataset="published", kind="province")

    assert build_edition(again).state == "ready"
    assert files(again.folder) == files(published["2020/tinh-bac-kan/province"].folder)
