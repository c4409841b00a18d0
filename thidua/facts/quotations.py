"""Quoted figures: the facts of a dataset that somebody wrote down in ``facts.csv``, each with its words."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from thidua.facts.columns import SETTLED
from thidua.intake.columns import FACTS
from thidua.registry import Basis
from thidua.there import is_file


def read_quotations(path: Path, *, basis: Basis) -> pa.Table:
    """The facts of a facts file as rows of the snapshot, in file order; none if there is no such file.

    Raises
    ------
    DataError
        On the first row that is not a fact; see `thidua.facts.table.read_facts`.
    """
    if not is_file(path):
        return FACTS.empty_table()
    from thidua.facts.table import read_facts  # imported here: a dataset of workbooks alone needs no pandas

    frame = read_facts(path, basis=basis)
    values = {name: frame[name].tolist() for name in SETTLED if name != "count"}
    values["count"] = [
        count if state == "counted" else None for count, state in zip(frame["count"], frame["state"], strict=True)
    ]
    arrays = []
    for field in FACTS:
        blank = "" if field.type == pa.string() else None
        column = values.get(field.name, [blank] * len(frame))
        arrays.append(pa.array(column, field.type))
    return pa.Table.from_arrays(arrays, schema=FACTS)
