"""One dataset that is not in order is named with file, key and what is expected, and stops nothing but itself."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from tests.conftest import Project
from tests.facts.inboxes import Inbox, decision_list, people
from thidua.cli import cli
from thidua.registry.territory import AT_HOME, Territory, current
from thidua.run import build
from thidua.run.build import make_edition
from thidua.run.executing.mark import Run

FAULT = "error: data/hong/dataset.toml: source is missing; write text in quotes (2 problems in all)"


@pytest.fixture
def typed(project: Project, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line in a project whose second dataset lacks required keys."""
    (project.root / "data" / "hong").mkdir()
    (project.root / "data" / "hong" / "dataset.toml").write_text('title = "Hỏng"\n', encoding="utf-8")
    monkeypatch.chdir(project.root)
    return CliRunner()


def run(typed: CliRunner, *words: str) -> Result:
    """Type a command."""
    return typed.invoke(cli, words)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("list",), "thu/2020/huyen-ba-be/thu"),
        (("build", "--dry-run"), "to build: thu/2020/huyen-ba-be/thu"),
        (("status",), "next: nothing, reports.toml has no [schedules]"),
        (("due", "--dry-run"), "nothing is due"),
    ],
)
def test_commands_go_on_with_the_others_and_end_with_1(typed: CliRunner, words: tuple[str, ...], line: str):
    """Whoever mistypes one dataset.toml must not find that the office stands still."""
    found = run(typed, *words)

    assert found.exit_code == 1
    assert line in found.stdout
    assert found.stderr.startswith(FAULT)
    assert run(typed, *words[:1], "--dataset", "hong").exit_code != 0 or words[0] == "due"


def test_check_reads_the_inboxes_of_the_others(typed: CliRunner, project: Project):
    """A sender's file is answered whatever became of another dataset."""
    Inbox(project.root / "data" / "thu").put("ds.xlsx", decision_list(*people(0, 1)))
    found = run(typed, "check")

    assert found.exit_code == 1
    assert "1 tệp: 1 đạt" in found.stdout
    assert found.stderr.startswith(FAULT)


def test_an_edition_is_made_in_the_territory_of_its_dataset(project: Project, monkeypatch: pytest.MonkeyPatch):
    """A worker that was just started knows the package's own province and no other."""
    path = project.root / "data" / "thu" / "dataset.toml"
    path.write_text('province = "19"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    seen: list[Territory] = []
    monkeypatch.setattr(build, "_made", lambda *_: seen.append(current()))
    make_edition(project.edition(), ("html",), Run.here(project.root))

    assert [one.province for one in seen] == ["19"]
    assert current() == AT_HOME
