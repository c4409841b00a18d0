"""What `build --dry-run` tells: which editions it would make and why, in which process, and which it would leave."""

from __future__ import annotations

from thidua.cli.doing.telling import Telling
from thidua.errors import ReportError
from thidua.run.currency import change_since
from thidua.run.formats import FORMATS
from thidua.run.plan import Edition
from thidua.run.publish import published_formats, published_notes
from thidua.run.stale import changed_words
from thidua.run.working.durations import Durations
from thidua.speech import say


def tell_plan(editions: list[Edition], formats: tuple[str, ...], tell: Telling, *, cluster: str | None) -> None:
    """Tell of each edition what would become of it, in the order in which those that are made would be begun."""
    ordered = Durations.of(editions[0].root).slowest_first(editions) if editions else []
    for edition in ordered:
        _tell(edition, formats, tell, cluster or edition.settings.engine or "prepared")


def _tell(edition: Edition, formats: tuple[str, ...], tell: Telling, process: str) -> None:
    asked = f"{edition} ({', '.join(formats)})"
    facts = {"edition": str(edition), "formats": formats}
    try:
        why = why_made(edition, formats)
    except ReportError as problem:
        said = say("không lập được ({problem})", problem=problem)
        tell.line("planned", f"{said}: {asked}", **facts, does="fail", why=str(problem))
        return
    if why:
        tell.line(
            "planned", f"{say('sẽ lập')}: {asked}: {why} [{process}]", **facts, does="make", why=why, process=process
        )
    else:
        tell.line("planned", f"{say('vẫn mới')}: {asked}", **facts, does="nothing", why="")


def why_made(edition: Edition, formats: tuple[str, ...]) -> str:
    """Why an edition would be made; empty if it is current.

    Raises
    ------
    ReportError
        If the facts of its dataset are not in order.
    """
    notes = published_notes(edition)
    if not notes:
        return say("chưa lập lần nào")
    change = change_since(edition, notes)
    if change.is_stale:
        return say("khác lúc lập: {inputs}", inputs=changed_words(edition, notes, change))
    there = published_formats(edition)
    lacking = [name for name in FORMATS if name in formats and name not in there]
    return say("chưa có dạng {formats}", formats=", ".join(lacking)) if lacking else ""
