"""What is due is done: reminders, the set of a meeting, mail of what was released. Run as often as one likes.

A step is noted in the ledger once it is taken. A run that is killed is made good by the next one, which finds what
stands and does the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from thidua.deliver.lines import some_of
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.outbox import put_in
from thidua.deliver.mail.send import send
from thidua.deliver.mail.tell import tell_operator
from thidua.deliver.mail.writing.notices import reminder
from thidua.deliver.packs import Pack, read_packs
from thidua.deliver.publication.links import show_what_is_linked
from thidua.deliver.release.decide import Held, release
from thidua.deliver.release.review import write_review
from thidua.deliver.run_log import log
from thidua.deliver.schedule.occurrences import DueStep, Occurrence, due_steps, note_missed, occurrences
from thidua.deliver.schedule.readiness import Readiness, UnitReadiness, read_readiness, table_words
from thidua.errors import DeliveryError, ReportError
from thidua.facts.dataset import open_all
from thidua.run.build import Outcome
from thidua.run.key import edition_key
from thidua.run.ledger.book import TakenOverError
from thidua.run.plan import Edition, Plan, make_plan
from thidua.run.record import recorded
from thidua.run.several import build_editions


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
        hint = f"to make it up: python run_reports.py build --dataset {step.occurrence.settings.dataset} --period "
        tell_operator(desk, line, [hint + str(step.occurrence.period)], key=f"missed {step}")
        note_missed(step, desk.ledger, now=desk.now())
    for step in due.to_take:
        try:
            well = _remind(desk, step) if step.name == "remind" else _render(desk, step, jobs)
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


def _remind(desk: Desk, step: DueStep) -> bool:
    """The quality report of the period, and a reminder to those whose workbooks are missing, wrong or unusual."""
    about = step.occurrence
    plan = set_of(desk, about)
    failed = _build(desk, about, [each for each in plan.editions if each.settings.reads_all], jobs=1)
    readiness = read_readiness(plan.editions[0].dataset, about.period, on=desk.now().date())
    written = _write_reminders(desk, about, readiness)
    lines = [*readiness.lines(), *([f"reminded {len(written)}: {some_of(written)}"] if written else [])]
    ended = [each.name for each in _amiss(readiness) if not _is_there(each, desk)]
    lines += [f"not reminded, it is no more: {some_of(ended)}"] if ended else []
    lines += plan.lines()
    log(desk.root, about.pack, "\n".join([f"{step}: readiness", *lines]), now=desk.now())
    tell_operator(desk, f"{about.settings.title} {about.period}: readiness", lines, key=str(step))
    desk.ledger.take_step(about.name, str(about.period), "remind", note=f"{len(written)} reminded", at=desk.now())
    return not failed


def _write_reminders(desk: Desk, about: Occurrence, readiness: Readiness) -> list[str]:
    """One mail for each unit with something amiss to each person who is reminded for it; their names."""
    if not desk.can_mail:
        return []
    written = []
    amiss = {each.unit.id: each for each in _amiss(readiness) if each.unit is not None and _is_there(each, desk)}
    for to in desk.recipients:
        if not desk.settings.roles[to.role].reminded:
            continue
        for unit in to.units:
            if (found := amiss.get(unit)) is None:
                continue
            letter = reminder(
                to,
                unit_name=found.name,
                label=about.period.label(readiness.dataset.basis),
                due=about.data_due,
                missing=[table_words(answer, readiness.dataset.basis) for answer in found.lacking],
                faulty=[": ".join((file.file, *file.messages)) for file in found.faulty],
                unusual=found.unusual,
                mail=desk.mail,
                now=desk.now(),
                key=f"{about.name} {about.period} {unit}",
                illustrative=readiness.dataset.settings.illustrative,
            )
            if put_in(desk, letter, purpose="reminder"):
                written.append(f"{to.name} ({unit})")
    return written


def _amiss(readiness: Readiness) -> list[UnitReadiness]:
    """The units that have something to send, to mend, or to look at."""
    return [each for each in readiness.units if each.unit is not None and (each.unusual or not each.is_ready)]


def _is_there(about: UnitReadiness, desk: Desk) -> bool:
    """Whether a unit exists today: what a district did not send in its last half is nobody's to send any more."""
    return about.unit is not None and about.unit.is_valid(desk.now().date())


def set_of(desk: Desk, about: Occurrence) -> Plan:
    """The editions that the dataset declares for the period of an occurrence, and the units that it leaves out.

    Raises
    ------
    ConfigError
        If it declares none, or is not in order.
    """
    return make_plan(desk.root, dataset=about.settings.dataset, period=str(about.period))


def _render(desk: Desk, step: DueStep, jobs: int | None) -> bool:
    """Build the set; when all of it is ready it waits for its release, or is released if the schedule says so."""
    about = step.occurrence
    plan = set_of(desk, about)
    editions = list(plan.editions)
    failed = _build(desk, about, editions, jobs=jobs)
    (pack,) = [each for each in read_packs(desk.root, desk.ledger) if each.name == about.pack]
    shown = write_review(desk.root, pack, now=desk.now()).relative_to(desk.root).as_posix()
    if failed:
        return False
    names = {str(edition) for edition in editions}
    empty = [state for state in pack.editions if state.is_empty and str(state.edition) in names]
    if about.settings.auto_release:
        lines = auto_release(desk, pack)
    else:
        lines = [
            f"{len(editions) - len(empty)} reports are ready; they leave the house only after a release.",
            f"Look at {shown}, which says how; in short:",
            f"  python run_reports.py release {about.period} --dataset {about.settings.dataset} --by NAME",
            *(f"It shows no figure, and is released only by its name: {state.edition}" for state in empty),
        ]
    lines += plan.lines()
    log(desk.root, about.pack, "\n".join([f"{step}: done", *lines]), now=desk.now())
    tell_operator(desk, f"{about.settings.title} {about.period}: ready", lines, key=str(step))
    # Last: a run that is stopped before has the next one release what is not released yet, and tell what was not told.
    desk.ledger.take_step(about.name, str(about.period), "render", note=f"{len(editions)} ready", at=desk.now())
    return True


def auto_release(desk: Desk, pack: Pack) -> list[str]:
    """Release a whole pack in the name of its schedule; what is held back is told.

    As it is: it was built a moment ago, and what arrived since waits for the next build.
    """
    who = {"by": "auto_release", "note": "as reports.toml says"}
    done = release(pack, desk.ledger, units=None, kinds=None, **who, now=desk.now(), as_is=True)
    held = [str(each) for each in done if isinstance(each, Held)]
    return [f"{len(done) - len(held)} reports were released by auto_release", *held]


def _build(desk: Desk, about: Occurrence, editions: list[Edition], *, jobs: int | None) -> list[Edition]:
    """Build what is not current, but nothing that failed before and has not changed since; those that are not ready."""
    to_build = [edition for edition in editions if not _failed_as_it_is(desk, edition)]
    failed = [edition for edition in editions if edition not in to_build]
    made = 0
    outcomes = build_editions(to_build, jobs=jobs, check_runner=desk.ledger.check_runner)
    for outcome in recorded(outcomes, desk.ledger, now=desk.now):
        made += outcome.state in ("ready", "empty")
        if outcome.state == "failed":
            failed.append(outcome.edition)
            _tell_of_failure(desk, about, outcome)
    if made:
        log(desk.root, about.pack, f"{made} of {len(editions)} reports were built anew", now=desk.now())
    return failed


def _failed_as_it_is(desk: Desk, edition: Edition) -> bool:
    attempt = desk.ledger.attempt(str(edition))
    if attempt is None or attempt.verdict != "failed" or not attempt.key:
        return False
    return attempt.key == edition_key(edition)


def _tell_of_failure(desk: Desk, about: Occurrence, outcome: Outcome) -> None:
    lines = [outcome.reason]
    if outcome.evidence is not None:
        lines.append(f"the notebook with what happened is {outcome.evidence.relative_to(desk.root).as_posix()}")
    lines.append("it is built again when its data, notebook or settings have changed")
    log(desk.root, about.pack, "\n".join([f"failed: {outcome.edition}", *lines]), now=desk.now())
    tell_operator(desk, f"Not ready: {outcome.edition}", lines, key=f"{outcome.edition} {outcome.key} {outcome.reason}")
