"""The rows of a frame as plain values: a unit and period has a few dozen, of which each step of pandas costs more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def values(rows: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The values of these columns, row by row.

    Examples
    --------
    >>> list(values(pd.DataFrame({"award": ["GKH", "BKT"], "count": [3, 2], "state": "counted"}), "award", "count"))
    [('GKH', 3), ('BKT', 2)]
    """
    return zip(*(rows[name].tolist() for name in names), strict=True)
