"""The tables of a snapshot on disk; ``answers`` and ``told`` alone ask for them.

Facts may be millions of rows, of which a few are read: by the statistics of their row groups, then by the columns that
tell whether a row is asked for. All other tables are small: read whole, once. Everything is read in the thread that
asks: kernels and workers are forked, and a fork has no other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from thidua.intake.columns import FACTS, TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow.parquet as pq


_MANY = ("recipient", "cell", "quote")
_WORDS = [field.name for field in FACTS if field.type == pa.string() and field.name not in _MANY]
"""Columns in which few words stand in many rows; they are read as such, and told as text."""


@dataclass(frozen=True)
class Where:
    """Which facts are asked for."""

    columns: tuple[str, ...]
    """Those that tell it."""
    holds: Callable[[pa.Table], Any]
    """True or false for each row of these columns."""
    units: Collection[str] | None = None
    """Rows of other units are not asked for, and not looked at; None asks for all."""


class Tables:
    """The tables in the folder of one snapshot."""

    def __init__(self, snapshot: Path) -> None:
        self.snapshot = snapshot
        self._small: dict[str, pa.Table] = {}

    def has(self, name: str) -> bool:
        """Whether there is a table of this name: a snapshot of quotations alone lacks that of files."""
        return (self.snapshot / f"{name}.parquet").is_file()

    def facts(self, columns: Sequence[str], where: Where | None = None) -> pa.Table:
        """Some columns of the facts that are asked for, in their order."""
        import pyarrow.parquet as pq  # takes a while to import: whoever only compares digests goes without

        parts = [FACTS.empty_table().select(list(columns))]
        path = self.snapshot / "facts.parquet"
        with pq.ParquetFile(path, metadata=self._footer, read_dictionary=_WORDS) as file:
            for number in self._groups(None if where is None else where.units):
                parts.append(_picked(file, number, list(columns), where))
        return pa.concat_tables(parts)

    def distinct(self, columns: Sequence[str], where: Where | None = None) -> list[tuple[Any, ...]]:
        """The different values that some columns of these facts have together."""
        return values_of(self.facts(columns, where).group_by(list(columns), use_threads=False).aggregate([]))

    @cached_property
    def _footer(self) -> pq.FileMetaData:
        import pyarrow.parquet as pq

        return pq.read_metadata(self.snapshot / "facts.parquet")

    def _groups(self, units: Collection[str] | None) -> list[int]:
        """The row groups in which any of these units may be; facts are sorted by their unit."""
        footer, at = self._footer, FACTS.names.index("unit")
        if units is None:
            return list(range(footer.num_row_groups))
        reach = [footer.row_group(number).column(at).statistics for number in range(footer.num_row_groups)]
        return [
            number
            for number, told in enumerate(reach)
            if told is None or not told.has_min_max or any(told.min <= unit <= told.max for unit in units)
        ]

    def frame(self, where: Where) -> pd.DataFrame:
        """All columns of the facts that are asked for, in their order; see `thidua.facts.snapshot.to_frame`."""
        from thidua.facts.snapshot import to_frame

        return to_frame(self.facts(FACTS.names, where))

    def small(self, name: str) -> pa.Table:
        """One small table whole; raises as `thidua.facts.snapshot.read_rows` does."""
        if name not in self._small:
            from thidua.facts.snapshot import read_rows

            self._small[name] = read_rows(self.snapshot, name)
        return self._small[name]

    def values(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of one small table, in its order; raises as `small` does."""
        table = self.small(name)
        return zip(*(table[column].to_pylist() for column in columns), strict=True)

    def picked(self, name: str, rows: Sequence[int]) -> pd.DataFrame:
        """Some rows of one small table, by their numbers from 0; see `thidua.facts.snapshot.to_frame`."""
        from thidua.facts.snapshot import to_frame

        table = self.small(name).select(TABLES[name].names)
        return to_frame(table.take(list(rows)) if rows else table.slice(0, 0))


def _picked(file: pq.ParquetFile, number: int, columns: list[str], where: Where | None) -> pa.Table:
    """Some columns of one row group, of the rows that are asked for."""
    if where is None:
        return _plain(file.read_row_group(number, columns=columns, use_threads=False))
    told = list(dict.fromkeys((*where.columns, *(("unit",) if where.units is not None else ()))))
    keys = file.read_row_group(number, columns=told, use_threads=False)
    asked = where.holds(keys)
    if where.units is not None:
        asked = pc.and_(is_one_of(keys["unit"], where.units), asked)
    if not pc.any(asked).as_py():
        return FACTS.empty_table().select(columns)
    if set(columns) <= set(told):
        return _plain(keys.select(columns).filter(asked))
    return _plain(file.read_row_group(number, columns=columns, use_threads=False).filter(asked))


def _plain(rows: pa.Table) -> pa.Table:
    """Words as text, as the columns of facts are."""
    return rows.cast(pa.schema([FACTS.field(name) for name in rows.column_names]))


def is_one_of(column: pa.ChunkedArray, values: Collection[str]) -> Any:
    """For each value of a column of text whether it is one of some."""
    wanted = pa.array(list(values), pa.string())
    if not pa.types.is_dictionary(column.type):
        return pc.is_in(column, value_set=wanted)
    # Looked up once for each word that there is, not for each row.
    found = [pc.is_in(each.dictionary, value_set=wanted).take(each.indices) for each in column.chunks]
    return pa.chunked_array(found, pa.bool_())


def values_of(table: pa.Table) -> list[tuple[Any, ...]]:
    """The rows of a table."""
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))
