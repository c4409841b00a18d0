"""Ctrl-C ends the command with one line whenever it comes, whatever is being imported, planned, begun or made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from tests.conftest import REPOSITORY, Project
from tests.run.cluster.clusters import until
from tests.run.cluster.strangers import stranger  # noqa: F401 a fixture
from tests.run.executing.left import of_run, sockets_of
from thidua.run.cluster.client import CONNECTING
from thidua.stopping import run_until_stopped

USUAL = (0.9, 2.2)
MOMENTS = (*USUAL, *(pytest.param(each, marks=pytest.mark.long) for each in (0.3, 0.6, 1.2, 1.5, 1.8, 2.6, 3.0, 4.0)))
"""Seconds after its start, over all that a build begins with; before, Python itself is not ready to hear."""
WAITS = "import time\ntime.sleep(600)"


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="sends signals to a group of processes")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_terminals_interrupt_ends_a_build_with_one_line_at_any_moment(project: Project, moment: float) -> None:
    """A terminal interrupts all that runs in it: runner, prepared process and workers; none has anything to tell."""
    project.write_notebook(WAITS)
    with subprocess.Popen(
        [sys.executable, str(REPOSITORY / "run_reports.py"), "build"],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as running:
        time.sleep(moment)
        os.killpg(running.pid, signal.SIGINT)
        told = running.communicate(timeout=60)[0]

    assert told.split() == ["Stopped."]
    assert running.returncode == 1
    assert of_run(running.pid, project.root) == []
    assert sockets_of(running.pid, project.root) == []
    assert not (project.root / "reports" / ".making").exists()


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT to one process")
def test_a_build_that_waits_for_a_scheduler_stops_at_once(project: Project, stranger: str) -> None:  # noqa: F811
    """A wrong address is noticed by whoever typed it, who then wants the screen back and no traceback."""
    command = [sys.executable, str(REPOSITORY / "run_reports.py"), "build", "--cluster", stranger]
    with subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        until((project.root / "reports" / ".holder").exists)
        time.sleep(3)
        running.send_signal(signal.SIGINT)
        began = time.monotonic()
        told = running.communicate(timeout=60)[0]

    assert told.split() == ["Stopped."]
    assert time.monotonic() - began < CONNECTING / 2  # two seconds, and a machine that is busy


def test_an_interrupt_that_python_could_not_raise_is_raised_again(capsys: pytest.CaptureFixture[str]) -> None:
    """One that comes while an object is taken down is lost in Python, with a traceback; the command would go on."""

    class Taken:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    def take() -> None:
        taken = Taken()
        del taken
        threading.Event().wait(60)

    assert stopped(take) == 1
    assert capsys.readouterr().err.split() == ["Stopped."]


def test_what_a_library_makes_of_an_interrupt_is_no_error_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    """A module that was interrupted as it was imported is said to be missing, by one that asks for it."""

    def load() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ImportError("a part of it is missing") from None

    assert stopped(load) == 1
    assert capsys.readouterr().err.split() == ["Stopped."]


def test_an_error_without_an_interrupt_is_told_as_it_is() -> None:
    """Nothing is taken for a wish to stop that is a bug."""

    def fail() -> None:
        raise ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError, match="a bug"):
        run_until_stopped(fail)


def test_the_same_wish_told_twice_is_heard_once() -> None:
    """What a command was started by often sends on what the terminal has sent already: clearing up goes on."""
    cleared = []

    def work() -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGTERM)
            cleared.append("all")

    assert stopped(work) == 1
    assert cleared == ["all"]


def stopped(work: Callable[[], None]) -> int:
    """Run something that is interrupted; its exit status."""
    with pytest.raises(SystemExit) as ended:
        run_until_stopped(work)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Signals and hooks of this process are the tests' own again."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    hook = sys.unraisablehook
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    sys.unraisablehook = hook
    for number, each in before.items():
        signal.signal(number, each)
