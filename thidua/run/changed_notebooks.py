"""Which production notebooks say something else than when an edition of theirs was last released.

A change may be meant: it is named, and nothing is refused. What a cell showed when it ran is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from thidua.run.cells import Said, said_cells
from thidua.run.ledger.book import Ledger
from thidua.run.ledger.entries import Decision
from thidua.run.plan import Edition
from thidua.run.record import kept_file


@dataclass(frozen=True)
class ChangedNotebook:
    """A notebook whose cells differ from those of the edition that was released last.

    Attributes
    ----------
    cells
        How many cells of now are new or other, and how many of then are gone.
    first
        The first line of the first cell that differs.
    """

    notebook: Path
    edition: Edition
    revision: int
    cells: int
    first: str


def changed_notebooks(editions: Iterable[Edition], ledger: Ledger) -> Iterator[ChangedNotebook]:
    """The notebooks of these editions that changed since a release, each told once.

    Parameters
    ----------
    editions
        What is about to be built; only their releases are looked at.
    """
    newest: dict[Path, tuple[Edition, Decision]] = {}
    for edition in editions:
        released = ledger.released(str(edition))
        if released is None:
            continue
        before = newest.get(edition.notebook)
        if before is None or released.at > before[1].at:
            newest[edition.notebook] = (edition, released)
    for notebook, (edition, released) in newest.items():
        changed = _changed(notebook, edition, released.revision)
        if changed is not None:
            yield changed


def _changed(notebook: Path, edition: Edition, revision: int) -> ChangedNotebook | None:
    """How a notebook differs from the kept one of a revision; None where it does not, or where one cannot be read."""
    try:
        cells = said_cells(notebook.read_bytes())
        before = said_cells(kept_file(edition, revision, "ipynb").read_bytes())
    except (OSError, ValueError):
        return None  # what is not there, or is no notebook, is told by the build itself
    others = list(_others(before, cells))
    if not others:
        return None
    return ChangedNotebook(notebook, edition, revision, len(others), (others[0].source.splitlines() or [""])[0])


def _others(before: list[Said], now: list[Said]) -> Iterator[Said]:
    """The cells of now that are new or other, and where none took their place those that are gone."""
    for kind, begin, end, start, stop in SequenceMatcher(a=before, b=now, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from now[start:stop] or before[begin:end]
