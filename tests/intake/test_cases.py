"""Workbooks as offices send them, each with its truth: read right, or asked for by cause; never wrong in silence."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from thidua.check import check_paths
from thidua.facts.receive import Received

CASES = REPOSITORY / "tests" / "data" / "cases"
TODAY = date(2026, 11, 29)
CORRECTED_BY = {"X1a_ban_dau.xlsx": "X1b_ban_sua_so_QD.xlsx"}
"""What was sent a second time, and the second file."""

REFUSED = {
    "L12": "L01-missing",
    "L16": "V02-nearest",
    "L21": "V10-swapped",
    "L38": "V10-epoch",
    "R25": "V11-lines",
    "E05": "V16-doubtful",
    "L44": "V11-namesake",
}
"""Cases that must not be counted as they stand, and the message that names the cause; all others must be read right."""
TOLD = {"X1a": "V11-corrected", "L08": "V10-dayoff"}
"""Cases that are read right, and what their sender is told all the same; of other cases nothing is told."""

SHAPES_OF_A_NUMBER = ("946/QĐ-UBND",) * 6 + (
    "946/QĐ-CTUBND",
    "946/QĐ-CT",
    "946/QĐ-SGD&ĐT",
    "12/QĐ-SNN&PTNT",
    "946/QĐ-SGDĐT",
    "946/QĐKT-UBND",
    "946/QĐ-UBND",
    "0946/QĐ-UBND",
    *("946/QĐ-UBND",) * 4,
    "946-QĐ/HU",
    "946/QĐ-UBND-NV",
)
"""What the twenty rows of L15 mean, read off the workbook by a person; the year within 946/2023/QĐ-UBND is left out."""

Row = dict[str, Any]


def truths() -> list[Row]:
    with (CASES / "truth.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["file"] not in CORRECTED_BY.values()]


TRUTHS = {row["file"].partition("_")[0]: row for row in truths()}
COUNTED = [case for case in TRUTHS if case not in REFUSED]


def received(case: str) -> Received:
    file = TRUTHS[case]["file"]
    files = [file, *([CORRECTED_BY[file]] if file in CORRECTED_BY else [])]
    return check_paths([CASES / each for each in files], REPOSITORY, today=TODAY)


def said(read: Received, table: str = "facts") -> Iterator[Row]:
    """The rows of every table that counts."""
    for part in read.parts:
        if part.state == "accepted" and ((part.part.layout == table) or table == "facts"):
            yield from part.rows.to_pylist()


def counts_like(rows: list[Row], truth: dict[str, int]) -> Counter[str]:
    """The counts of what was awarded, told as finely as the truth is; a class is part of its sum, not beside it."""
    width = {key.count("|") + 1 for key in truth}
    names = ("unit", "award", "recipient_kind", "award_type")[: width.pop()]
    assert not width
    counts: Counter[str] = Counter()
    for row in rows:
        if row["status"] == "awarded" and (row["origin"] == "decision_list" or not row["recipient_class"]):
            counts["|".join(row[name] for name in names)] += row["count"] or 0
    return +counts


def test_every_case_is_there():
    """A case whose file or truth got lost would pass unseen."""
    listed = {row["file"] for row in truths()} | set(CORRECTED_BY.values())

    assert listed == {path.name for path in CASES.iterdir()} - {"truth.csv", "README.md"}
    assert len(TRUTHS) == len(truths()) == 31
    assert {*REFUSED, *TOLD} <= TRUTHS.keys()


@pytest.mark.parametrize("case", [case for case in COUNTED if TRUTHS[case]["counts"] != "{}"])
def test_counts_are_those_of_the_workbook(case):
    """Each of these once gave a report other figures, or was sent back although it was right."""
    truth = json.loads(TRUTHS[case]["counts"])
    read = received(case)

    assert [(finding.message, finding.cell) for finding in read.findings if finding.severity == "error"] == []
    assert counts_like(list(said(read)), truth) == truth


@pytest.mark.parametrize("case", COUNTED)
def test_nothing_but_what_must_be_told_is_told(case):
    """A warning about a good workbook teaches senders to read none."""
    assert {finding.message for finding in received(case).findings} == ({TOLD[case]} if case in TOLD else set())


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_counted_is_asked_for_by_its_cause(case):
    """Whoever reads the answer must know what to write instead."""
    assert REFUSED[case] in {finding.message for finding in received(case).findings}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_asked_for_is_not_counted(case):
    """A workbook that nobody understands for certain adds nothing to a report until its sender has answered."""
    read = received(case)

    assert any(finding.severity == "error" for finding in read.findings)
    assert list(said(read)) == []


@pytest.mark.parametrize("case", [case for case in COUNTED if "decided_on" in TRUTHS[case]["extra"]])
def test_days_are_those_of_the_decisions(case):
    """A day taken from the column of proposals moves an award into another half of the year."""
    stated = json.loads(TRUTHS[case]["extra"])["decided_on"]
    days = Counter(str(row["decided_on"]) for row in said(received(case)))

    times = {day: int(times) for times, day in re.findall(r"([0-9]+)x([0-9-]+)", stated)}
    assert days == (times or {stated: days.total()})


def test_classes_are_carried_down():
    """A class merged over eight people is the class of each of them."""
    truth = json.loads(TRUTHS["L05"]["extra"])["classes"]

    assert Counter(row["recipient_class"] for row in said(received("L05"))) == truth


@pytest.mark.parametrize("case", [case for case in COUNTED if "target_actual" in TRUTHS[case]["extra"]])
def test_indicators_are_those_of_the_year_as_shown(case):
    """Last year's plan beside this year's result, or 0,985 for 98,5%, would make a district look idle."""
    truth = json.loads(TRUTHS[case]["extra"])["target_actual"]

    assert [[row["target"], row["actual"]] for row in said(received(case), "indicators")] == truth


def test_twenty_shapes_of_a_decision_number_are_read():
    """Offices write the symbol of an agency with &, and the number with spaces, dots and long dashes."""
    assert tuple(row["decision_no"] for row in said(received("L15"))) == SHAPES_OF_A_NUMBER


def test_misspelt_titles_are_asked_for_and_no_others():
    """Rows 5, 7 and 8 of the list name no title; a guess would commend somebody for something else."""
    read = received("L16").reads[0]
    truth = json.loads(TRUTHS["L16"]["extra"])["awards"]
    known = [row["award"] for row in read.tables["facts"].to_pylist()]

    # "G.K" in row 10 was doubtful to the person who wrote down the truth: it abbreviates "Giấy khen" as "GK" does.
    assert known == ["GKH" if award == "?" else award.rstrip("?") for award in truth]
    assert sum(finding.rule == "V02" for finding in read.findings) == known.count("")


def test_swapped_days_are_asked_for_where_they_stand():
    """Three of the six days are other days: the answer must say which column, and what the days may be."""
    told = next(finding for finding in received("L21").findings if finding.message == "V10-swapped")

    assert (told.cell, told.found, dict(told.words)) == ("G10", "05/08/2023", {"other": "08/05/2023", "count": "3"})
