"""What moved since the same period before, from the comparisons that a report's tables carry as values.

Nothing is measured again and nothing is read back from print: count, verdict and size are the report's own, so page
and report cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.deliver.release.move import Move, worded_rows
from thidua.export.document import Document
from thidua.measures.change import Comparisons, ToldChange
from thidua.present.language import written_in
from thidua.present.names import COMPARISONS, LIMITS, RATIO
from thidua.present.numbers import write_number
from thidua.present.table import Row, Table

WORTH_A_LOOK = 1.0
"""Two Poisson counts of one rate differ by this size or more in one case of three; what is smaller is no news."""


@dataclass(frozen=True)
class Compared:
    """How many comparisons one table makes, and how many chance alone lets pass, by what tells it from other tables."""

    told_by: str
    made: int
    by_chance: float


def since_same_period(document: Document) -> list[Move]:
    """Every row of the comparison tables that differs from the same period before, the most surprising first.

    Parameters
    ----------
    document
        What an executed notebook shows; one without comparison tables has no moves.

    Returns
    -------
    list of Move
        First those that are beyond chance by the report's own verdict; then the others. Within both by ``size``, the
        standardised difference (`thidua.measures.change.Change.size`). A row whose figure is not known for both
        periods has no comparison and is left out.
    """
    with written_in(document.lang):
        moves = [move for table in _compared_tables(document) for move in _moves(table)]
    return sorted(moves, key=surprise, reverse=True)


def compared(document: Document) -> tuple[Compared, ...]:
    """How many comparisons each table of a report makes, as the report itself says it."""
    found = []
    for table in _compared_tables(document):
        told_by = f"{table.name} {[row.values for row in table.rows]}"
        found.append(Compared(told_by, *Comparisons.parse(table.values)))
    return tuple(found)


def surprise(move: Move) -> tuple[bool, float]:
    """What moves since the same period are ranked by, over one report or many: beyond chance first, then size."""
    return move.is_beyond_chance, move.size


def _compared_tables(document: Document) -> Iterator[Table]:
    return (table for table in document.of(Table) if table.name in COMPARISONS)


def _moves(table: Table) -> Iterator[Move]:
    for words, row in worded_rows(table):
        # A row without a comparison has no values, and so has every row of before comparisons had any.
        if not row.values or not (told := ToldChange.parse(row.values)).difference:
            continue
        yield Move(
            "same period",
            table.label,
            table.name,
            table.title,
            words,
            "",
            write_number(told.before),
            write_number(told.count),
            size=told.size,
            difference=f"{'+' if told.difference > 0 else ''}{write_number(told.difference)}",
            ratio=_ratio_words(row, told),
            verdict=told.verdict,
        )


def _ratio_words(row: Row, told: ToldChange) -> str:
    """The ratio as the row prints it, with the limits that another column of it may hold."""
    ratio, limits = (row.cells.get(name, "") for name in (RATIO, LIMITS))
    has_limits = limits and told.verdict != "by_quota" and told.ratio_high is not None
    return f"{ratio} ({limits})" if has_limits else str(ratio)
