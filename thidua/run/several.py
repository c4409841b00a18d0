"""Builds several editions side by side, each process one after the other; what one loses, the others keep."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.errors import ConfigError, ReportError
from thidua.facts.dataset import Dataset
from thidua.run.build import Made, Outcome, current_outcome, publish_made
from thidua.run.currency import foresee
from thidua.run.formats import FORMATS
from thidua.run.plan import Edition
from thidua.run.publish import clear_work
from thidua.run.working.durations import Durations

if TYPE_CHECKING:
    from thidua.run.cluster import Cluster
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
    began: Callable[[Edition], None] = lambda edition: None,
    cluster: Cluster | None = None,
) -> Generator[Outcome, None, None]:
    """Build editions that are not current, as many at once as `jobs` says; their outcomes as they end.

    Before each is published `check_runner` is asked whether this process still may: it raises where another machine
    took `reports/` over meanwhile (see `Ledger.check_runner`), and what was made is then nobody's.

    All read their dataset as it is when this begins: what arrives meanwhile waits for the next build. `began` is told
    of each edition that a worker is given, the slowest of the last time first, in whatever thread that happens.

    Workers make them (see `thidua.run.working`) in a work folder of this run; what they hand back is published here,
    one by one, by the process that holds the lock of `reports/`. A worker that dies takes no edition with it: what it
    had in hand is begun once more. What an earlier run of the project left when it was killed is cleared first.

    With a `cluster` its machines make them instead, as many at once as they have places.
    """
    with ExitStack() as until_done:
        run = until_done.enter_context(_running(editions[0].root)) if editions else None
        if cluster is None:
            begin_workers(editions)
        moments = _moments(editions, until_done)
        waiting = []
        for edition in editions:
            moment = moments[edition.dataset.name]
            if isinstance(moment, ReportError):
                yield Outcome(edition, "failed", str(moment))
            else:
                waiting.append(replace(edition, dataset=moment))
        if run is not None:
            making = _made_somewhere(formats, run, jobs=jobs, began=began, cluster=cluster)
            yield from _build_all(waiting, formats, run, making, check_runner)


def begin_workers(editions: Sequence[Edition]) -> None:
    """Begin the process that workers are forked from if it will surely be needed: it imports while others plan."""
    if not all(edition.file("ipynb").exists() for edition in editions):
        # Imported here, because they take a moment: help and lists answer at once.
        from thidua.run.executing.mark import Run
        from thidua.run.working.start import begin_prepared

        begin_prepared(Run.here(editions[0].root))


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
    making: Callable[[list[Edition]], Generator[Made, None, None]],
    check_runner: Callable[[], None],
) -> Iterator[Outcome]:
    def published(made: Made) -> Outcome:
        check_runner()
        return publish_made(made)

    # What is current is soon told, without starting a process.
    foresee(waiting)
    current = {str(each): outcome for each in waiting if (outcome := _surely_current(each, formats)) is not None}
    yield from current.values()
    waiting = [each for each in waiting if str(each) not in current]
    if not waiting:
        return
    durations, seconds = Durations.of(waiting[0].root), dict[str, float]()
    try:
        with closing(making(durations.slowest_first(waiting))) as made:
            for each in made:
                outcome = published(each)
                if outcome.state in ("ready", "empty"):
                    seconds[str(outcome.edition)] = outcome.seconds
                yield outcome
    finally:
        durations.keep(seconds)


def _made_somewhere(
    formats: tuple[str, ...],
    run: Run,
    *,
    jobs: int | None,
    began: Callable[[Edition], None],
    cluster: Cluster | None,
) -> Callable[[list[Edition]], Generator[Made, None, None]]:
    """What makes editions: workers of this machine, or of a cluster."""
    if cluster is not None:
        return lambda editions: _made_on_cluster(editions, formats, run, cluster, began)
    return lambda editions: made_by_workers(
        editions, formats, run, min(jobs or processors(), len(editions)), began=began
    )


def made_by_workers(
    editions: Sequence[Edition],
    formats: tuple[str, ...],
    run: Run,
    at_once: int,
    *,
    began: Callable[[Edition], None] = lambda edition: None,
) -> Generator[Made, None, None]:
    """What workers make of editions, as they end."""
    from thidua.run.executing.mark import Run
    from thidua.run.executing.orphans import ended_with_us
    from thidua.run.working.lanes import Job, Lanes
    from thidua.run.working.start import begin_prepared, prepared_pids

    begin_prepared(run)
    with ended_with_us(lambda mark: Run.of(mark) == run, but=prepared_pids):
        lanes = Lanes([Job(edition, formats) for edition in editions], run, at_once=at_once, began=began)
        with closing(lanes.made()) as made:
            yield from made


def _made_on_cluster(
    editions: Sequence[Edition],
    formats: tuple[str, ...],
    run: Run,
    cluster: Cluster,
    began: Callable[[Edition], None],
) -> Generator[Made, None, None]:
    """What the machines of a cluster make of editions, as they end."""
    try:
        from thidua.run.cluster.client import made_on_cluster
    except ModuleNotFoundError as missing:
        raise ConfigError(
            f"{missing.name} is not installed; a cluster needs it: pip install 'thidua[cluster]'"
        ) from None
    return made_on_cluster(editions, formats, run, cluster, began=began)


def _surely_current(edition: Edition, formats: tuple[str, ...]) -> Outcome | None:
    try:
        with edition.dataset.territory.in_force():
            return current_outcome(edition, formats)
    except ReportError:
        return None
