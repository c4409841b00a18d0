"""Stays running and asks every so often what is due, for machines whose own scheduler nobody may set.

It only counts minutes: what is due, and whether it was done, is found anew each time from calendar and ledger.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

JOB = "due"


def watch(run_due: Callable[[], None], *, every_seconds: float, tell: Callable[[str], None]) -> None:
    """Run what is due now and then every so often, until somebody stops it with Ctrl+C (or SIGTERM, see `thidua.cli`).

    Parameters
    ----------
    run_due
        Takes the steps that are due. Whatever it raises is told in one line, and the next run tries again.
    every_seconds
        From the start of a run to the next; one that takes longer is never joined by a second.
    tell
        Takes one line for the operator.

    Notes
    -----
    A run that is under way when it is stopped is finished first. Runs are counted in UTC, which has no hours twice.
    """
    from apscheduler.schedulers.background import BackgroundScheduler
    from apscheduler.triggers.interval import IntervalTrigger

    # A run longer than the interval is expected, and not worth a warning each time.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    # It waits in a thread of its own: the main one is free to hear Ctrl+C, on Windows too.
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_job(
        _told(run_due, tell),
        IntervalTrigger(seconds=every_seconds, timezone=UTC),
        id=JOB,
        next_run_time=datetime.now(UTC),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    try:
        scheduler.start()
        while True:
            time.sleep(every_seconds)
            following = scheduler.get_job(JOB).next_run_time
            if is_too_far(following, datetime.now(UTC), every_seconds):
                scheduler.modify_job(JOB, next_run_time=datetime.now(UTC))
    except KeyboardInterrupt:
        tell("stopping: a run that is under way is finished first")
    finally:
        if scheduler.running:
            scheduler.shutdown(wait=True)


def is_too_far(following: datetime, now: datetime, every_seconds: float) -> bool:
    """Whether the clock was set back, so that the next run would come far too late."""
    return following - now > timedelta(seconds=2 * every_seconds)


def _told(run_due: Callable[[], None], tell: Callable[[str], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            run_due()
        except (Exception, SystemExit) as problem:
            tell(f"this run failed, the next one tries again: {in_one_line(problem)}")

    return run


def in_one_line(problem: BaseException) -> str:
    """What went wrong, and in which line of which module if it is a bug.

    Examples
    --------
    >>> in_one_line(ValueError("two\\nlines"))
    'ValueError: two lines'
    """
    frames = traceback.extract_tb(problem.__traceback__)
    where = f" ({frames[-1].filename}, line {frames[-1].lineno})" if frames else ""
    return f"{type(problem).__name__}: {' '.join(str(problem).split())}{where}"
