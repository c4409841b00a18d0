"""The invented data of today cross 1 July 2025 as real ones would, and hold the faults that are said to be planted."""

import csv
from collections import Counter
from datetime import date

import pytest

from tests.conftest import REPOSITORY
from thidua.facts.dataset import open_dataset
from thidua.illustrative.today.dataset import write_dataset
from thidua.illustrative.today.decisions import all_rows
from thidua.illustrative.today.places import BASIS, HALVES, TERRITORY, senders_in
from thidua.registry import Period, days_in, get_unit, level_on
from thidua.registry.working_days import is_working_day

COMMITTED = REPOSITORY / "data" / "illustrative-2026"
CHANGE = date(2025, 7, 1)


@pytest.fixture(scope="module")
def rows():
    """Every recipient of every list."""
    with TERRITORY.in_force():
        return all_rows()


@pytest.fixture(scope="module")
def received():
    """Everything that was received, and found."""
    return open_dataset("illustrative-2026", REPOSITORY).received()


def table(name):
    """The rows of a table of the committed dataset."""
    with (COMMITTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder):
    """The bytes of every file that the generator writes, by its path; the README is written by hand."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "README.md" and "snapshots" not in path.parts
    }


@pytest.mark.long
def test_committed_files_are_what_the_generator_writes(tmp_path):
    """Nobody edits the data by hand, and a second run writes the same bytes."""
    write_dataset(tmp_path)

    assert contents(tmp_path) == contents(COMMITTED)


@pytest.mark.long
def test_a_half_year_is_the_same_whichever_others_are_written(tmp_path):
    """What came in one half-year does not depend on what was made before it."""
    write_dataset(tmp_path, halves=(Period.parse("2024-H2"),))
    made = {name: text for name, text in contents(tmp_path).items() if name.startswith("inbox/")}

    assert made == {name: text for name, text in contents(COMMITTED).items() if name.startswith("inbox/2024-H2/")} != {}


def test_it_stays_small():
    """It is cloned with the code, and read by its tests."""
    assert sum(map(len, contents(COMMITTED).values())) < 6_000_000


def test_districts_send_until_the_change_and_communes_since():
    """17 districts and cities and eight departments of two provinces; then 92 communes and ten departments of one."""
    with TERRITORY.in_force():
        sent = [Counter(level_on(unit, half.last_day(BASIS)) for unit in senders_in(half)) for half in HALVES]

    assert sent[:3] == [{"district": 13, "city": 4, "department": 8}] * 3
    assert sent[3:] == [{"commune": 77, "ward": 15, "department": 10}] * 2


def test_every_decision_is_signed_on_a_working_day_of_its_unit_and_half_year(rows):
    """A decision of a unit that was none on that day, or on a holiday, is a fault; those are planted only."""
    with TERRITORY.in_force():
        for row in rows:
            first, last = days_in(get_unit(row.unit), Period("half", row.year, row.half), BASIS)
            assert first <= row.decided_on <= last
            assert is_working_day(row.decided_on)


def test_the_last_days_of_the_districts_hold_decisions(rows):
    """From 15 to 30 June 2025 they go on awarding, and report it with the half-year before."""
    late = {row.unit for row in rows if date(2025, 6, 15) <= row.decided_on < CHANGE}

    assert "huyen-ba-be" in late
    assert len(late) > 17


def test_some_people_of_a_district_are_awarded_again_by_its_communes(rows):
    """Who was a grassroots fighter of huyện Ba Bể is known in xã Ba Bể: the history goes on."""
    before = {row.recipient for row in rows if row.unit == "huyen-ba-be" and row.kind == "individual"}
    since = {row.recipient for row in rows if row.unit == "xa-ba-be-2025" and row.kind == "individual"}

    assert before & since


def test_every_file_is_received_and_nothing_else_is():
    """The day of arrival decides what is late."""
    listed = table("received.csv")

    files = {name.removeprefix("inbox/") for name in contents(COMMITTED) if name.startswith("inbox/")}
    assert {row["file"] for row in listed} == files
    assert len(listed) == len(files)
    assert all(row["sender"].endswith("@example.org") for row in listed)


def test_every_planted_fault_is_found_at_its_cell_and_nothing_else(received):
    """A sender of today must not be asked about what is in order, and 15 to 30 June 2025 is in order."""
    planted = {(row["file"], row["sheet"], row["cell"], row["rule"]) for row in table("planted_faults.csv")}
    found = [(each.file, each.sheet, each.cell, each.rule) for each in received.findings]

    assert set(found) == {place for place in planted if place[3]}


def test_all_lists_count_but_the_two_that_are_wrong(received):
    """Of the three communes that send late or wrong, one put its list right."""
    rejected = sorted(each.sent.file for each in received.parts if each.state != "accepted")

    assert {name.partition(".")[0] for name in rejected} == {
        "2025-H2/Bao cao KT xa Yen Phong 6T cuoi nam 2025",
        "2026-H1/Bao cao KT xa Van Lang 6T dau nam 2026",
    }
