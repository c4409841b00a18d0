"""The mark of a run, by which the next run of a project knows what a killed one left, and never touches anything else.

Workers, kernels and whatever a notebook starts carry the mark in their environment, sockets and work folders in their
names. A mark says whose it is: of which project, and of which runner.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil
from jupyter_core.paths import jupyter_runtime_dir

from thidua.run.holding.machine import this_host

VARIABLE = "THIDUA_RUN"
"""Where a process carries the mark: whoever it starts inherits it, also one that leaves its group and session."""

PREFIX = "thidua-"
"""How the names of our files in Jupyter's runtime folder begin; a mark and what the file is follow."""

PATIENCE = 5.0
"""Seconds within which a process that was ended must be gone; one that hangs in the system's hands is left to it."""


@dataclass(frozen=True)
class Run:
    """One runner at work in one project, as its mark tells it."""

    project: str
    """Tells this host and project folder from others."""
    pid: int
    began: int
    """When that process began, in whole seconds: a later process of the same number is not the runner."""

    @classmethod
    def here(cls, root: Path) -> Run:
        """The run that this process is, in a project; raises as `this_host` does."""
        where = f"{this_host()}\0{root.resolve()}"
        began = int(psutil.Process().create_time())
        return cls(hashlib.sha256(where.encode()).hexdigest()[:8], os.getpid(), began)

    @classmethod
    def of(cls, mark: str) -> Run | None:
        """The run that a mark names, of a worker or of a kernel; None if it is no mark."""
        try:
            project, pid, began = mark.split("-")[:3]
            return cls(project, int(pid), int(began, 16))
        except ValueError:
            return None

    def __str__(self) -> str:
        """The mark of the run itself, which its workers carry."""
        return f"{self.project}-{self.pid}-{self.began:x}"

    def kernel_mark(self) -> str:
        """A mark for one kernel of this run, unlike that of every other kernel."""
        return f"{self}-{uuid4().hex[:8]}"

    def is_of_kernel(self, mark: str) -> bool:
        """Whether a mark is of a kernel of this run."""
        return mark.startswith(f"{self}-")

    def is_left_over(self, mark: str) -> bool:
        """Whether a mark is of an earlier run of the same project, whose runner is no more."""
        other = Run.of(mark)
        return other is not None and other.project == self.project and other != self and not other.is_running()

    def is_running(self) -> bool:
        """Whether its runner is alive."""
        try:
            # The clock that this is reckoned from may be set by a second meanwhile.
            return bool(abs(psutil.Process(self.pid).create_time() - self.began) < 2)
        except psutil.NoSuchProcess:
            return False


@contextmanager
def marked(mark: str) -> Iterator[None]:
    """What is started meanwhile carries this mark."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = mark
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def end_processes(belongs: Callable[[str], bool]) -> None:
    """End every process whose mark belongs, until there is none; never this one, nor one that it descends from."""
    ours = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    until = time.monotonic() + PATIENCE
    # One that was just starting another when it was ended is found again by its child: look until nothing is found.
    while found := [each for each, mark in _marks() if belongs(mark) and each.pid not in ours]:
        end(found)
        if time.monotonic() > until:
            return
        time.sleep(0.02)


def end(processes: list[psutil.Process]) -> None:
    """End these at once; one that ended meanwhile, or whose number another has by now, is left alone."""
    for process in processes:
        try:
            process.kill()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue


def descendants(pid: int) -> list[psutil.Process]:
    """The processes that one has started, and those that they have."""
    try:
        return [psutil.Process(below) for below in _below(pid)]
    except OSError:  # a system without such lists
        return _descendants(pid)
    except psutil.NoSuchProcess:
        return descendants(pid)  # one of them ended meanwhile


def _below(pid: int) -> Iterator[int]:
    """As Linux lists them: to look at every process of the machine takes longer the more there are."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield int(child)
            yield from _below(int(child))


def _descendants(pid: int) -> list[psutil.Process]:
    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _marks() -> Iterator[tuple[psutil.Process, str]]:
    for process in psutil.process_iter():
        try:
            environment: Mapping[str, str] = process.environ()
        except (psutil.Error, OSError):
            continue  # ended meanwhile, or another user's
        if VARIABLE in environment:
            yield process, environment[VARIABLE]


def clear_sockets(belongs: Callable[[str], bool]) -> None:
    """Remove the sockets and connection files whose mark belongs from Jupyter's runtime folder."""
    for path in Path(jupyter_runtime_dir()).glob(f"{PREFIX}*"):
        # "thidua-MARK-3" is a socket, "thidua-MARK.json" tells a kernel of its sockets.
        mark = "-".join(path.stem.removeprefix(PREFIX).split("-")[:4])
        if belongs(mark):
            path.unlink(missing_ok=True)
