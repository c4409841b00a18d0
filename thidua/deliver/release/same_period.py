"""What moved since the same period before, read from the comparison tables that a report already shows.

Nothing is measured again: difference, ratio and interval are the report's own, so page and report cannot disagree.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thidua.deliver.release.move import Move, row_words
from thidua.export.document import View, read_document
from thidua.present.language import written_in
from thidua.present.numbers import write_number
from thidua.present.table import cell_text

if TYPE_CHECKING:
    from nbformat import NotebookNode  # takes a second to import; here only a name

WORTH_A_LOOK = 1.0
"""Two Poisson counts of one rate differ by this size or more in one case of three; what is smaller is no news."""

NUMBER = r"\d+(?:[.,]\d+)?"
LIMITS = re.compile(rf"({NUMBER})–({NUMBER})")


@dataclass(frozen=True)
class Comparison:
    """The columns of a table that compares two periods."""

    now: str
    before: str
    limits: str
    """The column whose text holds the interval of the ratio."""


COMPARISONS = {
    "changes": Comparison("count", "before", "ratio"),
    "unit_changes": Comparison("total", "same_period", "limits"),
}
"""By name of table: each form of award, and each unit of a province or block."""


def since_same_period(notebook: NotebookNode) -> list[Move]:
    """Every row of the comparison tables that differs from the same period before, the most surprising first.

    Parameters
    ----------
    notebook
        An executed notebook; one without comparison tables has no moves.

    Returns
    -------
    list of Move
        First those whose ratio is beyond chance (its interval, as printed, leaves out 1); then the others. Within
        both by ``size``. Rows that are not known for both periods have no difference and are left out.

    Notes
    -----
    Size is ``|now - before| / sqrt(now + before)``: the standardised difference of two Poisson counts of equal
    exposure (normal approximation of the test of Przyborowski and Wilenski (1940), Biometrika 31, 313-323). It
    ranks a rise from 100 to 136 before one from 1 to 3, which a percentage would not.
    """
    document = read_document(notebook)
    with written_in(document.lang):
        moves = [move for view in document.views if view["part"] == "table" for move in _moves(view)]
    return sorted(moves, key=surprise, reverse=True)


def surprise(move: Move) -> tuple[bool, float]:
    """What moves since the same period are ranked by, over one report or many: beyond chance first, then size."""
    return move.is_beyond_chance is True, move.size


def _moves(view: View) -> Iterator[Move]:
    columns, resource = COMPARISONS.get(view["name"]), view["resource"]
    if columns is None:
        return
    label, group = resource["schema"]["fields"][0]["name"], ""
    for role, row in zip(resource["rowRoles"], resource["data"], strict=True):
        words = str(row.get(label, ""))
        if role == "group":
            group = words
            continue
        now, before = row.get(columns.now), row.get(columns.before)
        if not isinstance(now, int) or not isinstance(before, int) or now == before:
            continue
        inside = group if role in ("body", "part") else ""
        limits = str(row.get(columns.limits, ""))
        yield Move(
            "same period",
            view["label"],
            view["name"],
            view["title"],
            row_words(inside, words),
            "",
            cell_text(before, "count"),
            cell_text(now, "count"),
            size=abs(now - before) / math.sqrt(now + before),
            difference=f"{'+' if now > before else ''}{write_number(now - before)}",
            ratio=_ratio_words(row, limits),
            is_beyond_chance=_leaves_out_1(limits),
        )


def _ratio_words(row: dict[str, Any], limits: str) -> str:
    ratio = str(row.get("ratio", ""))
    return ratio if ratio == limits or not LIMITS.search(limits) else f"{ratio} ({limits})"


def _leaves_out_1(text: str) -> bool | None:
    """Whether the printed interval leaves out 1; None where the report gives none."""
    found = LIMITS.search(text)
    if found is None:
        return None
    low, high = (float(limit.replace(",", ".")) for limit in found.groups())
    return low > 1 or high < 1
