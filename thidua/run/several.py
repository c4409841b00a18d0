"""Builds several editions side by side, each process one after the other; what one loses, the others keep."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import replace
from multiprocessing import get_context

from thidua.errors import ReportError
from thidua.facts.dataset import Dataset
from thidua.run.build import Outcome, build_edition, is_current
from thidua.run.plan import Edition
from thidua.run.reports import FORMATS


def processors() -> int:
    """How many editions are built at once unless a person says otherwise."""
    return os.cpu_count() or 1


def build_editions(
    editions: Sequence[Edition], formats: tuple[str, ...] = FORMATS, *, jobs: int | None = None
) -> Iterator[Outcome]:
    """Build editions that are not current, as many at once as `jobs` says; their outcomes as they end.

    All read their dataset as it is when this begins: what arrives meanwhile waits for the next build.

    Each process starts afresh (no fork), on Windows as on Linux, and imports the libraries once for all its
    editions. A process that dies takes no edition with it: those without an outcome are built here, one by one.
    """
    with ExitStack() as until_done:
        moments = _moments(editions, until_done)
        waiting = []
        for edition in editions:
            moment = moments[edition.dataset.name]
            if isinstance(moment, ReportError):
                yield Outcome(edition, "failed", str(moment))
            else:
                waiting.append(replace(edition, dataset=moment))
        yield from _build_all(waiting, formats, jobs=jobs)


def _moments(editions: Sequence[Edition], until_done: ExitStack) -> dict[str, Dataset | ReportError]:
    """By name, each dataset as it is now, or why its facts cannot be read: no edition of it is built then."""
    moments: dict[str, Dataset | ReportError] = {}
    for dataset in {edition.dataset.name: edition.dataset for edition in editions}.values():
        try:
            moments[dataset.name] = until_done.enter_context(dataset.at_this_moment())
        except ReportError as problem:
            moments[dataset.name] = problem
    return moments


def _build_all(waiting: list[Edition], formats: tuple[str, ...], *, jobs: int | None) -> Iterator[Outcome]:
    if len(waiting) > 1:
        # What is current is soon told, without starting a process.
        for edition in [each for each in waiting if _is_surely_current(each, formats)]:
            waiting.remove(edition)
            yield build_edition(edition, formats)
    at_once = min(jobs or processors(), len(waiting))
    if at_once > 1:
        with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
            running: dict[Future[Outcome], Edition] = {
                pool.submit(build_edition, edition, formats): edition for edition in waiting
            }
            for done in as_completed(running):
                try:
                    outcome = done.result()
                except BrokenProcessPool:
                    continue
                waiting.remove(running[done])
                yield outcome
    for edition in waiting:
        yield build_edition(edition, formats)


def _is_surely_current(edition: Edition, formats: tuple[str, ...]) -> bool:
    try:
        return is_current(edition, formats)
    except ReportError:
        return False
