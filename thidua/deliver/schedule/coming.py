"""What comes next, schedule by schedule, in words: the step, its day, its set; or why nothing can come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from thidua.deliver.schedule.occurrences import DueStep, upcoming
from thidua.deliver.settings import DeliverSettings, ScheduleSettings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all
from thidua.run.ledger.book import Ledger
from thidua.run.plan import Plan, make_plan
from thidua.speech import say


@dataclass(frozen=True)
class Coming:
    """What comes next of one schedule.

    Attributes
    ----------
    step
        The next step; None if nothing can come.
    plan
        The set that it is about; None if it cannot be planned.
    problem
        Why nothing can come, or why the set cannot be planned; empty otherwise.
    """

    schedule: str
    step: DueStep | None
    plan: Plan | None = None
    problem: str = ""


def coming(settings: DeliverSettings, root: Path, ledger: Ledger, *, now: datetime) -> list[Coming]:
    """The next step of each schedule, the soonest first, then the schedules of which nothing can come.

    Raises
    ------
    ConfigError
        If a schedule of `reports.toml` is not in order.
    """
    if not settings.schedules:
        return []
    steps = upcoming(settings, root, ledger, now=now)
    names = {step.occurrence.name for step in steps}
    faults = open_all(root).faults
    rest = [(name, schedule) for name, schedule in settings.schedules.items() if name not in names]
    return [
        *(_planned(step, root) for step in steps),
        *(Coming(name, None, problem=_why(schedule, schedule.dataset in faults)) for name, schedule in rest),
    ]


def coming_lines(coming: Sequence[Coming]) -> Iterator[str]:
    """The same in words, a line for each, and below it the units that its set leaves out."""
    if not coming:
        yield say("sắp tới: không có gì, reports.toml không có [schedules]; bộ tài liệu lập bằng tay")
    for each in coming:
        if each.step is None:
            yield say("sắp tới: không có gì của {name}: {why}", name=each.schedule, why=each.problem)
        elif each.plan is None:
            yield say("sắp tới: {step}: không lập được gì: {problem}", step=each.step.told, problem=each.problem)
        else:
            yield say("sắp tới: {step}: {count} báo cáo", step=each.step.told, count=len(each.plan.editions))
            yield from (f"  {line}" for line in each.plan.lines())


def _planned(step: DueStep, root: Path) -> Coming:
    about = step.occurrence
    try:
        plan = make_plan(root, dataset=about.settings.dataset, period=str(about.period))
    except ConfigError as problem:
        return Coming(about.name, step, problem=str(problem))
    return Coming(about.name, step, plan)


def _why(schedule: ScheduleSettings, is_faulty: bool) -> str:
    if is_faulty:
        return say("data/{name} ghi sai", name=schedule.dataset)
    return say("last_year của lịch là {year}; hãy đổi hoặc bỏ last_year trong reports.toml", year=schedule.last_year)
