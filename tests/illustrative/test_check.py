"""The check finds in the illustrative data exactly what was planted there, and the figures are those of the files."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import REPOSITORY
from tests.run.test_cli import run
from thidua.facts.dataset import open_dataset
from thidua.registry import Period, get_unit

INBOX = REPOSITORY / "data" / "illustrative" / "inbox"
PROVINCE = get_unit("tinh-bac-kan")
CERTIFICATE = "Bằng khen của Chủ tịch UBND tỉnh"
DISTRICT_CERTIFICATE = "Giấy khen của Chủ tịch UBND cấp huyện"
RECIPIENTS = {"TẬP THỂ": "collective", "HỘ GIA ĐÌNH": "household", "CÁ NHÂN": "individual"}


@pytest.fixture(scope="module")
def dataset():
    """The committed illustrative data."""
    return open_dataset("illustrative", REPOSITORY)


@pytest.fixture(scope="module")
def received(dataset):
    """Everything that was received, and found."""
    return dataset.received()


def planted():
    """File, sheet, cell and rule of every fault that must be found."""
    with (REPOSITORY / "data" / "illustrative" / "planted_faults.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["file"], row["sheet"], row["cell"], row["rule"]) for row in csv.DictReader(file)]
    return [row for row in rows if row[3]]


@pytest.mark.long
def test_every_planted_fault_is_found_at_its_cell_and_nothing_else(received):
    """A check that misses a fault lets a wrong figure through; one that finds too much is switched off."""
    found = [(each.file, each.sheet, each.cell, each.rule) for each in received.findings]

    assert {place for place in found if place[0]} == {place for place in planted() if place[0]}


def test_what_was_not_sent_is_missed_once_each(received):
    """These findings have no file: they are as many as were left out."""
    without_file = Counter(each.rule for each in received.findings if not each.file)

    assert without_file == Counter(rule for file, _, _, rule in planted() if not file)


@pytest.mark.long
def test_command_says_so_with_exit_status_1():
    """Seven files are not counted until they are put right."""
    result = run(REPOSITORY, "check", "--dataset", "illustrative")

    with_errors = {file for file in {place[0] for place in planted()} if f"{file}: " in result.stdout}
    assert (result.returncode, result.stderr) == (1, "")
    assert with_errors >= {place[0] for place in planted() if place[0]}
    assert result.stdout.splitlines()[-1].startswith(f"{len(list(INBOX.glob('*/*')))} tệp: ")


def test_most_files_count(received):
    """A dataset of rejected files would show nothing."""
    states = Counter(each.state for each in received.parts)

    assert states["accepted"] > 500
    assert states["rejected"] < 20


# Counted once more, by other means


def cells(path: Path) -> list[list]:
    """The rows of the first sheet of a workbook; some senders decompose letters or use hard spaces."""
    rows = openpyxl.load_workbook(path, data_only=True).worksheets[0].values
    return [[plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def listed(year: int) -> Counter:
    """The provincial certificates in the lists of the office, by kind of recipient: a row each, below its heading."""
    counts: Counter = Counter()
    for path in sorted((INBOX / str(year)).glob("QD khen thuong cap tinh*.xlsx")):
        kind = ""
        for row in cells(path):
            heading = str(row[0] or "").partition(". ")[2]
            kind = RECIPIENTS.get(heading, kind)
            counts[kind] += row[4] == CERTIFICATE
    return +counts


def returned(year: int) -> Counter:
    """The district certificates that the returns say were decided, in columns E and F; the second version holds."""
    by_district = {}
    for path in sorted((INBOX / str(year)).glob("Bieu tong hop KQ khen thuong *.xlsx")):
        for row in cells(path):
            if row[1] == DISTRICT_CERTIFICATE:
                by_district[path.stem.removesuffix("_lan2")] = {"collective": int(row[4]), "individual": int(row[5])}
    assert len(by_district) == 8
    return sum(map(Counter, by_district.values()), Counter())


def of_province(dataset, year: int, award: str) -> dict[str, int]:
    """What the province's report counts, by kind of recipient."""
    frame = dataset.facts.of(PROVINCE, Period.parse(str(year)))
    whole = frame[(frame["award"] == award) & (frame["status"] == "awarded") & (frame["recipient_class"] == "")]
    assert set(whole["state"]) == {"counted"}
    return {str(kind): int(count) for kind, count in whole.groupby("recipient_kind")["count"].sum().items()}


@pytest.mark.long
# Not 2022: a list of Ba Bể does not count, and its return, which does, has no column for the one household.
@pytest.mark.parametrize("year", [2016, 2017, 2018, 2021, 2023])
def test_provincial_certificates_are_the_rows_of_the_provincial_lists(dataset, year):
    """Counted with openpyxl, without a line of ours: the districts' returns of the same awards add nothing."""
    expected = listed(year)

    assert expected["individual"] > 300
    assert of_province(dataset, year, "BKT") == dict(expected)


@pytest.mark.long
# Not 2018 and 2019: there a return was made to differ.
@pytest.mark.parametrize("year", [2016, 2021, 2023])
def test_certificates_of_districts_are_those_of_their_returns(dataset, year):
    """Lists where there are lists, returns where there are none: the sum is that of the returns, which agree."""
    assert of_province(dataset, year, "GKH") == dict(returned(year))
