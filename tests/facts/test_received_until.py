"""Until when figures came, as the cover of a workbook says it."""

import csv
from datetime import date

from tests.conftest import REPOSITORY
from thidua.facts.dataset import open_dataset
from thidua.registry import get_unit


def test_day_is_that_of_the_last_file_of_the_unit():
    """A reader with two workbooks of one period can tell the newer one."""
    with (REPOSITORY / "data" / "illustrative" / "received.csv").open(encoding="utf-8", newline="") as file:
        days = [row["received_on"] for row in csv.DictReader(file) if row["sender"] == "pnv.nganson@example.org"]

    facts = open_dataset("illustrative", REPOSITORY).facts
    assert facts.received_until(get_unit("huyen-ngan-son")) == date.fromisoformat(max(days))


def test_quoted_figures_came_on_no_day():
    """What was taken from articles was sent by nobody, and no day is made up for it."""
    assert open_dataset("published", REPOSITORY).facts.received_until(get_unit("tinh-bac-kan")) is None
