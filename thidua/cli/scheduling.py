"""Commands of the calendar: due, watch, schedule install."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from thidua.cli.common import SOME_FAILED, clock, complain, desk_of, tell_faults, working, works, writing
from thidua.errors import ConfigError
from thidua.project import project_folder
from thidua.registry import quoted
from thidua.run.holding.hold import hold
from thidua.run.ledger.view import view_ledger

if TYPE_CHECKING:
    from thidua.deliver.mail.post import Desk


@click.command()
@click.option(
    "--on",
    metavar="DAY",
    help='Take this for the time: 2023-06-20 (the end of that day) or "2023-06-20 08:00".  [default: now]',
)
@click.option("--jobs", type=click.IntRange(min=1), help="Editions built at once.  [default: one a processor]")
@click.option("--dry-run", is_flag=True, help="Print what would happen, and do nothing.  [default: off]")
@works
def due(on: str | None, jobs: int | None, dry_run: bool, take_over: str | None) -> None:
    """Do what the schedules of reports.toml ask for and has not been done: remind, render, mail what was released.

    Run it as often as you like, by the system's scheduler (see schedule install) or by hand: each step is taken once.
    A missed night is made up within the schedule's max_age_days; what is older is told, and left to a person. What
    fails is told to the operator; the rest goes on.

    \b
    Examples:
      python run_reports.py due
      python run_reports.py due --on 2023-06-20 --dry-run
    """
    from thidua.deliver.schedule.due import do_due
    from thidua.facts.dataset import open_all

    root = project_folder()
    moment = None if on is None else _moment(on, root)

    def now() -> datetime:
        return moment or clock()

    if dry_run:
        with view_ledger(root) as view:
            _tell_due(desk_of(root, view.ledger, now=now))
        if tell_faults(open_all(root).faults):
            sys.exit(SOME_FAILED)
        return
    with working(root, "due", take_over=take_over, now=now) as ledger:
        all_well = do_due(desk_of(root, ledger, now=now), jobs=jobs)
    if not all_well:
        sys.exit(SOME_FAILED)


def _moment(text: str, root: Path) -> datetime:
    from thidua.deliver.schedule.occurrences import project_zone
    from thidua.deliver.settings import read_deliver_settings

    zone = project_zone(read_deliver_settings(root))
    try:
        day, _, hour = text.strip().partition(" ")
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour) if hour else time.max, zone)
    except ValueError:
        raise ConfigError(f'--on {quoted(text)} is no day; write 2023-06-20 or "2023-06-20 08:00"') from None


def _tell_due(desk: Desk) -> None:
    from thidua.deliver.mail.plan import released_lately
    from thidua.deliver.mail.post import Planned, can_mail, planned
    from thidua.deliver.packs import read_packs
    from thidua.deliver.schedule.due import find_due, set_of

    found = find_due(desk)
    for step in found.to_take:
        its_set = set_of(desk, step.occurrence)
        click.echo(f"would {step}")
        for line in its_set.lines():
            click.echo(f"  {line}")
        for edition in its_set.editions:
            if step.name == "render" or edition.settings.reads_all:
                click.echo(f"  build {edition}")
    for step in found.missed:
        click.echo(f"missed, left to a person: {step}")
    plan = Planned()
    if can_mail(desk.settings):
        since = released_lately(desk.settings, desk.now())
        plan = planned(desk, read_packs(desk.root, desk.ledger), released_since=since)
    for letter, _ in plan.letters:
        click.echo(f"would send to {letter.recipient}: {letter.subject}")
    for held in plan.held:
        complain(f"held for {held.recipient}: {held.why}")
    if not (found.to_take or found.missed or plan.letters or plan.held):
        click.echo("nothing is due")


@click.command()
@click.option("--every", default=15, type=click.IntRange(min=1, max=1440), help="Minutes.  [default: 15]")
@click.option("--jobs", type=click.IntRange(min=1), help="Editions built at once.  [default: one a processor]")
@works
def watch(every: int, jobs: int | None, take_over: str | None) -> None:
    """Stay running and do what is due, every few minutes, until Ctrl+C; an error is told and survived.

    \b
    Examples:
      python run_reports.py watch
    """
    from thidua.deliver.schedule.due import do_due
    from thidua.deliver.schedule.watch import watch as watch_clock

    root = project_folder()

    # Refused, or taken over, once and now: a person who decides this evening does not decide for a later night.
    with writing(), hold(root, "watch", now=clock, tell=complain, take_over=take_over):
        pass

    def run_due() -> None:
        with working(root, "watch", take_over=None) as ledger:
            do_due(desk_of(root, ledger), jobs=jobs)

    watch_clock(run_due, every_seconds=60 * every, tell=complain)


@click.group()
def schedule() -> None:
    """Let the system's own scheduler run `due`."""


@schedule.command()
@click.option("--cron", "system", flag_value="cron", help="Linux, macOS: a line of the crontab.")
@click.option("--systemd", "system", flag_value="systemd", help="Linux: a timer of the user.")
@click.option("--windows", "system", flag_value="windows", help="Windows: a task of the Task Scheduler.")
@click.option(
    "--every", default="15", type=click.Choice(["5", "10", "15", "20", "30", "60"]), help="Minutes.  [default: 15]"
)
@click.option("--yes", is_flag=True, help="Install it; without this it is printed.  [default: off]")
@works
def install(system: Literal["cron", "systemd", "windows"] | None, every: str, yes: bool, take_over: str | None) -> None:
    """Print, or with --yes install, the entry that runs `due` every few minutes.

    \b
    Examples:
      python run_reports.py schedule install --cron
      python run_reports.py schedule install --windows --yes
    """
    from thidua.deliver.schedule.install import entries
    from thidua.deliver.schedule.install import install as install_entries

    if system is None:
        raise ConfigError("which scheduler? say --cron, --systemd or --windows")
    root, python = project_folder(), Path(sys.executable)
    if yes:
        # A machine that may not write here would be refused every few minutes from now on.
        with writing(), hold(root, "schedule install", now=clock, tell=complain, take_over=take_over):
            lines = install_entries(root, system, python=python, every_minutes=int(every))
        for line in lines:
            click.echo(line)
        return
    for where, text in entries(root, system, python=python, every_minutes=int(every)):
        click.echo(f"# {where}", err=True)  # apart, so that what is redirected into a file is the entry alone
        click.echo(text)
