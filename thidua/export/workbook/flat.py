"""A table as rows of data: what groups and parts are called stands in columns, sums stand after the rows they add up.

Only the shape changes: every cell of the table is a cell of the sheet, and no figure is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.present.language import tr
from thidua.present.numbers import NOT_APPLICABLE
from thidua.present.table import Cell, Column, Row, Table

GROUP, PART = "_group", "_part"
"""The names of the columns that a table gets for its groups and for its parts: no table has such names itself."""

SUMS = ("subtotal", "total")
"""The rows that are no data: whoever adds up a column must not count them."""


@dataclass(frozen=True)
class FlatTable:
    """A table without rows that are only heads: ``data`` rows that may be filtered and added up, then its sums."""

    table: Table
    data: int


def flat_table(table: Table) -> FlatTable:
    """Write the groups of a table, and the parts of its rows, as columns, and put its sums at the end.

    Returns
    -------
    FlatTable
        A group's name stands in each of its rows, a row's name in each of its parts. A table without groups, parts
        and sums is what it was; one of sums alone keeps them as its data.
    """
    label = table.columns[0].name
    rows = list(_rows(table, label))
    data = [row for row in rows if row.role not in SUMS]
    sums = [row for row in rows if row.role in SUMS]
    roles = {row.role for row in table.rows}
    columns = [
        *([Column(GROUP, tr("Nhóm"), "label")] if "group" in roles else []),
        table.columns[0],
        *([Column(PART, tr("Trong đó"), "text")] if "part" in roles else []),
        *table.columns[1:],
    ]
    flat = replace(table, columns=tuple(columns), rows=(*data, *sums), printed=None)
    return FlatTable(flat, len(data) or len(sums))


def _rows(table: Table, label: str) -> Iterator[Row]:
    """The rows with what they belong to; a group that has figures of its own is the sum of its rows."""
    every = tr("Tất cả")
    group: Cell = NOT_APPLICABLE
    whole: Cell = every
    is_below_group = False
    for row in table.rows:
        name = row.cells.get(label, "")
        if row.role == "group":
            # A head right below another belongs to it.
            group = f"{group}: {name}" if is_below_group else name
            whole = every
            if any(cell != "" for column, cell in row.cells.items() if column != label):
                yield replace(row, cells={**row.cells, GROUP: group, label: every, PART: every}, role="subtotal")
        elif row.role == "part":
            yield replace(row, cells={**row.cells, GROUP: group, label: whole, PART: name})
        else:
            whole = name if row.role == "body" else whole
            yield replace(row, cells={**row.cells, GROUP: every if row.role == "total" else group, PART: every})
        is_below_group = row.role == "group"
