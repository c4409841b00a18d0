"""A snapshot: every accepted row of a dataset as Parquet files in a folder named after their content.

Writing and reading such folders belongs here; how long they stay is for ``holding``, what rows add up to for ``query``.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from thidua.errors import ConfigError
from thidua.facts.holding import ASIDE
from thidua.intake.columns import FACTS, TABLES

if TYPE_CHECKING:
    import pandas as pd

ROW_GROUP = 100_000
"""Rows that are read or skipped together: large enough to press well, small enough that one unit reads few."""

FACTS_ORDER = ("unit", "period", "decided_on")
"""The order of the facts, with the rows of one day as they were handed over; their statistics let a query skip."""


def write_snapshot(folder: Path, tables: Mapping[str, pa.Table]) -> Path:
    """Write a snapshot; the same tables always give the same folder with the same bytes.

    Parameters
    ----------
    folder
        Where snapshots are kept; made if it is not there.
    tables
        Tables by name. Those of `thidua.intake.columns.TABLES` have their schema, and an absent one is written
        empty; further ones ("files", "findings", …) have any schema.

    Returns
    -------
    Path
        The snapshot's folder, named with 16 hexadecimal digits of the SHA-256 of its files. It is written aside
        and renamed: nobody sees half of it, and one that is already there is left alone.
    """
    aside = folder / f"{ASIDE}{secrets.token_hex(8)}"
    aside.mkdir(parents=True)
    try:
        for name in sorted({*TABLES, *tables}):
            write_table(_ordered(name, tables), aside / f"{name}.parquet")
        snapshot = folder / _content_name(aside)
        if not snapshot.is_dir():
            _rename(aside, snapshot)
        return snapshot
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def write_table(table: pa.Table, path: Path) -> None:
    """Write one table of a snapshot; statistics only where a query can skip by them, which keeps the footer small."""
    with pq.ParquetWriter(path, table.schema, **writing_options(table.schema)) as writer:
        writer.write_table(table, row_group_size=ROW_GROUP)


def writing_options(schema: pa.Schema) -> dict[str, object]:
    """How Parquet is written, so that equal rows give equal bytes."""
    statistics = [name for name in FACTS_ORDER if name in schema.names]
    return {"compression": "zstd", "write_statistics": statistics or False, "store_schema": False}


def read_table(snapshot: Path, name: str) -> pd.DataFrame:
    """Read one small table of a snapshot whole, in its order; see `to_frame` for the types; raises as `read_rows`."""
    return to_frame(read_rows(snapshot, name))


def read_rows(snapshot: Path, name: str) -> pa.Table:
    """Read one small table of a snapshot whole, in its order.

    Raises
    ------
    ConfigError
        If the snapshot has no such table; names those it has.
    """
    path = snapshot / f"{name}.parquet"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in snapshot.glob("*.parquet")))
        raise ConfigError(f'snapshot {snapshot.name} has no table "{name}"; it has {known or "none"}')
    return pq.ParquetFile(path).read(use_threads=False)


def to_frame(table: pa.Table) -> pd.DataFrame:
    """A table of a snapshot as a frame: whole numbers and truth values keep what is missing, days are times."""
    import pandas as pd  # imported where a frame is made: whoever only writes a snapshot does not wait for it

    kinds = {pa.int32(): pd.Int64Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=kinds.get, date_as_object=False)
    return frame


def _ordered(name: str, tables: Mapping[str, pa.Table]) -> pa.Table:
    """The table with its schema, plain text and its order: nothing of how it was handed over shows in the bytes."""
    schema = TABLES.get(name)
    table = tables[name] if name in tables else TABLES[name].empty_table()
    if schema is not None:
        table = table.select(schema.names).cast(schema)
    table = plain_table(table)
    if schema is FACTS:
        order = pc.sort_indices(table, sort_keys=[(column, "ascending") for column in FACTS_ORDER])
        table = table.take(order)
    return table.combine_chunks()


def plain_table(table: pa.Table) -> pa.Table:
    """The table with its words as text, "" where there is none; Parquet keeps its own dictionaries."""
    columns = {}
    for name in table.schema.names:
        column = table[name]
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        columns[name] = pc.fill_null(column, "") if column.type == pa.string() else column
    return pa.table(columns)


def _content_name(folder: Path) -> str:
    content = hashlib.sha256()
    for path in sorted(folder.glob("*.parquet")):
        with path.open("rb") as file:
            content.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return content.hexdigest()[:16]


def _rename(aside: Path, snapshot: Path) -> None:
    try:
        aside.rename(snapshot)
    except OSError:
        # Somebody else may have written the same snapshot meanwhile: same name, same bytes.
        if not snapshot.is_dir():
            raise
