"""Rows are found by the words of their recipients, however a file is cut into groups, and without holding a country."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.facts.test_query import ADMINISTRATIVE, ask
from tests.facts.test_snapshot import facts_table
from thidua.facts.found import FactsFile, in_plain_letters
from thidua.facts.snapshot import plain_table
from thidua.intake.columns import FACTS

NAMES = ["Nông Thị Hòa", "NÔNG THỊ HOÀ", "Đàm Văn Đức", "Hà Văn An", "Trường THPT Ba Bể", ""]
WORDS = ["nong", "thi", "hoa", "dam", "duc", "an", "n", "thpt", "be", "đ", "ò", "Hoa"]


def written(folder: str | Path, rows: Sequence[dict[str, Any]], *, in_group: int) -> FactsFile:
    """A file of these facts, so many of them in a group."""
    path = Path(folder) / "facts.parquet"
    pq.write_table(plain_table(facts_table(*rows)), path, row_group_size=in_group)
    return FactsFile(path)


def plain(text: str) -> str:
    """Small letters without marks, letter by letter: capitals at the end of a word are as elsewhere."""
    letters = unicodedata.normalize("NFD", "".join(letter.lower() for letter in text))
    bare = "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))
    return unicodedata.normalize("NFC", bare).replace("đ", "d")


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cn"))) | st.sampled_from(NAMES)))
@example(["Đỗ Thị Ước", unicodedata.normalize("NFD", "Đỗ Thị Ước"), "ĐĂK LĂK", "ΟΔΟΣ", "İ", "각"])
def test_letters_are_made_plain_as_python_makes_them(texts: list[str]):
    """Whoever types a name without accents finds every spelling of it."""
    column = pa.chunked_array([pa.array(texts, pa.string())])

    assert in_plain_letters(column).to_pylist() == [plain(text) for text in texts]
    assert in_plain_letters(column.dictionary_encode()).to_pylist() == [plain(text) for text in texts]


@settings(max_examples=40)
@given(
    rows=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["decision_list", "quotation"])), max_size=7),
    words=st.lists(st.sampled_from(WORDS), max_size=3),
    in_group=st.integers(1, 8),
)
def test_rows_of_an_origin_are_those_that_have_every_word(rows: list[tuple[str, str]], words: list[str], in_group: int):
    """A name that is looked for stands in any group of rows; it is found once, in the order of the file."""
    facts = [
        {"cell": f"A{row}", "recipient": name, "origin": origin, "count": row if row % 2 else None}
        for row, (name, origin) in enumerate(rows)
    ]
    with TemporaryDirectory() as folder:
        found = written(folder, facts, in_group=in_group).of_origin(("cell", "count"), "decision_list", words)

    assert found.to_pylist() == [
        {"cell": one["cell"], "count": one["count"]}
        for one in facts
        if one["origin"] == "decision_list" and all(word in plain(one["recipient"]) for word in words)
    ]


@pytest.mark.long
@pytest.mark.parametrize("in_group", [3, 1000])
@pytest.mark.parametrize("words", ["nong hoa", "van", "d", "hoà", "khac"])
def test_rows_are_those_that_another_database_finds(in_group: int, words: str, tmp_path: Path):
    """DuckDB reads the same file with functions of its own, and tells every column of the same rows."""
    import duckdb

    rows = [
        {
            "recipient": f"{name} {row % 7}",
            "origin": ("decision_list", "summary_return")[row % 5 == 0],
            "cell": f"B{row}",
        }
        for row in range(60)
        for name in NAMES
    ]
    named = "replace(strip_accents(lower(recipient)), 'đ', 'd')"
    conditions = " AND ".join(f"contains({named}, '{word}')" for word in words.split())
    file = written(tmp_path, rows, in_group=in_group)
    found = file.of_origin(FACTS.names, "decision_list", words.split())
    columns = ", ".join(f'"{name}"' for name in FACTS.names)
    expected = duckdb.connect().sql(
        f"SELECT {columns} FROM read_parquet('{(tmp_path / 'facts.parquet').as_posix()}', file_row_number = true) "
        f"WHERE origin = 'decision_list' AND {conditions} ORDER BY file_row_number"
    )

    assert [tuple(row.values()) for row in found.to_pylist()] == expected.fetchall()
    assert (found.num_rows > 0) == (words in {"nong hoa", "van", "d"})


def test_only_names_are_looked_at_in_a_group_that_has_no_such_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Of thirty million rows a name is in a few hundred: the other columns of most groups are never read."""
    file = written(tmp_path, [{"recipient": name} for name in NAMES], in_group=1)
    asked: list[tuple[list[int], list[str]]] = []
    read: Callable[..., Any] = pq.ParquetFile.read_row_groups

    def noted(self: pq.ParquetFile, groups: list[int], columns: list[str], **how: Any) -> Any:
        asked.append((groups, columns))
        return read(self, groups, columns=columns, **how)

    monkeypatch.setattr(pq.ParquetFile, "read_row_groups", noted)
    found = file.of_origin(FACTS.names, "decision_list", ["duc"])

    assert found["recipient"].to_pylist() == ["Đàm Văn Đức"]
    assert [groups for groups, columns in asked if len(columns) == len(FACTS.names) and groups] == [[2]]
    assert {tuple(columns) for _, columns in asked} == {("origin", "recipient"), tuple(FACTS.names)}


def test_what_is_found_holds_nothing_of_what_stands_beside_it(tmp_path: Path):
    """The words of a column are kept once a group: held for each row that is found, they are a country's."""
    rows = [{"recipient": f"{'Hà' if row % 1000 else 'Đàm'} {row}", "cell": f"B{row}"} for row in range(5000)]
    found = written(tmp_path, rows, in_group=1000).of_origin(FACTS.names, "decision_list", ["dam"])

    assert found["cell"].to_pylist() == [f"B{row}" for row in range(0, 5000, 1000)]
    assert found.get_total_buffer_size() < 10_000


def test_facts_that_have_no_such_row_give_a_frame_of_the_same_columns(tmp_path: Path):
    """Whoever looks for somebody unknown is told of nobody, not of a missing column."""
    facts = ask(tmp_path, {"recipient": "Hà Văn An"})
    some, none = facts.named(["an"]), facts.named(["khac"])

    assert facts.basis == ADMINISTRATIVE
    assert (len(some), len(none)) == (1, 0)
    assert none.dtypes.to_dict() == some.dtypes.to_dict()
    assert list(none.columns) == FACTS.names
