"""The command as a person types it, in a process of its own: exit status 0, 1 or 2, one clear line for each mistake."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import REPOSITORY, Project
from tests.deliver.commands import run_command
from thidua.cli import cli
from thidua.cli.commands import COMMANDS

WHERE = "see reports/index.html, public/index.html for what is released"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, in a fork of a process that has imported the libraries."""
    done = run_command(folder, arguments, os.environ)
    return subprocess.CompletedProcess(arguments, done.status, done.printed, done.problems)


def typed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `python run_reports.py …` in a folder, as a person does."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_build_then_build_again(project: Project):
    """The first builds, the second finds everything current, and both say so."""
    first, second = typed(project.root, "build"), typed(project.root, "build")

    assert (first.returncode, second.returncode) == (0, 0)
    assert "[1/1] thu/2020/huyen-ba-be/thu … ready (" in first.stdout
    assert second.stdout.splitlines()[-1] == f"0 built, 1 already current, 0 failed; {WHERE}"
    assert (first.stderr, second.stderr) == ("", "")


@pytest.mark.long
def test_one_failing_report_does_not_stop_the_rest(project: Project):
    """Exit status 1, the reason on stderr, the others built."""
    text = '[[editions]]\nkind = "hong"\nunit = "huyen-ba-be"\nperiod = "2020"\n'
    settings = project.root / "data" / "thu" / "dataset.toml"
    head, good = settings.read_text(encoding="utf-8").split("[[editions]]")
    settings.write_text(f"{head}{text}[[editions]]{good}", encoding="utf-8")
    reports = project.root / "reports.toml"
    reports.write_text(
        reports.read_text(encoding="utf-8") + '[reports.hong]\ntitle = "Hỏng"\nnotebook = "hong"\nrequires = []\n',
        encoding="utf-8",
    )
    project.write_notebook("1/0", name="hong")

    result = run(project.root, "build")

    assert result.returncode == 1
    assert "thu/2020/huyen-ba-be/hong: code cell [3] failed: ZeroDivisionError: division by zero" in result.stderr
    assert "the notebook with what happened is reports/thu/2020/huyen-ba-be/failed/hong.ipynb" in result.stderr
    assert result.stdout.splitlines()[-1] == f"1 built, 0 already current, 1 failed; {WHERE}"
    assert (project.root / "reports/thu/2020/huyen-ba-be/thu.pdf").is_file()


MISTAKES = {
    "unknown unit": (("--unit", "Pắc Nạn"), 'unknown unit "Pắc Nạn"; did you mean Pác Nặm (huyen-pac-nam)?'),
    "impossible period": (("--period", "2021-M13"), '"2021-M13" is not a period; write a half (2017-H1)'),
    "missing dataset": (("--dataset", "thư"), 'no dataset "thư" under data/; did you mean thu?'),
    "dataset outside data": (("--dataset", "../thu"), 'no dataset "../thu" under data/'),
    "unknown kind": (("--kind", "thuu"), 'no report of kind "thuu"; did you mean thu?'),
    "nothing declared": (
        ("--period", "2019"),
        "no edition with period 2019 is declared in data/*/dataset.toml; declared are: thu/2020/huyen-ba-be/thu",
    ),
    "unknown format": (("--format", "odt"), "Invalid value for '--format'"),
    "unknown option": (("--formt", "pdf"), "No such option"),
    "option twice": (("--unit", "Pác Nặm", "--unit", "Ba Bể"), "--unit takes one value; run the command once for each"),
}


@pytest.mark.parametrize("command", ["build", "list"])
@pytest.mark.parametrize(("arguments", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_wrong_use_is_one_line_and_exit_2(project: Project, command, arguments, message):
    """Nothing is built on a guess; the message says what to type instead."""
    if command == "list" and "--format" in arguments:
        message = "No such option"
    result = run(project.root, command, *arguments)

    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project.root / "reports").exists()


def test_mistake_in_a_dataset_names_the_file(project: Project):
    """A declared edition of an unknown unit is the operator's to mend."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("huyen-ba-be", "huyen-ba-bee"), encoding="utf-8")

    result = run(project.root, "list")

    assert result.returncode == 2
    assert "data/thu/dataset.toml, editions: unknown unit" in result.stderr


def test_unknown_setting_names_the_nearest(project: Project):
    """A misspelt key in reports.toml would otherwise be ignored."""
    reports = project.root / "reports.toml"
    reports.write_text(reports.read_text(encoding="utf-8").replace("requires", "require"), encoding="utf-8")

    result = run(project.root, "list")

    assert result.returncode == 2
    assert "reports.toml: " in result.stderr


def test_dry_run_prints_what_would_happen_and_writes_nothing(project: Project):
    """A dry run names each edition and its state."""
    result = run(project.root, "build", "--dry-run", "--format", "pdf")

    assert result.returncode == 0
    assert result.stdout == "to build: thu/2020/huyen-ba-be/thu (pdf): never made [prepared]\n"
    assert not (project.root / "reports").exists()


def test_unit_may_be_given_by_name(project: Project):
    """People type names; the name is looked up in the period of the edition."""
    result = run(project.root, "build", "--dry-run", "--unit", "huyện Ba Bể")

    assert "thu/2020/huyen-ba-be/thu" in result.stdout


def test_list_shows_unit_period_and_files(project: Project):
    """The list says what can be built and what is there."""
    result = run(project.root, "list")

    assert result.stdout.startswith("EDITION  ")
    assert result.stdout.splitlines()[1].split("  ") == ["thu/2020/huyen-ba-be/thu", "huyện Ba Bể", "năm 2020", "none"]


def test_outside_a_project_says_where_to_go(tmp_path):
    """Typed in the wrong folder, the command says so."""
    result = run(tmp_path, "build")

    assert result.returncode == 2
    assert "no reports.toml here or above; change to the project's folder" in result.stderr


def test_runs_from_a_folder_inside_the_project(project: Project):
    """An analyst's terminal often stands in notebooks/."""
    assert typed(project.root / "notebooks", "list").returncode == 0


@pytest.mark.long
def test_the_command_has_three_names(project: Project):
    """`thidua` where the package is installed, `python -m thidua` where scripts are not on the path."""
    script = Path(sys.executable).with_name("thidua.exe" if sys.platform == "win32" else "thidua")
    names = {
        "python run_reports.py": (sys.executable, str(REPOSITORY / "run_reports.py")),
        "python -m thidua": (sys.executable, "-m", "thidua"),
        "thidua": (str(script),),
    }
    for name, command in names.items():
        environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
        told = [
            subprocess.run(
                [*command, *words], cwd=project.root, env=environment, capture_output=True, text=True, check=True
            )
            for words in (("list",), ("list", "--help"))
        ]
        assert "thu/2020/huyen-ba-be/thu" in told[0].stdout
        assert f"    {name} list --kind stage\n" in told[1].stdout


DEFAULTS = {
    "init": 1,
    "completion": 1,
    "build": 13,
    "list": 7,
    "check": 4,
    "template": 3,
    "review": 5,
    "release": 7,
    "withdraw": 5,
    "send": 7,
    "status": 3,
    "due": 6,
    "watch": 4,
    "schedule install": 4,
    "verify": 1,
    "new": 5,
    "lab": 3,
}
"""How many options each command has that need not be given."""


@pytest.mark.parametrize("command", DEFAULTS)
def test_help_gives_examples_and_defaults(command):
    """Every option's default and an example to paste stand in the help."""
    text = CliRunner().invoke(cli, [*command.split(), "--help"]).stdout

    assert f"  python run_reports.py {command}" in text
    assert text.count("[default") == DEFAULTS[command]


def test_every_command_is_in_the_help_and_tested_for_its_own():
    """A command that is not told is not used."""
    text = CliRunner().invoke(cli, ["--help"]).stdout
    named = {command.split()[0] for command in DEFAULTS}

    assert "Exit status: 0 all done, 1 some reports, files or mails failed, 2 wrong use." in text
    assert set(COMMANDS) == named
    assert all(re.search(rf"^  {name} ", text, flags=re.MULTILINE) for name in named)


def test_console_without_vietnamese_letters_does_not_stop_the_run(project: Project):
    """A Windows console of code page 1252 lacks "ễ"; the run goes on and shows an escape."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "list"]
    environment = {"PYTHONIOENCODING": "cp1252", "PATH": "/usr/bin"}
    result = subprocess.run(command, cwd=project.root, capture_output=True, env=environment, check=False)

    assert result.returncode == 0
    assert b"huy\\u1ec7n" in result.stdout


def test_python_without_the_packages_is_told_to_set_up(project: Project):
    """The first thing a hurried user types is the command with the system's own Python."""
    command = [sys.executable, "-I", "-S", str(REPOSITORY / "run_reports.py"), "list"]
    result = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)

    assert result.returncode == 2
    assert result.stderr.startswith("error: ")
    assert "is not installed for" in result.stderr
    assert "Traceback" not in result.stderr
