"""What the README tells a hurried user to type works as it stands."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, copy_project
from tests.deliver.commands import run_command

pytestmark = pytest.mark.xdist_group("readme")

PAGES = (
    *("README.md", "README.vi.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "reports/README.md"),
    *("docs/json.md", "docs/other-runners.md"),
)


def commands(page: str) -> list[str]:
    """Every `python run_reports.py …` line of a page's code blocks."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    return re.findall(r"^ *python (run_reports\.py [^#\n]*?)\s*(?:#.*)?$", text, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("readme"))


@pytest.mark.long
@pytest.mark.parametrize("command", sorted({command for page in PAGES[:2] for command in commands(page)}))
def test_command_of_the_readme_is_understood(folder: Path, command):
    """Each is run as written; a build only says what it would do."""
    words = shlex.split(command)[1:]
    dry = ["--dry-run"] if "build" in words and "--dry-run" not in words else []
    done = run_command(folder, [*words, *dry], os.environ)

    if {"review", "release", "send"} & set(words):
        # Of a pack that is not built here; tests/deliver runs them on one that is.
        assert done.status == 2
        assert done.problems.startswith("error: nothing was built of 2023-H1 yet; there are: none. Build it first")
        return
    if "verify" in words:
        assert done.status == 1
        assert done.problems.endswith("No such file or directory\n")  # nobody forwarded one
        return
    # The illustrative workbooks have faults on purpose, and `check` says so.
    assert (done.status, done.problems) == (1 if "check" in words else 0, "")
    assert done.printed


def test_readme_shows_the_editions_that_are_built(folder: Path):
    """The list in the README is the list the command gives."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "list", "--dataset", "published"]
    listed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    built = {line.split()[0] for line in listed.splitlines()[1:]}
    shown = re.findall(r"reports/(published/\S+)\.html", (REPOSITORY / "README.md").read_text(encoding="utf-8"))

    assert set(shown) == built


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_of_a_page_exist(page):
    """A picture that is not there is the first thing a new user sees."""
    path = REPOSITORY / page
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_first_screen_says_how_to_build_and_shows_a_page(page):
    """Before any scrolling: a sentence, a picture, the command."""
    first_screen = "\n".join((REPOSITORY / page).read_text(encoding="utf-8").splitlines()[:20])

    assert "![" in first_screen
    assert "make reports" in first_screen
