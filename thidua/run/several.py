"""Builds several editions side by side, each process one after the other; what one loses, the others keep."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from multiprocessing import get_context, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.errors import ReportError
from thidua.facts.dataset import Dataset
from thidua.run.build import Made, Outcome, is_current, make_edition, publish_made
from thidua.run.formats import FORMATS
from thidua.run.plan import Edition
from thidua.run.publish import clear_work

if TYPE_CHECKING:
    from thidua.run.executing.mark import Run


def processors() -> int:
    """How many editions are built at once unless a person says otherwise."""
    return os.cpu_count() or 1


def build_editions(
    editions: Sequence[Edition],
    formats: tuple[str, ...] = FORMATS,
    *,
    jobs: int | None = None,
    check_runner: Callable[[], None] = lambda: None,
) -> Iterator[Outcome]:
    """Build editions that are not current, as many at once as `jobs` says; their outcomes as they end.

    Before each is published `check_runner` is asked whether this process still may: it raises where another machine
    took `reports/` over meanwhile (see `Ledger.check_runner`), and what was made is then nobody's.

    All read their dataset as it is when this begins: what arrives meanwhile waits for the next build.

    Each process starts afresh (no fork), on Windows as on Linux, and imports the libraries once for all its
    editions. It makes them in a work folder of this run; what it hands back is published here, one by one, by the
    process that holds the lock of `reports/`. A process that dies takes no edition with it: those without an outcome
    are built here. What an earlier run of the project left when it was killed is cleared first.
    """
    with ExitStack() as until_done:
        run = until_done.enter_context(_running(editions[0].root)) if editions else None
        moments = _moments(editions, until_done)
        waiting = []
        for edition in editions:
            moment = moments[edition.dataset.name]
            if isinstance(moment, ReportError):
                yield Outcome(edition, "failed", str(moment))
            else:
                waiting.append(replace(edition, dataset=moment))
        if run is not None:
            yield from _build_all(waiting, formats, run, jobs=jobs, check_runner=check_runner)


@contextmanager
def _running(root: Path) -> Iterator[Run]:
    """One run in a project, from clearing what earlier ones left to clearing what this one did."""
    # Imported here, because they take a moment: help and lists answer at once.
    from thidua.run.executing.mark import Run, clear_sockets, end_processes

    run = Run.here(root)
    end_processes(run.is_left_over)
    clear_sockets(run.is_left_over)
    clear_work(root, run.is_left_over)
    try:
        yield run
    finally:
        clear_work(root, lambda name: name == str(run))


def _moments(editions: Sequence[Edition], until_done: ExitStack) -> dict[str, Dataset | ReportError]:
    """By name, each dataset as it is now, or why its facts cannot be read: no edition of it is built then."""
    moments: dict[str, Dataset | ReportError] = {}
    for dataset in {edition.dataset.name: edition.dataset for edition in editions}.values():
        try:
            moments[dataset.name] = until_done.enter_context(dataset.at_this_moment())
        except ReportError as problem:
            moments[dataset.name] = problem
    return moments


def _build_all(
    waiting: list[Edition],
    formats: tuple[str, ...],
    run: Run,
    *,
    jobs: int | None,
    check_runner: Callable[[], None],
) -> Iterator[Outcome]:
    def published(made: Made) -> Outcome:
        check_runner()
        return publish_made(made)

    if len(waiting) > 1:
        # What is current is soon told, without starting a process.
        for edition in [each for each in waiting if _is_surely_current(each, formats)]:
            waiting.remove(edition)
            yield published(make_edition(edition, formats, run))
    at_once = min(jobs or processors(), len(waiting))
    if at_once > 1:
        with closing(_made_by_workers(waiting, formats, run, at_once)) as made_by_workers:
            for made in made_by_workers:
                waiting.remove(made.outcome.edition)
                yield published(made)
    for edition in waiting:
        yield published(make_edition(edition, formats, run))


def _made_by_workers(
    editions: Sequence[Edition], formats: tuple[str, ...], run: Run, at_once: int
) -> Generator[Made, None, None]:
    """What workers make of editions, as they end; nothing of those that a worker which died took with it."""
    from thidua.run.executing.mark import Run, clear_sockets, end_processes, marked
    from thidua.run.executing.orphans import ended_with_us
    from thidua.run.executing.worker import begin_worker

    def is_of_run(mark: str) -> bool:
        return Run.of(mark) == run

    resource_tracker.ensure_running()  # Python's own, which is to stay; what a worker that died had below it is not
    with ended_with_us(is_of_run):
        pool = ProcessPoolExecutor(at_once, mp_context=get_context("spawn"), initializer=begin_worker, initargs=(run,))
        all_done = False
        try:
            with marked(str(run)):
                running = [pool.submit(make_edition, edition, formats, run) for edition in editions]
            for done in as_completed(running):
                yield done.result()
            all_done = True
        except BrokenProcessPool:
            return  # those that are missing are made without workers
        finally:
            if not all_done:
                # A worker died, or somebody interrupts: nobody waits for what the others have in hand.
                end_processes(is_of_run)
                clear_sockets(is_of_run)
            pool.shutdown(cancel_futures=True)


def _is_surely_current(edition: Edition, formats: tuple[str, ...]) -> bool:
    try:
        return is_current(edition, formats)
    except ReportError:
        return False
