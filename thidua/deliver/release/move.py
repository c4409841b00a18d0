"""One thing that moved in a report, as every comparison tells it and every page prints it.

What moved is found in `same_period` and `revised`; here it only has its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from thidua.measures.change import Verdict
from thidua.present.table import Row, Table

MoveKind = Literal["same period", "figure", "cell", "row", "table", "words"]
"""Against the same period; or, against another revision: a headline figure, a cell, a row, a table, running text."""


@dataclass(frozen=True)
class Move:
    """Before and now of one thing, both as the report prints them.

    Attributes
    ----------
    place
        Where a reader finds it: "Bảng 3", or the heading that a sentence stands under.
    anchor, title
        The name of that part in the page, and its title.
    row, column
        Row words with the group they stand in, and the title of the column; empty for a whole row or sentence.
    label
        The words of the row alone, which a chart shows without their group.
    before, now
        Empty where there is nothing: a row that was added has no before.
    size
        How much it moved, to rank by; each comparison says what it measures.
    verdict
        What chance says of it ("beyond", "within", "by_quota"); empty where it is not asked.
    """

    kind: MoveKind
    place: str
    anchor: str
    title: str
    row: str
    column: str
    before: str
    now: str
    size: float = 0.0
    difference: str = ""
    ratio: str = ""
    verdict: Verdict | Literal[""] = ""
    label: str = ""

    @property
    def is_beyond_chance(self) -> bool:
        """Whether chance alone does not explain it."""
        return self.verdict == "beyond"

    @property
    def words(self) -> str:
        """What moved, without where: "Cấp tỉnh: Bằng khen, Cá nhân"."""
        return ", ".join(word for word in (self.row, self.column) if word)


def worded_rows(table: Table) -> Iterator[tuple[str, Row]]:
    """The rows of a table but the heads of groups, each with its words.

    A row is told with the group above it, without which "Chiến sĩ thi đua cơ sở" may mean several.
    """
    group = ""
    for row in table.rows:
        label = str(table.label_of(row))
        if row.role == "group":
            group = label
            continue
        yield (f"{group}: {label}" if group and row.role in ("body", "part") else label), row
