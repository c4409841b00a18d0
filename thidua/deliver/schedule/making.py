"""The set of an occurrence, and how a step makes it: what failed before and has not changed is not made again."""

from __future__ import annotations

from thidua.deliver.mail.desk import Desk
from thidua.deliver.mail.tell import tell_operator
from thidua.deliver.run_log import log
from thidua.deliver.schedule.occurrences import Occurrence
from thidua.run.build import Outcome
from thidua.run.key import edition_key
from thidua.run.plan import Edition, Plan, make_plan
from thidua.run.record import recorded
from thidua.run.several import build_editions


def set_of(desk: Desk, about: Occurrence) -> Plan:
    """The editions that the dataset declares for the period of an occurrence, and the units that it leaves out.

    Raises
    ------
    ConfigError
        If it declares none, or is not in order.
    """
    return make_plan(desk.root, dataset=about.settings.dataset, period=str(about.period))


def make_set(desk: Desk, about: Occurrence, editions: list[Edition], *, jobs: int | None) -> list[Edition]:
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
