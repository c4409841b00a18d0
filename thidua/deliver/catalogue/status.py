"""The catalogue in a terminal: who holds it, a line for each edition, and below it why its last build failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from thidua.deliver.packs import EditionState, Pack
from thidua.registry import quoted
from thidua.run.holding.taking import said
from thidua.run.ledger.states import ReleaseState
from thidua.run.ledger.view import View
from thidua.speech import say

VERDICTS: Mapping[str, Callable[[], str]] = {
    "ready": lambda: say("sẵn sàng"),
    "empty": lambda: say("trống"),
    "failed": lambda: say("hỏng"),
    "-": lambda: "-",
}
RELEASES: Mapping[ReleaseState, Callable[[], str]] = {
    "released": lambda: say("đã duyệt"),
    "changed since release": lambda: say("đổi sau khi duyệt"),
    "withdrawn": lambda: say("đã thu hồi"),
    "waiting": lambda: say("chờ duyệt"),
    "none": lambda: "-",
}


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
        return [say("chưa lập gì: chưa có sổ")]
    runner = view.ledger.runner()
    lines = []
    if runner.host:
        here = say("máy này") if runner.host == host else say("máy {name}", name=quoted(runner.host))
        lines.append(
            say(
                "{here} giữ từ {since}{by}; lệnh gần nhất: {doing}, {seen}",
                here=here,
                since=said(runner.since),
                by=say(", do {name} chuyển sang", name=quoted(runner.by)[1:-1]) if runner.by else "",
                doing=runner.doing,
                seen=said(runner.seen),
            )
        )
    if view.is_old:
        lines.append(say("sổ thuộc phiên bản {version}: lệnh làm việc kế tiếp sẽ nâng lên", version=view.version))
    ahead = _ahead(view, now)
    if ahead is not None:
        lines.append(say("có lúc ghi trong sổ chưa đến, {at}: đồng hồ đã hoặc đang sai", at=f"{ahead:%d/%m/%Y %H:%M}"))
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


def status_lines(packs: Sequence[Pack], stale: Mapping[str, str] | None = None) -> list[str]:
    """What stands where, aligned under headings; a dash is what there is not.

    ``stale`` says of an edition, by its name, why it would be made again; it stands below its line.
    """
    states = [state for pack in packs for state in pack.editions]
    headings = (say("bản"), say("kết quả"), say("lần"), say("phát hành"), say("đã gửi"))
    rows = [headings, *(_cells(state) for state in states)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(headings))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [
        lines[0],
        *(each for state, line in zip(states, lines[1:], strict=True) for each in _explained(state, line, stale or {})),
    ]


def _cells(state: EditionState) -> tuple[str, ...]:
    verdict = state.attempt.verdict if state.attempt else "ready" if state.revision else "-"
    return (
        str(state.edition),
        VERDICTS[verdict](),
        str(state.revision.number) if state.revision else "-",
        RELEASES[state.release](),
        _sent(state),
    )


def _sent(state: EditionState) -> str:
    """To how many addresses it went, and which revision, if not the last."""
    if state.decision is None or state.revision is None or not state.sent:
        return "-"
    is_last = state.decision.revision == state.revision.number
    return str(state.sent) if is_last else f"{state.sent} ({say('lần {number}', number=state.decision.revision)})"


def _explained(state: EditionState, line: str, stale: Mapping[str, str]) -> Iterator[str]:
    yield line
    if (why := stale.get(str(state.edition))) is not None:
        yield f"    {quoted(why, limit=300)[1:-1]}"
    if state.attempt is not None and state.attempt.verdict == "failed":
        yield f"    {quoted(state.attempt.reason, limit=200)[1:-1]}"
    if state.decision is not None and state.decision.act == "withdraw":
        by, note = quoted(state.decision.by)[1:-1], quoted(state.decision.note, limit=200)[1:-1]
        words = say("lần {number} do {by} thu hồi", number=state.decision.revision, by=by)
        yield f"    {words}{f': {note}' if note else ''}"
