"""The catalogue in a terminal: who holds it, a line for each edition, and below it why its last build failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from thidua.deliver.packs import EditionState, Pack
from thidua.registry import quoted
from thidua.run.holding.taking import said
from thidua.run.ledger.view import View

HEADINGS = ("edition", "verdict", "revision", "release", "sent")


def holder_lines(view: View, host: str, *, now: datetime) -> list[str]:
    """Who holds the ledger, since when, and what is unusual about it; that there is none, if so.

    Parameters
    ----------
    host
        This machine.
    now
        Its clock.
    """
    if not view.is_there:
        return ["nothing was built yet: there is no ledger"]
    runner = view.ledger.runner()
    lines = []
    if runner.host:
        here = "this machine" if runner.host == host else f"the machine {quoted(runner.host)}"
        by = f", taken over by {quoted(runner.by)[1:-1]}" if runner.by else ""
        lines.append(
            f"held by {here} since {said(runner.since)}{by}; last command: {runner.doing}, {said(runner.seen)}"
        )
    if view.is_old:
        lines.append(f"the ledger is of version {view.version}: the next command that works brings it up to date")
    ahead = _ahead(view, now)
    if ahead is not None:
        lines.append(f"a time that was noted lies ahead, {ahead:%d/%m/%Y %H:%M}: a clock was wrong, or is")
    return lines


def _ahead(view: View, now: datetime) -> datetime | None:
    """A time of the machine's own clock that is still to come; not the day that a command was about (`due --on`).

    Decisions and messages bear the latter. After a person said that a clock was wrong, theirs may be of that clock.
    """
    runner = view.ledger.runner()
    noted = [datetime.fromisoformat(runner.seen)] if runner.seen else []
    newest = view.ledger.newest_time()
    if newest is not None and (runner.by or not noted):
        noted.append(newest)
    return max((at for at in noted if at > now), default=None)


def status_lines(packs: Sequence[Pack]) -> list[str]:
    """What stands where, aligned under headings; a dash is what there is not."""
    states = [state for pack in packs for state in pack.editions]
    rows = [HEADINGS, *(_cells(state) for state in states)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [
        lines[0],
        *(each for state, line in zip(states, lines[1:], strict=True) for each in _explained(state, line)),
    ]


def _cells(state: EditionState) -> tuple[str, ...]:
    verdict = state.attempt.verdict if state.attempt else "ready" if state.revision else "-"
    return (
        str(state.edition),
        verdict,
        str(state.revision.number) if state.revision else "-",
        "-" if state.release == "none" else state.release,
        _sent(state),
    )


def _sent(state: EditionState) -> str:
    """To how many addresses it went, and which revision, if not the last."""
    if state.decision is None or state.revision is None or not state.sent:
        return "-"
    is_last = state.decision.revision == state.revision.number
    return str(state.sent) if is_last else f"{state.sent} (revision {state.decision.revision})"


def _explained(state: EditionState, line: str) -> Iterator[str]:
    yield line
    if state.attempt is not None and state.attempt.verdict == "failed":
        yield f"    {quoted(state.attempt.reason, limit=200)[1:-1]}"
    if state.decision is not None and state.decision.act == "withdraw":
        by, note = quoted(state.decision.by)[1:-1], quoted(state.decision.note, limit=200)[1:-1]
        yield f"    revision {state.decision.revision} withdrawn by {by}{f': {note}' if note else ''}"
