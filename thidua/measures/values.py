"""The rows of a frame as plain values: a unit and period has a few dozen, of which each step of pandas costs more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pandas as pd

Record: TypeAlias = Mapping[str, Any]
"""One row: its values by the names of the columns."""


def values(rows: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The values of these columns, row by row.

    Examples
    --------
    >>> list(values(pd.DataFrame({"award": ["GKH", "BKT"], "count": [3, 2], "state": "counted"}), "award", "count"))
    [('GKH', 3), ('BKT', 2)]
    """
    return zip(*(rows[name].tolist() for name in names), strict=True)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """All values of each row by the names of their columns.

    Examples
    --------
    >>> records(pd.DataFrame({"award": ["GKH"], "count": [3]}))
    [{'award': 'GKH', 'count': 3}]
    """
    return [dict(zip(rows.columns, row, strict=True)) for row in values(rows, *rows.columns)]
