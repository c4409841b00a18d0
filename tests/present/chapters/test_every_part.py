"""Every chapter, in all its verbs: valid data, the words that were read, and a sentence where there are no figures."""

import json
import re
from typing import Any

import pytest

from tests.present.chapters.every import REPORTS, SNAPSHOTS, Asked, shown, verbs, words_of
from tests.present.chapters.printing import award_table
from tests.present.reports import published
from tests.resources import faults_of
from thidua.measures.counts import award_counts
from thidua.present.chapter import Chapter, chapters_of
from thidua.present.chapters import recognised
from thidua.present.chapters.awards import awards
from thidua.present.chapters.classes import classes
from thidua.present.chapters.sources import sources
from thidua.present.chapters.stage import stage_years
from thidua.present.chart import Chart
from thidua.present.part import Part
from thidua.present.report import Report
from thidua.present.table import Table

pytestmark = pytest.mark.xdist_group("every chapter")  # what each report shows is kept in one process

MISSING_VALUES = ["", "…", "–"]
SHORT = [one for one in REPORTS if one.dataset == "published" or one.unit.startswith(("huyen", "phuong"))]
EACH = pytest.mark.parametrize(
    "asked", [pytest.param(one, id=str(one), marks=() if one in SHORT else pytest.mark.long) for one in REPORTS]
)


def tables_of(asked: Asked) -> list[Table]:
    """Every table that a report may show, and the data behind every chart."""
    made = [thing for things in shown(asked).values() for thing in things]
    return [thing.data if isinstance(thing, Chart) else thing for thing in made if isinstance(thing, (Table, Chart))]


@pytest.mark.long
def test_every_verb_of_every_chapter_shows_something_somewhere():
    """A verb that no report here makes speak is one that no other test of this module looks at."""
    spoken = {verb for asked in REPORTS for verb, things in shown(asked).items() if any(thing for thing in things)}

    assert [verb for verb in verbs() if verb not in spoken] == []


def test_chapters_of_one_report_measure_nothing_twice():
    """The members of a province are compared once, whichever of a dozen chapters is looked at first."""
    report = published("tinh-bac-kan", "2020")

    assert report.unit_counts is report.unit_counts
    assert report.unit_counts.measured is report.ranks.measured
    assert report.quality.measured is report.data_note.measured


def test_a_chapter_is_told_from_what_it_was_handed():
    """A test, or a person, hands in what was measured: nothing is read behind its back."""
    report = published("tinh-bac-kan", "2020")
    kind: type[Chapter[Any]] = chapters_of(Report)["classes"].of

    assert isinstance(kind(report, []).table(), Part)
    assert isinstance(report.classes.table(), Table)


@pytest.mark.long
@EACH
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_findings_say_what_was_read_and_approved(asked: Asked, lang: str):
    """A word that changes in some finding is seen where it changes, in both languages, and is meant or is a fault."""
    kept = (SNAPSHOTS / f"{asked}-{lang}.txt").read_text(encoding="utf-8")

    assert words_of(asked, lang).split("\n\n") == kept.split("\n\n")


@EACH
def test_words_are_whole(asked: Asked):
    """What a program calls nothing is never printed as a word, nor a place that was not filled."""
    for paragraph in words_of(asked, "vi").split("\n\n"):
        assert not re.search(r"\b(None|nan|NaT|inf)\b|<NA>|\{\w+\}|  +\S", paragraph), paragraph


@pytest.mark.long
@EACH
def test_payload_is_a_tabular_data_resource(asked: Asked):
    """Frictionless Data, Tabular Data Resource v1: what the workbook and any other reader relies on."""
    for table in tables_of(asked):
        resource = json.loads(json.dumps(table.payload(), allow_nan=False))

        assert faults_of(resource) == [], table.name
        assert set(MISSING_VALUES) <= set(resource["schema"]["missingValues"])
        assert all(source["title"] for source in resource["sources"])


@EACH
def test_rows_hold_no_cell_outside_the_schema(asked: Asked):
    """A key without a field is an error to every reader of the resource format."""
    for table in tables_of(asked):
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
        lambda report: recognised.honoured(report, report.of_status("honoured"), report.of_status("nominated")).text,
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
    assert stage_years.detail(report, report.year_in_stage) is None
