"""Which row made an answer another: what two snapshots hold of one question, laid side by side.

For whoever tells an operator why something is to be made anew; no report reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from thidua.facts.dataset import Dataset
from thidua.facts.holding import SNAPSHOTS
from thidua.registry import Period, get_unit

if TYPE_CHECKING:
    import pandas as pd

    from thidua.facts.query import Facts

_LINEAGE = ("file", "sheet", "cell", "how")
_OF_ROWS = ("counts", "rows", "rows_listed", "rows_stated")


class Place(NamedTuple):
    """Where a row stands: file, sheet and cell; of a file that came or counts otherwise, the file alone."""

    file: str
    sheet: str = ""
    cell: str = ""
    is_gone: bool = False
    """Whether it stood there and stands there no longer."""


def place_of_change(dataset: Dataset, asked: str, answered: str) -> Place | None:
    """The first row that makes the answer to a question another than it was; None where no kept snapshot tells.

    Parameters
    ----------
    asked, answered
        The question, and the digest of its answer as it was.
    """
    name, *words = asked.split(" ")
    if not (name in _OF_ROWS or name in ("register", "coverage", "sent")):
        return None
    with dataset.territory.in_force():
        for before in _earlier(dataset):
            if before.facts.digest_of(asked) == answered:
                return _first_difference(before.facts, dataset.facts, name, words)
    return None


def _earlier(dataset: Dataset) -> Iterator[Dataset]:
    """The dataset at each other snapshot that is kept."""
    home, now = dataset.folder / SNAPSHOTS, dataset.current_snapshot
    for path in sorted(home.iterdir()):
        if re.fullmatch("[0-9a-f]{16}", path.name) and path.name != now.name:
            yield replace(dataset, snapshot=Path(path))


def _first_difference(before: Facts, now: Facts, name: str, words: list[str]) -> Place | None:
    if name == "register":
        register, unit, period = words[0], get_unit(words[1]), Period.parse(words[2])
        return _of_frames(before.register(register, unit, period), now.register(register, unit, period))
    period = Period.parse(words[1])
    if name in _OF_ROWS:
        unit = get_unit(words[0])
        return _of_frames(before.sent_rows(unit, period), now.sent_rows(unit, period))
    units = None if words[0] == "*" else words[0].split("+")
    earlier = set(before.sent(units, period).tables)
    later = [one for one in now.sent(units, period).tables if one not in earlier]
    return Place(later[0].file) if later else None


def _of_frames(before: pd.DataFrame, now: pd.DataFrame) -> Place | None:
    """The first row that is new, or says something else; else the first that is gone, or came in another file."""
    told = [name for name in now.columns if name not in _LINEAGE]
    for shown in (told, list(now.columns)):
        fresh, gone = _beyond(now, before, shown), _beyond(before, now, shown)
        if fresh is not None:
            return Place(*fresh)
        if gone is not None:
            return Place(*gone, is_gone=True)
    return None


def _beyond(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> tuple[str, str, str] | None:
    """File, sheet and cell of the first row that the others do not have, or not as often."""
    known = Counter(_values(others, columns))
    for values, place in zip(_values(rows, columns), _values(rows, list(_LINEAGE[:3])), strict=True):
        known[values] -= 1
        if known[values] < 0:
            return place[0], place[1], place[2]
    return None


def _values(frame: pd.DataFrame, columns: list[str]) -> list[tuple[Any, ...]]:
    return list(frame[columns].astype(str).itertuples(index=False, name=None))
