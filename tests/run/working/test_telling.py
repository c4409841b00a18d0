"""A log gets plain lines, a terminal what is at work, a program one JSON object a line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from tests.conftest import REPOSITORY, Project
from thidua.cli.doing.telling import Terminal, telling
from thidua.run.build import Outcome
from thidua.run.working.durations import Durations


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The real command in a project."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "build", *words]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.long
def test_programs_read_one_object_a_line(project: Project):
    """A scheduler should not have to read sentences."""
    done = run(project.root, "--json", "--format", "html")
    planned = run(project.root, "--json", "--dry-run", "--format", "html")

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["event"] for one in told] == ["began", "ended", "sum"]
    assert told[0] == {"event": "began", "edition": "thu/2020/huyen-ba-be/thu", "process": "prepared"}
    assert (told[1]["state"], told[1]["reason"], told[1]["evidence"]) == ("ready", "", None)
    assert told[2] == {"event": "sum", "ready": 1, "empty": 0, "current": 0, "failed": 0}
    assert [json.loads(line)["does"] for line in planned.stdout.splitlines()] == ["nothing"]


def test_log_gets_no_moving_line(project: Project, capsys: pytest.CaptureFixture[str]):
    """What redraws itself fills a log with marks that nobody can read."""
    edition = project.edition()
    with telling([edition], as_json=False) as tell:
        tell.began(edition)
        tell.ended(Outcome(edition, "failed", "một lý do", seconds=3.0))

    said = capsys.readouterr()
    assert said.out == "[1/1] thu/2020/huyen-ba-be/thu … failed\n"
    assert said.err == "thu/2020/huyen-ba-be/thu: một lý do\n"


def test_terminal_shows_what_is_at_work_what_failed_and_what_is_left(project: Project):
    """Whoever waits wants to know for what, and how long."""
    edition = project.edition()
    shown = Terminal([edition, edition], Durations(project.root / "none"))
    screen = io.StringIO()
    console = Console(file=screen, width=120)

    shown.began(edition)
    console.print(shown)
    shown.ended(Outcome(edition, "failed", "một lý do"))
    console.print(shown)

    lines = screen.getvalue().splitlines()
    assert "0/2 … left · making thu/2020/huyen-ba-be/thu" in lines[0]
    assert "1/2" in lines[1]
    assert "1 failed" in lines[1]
