"""Changes of law and of units are listed by day, where they break a series."""

from tests.present.reports import published
from thidua.present.chapters import events
from thidua.present.part import Part


def test_changes_of_law_inside_a_stage_are_listed_by_date():
    """Decree 91/2017 in force from 01/10/2017, communes merged on 01/02/2020: both break a series."""
    table = events.table(published("tinh-bac-kan", "2016..2020"))
    listed = [(row.cells["date"], row.cells["event"]) for row in table.rows]

    assert any("91/2017/NĐ-CP" in text and date.endswith("10/2017") for date, text in listed)
    assert any("855/NQ-UBTVQH14" in text and date.endswith("2020") for date, text in listed)
    assert isinstance(events.table(published("khoi-huyen-tp", "2017-H1")), Part)
