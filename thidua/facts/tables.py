"""The tables of a snapshot on disk; ``answers`` alone asks for them.

Facts may be millions of rows, of which ``found`` finds a few. All other tables are small: read whole, once. DuckDB is
asked where rows are searched for words, or hashed: to connect it takes longer than a district's rows take to be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.facts.found import FactsFile, Sought, decoded, plain_rows
from thidua.intake.columns import FACTS, TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa

SCAN = "read_parquet(?, file_row_number = true)"
"""A table of a snapshot, its path bound first."""

_SETTINGS: dict[str, Any] = {
    "threads": 2,
    # Parquet is built in: nothing is ever fetched or loaded.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # It looks for one unit's rows several times over; see findings/duckdb-filter-on-a-sorted-key.sh.
    "disabled_optimizers": "partitioned_execution",
}


class Tables:
    """The tables in the folder of one snapshot."""

    def __init__(self, snapshot: Path) -> None:
        self.snapshot = snapshot
        self._small: dict[str, pa.Table] = {}
        self.facts = FactsFile(snapshot / "facts.parquet")

    def has(self, name: str) -> bool:
        """Whether there is a table of this name: a snapshot of quotations alone lacks that of files."""
        return (self.snapshot / f"{name}.parquet").is_file()

    def path(self, name: str) -> str:
        """Where a table stands, as a query binds it."""
        return (self.snapshot / f"{name}.parquet").as_posix()

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own, which looks at nothing but these files."""
        import duckdb  # takes a while to import: whoever only compares digests goes without

        return duckdb.connect(config=_SETTINGS)

    def fetch(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """The rows that a query with its bound values gives."""
        rows: list[tuple[Any, ...]] = self.connection.execute(query, list(values)).fetchall()
        return rows

    def frame(self, table: str, condition: str, values: Sequence[object]) -> pd.DataFrame:
        """The rows of a table that fulfil a condition, in its order; see `thidua.facts.snapshot.to_frame`."""
        from thidua.facts.snapshot import to_frame

        query = f"SELECT {names_of(TABLES[table].names)} FROM {SCAN} WHERE {condition} ORDER BY file_row_number"
        return to_frame(self.connection.sql(query, params=[self.path(table), *values]).to_arrow_table())

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


def frame_of(facts: pa.Table) -> pd.DataFrame:
    """Facts that were found as a frame; see `thidua.facts.snapshot.to_frame`."""
    from thidua.facts.snapshot import to_frame

    return to_frame(decoded(facts))


def places_of(values: Sequence[object]) -> str:
    """As many places for bound values as there are values: "(?, ?)"."""
    return f"({', '.join('?' * len(values))})"


def names_of(columns: Sequence[str]) -> str:
    """Columns as a query names them."""
    return ", ".join(f'"{column}"' for column in columns)
