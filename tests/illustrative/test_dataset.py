"""The committed illustrative data are what the generator writes, with every planted fault where it is said to be."""

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from thidua.facts.commentary import read_commentary
from thidua.illustrative.commentary import COMMENTARY
from thidua.illustrative.dataset import write_dataset
from thidua.illustrative.levels import YEARS

COMMITTED = Path(__file__).parents[2] / "data" / "illustrative"
CONVERTED = (".xls", ".ods")


def table(name):
    """The rows of a table of the committed dataset."""
    with (COMMITTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder):
    """The bytes of every file of the inbox by its path."""
    inbox = folder / "inbox"
    return {path.relative_to(inbox).as_posix(): path.read_bytes() for path in inbox.rglob("*") if path.is_file()}


def cell(file, sheet, name):
    """What stands in a cell of a committed workbook."""
    column, row = name.rstrip("0123456789"), int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    at = sum((ord(letter) - 64) * 26**place for place, letter in enumerate(reversed(column))) - 1
    rows = CalamineWorkbook.from_path(COMMITTED / "inbox" / file).get_sheet_by_name(sheet)
    return rows.to_python(skip_empty_area=False)[row - 1][at]


def test_second_run_writes_the_same_bytes(tmp_path):
    """A file that changes without a reason would hide the change that has one."""
    write_dataset(tmp_path / "one", years=(2021,))
    write_dataset(tmp_path / "two", years=(2021,))

    assert contents(tmp_path / "one") == contents(tmp_path / "two") != {}


@pytest.mark.long
def test_committed_files_are_what_the_generator_writes(tmp_path):
    """Nobody edits the data by hand; LibreOffice's own files differ from run to run and are left out."""
    write_dataset(tmp_path, years=YEARS)
    made, committed = contents(tmp_path), contents(COMMITTED)
    converted = {name for name in committed if name.endswith(CONVERTED)}

    assert {name.rpartition(".")[0] for name in made} == {name.rpartition(".")[0] for name in committed}
    for name in committed.keys() - converted:
        assert made[name] == committed[name], name
    assert len([name for name in converted if name.endswith(".xls")]) == 8
    assert len([name for name in converted if name.endswith(".ods")]) == 8


@pytest.mark.long
def test_what_stands_beside_the_inbox_is_what_the_generator_writes(tmp_path):
    """Whoever writes the folder again must not lose an edition that was added by hand."""
    write_dataset(tmp_path, years=(2021,))
    beside = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.suffix in (".toml", ".md")]

    assert len(beside) > 3
    for name in (Path("denominators.csv"), *beside):
        assert (tmp_path / name).read_bytes() == (COMMITTED / name).read_bytes(), name


def test_inbox_stays_small():
    """It is cloned with the code."""
    assert sum(map(len, contents(COMMITTED).values())) < 4_100_000


@pytest.mark.long
def test_a_rerun_leaves_no_file_of_the_run_before(tmp_path):
    """A list that is no longer sent must not stay in the inbox."""
    write_dataset(tmp_path, years=(2020,))
    write_dataset(tmp_path, years=(2021,))

    assert {name[:4] for name in contents(tmp_path)} == {"2021"}


def test_every_file_is_received_and_nothing_else_is():
    """The day of arrival decides what is late."""
    rows = table("received.csv")

    assert {row["file"] for row in rows} == set(contents(COMMITTED))
    assert all(row["sender"].endswith("@example.org") for row in rows)


def test_only_what_is_planted_comes_after_its_deadline():
    """The deadlines are 20 June and 20 December of the year a file is about."""
    late = {
        row["file"]
        for row in table("received.csv")
        if date.fromisoformat(row["received_on"])
        > date(
            int(row["file"][:4]), 6 if any(word in row["file"] for word in ("dau nam", "đầu năm", "-H1")) else 12, 20
        )
    }

    assert {name.partition("/")[2].partition(".")[0] for name in late} == {
        "DS_khen_thuong_Pac_Nam_2022-H2",
        "Bieu tong hop KQ khen thuong Pac Nam 2022",
        "Bieu tong hop KQ khen thuong Cho Don 2021_lan2",
    }


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("V01", "Huyện Na Lì"),
        ("V02", "Lao động tiên tiến"),
        ("V03", "Chủ tịch UBND tỉnh"),
        ("V04", "12a"),
        ("V10", "512"),
        ("V10", date(2022, 5, 31)),
        ("V10", date(2022, 11, 6)),
        ("V12", date(2022, 12, 13)),
        ("V16", "Hoµn thµnh tốt nhiệm vụ, có s¸ng kiến"),
        ("V17", "Chuyên đề, đột xuất"),
        ("V19", "Đang xem lại"),
    ],
)
def test_planted_cell_holds_what_its_rule_must_find(rule, found):
    """The list of planted faults is the answer key for the check of files."""
    planted = [row for row in table("planted_faults.csv") if row["rule"] == rule and row["cell"]]

    assert found in [cell(row["file"], row["sheet"], row["cell"]) for row in planted]


def test_repeated_row_repeats_a_name_above_it():
    """Rule V11 names the later of the two rows."""
    (row,) = [row for row in table("planted_faults.csv") if row["rule"] == "V11"]
    column, number = row["cell"][0], int(row["cell"][1:])

    names = [cell(row["file"], row["sheet"], f"{column}{each}") for each in range(number - 5, number)]

    assert cell(row["file"], row["sheet"], row["cell"]) in names


def test_return_without_a_period_has_no_year_at_all():
    """Rule V13: neither the title nor the day of signing gives it away."""
    (row,) = [row for row in table("planted_faults.csv") if row["rule"] == "V13"]
    rows = CalamineWorkbook.from_path(COMMITTED / "inbox" / row["file"]).get_sheet_by_name(row["sheet"]).to_python()

    assert not [text for line in rows for text in line if isinstance(text, str) and "năm 20" in text.lower()]


def test_twelve_rules_or_more_are_planted():
    """Each gives the check one file on which it must speak."""
    assert len({row["rule"] for row in table("planted_faults.csv") if row["rule"]}) >= 12


def test_commentary_can_be_read_and_says_that_it_is_invented():
    """Nobody may take these words for an office's own."""
    for period, unit in COMMENTARY:
        said = read_commentary(COMMITTED / "commentary" / period / f"{unit}.md")
        assert (said.source, said.citation) == ("minh-hoa", "Văn bản minh họa")
        assert said.sections
