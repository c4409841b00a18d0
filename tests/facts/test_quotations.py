"""Quoted figures become rows of the snapshot as they stand in facts.csv: nothing is added, split or left out."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from tests.conftest import Project
from thidua.errors import DataError
from thidua.facts.columns import SETTLED
from thidua.facts.quotations import read_quotations
from thidua.facts.table import read_facts
from thidua.intake.columns import FACTS
from thidua.registry import get_basis

ADMINISTRATIVE = get_basis("administrative")
PUBLISHED = Path(__file__).parents[2] / "data" / "published" / "facts.csv"
OF_A_LIST = ("place", "workplace", "recipient", "decision_no", "gender", "achievement", "note", "file", "sheet", "cell")


@pytest.fixture
def folder(tmp_path):
    """The folder of a dataset."""
    (tmp_path / "data" / "thu").mkdir(parents=True)
    return tmp_path


def quoted(folder, *rows):
    """The rows of the snapshot that a facts file gives."""
    return read_quotations(Project(folder).write_facts(*rows), basis=ADMINISTRATIVE)


def test_every_published_figure_is_one_row_with_all_its_words():
    """The 55 figures of the articles, in their order, none of them changed."""
    table = read_quotations(PUBLISHED, basis=ADMINISTRATIVE)
    frame = read_facts(PUBLISHED, basis=ADMINISTRATIVE)

    assert table.schema == FACTS
    assert set(table["origin"].to_pylist()) == {"quotation"}
    assert len(table) == 55
    for name in SETTLED:
        expected = [None if value is pd.NA else value for value in frame[name]]
        assert table[name].to_pylist() == expected, name


def test_quotation_says_nothing_that_only_a_list_knows(folder):
    """A figure has no recipient, no day and no cell; blank is not a word of its own."""
    (row,) = quoted(folder, {}).to_pylist()

    assert {name: row[name] for name in OF_A_LIST} == dict.fromkeys(OF_A_LIST, "")
    assert (row["decided_on"], row["ethnic_minority"], row["small_collective"]) == (None, None, None)


def test_zero_missing_and_impossible_stay_apart(folder):
    """None of them may become another on the way."""
    rows = [
        {"count": count, "unit": unit} for count, unit in (("0", "huyen-ba-be"), ("…", "huyen-na-ri"), ("–", "so-y-te"))
    ]

    table = quoted(folder, *rows)

    assert table["count"].to_pylist() == [0, None, None]
    assert table["state"].to_pylist() == ["counted", "missing", "not_applicable"]


def test_dataset_of_workbooks_alone_has_no_quotations(folder):
    """facts.csv need not be there."""
    table = read_quotations(folder / "data" / "thu" / "facts.csv", basis=ADMINISTRATIVE)

    assert (len(table), table.schema) == (0, FACTS)


def test_facts_file_without_rows_has_no_quotations(folder):
    """Only the headings stand in it; the types of the columns must not depend on what they hold."""
    assert quoted(folder).schema == FACTS
    assert pa.concat_tables([quoted(folder), quoted(folder, {})]).num_rows == 1


def test_wrong_row_stops_with_its_place(folder):
    """The office's own file is corrected at once; it is no sender's."""
    with pytest.raises(DataError, match=r"thu/facts\.csv, row 3: count is \"bảy\""):
        quoted(folder, {}, {"count": "bảy", "unit": "huyen-na-ri"})
