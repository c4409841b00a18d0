"""The tables of a snapshot on disk; ``answers`` alone asks for them.

Facts may be millions of rows, of which ``found`` finds a few. All other tables are small: read whole, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.facts.found import FactsFile, Sought, decoded, plain_rows
from thidua.intake.columns import FACTS, TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


class Tables:
    """The tables in the folder of one snapshot."""

    def __init__(self, snapshot: Path) -> None:
        self.snapshot = snapshot
        self._small: dict[str, pa.Table] = {}
        self.facts = FactsFile(snapshot / "facts.parquet")

    def has(self, name: str) -> bool:
        """Whether there is a table of this name: a snapshot of quotations alone lacks that of files."""
        return (self.snapshot / f"{name}.parquet").is_file()

    def frame_of(self, sought: Sequence[Sought]) -> pd.DataFrame:
        """The facts that are sought, in their order; see `thidua.facts.snapshot.to_frame`."""
        return frame_of(self.facts.sought(FACTS.names, sought))

    def small(self, name: str) -> pa.Table:
        """One small table whole; raises as `thidua.facts.snapshot.read_rows` does."""
        if name not in self._small:
            from thidua.facts.snapshot import read_rows

            self._small[name] = read_rows(self.snapshot, name)
        return self._small[name]

    def values(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of one small table, in its order; raises as `small` does."""
        return plain_rows(self.small(name).select(list(columns)))

    def picked(self, name: str, rows: Sequence[int]) -> pd.DataFrame:
        """Some rows of one small table, by their numbers from 0; see `thidua.facts.snapshot.to_frame`."""
        from thidua.facts.snapshot import to_frame

        table = self.small(name).select(TABLES[name].names)
        return to_frame(table.take(list(rows)) if rows else table.slice(0, 0))


def frame_of(rows: pa.Table) -> pd.DataFrame:
    """Rows that were found as a frame; see `thidua.facts.snapshot.to_frame`."""
    from thidua.facts.snapshot import to_frame

    return to_frame(decoded(rows))
