"""A runner that is killed takes everything with it that it began, and the next one clears what it could not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from jupyter_core.paths import jupyter_runtime_dir

from tests.conftest import REPOSITORY, Project
from tests.run.executing.left import is_alive, of_run, sockets_of
from thidua.run.executing.mark import Run
from thidua.run.plan import plan_editions
from thidua.run.several import build_editions
from thidua.run.working.start import can_fork

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")

UNITS = ("huyen-ba-be", "huyen-na-ri", "huyen-cho-moi")
AT_WORK = """
import os, time
from pathlib import Path
Path({begun!r}, unit).write_text(str(os.getpid()))
while not Path({go_on!r}).exists():
    time.sleep(0.05)
"""
"""A cell that says that it has begun, and goes on when it is told."""
GOOD = 'from thidua.present.part import prose\nprose("loi", f"Một câu của {unit}.")'


@dataclass(frozen=True)
class Yard:
    """A project of three editions whose notebooks wait until they are told to go on."""

    project: Project

    @property
    def begun(self) -> Path:
        """Where each notebook at work says so."""
        return self.project.root / "begun"

    @property
    def go_on(self) -> Path:
        """They go on as soon as this is there."""
        return self.project.root / "go-on"

    @property
    def making(self) -> Path:
        """Where work folders are."""
        return self.project.root / "reports" / ".making"

    def command(self, *words: str) -> list[str]:
        """The real command; of one format, which is made in the same way as all."""
        return [sys.executable, str(REPOSITORY / "run_reports.py"), "build", "--format", "html", *words]

    @contextmanager
    def runner(self, *, at_work: int) -> Iterator[subprocess.Popen[str]]:
        """A runner with so many notebooks at work; whatever is left of it in the end is ended."""
        for path in self.begun.iterdir():
            path.unlink()
        command = self.command("--jobs", str(at_work))
        pipe = subprocess.PIPE
        running = subprocess.Popen(command, cwd=self.project.root, stdout=pipe, stderr=subprocess.STDOUT, text=True)
        try:
            until(lambda: len(self.kernels()) >= at_work or running.poll() is not None, 120)
            assert running.poll() is None, running.communicate()[0]
            yield running
        finally:
            running.kill()
            running.communicate()
            for process in of_run(running.pid, self.project.root):
                process.kill()

    def kernels(self) -> list[int]:
        """The numbers of the processes in which notebooks are at work."""
        return [int(text) for text in (path.read_text() for path in self.begun.iterdir()) if text]

    def published(self) -> list[str]:
        """The files that readers would see."""
        return sorted(path.name for path in (self.project.root / "reports").rglob("thu.*"))

    def build(self) -> str:
        """Run the real command to its end; what it printed."""
        self.go_on.touch()
        done = subprocess.run(self.command("--jobs", "1"), cwd=self.project.root, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def yard(project: Project) -> Yard:
    """Three districts, each with its edition."""
    settings = project.root / "data" / "thu" / "dataset.toml"
    units = ", ".join(f'"{unit}"' for unit in UNITS)
    text = settings.read_text(encoding="utf-8").replace('unit = "huyen-ba-be"', f"unit = [{units}]")
    settings.write_text(text, encoding="utf-8")
    text = (project.root / "reports.toml").read_text(encoding="utf-8")
    (project.root / "reports.toml").write_text(text.replace("= 20", "= 120"), encoding="utf-8")
    made = Yard(project)
    made.begun.mkdir()
    project.write_notebook(AT_WORK.format(begun=str(made.begun), go_on=str(made.go_on)), GOOD)
    return made


def until(holds: Callable[[], bool], seconds: float) -> None:
    """Wait until something holds; fail if it does not in so many seconds."""
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last, "it did not come to hold"
        time.sleep(0.05)


def leave_orphans(yard: Yard) -> Callable[[], list[bool]]:
    """Have each notebook leave a child without mark and parent; what it gives tells which of them are alive."""
    left = yard.project.root / "left"
    leave = f"import subprocess\nsubprocess.run('env -i sleep 600 >/dev/null 2>&1 & echo $! >> {left}', shell=True)\n"
    yard.project.write_notebook(leave + AT_WORK.format(begun=str(yard.begun), go_on=str(yard.go_on)), GOOD)
    return lambda: [is_alive(int(pid)) for pid in left.read_text().split()]


def kill_alone(yard: Yard) -> None:
    """Kill a runner alone while two workers are at work, and look what becomes of them."""
    with yard.runner(at_work=2) as running:
        kernels = yard.kernels()
        assert {process.pid for process in of_run(running.pid, yard.project.root)} >= {
            *kernels,
            *(worker_of(pid).pid for pid in kernels),
        }
        assert sockets_of(running.pid, yard.project.root)

        running.send_signal(signal.SIGKILL)
        running.wait()
        yard.go_on.touch()
        until(
            lambda: not of_run(running.pid, yard.project.root), 20
        )  # a large process takes seconds to end on a busy machine

        assert not any(map(is_alive, kernels))
        assert sockets_of(running.pid, yard.project.root) == []
    assert yard.published() == []
    yard.go_on.unlink()


def worker_of(kernel: int) -> psutil.Process:
    """The process that makes the edition of a kernel: below the runner, or below what it was forked from."""
    above = psutil.Process(kernel).parents()
    runner = next(number for number, each in enumerate(above) if "run_reports.py" in " ".join(each.cmdline()))
    return above[runner - (2 if can_fork() else 1)]


def test_a_runner_killed_alone_takes_its_workers_and_kernels_with_it(yard: Yard):
    """A worker that went on would publish beside the next runner; a kernel would hold memory for days."""
    orphans = leave_orphans(yard)
    kill_alone(yard)
    assert orphans() == [sys.platform != "linux"] * 2

    assert "3 built, 0 already current, 0 failed" in yard.build()
    assert not yard.making.exists()


@pytest.mark.long
def test_ten_runners_killed_alone_leave_nothing(yard: Yard):
    """Each time at another instant of the kernels' polling, of the workers' waiting, of the pool's hand-over."""
    for _ in range(10):
        kill_alone(yard)

    assert "3 built, 0 already current, 0 failed" in yard.build()
    assert not yard.making.exists()


@pytest.mark.long
def test_what_a_run_left_that_was_killed_whole_is_cleared_by_the_next(yard: Yard):
    """Power, or an operator's `kill -9` on all: sockets, work folders and a child that detached itself stay behind."""
    detach = "import subprocess, sys\nsubprocess.Popen(['sleep', '600'], start_new_session=True)\n"
    wait = AT_WORK.format(begun=str(yard.begun), go_on=str(yard.go_on))
    yard.project.write_notebook(detach + wait, GOOD)
    bystander = subprocess.Popen(["sleep", "600"])
    try:
        with yard.runner(at_work=2) as running:
            for process in [psutil.Process(running.pid), *of_run(running.pid, yard.project.root)]:
                if process.name() != "sleep":
                    process.kill()
            running.wait()
            until(lambda: [process.name() for process in of_run(running.pid, yard.project.root)] == ["sleep"] * 2, 20)
            assert sockets_of(running.pid, yard.project.root)
            assert list(yard.making.iterdir())

            yard.build()

            assert of_run(running.pid, yard.project.root) == []
            assert sockets_of(running.pid, yard.project.root) == []
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()
    assert not yard.making.exists()


@pytest.mark.long
def test_a_worker_that_is_killed_leaves_nothing_and_loses_no_edition(yard: Yard):
    """The system may end a process when memory is short: its kernel would work on, and its edition be missing."""
    orphans = leave_orphans(yard)
    with yard.runner(at_work=2) as running:
        kernels = yard.kernels()
        killed = min(kernels)
        worker_of(killed).kill()
        until(lambda: not is_alive(killed), 20)
        yard.go_on.touch()
        told = running.communicate(timeout=120)[0]

        assert "3 built, 0 already current, 0 failed" in told
        assert any(orphans()) == (sys.platform != "linux")
        assert of_run(running.pid, yard.project.root) == []
        assert sockets_of(running.pid, yard.project.root) == []
    assert not yard.making.exists()


@pytest.mark.parametrize("number", [pytest.param(signal.SIGINT, marks=pytest.mark.long), signal.SIGTERM])
def test_an_interrupted_run_does_not_wait_for_what_nobody_will_publish(yard: Yard, number: int):
    """Whoever presses Ctrl-C wants the screen back now, and a system that ends programs does not wait for long."""
    with yard.runner(at_work=2) as running:
        running.send_signal(number)

        told = running.communicate(timeout=60)[0]
        assert running.returncode == 1
        assert told.split() == ["Stopped."]
        assert not (yard.project.root / "reports" / ".holder").exists()
        assert of_run(running.pid, yard.project.root) == []
        assert sockets_of(running.pid, yard.project.root) == []
    assert yard.published() == []
    assert not yard.making.exists()


@pytest.mark.long
def test_two_runners_of_two_projects_do_not_disturb_each_other(project: Project, tmp_path: Path):
    """A test project on the machine of the office must not end the kernels of the night's run."""
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER_RUNNER, str(tmp_path / "other")], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "at work\n"
        before = {process.pid for process in of_run(other.pid, tmp_path / "other")}
        assert len(before) == 1

        assert [outcome.state for outcome in build_editions(plan_editions(project.root), jobs=1)] == ["ready"]

        assert {process.pid for process in of_run(other.pid, tmp_path / "other")} == before
        assert sockets_of(other.pid, tmp_path / "other")
    finally:
        other.kill()
        other.communicate()
        for process in of_run(other.pid, tmp_path / "other"):
            process.kill()
        for name in sockets_of(other.pid, tmp_path / "other"):
            (Path(jupyter_runtime_dir()) / name).unlink()


OTHER_RUNNER = """
import os, subprocess, sys, time
from pathlib import Path
from jupyter_core.paths import jupyter_runtime_dir
from thidua.run.executing.mark import PREFIX, VARIABLE, Run
mark = Run.here(Path(sys.argv[1])).kernel_mark()
subprocess.Popen(["sleep", "600"], env={**os.environ, VARIABLE: mark}, stdout=subprocess.DEVNULL)
Path(jupyter_runtime_dir()).mkdir(parents=True, exist_ok=True)
Path(jupyter_runtime_dir(), f"{PREFIX}{mark}-1").touch()
print("at work", flush=True)
time.sleep(600)
"""
"""What a run of another project looks like from outside: one kernel, one socket."""


def test_marks_name_their_run_and_nothing_else_does():
    """What is no mark of ours is nobody's, whatever a notebook puts into its environment."""
    run = Run("0a1b2c3d", os.getpid(), 1_700_000_000)

    assert Run.of(str(run)) == Run.of(run.kernel_mark()) == run
    assert run.is_of_kernel(run.kernel_mark())
    assert not run.is_of_kernel(str(run))
    assert [Run.of(text) for text in ("", "a", "a-b-c", "0a1b2c3d-12", "yes")] == [None] * 5


def test_only_what_dead_runs_of_the_same_project_left_is_left_over(tmp_path: Path):
    """A run that is at work, here or in another project, keeps what it has."""
    run = Run.here(tmp_path)
    dead = Run(run.project, run.pid, run.began - 1000)

    assert run.is_left_over(dead.kernel_mark())
    assert not run.is_left_over(run.kernel_mark())
    assert not run.is_left_over(Run("00000000", dead.pid, dead.began).kernel_mark())
    assert not Run(run.project, 1, 0).is_left_over(run.kernel_mark())
