"""What `due` does: the steps of the schedules that are due, or tells them."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, clock, complain, tell_faults
from thidua.cli.doing.working import desk_of, working
from thidua.deliver.mail.compose import Composed
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.send import letters_to_go
from thidua.deliver.packs import read_packs
from thidua.deliver.schedule.due import do_due, find_due
from thidua.deliver.schedule.making import set_of
from thidua.deliver.schedule.occurrences import project_zone
from thidua.deliver.settings import read_deliver_settings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all
from thidua.project import project_folder
from thidua.registry import quoted
from thidua.run.ledger.view import view_ledger
from thidua.speech import say


def due(on: str | None, jobs: int | None, dry_run: bool, take_over: str | None) -> None:
    """Do what the schedules ask for and has not been done."""
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
    zone = project_zone(read_deliver_settings(root))
    try:
        day, _, hour = text.strip().partition(" ")
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour) if hour else time.max, zone)
    except ValueError:
        raise ConfigError(
            say('--on {day} không phải là ngày; hãy ghi 2023-06-20 hoặc "2023-06-20 08:00"', day=quoted(text))
        ) from None


def _tell_due(desk: Desk) -> None:
    found = find_due(desk)
    for step in found.to_take:
        its_set = set_of(desk, step.occurrence)
        click.echo(say("sẽ làm: {step}", step=step.told))
        for line in its_set.lines():
            click.echo(f"  {line}")
        for edition in its_set.editions:
            if step.name == "render" or edition.settings.reads_all:
                click.echo(say("  lập {edition}", edition=edition))
    for step in found.missed:
        click.echo(say("bị lỡ, để người quyết định: {step}", step=step.told))
    plan = Composed()
    if desk.can_mail:
        plan = letters_to_go(desk, read_packs(desk.root, desk.ledger), released_since=desk.released_lately)
    for letter, _ in plan.letters:
        click.echo(say("sẽ gửi cho {recipient}: {subject}", recipient=letter.recipient, subject=letter.subject))
    for held in plan.held:
        complain(say("giữ lại, chưa gửi cho {recipient}: {why}", recipient=held.recipient, why=held.why))
    if not (found.to_take or found.missed or plan.letters or plan.held):
        click.echo(say("không có việc gì đến hạn"))
