"""The figures that an executed notebook shows, each with its key, its value as it is printed, and its place.

They are read from what tables, charts and parts carry (`thidua.present.keyed`), never from print. Whether they agree
is for `agreement`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.present.chart import Chart
from thidua.present.keyed import ALL, DECIMALS, Key, Shown, written
from thidua.present.part import Part
from thidua.present.shown import Shown as Thing
from thidua.present.shown import shown_by
from thidua.present.table import Table


@dataclass(frozen=True)
class Figure:
    """One figure as a reader finds it.

    Attributes
    ----------
    key
        What it is.
    value
        A number, or the mark "…" or "–"; a share is a fraction.
    shown, decimals
        How it is printed: "count", "percent" or "decimal".
    place
        Where it stands: "table unit_counts, row Huyện Ba Bể, column total".
    edition
        Of which edition; empty within one.
    """

    key: Key
    value: float | str
    shown: Shown
    decimals: int
    place: str
    edition: str = ""

    @property
    def words(self) -> str:
        """The figure as it is printed."""
        return written(self.value, self.shown, self.decimals)

    def __str__(self) -> str:
        """Where it stands, in which edition, and what it shows."""
        where = f"{self.edition}, {self.place}" if self.edition else self.place
        return f"{where} shows {self.words}"


def figures_of(notebook: Mapping[str, Any], *, edition: str = "") -> Iterator[Figure]:
    """Every figure with a key of an executed notebook, as nbformat or plain JSON read it: see `figures_among`."""
    return figures_among(tuple(shown_by(notebook)), edition=edition)


def figures_among(shown: Sequence[Thing], *, edition: str = "") -> Iterator[Figure]:
    """Every figure with a key of what an edition shows: those of its parts, then those of its tables and charts.

    Parameters
    ----------
    shown
        Everything of ours that its notebook shows, as `shown_by` reads it.
    edition
        The name of the edition that it is.
    """
    for each in shown:
        if isinstance(each, Part):
            yield from keyed_figures(each, edition)
    for each in shown:
        if isinstance(each, Table | Chart):
            yield from _of_table(each, edition)


def unprinted(shown: Iterable[Thing]) -> str:
    """A figure that a part claims to tell and whose words do not hold it, in one sentence; empty if there is none.

    Without this, words and keys could part: the keys would agree, and the page say something else.
    """
    for part in shown:
        if not isinstance(part, Part):
            continue
        for figure in keyed_figures(part):
            if not is_printed(figure.words, part.text):
                return f"{figure}, but its words do not: {figure.key}"
    return ""


def is_printed(number: str, text: str) -> bool:
    """Whether a number stands in a text by itself, with or without the zero that running text puts before it.

    >>> is_printed("43", "có 1.043 lượt"), is_printed("3", "có 03 tập thể.")
    (False, True)
    """
    return re.search(rf"(?<![\d.,])0?{re.escape(number)}(?!\d|[.,]\d)", text) is not None


def keyed_figures(part: Part, edition: str = "") -> Iterator[Figure]:
    """The figures with keys that stand in the words of one part."""
    for keyed in part.keyed:
        decimals = DECIMALS[keyed.shown] if keyed.decimals is None else keyed.decimals
        yield Figure(keyed.key, keyed.value, keyed.shown, decimals, f"part {part.name}", edition)


def _of_table(shown: Table | Chart, edition: str) -> Iterator[Figure]:
    table = shown.data if isinstance(shown, Chart) else shown
    columns = [(each.name, each.key, each.show) for each in table.columns if each.key is not None]
    for row in table.rows if columns else ():
        if row.key is None:
            continue
        of_row, label = table.key | row.key, table.label_of(row)
        for name, key, show in columns:
            value = row.cells.get(name, "")
            # A text has no value to compare, and an empty cell shows no figure.
            if value == "" or show == "label" or show == "text":
                continue
            place = f"{shown.kind} {table.name}, row {label}, column {name}"
            yield Figure(of_row | key | row.cell_keys.get(name, ALL), value, show, DECIMALS[show], place, edition)
