"""Every figure of a report can be traced to words that somebody published, or to files that somebody sent."""

import pytest

from tests.present.reports import EDITIONS, published, written
from thidua.present.chapters.sources import sources
from thidua.present.table import Table


@pytest.mark.parametrize(("unit", "period"), [edition for edition in EDITIONS if edition[0] != "khoi-huyen-tp"])
def test_sources_table_shows_every_figure_with_its_quotation(unit, period):
    """Every figure of the report can be traced to words that somebody published."""
    report = published(unit, period)
    table = sources.table(report, report.facts)

    assert [row.cells["id"] for row in table.rows] == list(report.facts["fact_id"])
    assert [row.cells["count"] for row in table.rows] == list(report.facts["count"])
    for row, quote in zip(table.rows, report.facts["quote"], strict=True):
        assert quote in row.cells["quote"]


def test_sources_of_all_editions_show_all_fifty_five_figures():
    """What no report shows would be a published figure lost on the way."""
    shown = [
        row.cells["id"]
        for unit, period in EDITIONS
        if isinstance(table := sources.table(published(unit, period), published(unit, period).facts), Table)
        for row in table.rows
    ]

    assert sorted(shown) == [f"pub-{number:02d}" for number in range(1, 56)]


def test_derived_figure_is_marked_in_the_sources():
    """179 is ours, computed; the article has the percentage only."""
    report = published("tinh-bac-kan", "2020")
    rows = {row.cells["id"]: row.cells["quote"] for row in sources.table(report, report.facts).rows}

    assert "suy ra" in rows["pub-52"]
    assert not any("suy ra" in quote for name, quote in rows.items() if name != "pub-52")


def test_states_of_the_sources_are_three_marks(project):
    """The annex shows what the sender sent, empty cells too."""
    report = written(project, {"count": "0"}, {"count": "…", "award": "CSTDCS"}, {"count": "–", "award": "TTLDTT"})

    assert [row.cells["count"] for row in sources.table(report, report.facts).rows] == [0, "…", "–"]
