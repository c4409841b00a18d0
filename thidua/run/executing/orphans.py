"""What a notebook starts and nobody waits for comes to us, and is ended after the edition.

On Linux a process can ask to be given those below it that lose their parent (PR_SET_CHILD_SUBREAPER, `man 2const
PR_SET_CHILD_SUBREAPER`): however a child has left its group, session and environment, it stays below us. Other systems
give orphans to themselves; there a child that has put off its mark (see `mark`) is found as long as its kernel lives.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from thidua.run.executing.mark import PATIENCE, end_processes

_SET, _GET, _END_WITH_PARENT = 36, 37, 1
"""PR_SET_CHILD_SUBREAPER, PR_GET_CHILD_SUBREAPER and PR_SET_PDEATHSIG of Linux's <sys/prctl.h>."""


@contextmanager
def ended_with_us(belongs: Callable[[str], bool], *, but: Callable[[], Collection[int]] = tuple) -> Iterator[None]:
    """Whatever comes to be below this process while this runs is ended with it, one edition at a time.

    Parameters
    ----------
    belongs
        By its mark, what is ended where the system gives us no orphans.
    but
        The numbers of those that stay, asked for when all is over.
    """
    before = is_adopting()
    if not _adopt(True):
        try:
            yield
        finally:
            end_processes(belongs)
        return
    ours = set(_children())
    try:
        yield
    finally:
        spared = {*ours, *but()}
        _end_children(lambda pid: pid not in spared)
        _adopt(before)


def adopt_for_life() -> None:
    """Have orphans given to this process as long as it lives, where the system does so."""
    _adopt(True)


def end_with_parent(parent: int, *, is_so: bool = True) -> None:
    """Have the system end this process at once when the one that started it ends, or no longer.

    See `man 2const PR_SET_PDEATHSIG`; only while the thread that started it lives, since the system means the thread.

    Parameters
    ----------
    parent
        The number of the one that started it: it may have ended by now.
    """
    number = signal.SIGKILL if is_so else 0
    if _prctl(_END_WITH_PARENT, ctypes.c_ulong(number)) and os.getppid() != parent:
        os._exit(1)


def end_adopted() -> None:
    """End all that is below this process, if orphans come to it; it is about to end itself."""
    if is_adopting():
        _end_children(lambda pid: True)


def is_adopting() -> bool:
    """Whether orphans below this process come to it."""
    answer = ctypes.c_int()
    return _prctl(_GET, ctypes.byref(answer)) and bool(answer.value)


def _adopt(should: bool) -> bool:
    """Have orphans given to us, or no longer; whether the system does so."""
    return _prctl(_SET, ctypes.c_ulong(should))


def _prctl(option: int, value: object) -> bool:
    return sys.platform == "linux" and not ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _end_children(is_meant: Callable[[int], bool]) -> None:
    """End them until there is none: those of one that ended come to us in its place."""
    until = time.monotonic() + PATIENCE
    while found := [pid for pid in _children() if is_meant(pid)]:
        for pid in found:
            _end(pid)
        if time.monotonic() > until:
            return
        time.sleep(0.005)


def _end(pid: int) -> None:
    """End one, and take it away if it has ended by now: nobody else waits for an orphan."""
    try:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, os.WNOHANG)
    except (ProcessLookupError, ChildProcessError, PermissionError):
        return  # somebody else took it away, or it is another user's by now


def _children() -> list[int]:
    """The numbers of our children: the system has a list.

    To look at every process of the machine, as `end_processes` does, took 0.27 s where there were 1,100 of them, on two
    busy processors on 29/11/2026; this took 1 ms.
    """
    try:
        lists = [(task / "children").read_text(encoding="ascii") for task in Path("/proc/self/task").iterdir()]
    except OSError:
        # A thread that ended meanwhile, or a system without such lists.
        return [child.pid for child in psutil.Process().children()]
    return [int(pid) for text in lists for pid in text.split()]
