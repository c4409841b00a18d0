"""What one report may take of time and memory, and its end when it takes more: of that report alone.

What its notebook takes is ended first, so that what it did until then is kept. A worker that does not come to its end
by that, or has itself too much memory, ends itself; one that cannot even do that is ended by its runner.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import psutil

from thidua.run.build import Made, make_edition
from thidua.run.executing.mark import descendants, end
from thidua.run.prepared.link import kept_pids

if TYPE_CHECKING:
    from thidua.run.executing.mark import Run
    from thidua.run.plan import Edition

GRACE = 10.0
"""Seconds that a worker has to keep what was done, after its notebook was ended."""

BEAT = 0.5
"""Seconds from one look to the next."""

OUT_OF_TIME, OUT_OF_MEMORY = 75, 76
"""Exit statuses of a worker that ends itself; 75 is EX_TEMPFAIL of <sysexits.h>, and no library uses either."""


@dataclass(frozen=True)
class Limits:
    """What a report may take."""

    seconds: float
    megabytes: int

    @classmethod
    def of(cls, edition: Edition) -> Limits:
        """Those of the kind of report that an edition is of."""
        return cls(edition.settings.time_limit_seconds, edition.settings.memory_limit_mb)

    def out_of_time(self) -> str:
        """Why a report that took too long is not there."""
        return f"it took longer than {self.seconds:g} seconds in all; see time_limit_seconds in docs/reports-toml.md"

    def out_of_memory(self) -> str:
        """Why a report that took too much is not there."""
        return f"it took more than {self.megabytes:,} MB of memory; see memory_limit_mb in docs/reports-toml.md"

    def told_by(self, status: int) -> str | None:
        """Why a worker ended itself with this exit status; None if it did not."""
        return {OUT_OF_TIME: self.out_of_time(), OUT_OF_MEMORY: self.out_of_memory()}.get(status)


def make_within_limits(edition: Edition, formats: tuple[str, ...], run: Run) -> Made:
    """Make an edition as `make_edition` does, within its limits."""
    with _watched(Limits.of(edition)) as reason:
        made = make_edition(edition, formats, run)
    if reason and made.outcome.state == "failed":
        return replace(made, outcome=replace(made.outcome, reason=reason[0]))
    return made


@contextmanager
def _watched(limits: Limits) -> Iterator[list[str]]:
    """What is given becomes the reason why the notebook was ended."""
    over = threading.Event()
    reason: list[str] = []
    watch = threading.Thread(target=_watch, args=(limits, over, reason), name="limits", daemon=True)
    watch.start()
    try:
        yield reason
    finally:
        over.set()
        watch.join()


def _watch(limits: Limits, over: threading.Event, reason: list[str]) -> None:
    last = time.monotonic() + limits.seconds
    while not over.wait(BEAT):
        if _is_more([psutil.Process()], limits.megabytes):
            os._exit(OUT_OF_MEMORY)
        if time.monotonic() > last + GRACE:
            os._exit(OUT_OF_TIME)
        at_work = _notebook()
        if reason:
            end(at_work)  # one more, that it was just starting
        elif time.monotonic() > last:
            _end(at_work, limits.out_of_time(), reason)
        elif _is_more(at_work, limits.megabytes):
            _end(at_work, limits.out_of_memory(), reason)
            last = min(last, time.monotonic())


def _end(at_work: list[psutil.Process], why: str, reason: list[str]) -> None:
    reason.append(why)
    end(at_work)


def _notebook() -> list[psutil.Process]:
    """The kernel that is at work here, and all that it has started."""
    kept = kept_pids()
    return [process for process in descendants(os.getpid()) if process.pid not in kept]


def _is_more(processes: list[psutil.Process], megabytes: int) -> bool:
    """Whether processes have more in all; what each has apart is reckoned only where it could be."""
    if sum(_megabytes(process, _resident) for process in processes) <= megabytes:
        return False
    return sum(_megabytes(process, _apart) for process in processes) > megabytes


def _megabytes(process: psutil.Process, of: Callable[[psutil.Process], int]) -> float:
    try:
        return of(process) / 2**20
    except psutil.Error:
        return 0.0  # it has ended


def _resident(process: psutil.Process) -> int:
    return int(process.memory_info().rss)


def _apart(process: psutil.Process) -> int:
    """Without what it shares with the process that it was forked from."""
    return int(process.memory_full_info().uss)
