"""The chart of the figures on the desk: a bar for each value of what they are told apart by, a panel for each unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from thidua.explore.charts import chart
from thidua.explore.own_words import value_words
from thidua.present.language import tr
from thidua.present.numbers import MISSING, NOT_APPLICABLE
from thidua.present.words import upper_first

if TYPE_CHECKING:
    import pandas as pd

    from thidua.present.chart import Chart
    from thidua.present.part import Part

MOST_UNITS, MOST_BARS = 4, 24
"""A chart of more panels or bars is no longer read; the table has them all."""


def figures_chart(facts: pd.DataFrame, by: str, of: Any) -> Chart | Part | None:
    """Draw figures of a few units that are told apart by one column.

    Parameters
    ----------
    facts
        Of one period, from `OpenedDataset.facts` with ``by=[by]``.
    of
        The dataset that they are of.

    Returns
    -------
    Chart, Part or None
        None if there is nothing to draw, or more than can be read.
    """
    import pandas as pd

    labels = [_label(row, by) for row in facts.to_dict("records")]
    names = list(dict.fromkeys(facts["unit_name"]))
    order = list(dict.fromkeys(label for label in labels if label))
    if not order or len(names) > MOST_UNITS or len(order) > MOST_BARS:
        return None
    cells = dict(zip(zip(facts["unit_name"], labels, strict=True), _cells(facts), strict=True))
    rows = {upper_first(name): [cells.get((name, label), MISSING) for label in order] for name in names}
    return chart(pd.DataFrame({tr("Chia theo"): order, **rows}), str(facts["period_label"].iloc[0]), of=of)


def _cells(facts: pd.DataFrame) -> list[int | str]:
    """Numbers, or the marks that stand for one; a row that is not there is not known either."""
    marks = [NOT_APPLICABLE if state == "not_applicable" else MISSING for state in facts["state"]]
    known = facts["count"].notna()
    return [int(count) if told else mark for count, told, mark in zip(facts["count"], known, marks, strict=True)]


def _label(row: Mapping[Any, Any], by: str) -> str:
    """What stands beside a bar; empty for a row that says that nothing is known of a unit."""
    if not row.get("count_unit"):
        return ""
    told = str(row["award_name"] if by == "award" else value_words(by, row[by])) or tr("không ghi")
    return f"{told} ({value_words('count_unit', row['count_unit'])})" if row["count_unit"] == "recipient" else told
