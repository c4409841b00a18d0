"""The files behind each figure that is added up: how many files and lines count it, and the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_SAME = ("award", "recipient_kind", "status", "count_unit", "origin")
_READ = ("recipient_class", "file", "sheet", "cell", "state", "count")
_TOLD = ("files", "rows", "file", "sheet", "cell", "count", "state")
_NUMBERS = {"files": "int64", "rows": "int64", "count": "Int64"}


def files_behind(rows: pd.DataFrame) -> pd.DataFrame:
    """What `thidua.facts.query.Facts.sources` tells of the rows that `Facts.rows` gives.

    They are gone through as plain values: of a few dozen rows, grouping them as a frame takes five times longer.
    """
    import pandas as pd  # imported where a frame is made

    found: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in zip(*(rows[name].tolist() for name in (*_SAME, *_READ)), strict=True):
        same, of_class, behind = row[: len(_SAME)], row[len(_SAME)], row[len(_SAME) + 1 :]
        origin = same[-1]
        if origin == "decision_list" or (origin != "quotation" and of_class == ""):
            found.setdefault(same, []).append(behind)
    told = [(*same, *_summed(found[same])) for same in sorted(found)]
    columns = [*_SAME, *_TOLD]
    return pd.DataFrame(told, columns=columns).astype({name: _NUMBERS.get(name, "str") for name in columns})


def _summed(behind: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """What is told of rows that count the same: file, sheet, cell, state and count of each are given."""
    import pandas as pd

    # "521 cá nhân" in one cell of a list is one line of it, and 521 rows here.
    places = dict.fromkeys(row[:3] for row in behind)
    files = {file for file, _, _ in places}
    counts = [row[4] for row in behind if not pd.isna(row[4])]
    # The sum of a figure and of one that is not known is not known.
    if any(row[3] == "missing" for row in behind):
        count, state = None, "missing"
    else:
        count, state = (sum(counts), "counted") if counts else (None, "not_applicable")
    return len(files), len(places), *behind[0][:3], count, state
