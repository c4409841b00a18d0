"""What a notebook starts and leaves ends with its kernel, and nothing else does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from jupyter_core.paths import jupyter_runtime_dir

from tests.conftest import Project
from tests.run.executing.left import is_alive
from thidua.run.build import build_edition
from thidua.run.executing.mark import PREFIX, VARIABLE, Run
from thidua.run.publish import new_work_folder
from thidua.run.several import build_editions

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, and starts `sleep`")

GOOD = 'from thidua.present.part import prose\nprose("loi", "Một câu.")'
LEAVES = """
import json, os, subprocess, time
from pathlib import Path
from subprocess import Popen
asleep = ["sleep", "600"]
away = dict(start_new_session=True)
pids = [Popen(asleep).pid, Popen(asleep, **away).pid, Popen(asleep, env={{}}, **away).pid]
for environment in (os.environ, {{}}):
    said, says = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(says, str(os.getpid()).encode())
            os.execvpe("sleep", asleep, environment)
        os._exit(0)
    os.wait()
    pids.append(int(os.read(said, 20)))
_ = Path({where!r}).write_text(json.dumps(pids))
"""
"""A plain child, one in a session of its own, one without an environment, and two that forked twice to be nobody's."""

ORPHANS_COME_TO_US = sys.platform == "linux"


@pytest.mark.long
@pytest.mark.parametrize(
    ("then", "state", "outlives"),
    [
        # Elsewhere nobody says whose child the orphan without an environment was.
        (GOOD, "ready", 0 if ORPHANS_COME_TO_US else 1),
        ("1/0", "failed", 0 if ORPHANS_COME_TO_US else 1),
        ("os._exit(1)", "failed", 0 if ORPHANS_COME_TO_US else 2),
    ],
    ids=["ready", "failed", "dead kernel"],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_processes_that_a_notebook_leaves_are_ended_after_the_edition(
    project: Project, tmp_path: Path, then: str, state: str, outlives: int
):
    """A server that a cell starts would run for weeks, and hold its port against the next run."""
    where = tmp_path / "pids.json"
    project.write_notebook(LEAVES.format(where=str(where)), then)
    other_kernel = Run.here(project.root).kernel_mark()
    bystanders = [
        subprocess.Popen(["sleep", "600"], start_new_session=True),
        subprocess.Popen(["sleep", "600"], env={**os.environ, VARIABLE: other_kernel}),
        subprocess.Popen(["sleep", "600"], env={**os.environ, VARIABLE: "another's"}),
    ]
    left: list[int] = []
    try:
        outcome = build_edition(project.edition())
        left = json.loads(where.read_text())

        assert outcome.state == state, outcome.reason
        assert len(left) == 5
        assert [is_alive(pid) for pid in left].count(True) == outlives
        assert [bystander.poll() for bystander in bystanders] == [None] * 3
    finally:
        for bystander in bystanders:
            bystander.kill()
            bystander.wait()
        for pid in filter(is_alive, left):
            psutil.Process(pid).kill()


@pytest.mark.long
def test_no_socket_and_no_connection_file_is_left_of_an_edition(project: Project):
    """They would gather by the thousand over the years."""
    assert build_edition(project.edition()).state == "ready"

    assert list(Path(jupyter_runtime_dir()).glob(f"{PREFIX}{Run.here(project.root)}*")) == []


def test_names_of_sockets_are_short_enough_for_the_system():
    """The path of a socket has about 100 bytes, of which Jupyter's folder takes up to 50."""
    longest = Run("0a1b2c3d", 4_194_304, 0x7FFFFFFF).kernel_mark()

    assert 50 + len(f"/{PREFIX}{longest}-5") <= 100


@pytest.mark.long
def test_container_that_is_named_clears_what_its_killed_run_left(project: Project, monkeypatch: pytest.MonkeyPatch):
    """The system calls a container by another name at each start: half an edition would lie there for ever."""
    monkeypatch.setenv("THIDUA_HOST", "may-bao-cao")
    monkeypatch.setattr("platform.node", lambda: "4f1c09a77d21")
    killed = replace(Run.here(project.root), pid=2**22 + 1)
    new_work_folder(project.root, killed)
    monkeypatch.setattr("platform.node", lambda: "b80e6613fa95")

    assert [outcome.state for outcome in build_editions([project.edition()], ("html",))] == ["ready"]

    assert not (project.root / "reports" / ".making").exists()
