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
from thidua.measures.shares import class_shares, first_form
from thidua.measures.statistical_forms import award_form
from thidua.present import Report, dashboard, document
from thidua.present.chapters import groups, recipients, types
from thidua.present.chapters.awards import awards
from thidua.present.chapters.changes import changes
from thidua.present.chapters.classes import classes
from thidua.present.chapters.forms import annual_annex as annex
from thidua.present.chapters.forms import statistical_forms as forms
from thidua.present.chapters.members import unit_changes, unit_counts, unit_direct, unit_forms, unit_rates
from thidua.present.chapters.scores import scores
from thidua.present.compared import units as comparison
from thidua.present.keyed import KNOWN, Key
from thidua.present.table import Table
from thidua.run.agreement import contradictions
from thidua.run.figures import Figure, figures_of

PERIOD = "2023-H1"


def of_unit(report: Report) -> Iterator[Any]:
    """What a district's or the province's report shows of its own awards."""
    counts, shares = award_counts(report.awarded), class_shares(report.awarded)
    by_type, received, by_group = types.measure(report), recipients.measure(report), groups.measure(report)
    leading, changed = first_form(shares, "BKT"), changes.measure(report)
    direct = dashboard.direct_worker_figure(report)
    yield document.headline(report, [dashboard.total_figure(report), direct, *document.count_figures(report, "BKT")])
    yield from (awards.summary(report, counts), awards.chart(report, counts), awards.table(report, counts))
    yield from (changes.finding(report, changed), changes.table(report, changed))
    yield from (types.finding(report, by_type), types.table(report, by_type))
    yield from (recipients.finding(report, received), recipients.table(report, received))
    yield from (classes.finding(report, leading), classes.chart(report, leading), classes.table(report, shares))
    yield from (groups.finding(report, by_group), groups.table(report, by_group))
    yield annex.table(report, annual_annex(report.facts))
    form = award_form(report.facts, "ministry_awards", is_known=report.is_known)
    yield forms.awards_table(report, form, "ministry_awards")


def of_members(report: Report) -> Iterator[Any]:
    """What a province's or block's report shows of its units."""
    compared = comparison.compare(report)
    yield from (unit_counts.finding(report, compared), unit_counts.table(report, compared))
    yield from (unit_forms.chart(report, compared), dashboard.table(report, compared))
    yield from (unit_direct.finding(report, compared), unit_direct.table(report, compared))
    yield from (unit_rates.finding(report, compared), unit_rates.table(report, compared))
    yield from (unit_changes.finding(report, compared), unit_changes.table(report, compared))
    if report.unit.level == "block":
        yield document.headline(report, scores.figures(report, None, compared))


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
    """An article that tells of three people with an order says nothing of collectives; its sums are of that alone."""
    report = published("tinh-bac-kan", "2020")
    table = awards.table(report, award_counts(report.awarded))
    assert isinstance(table, Table)

    cells = {str(row.cells["form"]): row.cells for row in table.rows}
    assert (cells["Huân chương Lao động"]["collective"], cells["Huân chương Lao động"]["individual"]) == ("…", 3)
    sums = [row for row in table.rows if row.role in ("subtotal", "total")]
    assert all(row.cell_keys["total"] == KNOWN for row in sums)
