"""What comes next, schedule by schedule, in words: the step, its day, its set; or why nothing can come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from thidua.deliver.schedule.occurrences import DueStep, upcoming
from thidua.deliver.settings import DeliverSettings, ScheduleSettings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all
from thidua.run.ledger.book import Ledger
from thidua.run.plan import make_plan


def coming_lines(settings: DeliverSettings, root: Path, ledger: Ledger, *, now: datetime) -> list[str]:
    """The next step of each schedule with the set that it is about, the soonest first, then what cannot come.

    Raises
    ------
    ConfigError
        If a schedule of `reports.toml` is not in order.
    """
    if not settings.schedules:
        return ["next: nothing, reports.toml has no [schedules]; sets are built by hand"]
    steps = upcoming(settings, root, ledger, now=now)
    coming = {step.occurrence.name for step in steps}
    faults = open_all(root).faults
    rest = [(name, schedule) for name, schedule in settings.schedules.items() if name not in coming]
    return [
        *(line for step in steps for line in _lines_of(step, root)),
        *(f"next: nothing of {name}: {_why(schedule, schedule.dataset in faults)}" for name, schedule in rest),
    ]


def _lines_of(step: DueStep, root: Path) -> Iterator[str]:
    about = step.occurrence
    try:
        plan = make_plan(root, dataset=about.settings.dataset, period=str(about.period))
    except ConfigError as problem:
        yield f"next: {step}: nothing can be made: {problem}"
        return
    yield f"next: {step}: {len(plan.editions)} reports"
    yield from (f"  {line}" for line in plan.lines())


def _why(schedule: ScheduleSettings, is_faulty: bool) -> str:
    if is_faulty:
        return f"data/{schedule.dataset} is not in order"
    return f"its last_year was {schedule.last_year}; change or leave out last_year in reports.toml"
