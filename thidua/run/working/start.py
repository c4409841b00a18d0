"""How workers are started: forked from one process that has imported everything, or afresh where there is no fork."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import context, forkserver, resource_tracker
from pathlib import Path
from types import ModuleType

import thidua
from thidua.run.executing.mark import Run, descendants, end, end_processes, marked
from thidua.run.prepared.link import can_fork as kernels_are_forked

_AHEAD = "thidua.run.working.ahead"
_LOCK = threading.Lock()


def can_fork() -> bool:
    """Whether workers are forked: on Linux, since libraries of macOS do not bear it, and Windows has no fork."""
    return sys.platform == "linux" and kernels_are_forked()


def begin_prepared(run: Run) -> None:
    """Start the process that workers are forked from, unless it is there; it imports while its starter goes on.

    It carries the mark of the run, and so does whatever is forked from it. It ends with this process.
    """
    if not can_fork():
        return
    global _mark
    context.ForkServerContext().set_forkserver_preload([_AHEAD])
    with _LOCK:
        _mark = str(run)
        _ensure_prepared()


_mark = ""
"""What the prepared process carries; the next one as well, if it is killed."""


def _ensure_prepared() -> None:
    resource_tracker.ensure_running()  # Python's own, which ends when it likes: it is none of ours
    with marked(_mark), _found_by_others(), _deaf():
        forkserver.ensure_running()


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started inside the block does not hear Ctrl-C, which a terminal tells all at once: its runner ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def prepared_pids() -> list[int]:
    """The number of the prepared process of this one; none before it was begun."""
    pid: int | None = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    return [] if pid is None else [pid]


def end_workers(run: Run) -> None:
    """End all workers of a run, with what they have in hand and what is below them."""
    if can_fork():
        # Whatever run they were forked for first, their mark is that of the process they were forked from.
        end([below for pid in prepared_pids() for below in descendants(pid)])
    else:
        end_processes(lambda mark: Run.of(mark) == run)


def end_prepared() -> None:
    """End the process that workers are forked from, and them: one that it was about to fork finds nobody to work for.

    The next worker has it started anew.
    """
    for pid in prepared_pids():
        try:
            os.kill(pid, signal.SIGSTOP)  # from here on it forks none
            end(descendants(pid))
            os.kill(pid, signal.SIGKILL)
            forkserver._forkserver._stop()  # type: ignore[attr-defined]
        except (ProcessLookupError, ChildProcessError):
            return  # it has ended, which is noticed when the next worker is started


@atexit.register
def _end_prepared() -> None:
    """It would end by itself, after it has taken down all that it imported."""
    if os.getpid() == _HERE:
        end_prepared()


_HERE = os.getpid()


@contextmanager
def _found_by_others() -> Iterator[None]:
    """Python 3.11 hands its own search path to the process and does not use it there; nor is a failed import told."""
    before = os.environ.get("PYTHONPATH")
    home = str(Path(thidua.__file__).parent.parent)
    os.environ["PYTHONPATH"] = home if before is None else f"{home}{os.pathsep}{before}"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


@contextmanager
def apart_from_script() -> Iterator[None]:
    """Start processes inside the block that know nothing of the script that a person runs.

    Python runs a script once more in every process that is started, unless it keeps to
    ``if __name__ == "__main__"``: one that asks for a preview would ask for it there as well, and so on.
    """
    with _LOCK:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script


class _ForkedWorker(context.ForkServerProcess):
    def start(self) -> None:
        with apart_from_script():
            _ensure_prepared()
            super().start()


class _SpawnedWorker(context.SpawnProcess):
    def start(self) -> None:
        with apart_from_script():
            super().start()


class _Forked(context.ForkServerContext):
    Process = _ForkedWorker


class _Spawned(context.SpawnContext):
    Process = _SpawnedWorker


def worker_context() -> context.BaseContext:
    """What starts workers, as `multiprocessing` names it."""
    return _Forked() if can_fork() else _Spawned()
