"""The rows that a question is about are found however the file of the facts is cut into groups of rows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.facts.test_query import ADMINISTRATIVE, BA_BE, NA_RI, PROVINCE, YEAR, decisions, quotation, returned
from tests.facts.test_snapshot import facts_table
from thidua.facts import snapshot
from thidua.facts.found import FactsFile, Sought, plain_rows
from thidua.facts.query import Facts
from thidua.facts.reads import ask_again
from thidua.intake.columns import FACTS

ROWS = [
    *(each | {"unit": unit} for unit in (NA_RI.id, BA_BE.id) for each in decisions(9, decided_on=date(2021, 5, 1))),
    *decisions(4, unit=BA_BE.id, decided_on=date(2020, 12, 14)),
    *decisions(2, unit=BA_BE.id, decided_on=None, proposed_on=date(2021, 3, 1)),
    *decisions(1, unit=BA_BE.id, decided_on=None),
    returned(7, unit=BA_BE.id, count_unit="recipient"),
    returned(None, unit=PROVINCE.id, state="missing"),
    quotation(5, unit=NA_RI.id),
]
QUESTIONS = [
    *(f"{name} {unit.id} 2021" for name in ("counts", "rows", "rows_listed") for unit in (BA_BE, NA_RI, PROVINCE)),
    *(f"{name} {unit.id}" for name in ("periods", "rows_stated") for unit in (BA_BE, NA_RI, PROVINCE)),
    *("all_periods", "units", "quotations", f"coverage {BA_BE.id} 2021"),
]


def of_groups(folder: Path, rows: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The snapshot of these rows, so many of them in a group."""
    monkeypatch.setattr(snapshot, "ROW_GROUP", rows)
    return snapshot.write_snapshot(folder / str(rows), {"facts": facts_table(*ROWS)})


@pytest.mark.long
@pytest.mark.parametrize("rows", [1, 2, 5])
def test_answers_are_the_same_however_rows_are_grouped(rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A country's facts are hundreds of groups, a province's are one: what counts may not depend on where one ends."""
    questions = [one + " 2021" if one.startswith("rows_stated") else one for one in QUESTIONS]
    whole, parted = (Facts(of_groups(tmp_path, size, monkeypatch), ADMINISTRATIVE) for size in (1000, rows))

    assert pq.ParquetFile(parted.snapshot / "facts.parquet").num_row_groups > 3
    assert [ask_again(parted._answers, one) for one in questions] == [
        ask_again(whole._answers, one) for one in questions
    ]
    assert parted.of(BA_BE, YEAR).to_dict() == whole.of(BA_BE, YEAR).to_dict()


def test_what_is_not_decided_is_of_the_days_of_its_proposal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A row of no day at all belongs to no period; one of a day just before the year is of the year before."""
    file = FactsFile(of_groups(tmp_path, 1000, monkeypatch) / "facts.parquet")
    year = date(2020, 12, 15), date(2021, 12, 14)
    found = file.sought(["decided_on", "proposed_on"], [Sought((BA_BE.id,), (), year)])

    assert Counter(plain_rows(found)) == {(date(2021, 5, 1), None): 9, (None, date(2021, 3, 1)): 2}
    assert file.sought(["unit"], []).num_rows == 0


@pytest.mark.long
@pytest.mark.parametrize("rows", [1, 3, 1000])
@pytest.mark.parametrize("stated", [(), ("2021",), ("2021", "2020")])
def test_rows_sought_are_those_that_another_database_finds(
    rows: int, stated: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """DuckDB reads the same file, and tells every column of the same rows in the same order."""
    import duckdb

    path = of_groups(tmp_path, rows, monkeypatch) / "facts.parquet"
    first, last = days = date(2020, 12, 15), date(2021, 4, 30)
    units = (BA_BE.id, PROVINCE.id)
    named = ", ".join(f'"{name}"' for name in FACTS.names)
    expected = duckdb.connect().execute(
        f"SELECT {named} FROM read_parquet(?, file_row_number = true) WHERE list_contains(?, unit) AND "
        "(list_contains(?, period) OR period = '' AND coalesce(decided_on, proposed_on) BETWEEN ? AND ?) "
        "ORDER BY file_row_number",
        [path.as_posix(), list(units), list(stated), first, last],
    )
    found = FactsFile(path).sought(FACTS.names, [Sought(units, stated, days)])

    assert list(plain_rows(found)) == expected.fetchall()
    assert found.num_rows == 2 + (2 if stated else 0)


def test_groups_that_cannot_have_what_is_sought_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """One commune's year would otherwise take as long as the whole country's."""
    file = FactsFile(of_groups(tmp_path, 1, monkeypatch) / "facts.parquet")
    asked: list[list[int]] = []
    read = pq.ParquetFile.read_row_groups

    def noted(self: pq.ParquetFile, groups: list[int], **how: Any) -> Any:
        asked.append(groups)
        return read(self, groups, **how)

    monkeypatch.setattr(pq.ParquetFile, "read_row_groups", noted)
    rows = [
        file.of(["unit"], {NA_RI.id}).num_rows,
        file.stated(["unit", "period"]).num_rows,
        file.of(["unit"], {"xa-khac"}).num_rows,
    ]

    assert rows == [10, 3, 0]
    assert [len(groups) for groups in asked] == rows
