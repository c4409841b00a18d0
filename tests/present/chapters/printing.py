"""Tables as a reader sees them, for the tests of several chapters."""

from thidua.measures.counts import award_counts
from thidua.present.chapters.awards import awards
from thidua.present.part import Part
from thidua.present.printed import print_table
from thidua.present.report import Report
from thidua.present.table import Table


def award_table(report: Report) -> Table | Part:
    """The table of awards of a report."""
    return awards.table(report, award_counts(report.awarded))


def printed(table: Table) -> dict[str, dict[str, str]]:
    """The printed cells of each row by column title, by the text of its first cell."""
    shown = print_table(table)
    titles = [head.text for head in shown.header]
    rows = [dict(zip(titles, (cell.text for cell in row.cells), strict=True)) for row in shown.rows]
    return {row[titles[0]]: row for row in rows}
