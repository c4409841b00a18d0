"""What a report on a unit may well read has another content as soon as anything of it is another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.facts.test_query import ADMINISTRATIVE, BA_BE, NA_RI
from thidua.facts.answers import Answers
from thidua.facts.snapshot import plain_table, write_table
from thidua.intake.columns import TABLES

VALUES: dict[pa.DataType, tuple[Any, Any]] = {
    pa.string(): ("một", "hai"),
    pa.int32(): (1, 2),
    pa.float64(): (0.5, 0.25),
    pa.bool_(): (True, False),
    pa.date32(): (date(2021, 3, 1), date(2021, 3, 2)),
}
ROWS: dict[str, dict[str, Any]] = {
    name: {field.name: VALUES[field.type][0] for field in schema} | {"unit": BA_BE.id, "period": "2021"}
    for name, schema in TABLES.items()
}
OTHER: dict[str, Any] = {"period": "2020"}


def content(folder: Path, name: str, rows: list[dict[str, Any]], unit: str = BA_BE.id) -> str:
    """That of a unit, of these rows in one table and one row in each other."""
    for table, schema in TABLES.items():
        path = folder / f"{table}.parquet"
        if table == name or not path.is_file():
            write_table(
                plain_table(pa.Table.from_pylist(rows if table == name else [ROWS[table]], schema=schema)), path
            )
    return Answers(folder, ADMINISTRATIVE).content(unit)


@pytest.mark.parametrize("name", TABLES)
def test_content_is_another_when_one_value_is(name: str, tmp_path: Path):
    """What is not seen to change is published as it was: each column counts, and what is not known is no value."""
    found = {"": content(tmp_path, name, [ROWS[name]])}
    for field in TABLES[name]:
        if field.name != "unit":
            for value in (OTHER.get(field.name, VALUES[field.type][1]), "" if field.type == pa.string() else None):
                found[f"{field.name} {value}"] = content(tmp_path, name, [ROWS[name] | {field.name: value}])
    for number in (0, 2):
        found[f"{number} rows"] = content(tmp_path, name, [ROWS[name]] * number)

    assert len(set(found.values())) == len(found) == 2 * len(TABLES[name]) + 1


@pytest.mark.parametrize("name", TABLES)
def test_content_is_the_same_whatever_stands_beside_it(name: str, tmp_path: Path):
    """One district's list must not make the reports of all others anew."""
    elsewhere = [ROWS[name] | {"unit": unit} for unit in (NA_RI.id, BA_BE.id, "tp-bac-kan")]

    before, after = (
        [content(tmp_path, name, rows, unit) for unit in (BA_BE.id, NA_RI.id)] for rows in ([ROWS[name]], elsewhere)
    )

    assert (before[0] == after[0], before[1] == after[1]) == (True, False)
