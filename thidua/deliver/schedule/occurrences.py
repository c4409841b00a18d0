"""What a schedule of `reports.toml` means in each year, and which of its steps are to be taken now.

Nothing is done here: from the calendar and the ledger follows what is due, whatever the clock did in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import islice, pairwise, takewhile
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from thidua.deliver.settings import DeliverSettings, RecurringPeriod, ScheduleSettings
from thidua.errors import ConfigError
from thidua.facts.dataset import Dataset, Opened, open_all, open_dataset
from thidua.project import MARKER
from thidua.registry import Basis, Period, get_basis, quoted
from thidua.registry.working_days import next_working_day
from thidua.run.ledger.book import Ledger
from thidua.speech import say

StepName = Literal["remind", "render"]

LONGEST_WAIT = 270
"""A day so long after the end of its period was meant before it: no meeting waits for nine months."""


@dataclass(frozen=True)
class Occurrence:
    """One schedule in one year; every day is a working day, every moment in the project's time zone."""

    name: str
    settings: ScheduleSettings
    period: Period
    remind_at: datetime
    data_due: date
    render_at: datetime
    meeting: date

    @property
    def pack(self) -> str:
        """The meeting pack that it makes: "illustrative/2023-H1"."""
        return f"{self.settings.dataset}/{self.period}"


@dataclass(frozen=True)
class DueStep:
    """One step of an occurrence, and when it was to be taken."""

    occurrence: Occurrence
    name: StepName
    at: datetime

    def __str__(self) -> str:
        """One line for the operator: "render illustrative/2023-H1 (half-year), 20/06/2023 08:00"."""
        return f"{self.name} {self.occurrence.pack} ({self.occurrence.name}), {self.at:%d/%m/%Y %H:%M}"

    @property
    def told(self) -> str:
        """The same in the language of the command; what is told once for each step is known by the line above."""
        name = say("nhắc") if self.name == "remind" else say("lập")
        return f"{name} {self.occurrence.pack} ({self.occurrence.name}), {self.at:%d/%m/%Y %H:%M}"


def project_zone(settings: DeliverSettings) -> ZoneInfo:
    """The time zone in which the days and hours of the schedules are meant."""
    return ZoneInfo(settings.time_zone)


def occurrences(settings: DeliverSettings, root: Path, *, until: datetime) -> list[Occurrence]:
    """Every occurrence whose reminder is at or before a moment, the oldest first.

    Parameters
    ----------
    root
        The project folder: the basis of each schedule must be that of its dataset.
    until
        Aware of its time zone, whichever that is.

    Raises
    ------
    ConfigError
        If the dataset, basis or time zone is not known, or the days of a schedule do not follow one another in
        some year; names the schedule.
    """
    found = [
        each
        for every_year in _schedules(settings, root)
        for each in takewhile(lambda one: _utc(one.remind_at) <= _utc(until), every_year)
    ]
    return sorted(found, key=lambda each: (_utc(each.remind_at), each.name))


def period_in(recurring: RecurringPeriod, year: int) -> Period:
    """The period of a schedule in one year: "H1" of 2023 is 2023-H1."""
    return Period("year", year) if recurring == "year" else Period("half", year, int(recurring[1:]))


def due_steps(
    occurrences: Sequence[Occurrence], ledger: Ledger, *, now: datetime
) -> tuple[list[DueStep], list[DueStep]]:
    """The steps that were to be taken by now and are not in the ledger.

    Parameters
    ----------
    occurrences
        Of one or several schedules.
    now
        Aware of its time zone, whichever that is.

    Returns
    -------
    tuple of two lists of DueStep
        Those to take now, and those that it is too late for, which only a person may take; the oldest first in both.
        It is too late when a step is older than its schedule allows, and for a reminder as soon as the reports were
        rendered or are to be. What was told with `note_missed` is told no more.
    """
    to_take: list[DueStep] = []
    missed: list[DueStep] = []
    for step in _open_steps(occurrences, ledger):
        if _utc(step.at) > _utc(now):
            continue
        if not _is_missed(step, ledger, now):
            to_take.append(step)
        elif not was_missed(step, ledger):
            missed.append(step)
    return sorted(to_take, key=_order), sorted(missed, key=_order)


def upcoming(settings: DeliverSettings, root: Path, ledger: Ledger, *, now: datetime) -> list[DueStep]:
    """The next step of each schedule, the soonest first; a schedule whose years are over has none.

    Parameters
    ----------
    root
        The project folder.
    now
        Aware of its time zone.

    Returns
    -------
    list of DueStep
        A step that is to be taken now and was not is the next one, with its own hour in the past.

    Raises
    ------
    ConfigError
        See `occurrences`.
    """
    found: list[DueStep] = []
    for every_year in _schedules(settings, root):
        open_steps = (step for step in _open_steps(every_year, ledger) if not _is_missed(step, ledger, now))
        found += islice(open_steps, 1)
    return sorted(found, key=_order)


def note_missed(step: DueStep, ledger: Ledger, *, now: datetime) -> None:
    """Note that it was told that a step was missed. It stays open: a person may take it, or a clock go back."""
    about = step.occurrence
    ledger.take_step(
        about.name, str(about.period), f"{step.name} missed", note=f"was due {step.at.isoformat()}", at=now
    )


def was_missed(step: DueStep, ledger: Ledger) -> bool:
    """Whether `note_missed` noted it."""
    about = step.occurrence
    return ledger.step(about.name, str(about.period), f"{step.name} missed") is not None


def _is_missed(step: DueStep, ledger: Ledger, now: datetime) -> bool:
    about = step.occurrence
    if _utc(now) > _utc(step.at) + timedelta(days=about.settings.max_age_days):
        return True
    if step.name == "render":
        return False
    return _utc(about.render_at) <= _utc(now) or _is_taken(about, "render", ledger)


def _open_steps(occurrences: Iterable[Occurrence], ledger: Ledger) -> Iterator[DueStep]:
    for each in occurrences:
        steps: tuple[tuple[StepName, datetime], ...] = (("remind", each.remind_at), ("render", each.render_at))
        yield from (DueStep(each, name, at) for name, at in steps if not _is_taken(each, name, ledger))


def _is_taken(about: Occurrence, name: StepName, ledger: Ledger) -> bool:
    return ledger.step(about.name, str(about.period), name) is not None


def _order(step: DueStep) -> tuple[datetime, str, str]:
    return _utc(step.at), step.occurrence.name, step.name


def _in_year(name: str, schedule: ScheduleSettings, dataset: Dataset, zone: ZoneInfo, year: int) -> Occurrence:
    """What a schedule means in one year.

    Notes
    -----
    A day of the settings is the first such day on or after the last day of the period. Data due, render and meeting
    move to the next working day. The reminder is so many days before the data are then due, at the hour of the render;
    it moves as well, but never past that day.
    """
    period = period_in(schedule.period, year)
    due, render, meeting = _written_days(schedule, period, dataset.basis)
    clock = time.fromisoformat(schedule.render.partition(" ")[2])
    # The days off that the office lays over those of the package are its dataset's.
    with dataset.territory.in_force():
        data_due = next_working_day(due)
        remind = min(next_working_day(data_due - timedelta(days=schedule.remind_days_before)), data_due)
        rendered, met = next_working_day(render), next_working_day(meeting)
    return Occurrence(
        name, schedule, period, _moment(remind, clock, zone), data_due, _moment(rendered, clock, zone), met
    )


def _utc(at: datetime) -> datetime:
    # Two moments of one zone compare by their wall clocks, which an hour set back shows twice.
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC)


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    # By way of UTC: an hour that the clocks skip becomes the one they show instead.
    return datetime.combine(day, clock, zone).astimezone(UTC).astimezone(zone)


def _dataset(schedule: ScheduleSettings, opened: Opened, root: Path) -> Dataset:
    basis = get_basis(schedule.basis)
    dataset = opened.datasets.get(schedule.dataset) or open_dataset(schedule.dataset, root)
    if dataset.basis != basis:
        raise ConfigError(
            f"basis {quoted(schedule.basis)}, but data/{dataset.name} counts periods by {quoted(dataset.basis.id)}; "
            f"write that one"
        )
    return dataset


def _schedules(settings: DeliverSettings, root: Path) -> Iterator[Iterator[Occurrence]]:
    """The occurrences of each schedule, year by year; the days of all years are looked at before the first is given.

    A schedule whose dataset is not in order has none until it is.
    """
    zone, opened = project_zone(settings), open_all(root)
    for name, schedule in settings.schedules.items():
        if schedule.dataset in opened.faults:
            continue
        try:
            dataset = _dataset(schedule, opened, root)
            years = range(schedule.first_year, schedule.last_year + 1)
            for year in years:
                _written_days(schedule, period_in(schedule.period, year), dataset.basis)
        except ConfigError as problem:
            raise ConfigError(f"{MARKER}, schedule {quoted(name)}: {problem}") from None
        yield map(partial(_in_year, name, schedule, dataset, zone), years)


def _written_days(schedule: ScheduleSettings, period: Period, basis: Basis) -> tuple[date, date, date]:
    """When data are due, reports rendered and the meeting held, before any of them moves to a working day."""
    last = period.last_day(basis)
    written = {
        "data_due": schedule.data_due,
        "render": schedule.render.partition(" ")[0],
        "meeting": schedule.meeting,
    }
    days = {key: _first_on_or_after(last, text) for key, text in written.items()}
    end = f"the end of {period} ({last:%d/%m/%Y})"
    for key, day in days.items():
        if (wait := (day - last).days) > LONGEST_WAIT:
            raise ConfigError(
                f"{key} {written[key]} comes {wait} days after {end}; write a day within {LONGEST_WAIT} days of it"
            )
    for before, after in pairwise(days):
        if days[before] > days[after]:
            raise ConfigError(
                f"after {end}, {after} {written[after]} comes before {before} {written[before]}; "
                "expected data_due, render, meeting in this order"
            )
    return days["data_due"], days["render"], days["meeting"]


def _first_on_or_after(day: date, month_and_day: str) -> date:
    # Settings hold no 29 February: each year has the day.
    in_some_year = date.fromisoformat(f"2000-{month_and_day}")
    found = in_some_year.replace(year=day.year)
    return found if found >= day else in_some_year.replace(year=day.year + 1)
