"""The step before the data are due: the quality report, and a reminder to whoever has something to send or to mend."""

from __future__ import annotations

from thidua.deliver.lines import some_of
from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.outbox import put_in
from thidua.deliver.mail.tell import tell_operator
from thidua.deliver.mail.writing.notices import reminder
from thidua.deliver.run_log import log
from thidua.deliver.schedule.making import make_set, set_of
from thidua.deliver.schedule.occurrences import DueStep, Occurrence
from thidua.deliver.schedule.readiness import Readiness, UnitReadiness, read_readiness, table_words


def take(desk: Desk, step: DueStep, *, jobs: int | None) -> bool:
    """The quality report of the period, and a reminder to those whose workbooks are missing, wrong or unusual."""
    about = step.occurrence
    plan = set_of(desk, about)
    failed = make_set(desk, about, [each for each in plan.editions if each.settings.reads_all], jobs=1)
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
