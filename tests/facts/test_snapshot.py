"""A snapshot is the same folder with the same bytes for the same rows, and nobody ever sees half of one."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from thidua.errors import ConfigError
from thidua.facts import snapshot as snapshots
from thidua.facts.holding import remove_others
from thidua.facts.snapshot import read_table, write_snapshot
from thidua.intake.columns import FACTS, TABLES

DECISION = {
    "unit": "huyen-ba-be",
    "period": "",
    "authority": "district_chair",
    "award": "GKH",
    "recipient_kind": "individual",
    "recipient_class": "",
    "award_type": "",
    "status": "awarded",
    "origin": "decision_list",
    "award_label": "Giấy khen",
    "count": 1,
    "state": "counted",
    "count_unit": "instance",
    "decided_on": date(2021, 3, 1),
    "file": "ba-be-2021.xlsx",
    "sheet": "Khen thưởng",
    "cell": "A7",
}
"""One person of Ba Bể commended by the district on 01/03/2021, as a row of a decision list."""


def facts_table(*rows: dict) -> pa.Table:
    """A facts table whose rows say only what differs from one ordinary row of a decision list."""
    return pa.Table.from_pylist([{**DECISION, **row} for row in rows], schema=FACTS)


def contents(folder):
    """Every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_rows_give_the_same_folder_and_bytes(tmp_path):
    """Unchanged data must not rebuild a report, however its rows were gathered."""
    whole = facts_table({"unit": "huyen-na-ri"}, {}, {"award": "LDTT"})
    in_pieces = pa.concat_tables([whole.slice(0, 1), whole.slice(1, 2)])
    first = write_snapshot(tmp_path / "one", {"facts": whole})
    second = write_snapshot(tmp_path / "two", {"facts": in_pieces})

    assert first.name == second.name
    assert contents(first) == contents(second)


def test_one_other_count_gives_another_folder(tmp_path):
    """The folder's name stands for the figures: reports are rebuilt when it changes."""
    first = write_snapshot(tmp_path, {"facts": facts_table({})})
    second = write_snapshot(tmp_path, {"facts": facts_table({"count": 2})})

    assert first != second
    assert len(first.name) == 16


def test_snapshot_holds_every_table_and_further_ones(tmp_path):
    """A reader of a register never has to ask whether anybody sent one."""
    files = pa.table({"file": ["ba-be.xlsx"], "rows": [3]})
    snapshot = write_snapshot(tmp_path, {"facts": facts_table({}), "files": files})

    assert {path.stem for path in snapshot.iterdir()} == {*TABLES, "files"}
    assert read_table(snapshot, "scores").empty
    assert read_table(snapshot, "files").to_dict("records") == [{"file": "ba-be.xlsx", "rows": 3}]


def test_facts_are_sorted_and_rows_of_one_day_keep_their_order(tmp_path):
    """A query skips what is not of its unit, and quotations stay in the order of their file."""
    rows = [
        {"unit": "huyen-na-ri", "cell": "first"},
        {"period": "2021", "decided_on": None, "cell": "second"},
        {"decided_on": date(2021, 5, 1), "cell": "third"},
        {"decided_on": date(2021, 4, 1), "cell": "fourth"},
        {"decided_on": date(2021, 5, 1), "cell": "fifth"},
    ]
    snapshot = write_snapshot(tmp_path, {"facts": facts_table(*rows)})

    assert read_table(snapshot, "facts")["cell"].tolist() == ["fourth", "third", "fifth", "second", "first"]


def test_facts_carry_statistics_by_which_a_query_skips(tmp_path):
    """Without them one district's page would read the whole country."""
    snapshot = write_snapshot(tmp_path, {"facts": facts_table({}, {"unit": "huyen-na-ri"})})
    column = pq.ParquetFile(snapshot / "facts.parquet").metadata.row_group(0).column(0)

    assert (column.path_in_schema, column.compression) == ("unit", "ZSTD")
    assert (column.statistics.min, column.statistics.max) == ("huyen-ba-be", "huyen-na-ri")


def test_missing_values_stay_missing_in_a_frame(tmp_path):
    """A figure that nobody gave must not come back as 0, nor an unknown day as a day."""
    rows = facts_table({"count": None, "state": "missing", "decided_on": None, "note": None}, {"ethnic_minority": True})
    frame = read_table(write_snapshot(tmp_path, {"facts": rows}), "facts")

    assert frame["count"].dtype == "Int64"
    assert frame["count"].isna().tolist() == [False, True]
    assert frame["ethnic_minority"].isna().tolist() == [False, True]
    assert frame["decided_on"].isna().tolist() == [False, True]
    assert frame["note"].tolist() == ["", ""]


def test_existing_snapshot_is_left_alone(tmp_path):
    """A report may be reading it at this moment."""
    snapshot = write_snapshot(tmp_path, {"facts": facts_table({})})
    (snapshot / "facts.parquet").write_bytes(b"being read")
    again = write_snapshot(tmp_path, {"facts": facts_table({})})

    assert again == snapshot
    assert (snapshot / "facts.parquet").read_bytes() == b"being read"
    assert list(tmp_path.iterdir()) == [snapshot]


def test_broken_write_leaves_nothing(tmp_path, monkeypatch):
    """Half a snapshot would be a province with half its awards."""

    def full_disk(table, path):
        path.write_bytes(b"half")
        if path.stem == "models":
            raise OSError("no space left")

    monkeypatch.setattr(snapshots, "write_table", full_disk)
    with pytest.raises(OSError, match="no space left"):
        write_snapshot(tmp_path, {"facts": facts_table({})})

    assert list(tmp_path.iterdir()) == []


def test_only_the_kept_snapshot_remains_and_strangers_are_not_touched(tmp_path):
    """Old snapshots and what a killed run left take disk space; a person's own folder is not ours to remove."""
    old = write_snapshot(tmp_path, {"facts": facts_table({"count": 2})})
    kept = write_snapshot(tmp_path, {"facts": facts_table({})})
    old.rename(tmp_path / ".aside-killed")
    write_snapshot(tmp_path, {"facts": facts_table({"count": 3})})
    (tmp_path / "của tôi").mkdir()
    remove_others(tmp_path, {kept.name})

    assert {path.name for path in tmp_path.iterdir()} == {kept.name, "của tôi"}


def test_unknown_table_is_told_with_those_there_are(tmp_path):
    """The operator sees at once whether the name or the snapshot is wrong."""
    snapshot = write_snapshot(tmp_path, {})
    with pytest.raises(
        ConfigError, match='no table "blocks"; it has directives, facts, indicators, models, movements, scores'
    ):
        read_table(snapshot, "blocks")
