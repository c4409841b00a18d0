"""Whether an edition shows any figure, and whether words that it requires were sent: told from data, not from print.

An edition that lacks either is in order and says what is not known, but whoever releases it must mean just this one.
"""

from __future__ import annotations

from dataclasses import dataclass

from thidua.export.document import Document
from thidua.present.chart import Chart
from thidua.present.frame import Headline
from thidua.present.keyed import DECIMALS
from thidua.present.names import WORDS
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.part import Prose
from thidua.present.shown import Shown
from thidua.present.table import Table

_MARKS = ("", MISSING, NOT_APPLICABLE)


@dataclass(frozen=True)
class Emptiness:
    """Which required parts were to tell figures and tell none, and whether that are all of them.

    ``headings`` are the required parts that hold a unit's own words, of which it sent none.
    """

    parts: tuple[str, ...]
    is_whole: bool
    headings: tuple[str, ...] = ()


def emptiness(document: Document, requires: tuple[str, ...]) -> Emptiness:
    """Look for a figure in each required part that is meant for figures.

    Parameters
    ----------
    document
        As read from the executed notebook.
    requires
        Names of the parts that the report requires.

    Returns
    -------
    Emptiness
        Its parts in the order of ``requires``. A table, chart or headline is meant for figures, and so is the sentence
        that stands where they are not known (`thidua.present.part.empty`). A commentary in a unit's own words is no
        figure: a report that has nothing else is empty. A report that requires no figures at all never is.
    """
    shown = document.by_name
    words = [name for name in requires if name in shown and name.startswith(f"{WORDS}_")]
    meant = [name for name in requires if name in shown and name not in words and _is_for_figures(shown[name])]
    without = tuple(name for name in meant if not _has_figure(shown[name]))
    headings = tuple(name for name in words if _is_empty(shown[name]))
    return Emptiness(without, bool(meant) and len(without) == len(meant), headings)


def _is_empty(shown: Shown) -> bool:
    return isinstance(shown, Prose) and shown.is_empty


def _is_for_figures(shown: Shown) -> bool:
    return isinstance(shown, Table | Chart | Headline) or (isinstance(shown, Prose) and shown.is_empty)


def _has_figure(shown: Shown) -> bool:
    """Whether one figure is known in it; a list without numbers tells something by every row."""
    if isinstance(shown, Headline):
        return any(figure.value not in _MARKS for figure in shown.figures)
    table = shown.data if isinstance(shown, Chart) else shown
    if not isinstance(table, Table):
        return False
    numbers = [column.name for column in table.columns if column.show in DECIMALS]
    cells = (row.cells.get(name) for row in table.rows for name in numbers)
    return any(isinstance(cell, int | float) for cell in cells) or (not numbers and bool(table.rows))
