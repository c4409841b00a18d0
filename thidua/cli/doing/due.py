"""What `due` does: the steps of the schedules that are due, or tells them."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path

import click

from thidua.cli.common import SOME_FAILED, clock, complain, tell_faults
from thidua.cli.doing.as_json import due_told, faults_told, mail_told, print_json
from thidua.cli.doing.working import desk_of, working
from thidua.deliver.mail.compose import Composed
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.send import letters_to_go
from thidua.deliver.packs import read_packs
from thidua.deliver.schedule.due import Due, do_due, find_due
from thidua.deliver.schedule.making import set_of
from thidua.deliver.schedule.occurrences import project_zone
from thidua.deliver.settings import read_deliver_settings
from thidua.errors import ConfigError
from thidua.facts.dataset import open_all
from thidua.project import project_folder
from thidua.registry import quoted
from thidua.run.ledger.view import view_ledger
from thidua.speech import say


def due(on: str | None, jobs: int | None, dry_run: bool, as_json: bool, take_over: str | None) -> None:
    """Do what the schedules ask for and has not been done."""
    root = project_folder()
    if as_json and not dry_run:
        raise ConfigError(say("--json chỉ đi cùng --dry-run: nó cho biết những gì sẽ làm"))
    moment = None if on is None else _moment(on, root)

    def now() -> datetime:
        return moment or clock()

    if dry_run:
        faults = open_all(root).faults
        with view_ledger(root) as view:
            desk = desk_of(root, view.ledger, now=now)
            found, mail = find_due(desk), _mail(desk)
            if as_json:
                print_json({**_told(desk, found), **mail_told(mail), "faults": faults_told(faults)})
            else:
                _tell(desk, found, mail)
        for held in mail.held:
            complain(say("giữ lại, chưa gửi cho {recipient}: {why}", recipient=held.recipient, why=held.why))
        if tell_faults(faults):
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


def _mail(desk: Desk) -> Composed:
    """The mails that would go, and those that would be held; none if nobody can be written to."""
    if not desk.can_mail:
        return Composed()
    return letters_to_go(desk, read_packs(desk.root, desk.ledger), released_since=desk.released_lately)


def _told(desk: Desk, found: Due) -> dict[str, object]:
    return {
        "steps": [due_told(step, set_of(desk, step.occurrence)) for step in found.to_take],
        "missed": [due_told(step, None) for step in found.missed],
    }


def _tell(desk: Desk, found: Due, mail: Composed) -> None:
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
    for letter, _ in mail.letters:
        click.echo(say("sẽ gửi cho {recipient}: {subject}", recipient=letter.recipient, subject=letter.subject))
    if not (found.to_take or found.missed or mail.letters or mail.held):
        click.echo(say("không có việc gì đến hạn"))
