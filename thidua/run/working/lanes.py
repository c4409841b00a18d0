"""Lanes side by side: each has one worker that makes one edition after the other, and is opened anew when it dies.

A worker of its own per lane: one that is killed may take with it a lock that it shares with others.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from thidua.run.build import Made, Outcome
from thidua.run.executing.mark import VARIABLE, Run, clear_sockets
from thidua.run.executing.worker import begin_worker
from thidua.run.working.limits import GRACE, Limits, make_within_limits
from thidua.run.working.start import can_fork, end_prepared, end_workers, worker_context

if TYPE_CHECKING:
    from thidua.run.plan import Edition

TRIES = 2
"""How often an edition is begun whose worker dies: the system may end one that had no part in what was wrong."""

ENDED = "the process that made it was ended from outside, twice; has the machine too little memory?"


@dataclass(frozen=True)
class Job:
    """One edition to make."""

    edition: Edition
    formats: tuple[str, ...]
    tries: int = 1


class Lanes:
    """So many workers side by side, and what waits for them."""

    def __init__(self, jobs: Iterable[Job], run: Run, *, at_once: int, began: Callable[[Edition], None]) -> None:
        """Nothing is begun yet.

        Parameters
        ----------
        jobs
            In the order in which they are to be begun.
        began
            Told of each edition that a worker is given, in whatever thread that happens.
        """
        self._waiting = deque(jobs)
        self._run, self._at_once, self._began = run, at_once, began
        self._lock = threading.Lock()
        self._finished: SimpleQueue[tuple[ProcessPool, Job, Future[Made]]] = SimpleQueue()
        self._at_work = 0
        self._pools: list[ProcessPool] = []
        self._bug: Exception | None = None

    def made(self) -> Generator[Made, None, None]:
        """What becomes of the editions, as they end; what is at work when this is closed is ended where it stands.

        A bug of the program takes no other edition with it: it is raised when all that can be made is made.
        """
        try:
            for _ in range(min(self._at_once, len(self._waiting))):
                self._open()
            while self._at_work:
                made = self._next()
                if made is not None:
                    yield made
        finally:
            self.close()
        if self._bug is not None:
            raise self._bug

    def make(self, job: Job) -> Made:
        """Make one, in the worker that made the one before: for whoever is given them one by one, until `close`."""
        self._waiting.append(job)
        if self._pools:
            self._give(self._pools[0])
        else:
            self._open()
        while self._at_work:
            made = self._next()
            if made is not None:
                return made
        raise self._bug or RuntimeError(f"{job.edition}: nothing became of it")

    def _next(self) -> Made | None:
        """Wait for the next job that ends; None if it is begun again, or a bug kept it from being made."""
        pool, job, future = self._finished.get()
        with self._lock:
            self._at_work -= 1
        return self._result(pool, job, future)

    def _open(self) -> None:
        """Open a lane, and give its worker something to do."""
        environment = {**os.environ, VARIABLE: str(self._run)}
        pool = ProcessPool(
            1, initializer=begin_worker, initargs=(self._run, environment, can_fork()), context=worker_context()
        )
        self._pools.append(pool)
        self._give(pool)

    def _give(self, pool: ProcessPool) -> None:
        """Give the worker of a lane the next job, as soon as it is free: also while what it made is published."""
        with self._lock:
            if not self._waiting:
                return
            job = self._waiting.popleft()
            self._at_work += 1
        self._began(job.edition)
        # Its worker ends by itself what takes too long; one that cannot even do that is ended here.
        timeout = Limits.of(job.edition).seconds + 2 * GRACE
        future = pool.schedule(make_within_limits, args=(job.edition, job.formats, self._run), timeout=timeout)
        future.add_done_callback(lambda done: self._take(pool, job, done))

    def _take(self, pool: ProcessPool, job: Job, done: Future[Made]) -> None:
        """Called as a job ends, in a thread of its lane."""
        if not done.cancelled() and done.exception() is None:
            self._give(pool)
        self._finished.put((pool, job, done))

    def _result(self, pool: ProcessPool, job: Job, future: Future[Made]) -> Made | None:
        """What came of a job; None if it is begun again, or a bug kept it from being made."""
        problem = future.exception()
        if problem is None:
            made = future.result()
            return replace(made, outcome=replace(made.outcome, edition=job.edition))
        self._close(pool)
        why = None
        if not isinstance(problem, Exception):
            raise problem
        if isinstance(problem, TimeoutError | ProcessExpired | BrokenProcessPool):
            why = self._why(job, problem)
        else:
            self._bug = self._bug or problem
        if self._waiting:
            self._open()
        return Made(Outcome(job.edition, "failed", why)) if why else None

    def _why(self, job: Job, problem: Exception) -> str | None:
        """Why a job whose worker ended is not done; None if it is begun once more."""
        limits = Limits.of(job.edition)
        if isinstance(problem, TimeoutError):
            return limits.out_of_time()
        status = problem.exitcode if isinstance(problem, ProcessExpired) else 0
        if why := limits.told_by(status):
            return why
        if job.tries >= TRIES:
            return ENDED
        self._waiting.appendleft(replace(job, tries=job.tries + 1))
        return None

    def _close(self, pool: ProcessPool) -> None:
        self._pools.remove(pool)
        _stop(pool)
        pool.join()

    def close(self) -> None:
        """End all workers, with what they have in hand and what is below them: nobody waits for it."""
        self._waiting.clear()
        for pool in self._pools:
            _stop(pool)
        if self._at_work:
            end_prepared()
        end_workers(self._run)
        for pool in self._pools:
            pool.join()
        clear_sockets(lambda mark: Run.of(mark) == self._run)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
