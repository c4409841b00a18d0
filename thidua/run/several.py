"""Builds several editions side by side, each process one after the other; what one loses, the others keep."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from thidua.errors import ReportError
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

    Each process starts afresh (no fork), on Windows as on Linux, and imports the libraries once for all its
    editions. A process that dies takes no edition with it: those without an outcome are built here, one by one.
    """
    waiting = list(editions)
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
