"""The file of a unit's own words, as bytes; what stands in it is read by ``commentary``."""

from __future__ import annotations

from pathlib import Path

from thidua.errors import DataError
from thidua.there import is_file

LARGEST = 1_000_000
"""Bytes of a file: whatever is larger is something else."""


def read_words(path: Path) -> bytes | None:
    """Read the file; None where there is none.

    Raises
    ------
    DataError
        If it is too large.
    """
    if not is_file(path):
        return None
    if (size := path.stat().st_size) > LARGEST:
        where = "/".join(path.parts[-3:])
        raise DataError(f"{where}: tệp có {size} byte, quá {LARGEST}; đây có phải là tệp lời văn không?")
    return path.read_bytes()
