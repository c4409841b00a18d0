"""What `list`, `status`, `check` and `due --dry-run` tell programs: one JSON object each, as docs/json.md describes it.

What a program compares (states, kinds, steps) is the same in every language; sentences are in that of the command.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thidua.errors import ConfigError

if TYPE_CHECKING:
    from thidua.deliver.mail.compose import Composed
    from thidua.deliver.packs import EditionState
    from thidua.deliver.schedule.coming import Coming
    from thidua.deliver.schedule.occurrences import DueStep
    from thidua.facts.receive import Received
    from thidua.intake.finding import Finding, Repair
    from thidua.run.ledger.entries import Message, Runner
    from thidua.run.plan import Edition, LeftOut, Plan

Told = dict[str, Any]
"""An object as JSON can write it."""


def print_json(told: Mapping[str, Any]) -> None:
    """Print one object; where the console has not every letter, those it lacks are escaped as JSON escapes them."""
    is_whole = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(told, ensure_ascii=not is_whole, indent=2))


def faults_told(faults: Mapping[str, ConfigError]) -> list[Told]:
    """The datasets that are not in order."""
    return [{"dataset": name, "problem": str(problem)} for name, problem in faults.items()]


def edition_told(edition: Edition) -> Told:
    """Which edition it is."""
    return {
        "edition": str(edition),
        "dataset": edition.dataset.name,
        "period": str(edition.period),
        "unit": edition.unit.id,
        "kind": edition.kind,
        "lang": edition.lang,
        "names": edition.names,
    }


def planned_told(plan: Plan, files: Mapping[str, Sequence[str]]) -> Told:
    """What can be built; ``files`` says of each edition by name which formats are there."""
    return {
        "editions": [
            {
                **edition_told(each),
                "unit_name": each.unit_name,
                "period_label": each.period.label(each.dataset.basis, each.lang),
                "files": list(files[str(each)]),
            }
            for each in plan.editions
        ],
        "left_out": [left_out_told(each) for each in plan.left_out],
        "faults": faults_told(dict(plan.faults)),
    }


def left_out_told(left_out: LeftOut) -> Told:
    """A unit that has no days in the period, and why."""
    return {
        "dataset": left_out.dataset,
        "period": str(left_out.period),
        "unit": left_out.unit.id,
        "kind": left_out.kind,
        "why": left_out.why,
    }


def holder_told(runner: Runner) -> Told | None:
    """The machine that holds `reports/`; None if none ever worked there."""
    if not runner.host:
        return None
    return {
        "host": runner.host,
        "since": runner.since,
        "by": runner.by or None,
        "doing": runner.doing,
        "seen": runner.seen,
    }


def state_told(state: EditionState, stale: str | None) -> Told:
    """What stands of one edition; ``stale`` says why it would be made again."""
    attempt, decision = state.attempt, state.decision
    verdict = attempt.verdict if attempt is not None else "ready" if state.revision is not None else None
    withdrawn = decision is not None and decision.act == "withdraw"
    return {
        **edition_told(state.edition),
        "verdict": verdict,
        "reason": attempt.reason if attempt is not None and verdict == "failed" else None,
        "revision": None if state.revision is None else state.revision.number,
        "release": state.release,
        "decided_revision": None if decision is None else decision.revision,
        "sent": state.sent,
        "withdrawn": {"by": decision.by, "why": decision.note} if decision is not None and withdrawn else None,
        "stale": stale,
    }


def coming_told(coming: Coming) -> Told:
    """What comes next of a schedule, or why nothing does."""
    step = coming.step
    return {
        "schedule": coming.schedule,
        **({"step": None, "pack": None, "at": None} if step is None else _step_told(step)),
        "editions": None if coming.plan is None else len(coming.plan.editions),
        "problem": coming.problem or None,
    }


def message_told(message: Message) -> Told:
    """A mail that is under way."""
    return {
        "message_id": message.message_id,
        "pack": message.pack,
        "purpose": message.purpose,
        "recipient": message.recipient,
        "subject": message.subject,
        "state": message.state,
        "tries": message.tries,
        "answer": message.answer,
        "at": message.at.isoformat(),
    }


def received_told(dataset: str, received: Received, answers: Sequence[Path]) -> Told:
    """What was found in each file, all of it, and where answers were written; ``dataset`` is empty for files alone."""
    findings: dict[str, list[Finding]] = {}
    repairs: dict[str, list[Repair]] = {}
    for finding in received.findings:
        findings.setdefault(finding.file, []).append(finding)
    for repair in received.repairs:
        repairs.setdefault(repair.file, []).append(repair)
    return {
        "dataset": dataset or None,
        "files": [
            {
                "file": one.file,
                "state": _state_of(findings.get(one.file, [])),
                "findings": [_finding_told(each) for each in findings.get(one.file, [])],
                "repairs": [_repair_told(each) for each in repairs.get(one.file, [])],
            }
            for one in received.sent
        ],
        "findings": [_finding_told(each) for each in findings.get("", [])],
        "answers": [str(path) for path in answers],
    }


def due_told(step: DueStep, plan: Plan | None) -> Told:
    """A step of a schedule; with its set, the editions that it makes and those that it leaves out."""
    if plan is None:
        return {"schedule": step.occurrence.name, **_step_told(step)}
    makes = [str(each) for each in plan.editions if step.name == "render" or each.settings.reads_all]
    return {
        "schedule": step.occurrence.name,
        **_step_told(step),
        "editions": makes,
        "left_out": [left_out_told(each) for each in plan.left_out],
    }


def mail_told(composed: Composed) -> Told:
    """The mails that would go, and those that are held."""
    return {
        "mails": [
            {
                "recipient": letter.recipient,
                "subject": letter.subject,
                "pack": letter.pack,
                "purpose": purpose,
                "editions": [name for name, _ in letter.items],
            }
            for letter, purpose in composed.letters
        ],
        "held": [{"recipient": held.recipient, "pack": held.pack, "why": held.why} for held in composed.held],
    }


def _step_told(step: DueStep) -> Told:
    return {"step": step.name, "pack": step.occurrence.pack, "at": step.at.isoformat()}


def _state_of(findings: Sequence[Finding]) -> str:
    """The worst of what was found: "error", "warning", or "ok"."""
    severities = {finding.severity for finding in findings}
    return next((each for each in ("error", "warning") if each in severities), "ok")


def _finding_told(finding: Finding) -> Told:
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": finding.message,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "found": finding.found,
        "text": finding.text,
        "advice": finding.advice,
    }


def _repair_told(repair: Repair) -> Told:
    return {
        "sheet": repair.sheet,
        "cell": repair.cell,
        "sent": repair.sent,
        "read": repair.read,
        "kinds": list(repair.kinds),
        "origin": repair.origin or None,
    }
