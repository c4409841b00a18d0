"""What is due is done: reminders, the set of a meeting, mail of what was released. Run as often as one likes.

A step is noted in the ledger once it is taken. A run that is killed is made good by the next one, which finds what
stands and does the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from thidua.called import program
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.send import send
from thidua.deliver.mail.tell import tell_operator
from thidua.deliver.packs import read_packs
from thidua.deliver.publication.links import show_what_is_linked
from thidua.deliver.schedule.occurrences import DueStep, due_steps, note_missed, occurrences
from thidua.errors import DeliveryError, ReportError
from thidua.facts.dataset import open_all
from thidua.run.ledger.book import TakenOverError


@dataclass(frozen=True)
class Due:
    """What there is to do at one moment: steps to take, steps that were missed for good, packs with mail to send."""

    to_take: tuple[DueStep, ...]
    missed: tuple[DueStep, ...]


def find_due(desk: Desk) -> Due:
    """The difference between the calendar and the ledger.

    Raises
    ------
    ConfigError
        If a schedule of `reports.toml` is not in order.
    """
    now = desk.now()
    to_take, missed = due_steps(occurrences(desk.settings, desk.root, until=now), desk.ledger, now=now)
    return Due(tuple(to_take), tuple(missed))


def do_due(desk: Desk, *, jobs: int | None = None) -> bool:
    """Take every step that is due and send what was released lately; True if all of it went well.

    One step that fails keeps no other from being taken. What failed is told to the operator once, and tried again
    when its data, notebook or settings have changed.
    """
    due = find_due(desk)
    all_well = _tell_faults(desk)
    for step in due.missed:
        line = f"{step} was missed: more than {step.occurrence.settings.max_age_days} days ago, or overtaken"
        hint = f"to make it up: {program()} build --dataset {step.occurrence.settings.dataset} --period "
        tell_operator(desk, line, [hint + str(step.occurrence.period)], key=f"missed {step}")
        note_missed(step, desk.ledger, now=desk.now())
    for step in due.to_take:
        try:
            well = _take(desk, step, jobs)
        except TakenOverError:
            raise  # the other runner takes the steps that are left
        except ReportError as problem:
            well = False
            tell_operator(desk, f"{step} failed", [str(problem)], key=f"{step} {problem}")
        all_well = all_well and well
    return _mail(desk) and all_well


def _tell_faults(desk: Desk) -> bool:
    """Each dataset that is not in order is told to the operator once, and keeps no other waiting; True if all are."""
    faults = open_all(desk.root).faults
    for name, problem in faults.items():
        lines = [str(problem), "Nothing of this dataset is made or mailed until it is mended; all others go on."]
        tell_operator(desk, f"Not in order: data/{name}", lines, key=f"dataset {problem}")
    return not faults


def _mail(desk: Desk) -> bool:
    """Send what was released lately; True if all of it went, or nobody can be written to."""
    if not desk.can_mail:
        return True
    is_shown = _show_what_is_linked(desk)
    try:
        sent = send(desk, read_packs(desk.root, desk.ledger), released_since=desk.released_lately)
    except DeliveryError as problem:
        desk.tell(str(problem))
        return False
    return sent.is_all_well and is_shown


def _show_what_is_linked(desk: Desk) -> bool:
    """Bring the public folder up to date for links; if it cannot be, the operator hears why, and other mails go."""
    try:
        show_what_is_linked(desk.root, desk.ledger, desk.settings, zone=desk.now().tzinfo, tell=desk.tell)
    except TakenOverError:
        raise
    except ReportError as problem:
        lines = [str(problem), "Mails whose links would lead nowhere are held; all others go."]
        tell_operator(desk, "The public folder is not up to date", lines, key=f"public {problem}")
        return False
    return True


def _take(desk: Desk, step: DueStep, jobs: int | None) -> bool:
    """Take a step; how is imported now, since most runs find nothing to do."""
    return bool(import_module(f"thidua.deliver.schedule.{step.name}").take(desk, step, jobs=jobs))
