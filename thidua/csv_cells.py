"""How long a cell of a CSV file may be: a quotation that never ends swallows the rest of a file, and is found by it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 131_072
"""Letters, as Python's own reader begins with; the limit is the whole process's, and libraries lift it."""


@contextmanager
def usual_cells() -> Iterator[None]:
    """Read with this limit, whatever it was set to; a longer cell raises `csv.Error`."""
    before = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
