"""Tables as a reader sees them, for the tests of several chapters."""

from thidua.measures.counts import award_counts
from thidua.present.chapters.awards import awards
from thidua.present.part import Part
from thidua.present.report import Report
from thidua.present.table import Table, table_view


def award_table(report: Report) -> Table | Part:
    """The table of awards of a report."""
    return awards.table(report, award_counts(report.awarded))


def printed(table: Table) -> dict[str, dict[str, str]]:
    """The printed cells of each row by column title, by the text of its first cell."""
    view = table_view(table.payload())
    titles = [cell["text"] for cell in view["header"]]
    rows = [dict(zip(titles, (cell["text"] for cell in row["cells"]), strict=True)) for row in view["rows"]]
    return {row[titles[0]]: row for row in rows}
