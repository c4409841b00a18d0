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
from thidua.speech import say


def coming_lines(settings: DeliverSettings, root: Path, ledger: Ledger, *, now: datetime) -> list[str]:
    """The next step of each schedule with the set that it is about, the soonest first, then what cannot come.

    Raises
    ------
    ConfigError
        If a schedule of `reports.toml` is not in order.
    """
    if not settings.schedules:
        return [say("sắp tới: không có gì, reports.toml không có [schedules]; bộ tài liệu lập bằng tay")]
    steps = upcoming(settings, root, ledger, now=now)
    coming = {step.occurrence.name for step in steps}
    faults = open_all(root).faults
    rest = [(name, schedule) for name, schedule in settings.schedules.items() if name not in coming]
    return [
        *(line for step in steps for line in _lines_of(step, root)),
        *(
            say("sắp tới: không có gì của {name}: {why}", name=name, why=_why(schedule, schedule.dataset in faults))
            for name, schedule in rest
        ),
    ]


def _lines_of(step: DueStep, root: Path) -> Iterator[str]:
    about = step.occurrence
    try:
        plan = make_plan(root, dataset=about.settings.dataset, period=str(about.period))
    except ConfigError as problem:
        yield say("sắp tới: {step}: không lập được gì: {problem}", step=step.told, problem=problem)
        return
    yield say("sắp tới: {step}: {count} báo cáo", step=step.told, count=len(plan.editions))
    yield from (f"  {line}" for line in plan.lines())


def _why(schedule: ScheduleSettings, is_faulty: bool) -> str:
    if is_faulty:
        return say("data/{name} ghi sai", name=schedule.dataset)
    return say("last_year của lịch là {year}; hãy đổi hoặc bỏ last_year trong reports.toml", year=schedule.last_year)
