"""The catalogue in a terminal: a line for each edition, and below it why its last build failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thidua.deliver.packs import EditionState, Pack
from thidua.registry import quoted

HEADINGS = ("edition", "verdict", "revision", "release", "sent")


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
