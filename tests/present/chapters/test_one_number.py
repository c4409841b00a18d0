"""One thing has one number: a district's report, the province's and the block's, before they are ever built."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from tests.present.chapters.comparisons import illustrative
from tests.present.reports import published
from thidua.measures.annual_annex import annual_annex
from thidua.measures.counts import award_counts
from thidua.present import Report
from thidua.present.chapters.awards import awards
from thidua.present.chapters.forms import annual_annex as annex
from thidua.present.keyed import Key
from thidua.present.table import Table
from thidua.run.agreement import contradictions
from thidua.run.figures import Figure, figures_of

PERIOD = "2023-H1"


def of_unit(report: Report) -> Iterator[Any]:
    """What a district's or the province's report shows of its own awards."""
    shown = report.dashboard
    yield report.headline(shown.total_figure(), shown.direct_worker_figure(), *report.awards.figures("BKT"))
    yield from (report.awards.finding(), report.awards.chart(), report.awards.table())
    yield from (report.classes.finding(), report.classes.chart(), report.classes.table())
    for chapter in (report.changes, report.types, report.recipients, report.groups):
        yield from (chapter.finding(), chapter.table())
    yield from (report.annual_annex.table(), report.statistical_forms.awards_table("ministry_awards"))


def of_members(report: Report) -> Iterator[Any]:
    """What a province's or block's report shows of its units."""
    yield from (report.unit_forms.chart(), report.dashboard.table())
    for chapter in (report.unit_counts, report.unit_direct, report.unit_rates, report.unit_changes):
        yield from (chapter.finding(), chapter.table())
    if report.unit.level == "block":
        yield report.headline(*report.scores.figures())


@pytest.fixture(scope="module")
def shown() -> list[Figure]:
    """The figures of three editions of the half-year set."""
    district, province, block = (
        illustrative(PERIOD, unit) for unit in ("huyen-ba-be", "tinh-bac-kan", "khoi-huyen-tp")
    )
    parts = {
        "district": [*of_unit(district)],
        "province": [*of_unit(province), *of_members(province)],
        "block": [*of_members(block)],
    }
    found = []
    for name, displayed in parts.items():
        outputs = [{"data": each._repr_mimebundle_()} for each in displayed if each is not None]
        found += figures_of({"cells": [{"outputs": outputs}]}, edition=name)
    return found


def test_district_province_and_block_give_one_thing_one_value(shown: list[Figure]):
    """Nobody should find two numbers for one thing in the papers of one meeting."""
    assert [str(each) for each in contradictions(shown)] == []


def test_many_things_are_told_by_more_than_one_of_them(shown: list[Figure]):
    """The check compares something: awards and shares of the district, and of all units together."""
    editions: dict[Key, set[str]] = defaultdict(set)
    for figure in shown:
        editions[figure.key].add(figure.edition)

    assert (
        sum(found == {"district", "province"} for found in editions.values())
        + sum(found == {"district", "province", "block"} for found in editions.values())
        >= 10
    )
    assert sum("block" in found and len(found) > 1 for found in editions.values()) >= 60


def test_kind_that_complete_lists_do_not_name_is_0_in_table_chart_and_annex():
    """The city gave one order to a collective in 2022, and none to a person: no place may call that unknown."""
    report = illustrative("2022", "tp-bac-kan")
    counts = award_counts(report.awarded)
    shown = [
        awards.table(report, counts),
        awards.chart(report, counts),
        annex.table(report, annual_annex(report.facts)),
    ]
    outputs = [{"data": each._repr_mimebundle_()} for each in shown if each is not None]

    orders = Key("awarded", award="HCLD3", kind="individual", whose="tp-bac-kan", when="2022")
    told = [figure for figure in figures_of({"cells": [{"outputs": outputs}]}) if figure.key == orders]
    assert len(told) == 3
    assert {figure.value for figure in told} == {0}


def test_kind_that_a_quotation_does_not_name_stays_unknown():
    """An article that tells of three people with an order says nothing of collectives, and no sum is made of it."""
    report = published("tinh-bac-kan", "2020")
    table = awards.table(report, award_counts(report.awarded))
    assert isinstance(table, Table)

    cells = {str(row.cells["form"]): row.cells for row in table.rows}
    orders = cells["Huân chương Lao động các hạng"]
    assert (orders["collective"], orders["individual"]) == ("…", 3)
    assert {row.role for row in table.rows} == {"group", "body"}
