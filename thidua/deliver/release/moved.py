"""What moved in an edition: since the same period before, and since another revision; in full or in a few lines."""

from __future__ import annotations

from thidua.deliver.lines import one_line
from thidua.deliver.release.move import Move
from thidua.deliver.release.revised import since_revision
from thidua.deliver.release.same_period import since_same_period, surprise
from thidua.export.document import Document
from thidua.present.language import tr, tr_count

__all__ = ["Move", "change_lines", "move_line", "since_revision", "since_same_period", "surprise"]

LONGEST = 160
"""A cell, row or sentence is cut here: a line of a mail names the change, the report holds it."""


def change_lines(before: Document, now: Document, limit: int = 5) -> tuple[str, ...]:
    """The largest differences between two revisions, a line each: "Bảng 3, Bằng khen, Cá nhân: 11 → 12".

    Parameters
    ----------
    limit
        So many changes are told; one line more then says how many others there are.

    Returns
    -------
    tuple of str
        Single lines without control characters, whatever the reports hold; empty if a reader sees no difference.
        A row is told once, by what changed most in it.
    """
    moves = since_revision(before, now)
    told: dict[tuple[str, ...], Move] = {}
    for move in moves:
        told.setdefault((move.row,) if move.row else (move.place, move.before, move.now), move)
    shown = list(told.values())[:limit]
    rest = len(moves) - len(shown)
    more = (tr_count("và {number} thay đổi khác", rest, number=rest),) if rest else ()
    return (*(move_line(move) for move in shown), *more)


def move_line(move: Move) -> str:
    """One move in one line."""
    where = one_line(", ".join(word for word in (move.place, move.words) if word), LONGEST)
    before, now = one_line(move.before, LONGEST), one_line(move.now, LONGEST)
    if move.kind == "words":
        before, now = (f"“{text}”" if text else "" for text in (before, now))
    if before and now:
        return f"{where}: {before} → {now}"
    if now:
        return tr("{where}: thêm {now}", where=where, now=now)
    return tr("{where}: bỏ {before}", where=where, before=before)
