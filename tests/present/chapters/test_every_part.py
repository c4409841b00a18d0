"""Tables and sentences of every chapter are valid data, and say so where there are no figures."""

import json
import re

import pytest

from tests.present.chapters.printing import award_table
from tests.present.reports import EDITIONS, published
from thidua.measures.counts import award_counts
from thidua.measures.shares import class_shares
from thidua.present.chapters import events, recognised
from thidua.present.chapters.awards import awards
from thidua.present.chapters.classes import classes
from thidua.present.chapters.sources import sources
from thidua.present.chapters.stage import stage_years
from thidua.present.part import Part
from thidua.present.table import Table

MISSING_VALUES = ["", "…", "–"]


def published_tables(unit: str, period: str) -> list[Table]:
    """Every table that a report may show of a published edition."""
    report = published(unit, period)
    made = [
        award_table(report),
        stage_years.table(report, report.year_in_stage),
        classes.table(report, class_shares(report.awarded)),
        events.table(report),
        sources.table(report, report.facts),
    ]
    return [table for table in made if isinstance(table, Table)]


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_payload_is_a_tabular_data_resource(unit, period):
    """Frictionless Data, Tabular Data Resource v1: what the workbook and any other reader relies on."""
    types = {"string": str, "integer": int, "number": (int, float)}
    for table in published_tables(unit, period):
        resource = json.loads(json.dumps(table.payload(), allow_nan=False))
        names = [field["name"] for field in resource["schema"]["fields"]]

        assert resource["profile"] == "tabular-data-resource"
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert len(set(names)) == len(names)
        assert resource["schema"]["missingValues"] == MISSING_VALUES
        assert all(source["title"] for source in resource["sources"])
        for row in resource["data"]:
            for field in resource["schema"]["fields"]:
                value = row.get(field["name"], "")
                assert value in MISSING_VALUES or isinstance(value, types[field["type"]]), (resource["name"], value)
        assert len(resource["rowRoles"]) == len(resource["data"])


@pytest.mark.parametrize(("unit", "period"), EDITIONS)
def test_rows_hold_no_cell_outside_the_schema(unit, period):
    """A key without a field is an error to every reader of the resource format."""
    for table in published_tables(unit, period):
        names = {column.name for column in table.columns}

        assert all(set(row.cells) <= names for row in table.rows), table.name


@pytest.mark.parametrize(
    "make",
    [
        award_table,
        lambda report: stage_years.table(report, report.year_in_stage),
        lambda report: classes.table(report, []),
        lambda report: sources.table(report, report.facts),
    ],
)
def test_table_without_figures_is_one_sentence(make):
    """The article of 2017 has no figure: its report says so in words and prints no empty grid."""
    part = make(published("khoi-huyen-tp", "2017-H1"))

    assert isinstance(part, Part)
    assert part.kind == "prose"
    assert part.text.endswith(".")


@pytest.mark.parametrize(
    "tell",
    [
        lambda report: awards.summary(report, award_counts(report.awarded)).text,
        lambda report: recognised.nominations(report, report.of_status("nominated")).text,
        lambda report: recognised.honoured(report, report.of_status("honoured")).text,
    ],
)
def test_without_figures_one_sentence_names_unit_and_period(tell):
    """The article of 2017 has words only; each place of a figure says so."""
    text = tell(published("khoi-huyen-tp", "2017-H1"))

    assert "chưa có" in text
    assert "khối huyện, thành phố" in text
    assert "6 tháng đầu năm 2017" in text
    assert not any(mark in text for mark in ("%", "None", "nan", "<NA>"))


def test_absent_classes_and_stage_show_nothing():
    """Their tables say so already, once."""
    report = published("khoi-huyen-tp", "2017-H1")

    assert classes.finding(report, []) is None
    assert stage_years.finding(report, report.year_in_stage) is None
