"""In which project a command works: the folder after -C comes first, then THIDUA_ROOT, then where one stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import REPOSITORY, Project
from tests.deliver.commands import Done, run_command
from tests.run.test_imports import commands
from thidua.cli import cli

BARE = {"PATH": os.environ["PATH"]}


def run(folder: Path, *words: str, **environment: str) -> Done:
    """A command in a folder, under a system without a language."""
    return run_command(folder, words, {**BARE, **environment})


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "nơi khác"
    folder.mkdir()
    return folder


@pytest.mark.long
@pytest.mark.parametrize("option", ["-C", "--project"])
def test_project_is_named_before_or_after_the_command(option: str, project: Project, empty: Path):
    """A line of a scheduler names it first, a person who forgot it last."""
    before = run(empty, option, str(project.root), "list")
    after = run(empty, "list", option, str(project.root))

    assert (before.status, before.problems) == (0, "")
    assert "thu/2020/huyen-ba-be/thu" in before.printed
    assert after == before


def test_every_command_takes_it():
    """What is true of one command need not be looked up for the next."""
    for words, command in commands():
        text = CliRunner().invoke(cli, [*words, "--help"]).stdout
        assert re.search(r"^  -C, --project DIR ", text, flags=re.MULTILINE), command.name


def test_named_project_comes_before_the_variable_and_the_folder(project: Project, empty: Path):
    """What is typed now is what is meant; that another is named elsewhere needs no word."""
    done = run(empty, "-C", str(project.root), "list", THIDUA_ROOT=str(empty))

    assert (done.status, done.problems) == (0, "")
    assert "thu/2020/huyen-ba-be/thu" in done.printed


def test_folder_that_is_no_project_is_refused(project: Project, empty: Path):
    """The project above it is not taken instead: a misspelt folder is a mistake."""
    inside = project.root / "data"

    assert run(project.root, "-C", str(inside), "list").problems == (
        f"error: -C: there is no reports.toml in {inside.resolve()}; name the project's folder\n"
    )
    assert run(empty, "-C", "không có", "list").status == 2


def test_language_is_that_of_the_named_project(project: Project, empty: Path):
    """An office that works in Vietnamese is answered so from any folder."""
    settings = project.root / "reports.toml"
    settings.write_text('lang = "vi"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")

    assert run(empty, "-C", str(project.root), "list").printed.startswith("BẢN ")
    assert run(empty, "-C", str(project.root), "list", "--unit", "Pắc Nạn").problems.startswith("lỗi: ")
    assert run(empty, "-C", str(project.root), "list", "--help").printed.startswith("Cách dùng: ")


def test_files_are_named_from_where_one_stands(project: Project, empty: Path):
    """-C says whose data are meant, and moves nobody: the file that a person sees is the one that is checked."""
    (empty / "gửi.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = run(empty, "-C", str(project.root), "check", "gửi.csv")

    assert done.printed.startswith("gửi.csv: ")


@pytest.mark.long
@pytest.mark.parametrize("how", ["option", "variable"])
def test_kernels_and_workers_find_the_same_project(how: str, project: Project, empty: Path):
    """They work in folders of their own, where a relative path would lead elsewhere."""
    named = os.path.relpath(project.root, empty)
    words = ("-C", named, "build") if how == "option" else ("build",)
    done = run(empty, *words, **({} if how == "option" else {"THIDUA_ROOT": named}))

    assert (done.status, done.problems) == (0, "")
    assert (project.root / "reports/thu/2020/huyen-ba-be/thu.pdf").is_file()
    assert list(empty.iterdir()) == []


def test_version_is_that_of_the_package():
    """The first thing that is asked of whoever reports a fault."""
    done = subprocess.run(
        [sys.executable, "-m", "thidua", "--version"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"thidua {metadata.version('thidua')}\n"
