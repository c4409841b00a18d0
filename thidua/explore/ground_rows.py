"""The rows behind what two periods both know: each awarded row or cell, and under which unit it is compared.

Which units and forms are compared is decided in `thidua.facts.ground`; here their rows are fetched, with their cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from thidua.errors import DataError
from thidua.explore.told import LINE, Side, Told, level_of, told_of_facts
from thidua.facts.dataset import Dataset
from thidua.facts.ground import Ground, LeftOut
from thidua.registry import Period, Unit, get_unit

OF_AREA = ""
"""The group of what was divided: it is compared as a sum of an area, and of no unit."""

SHOWN = (
    *("unit", "award", "level", "authority", "award_type", "recipient_kind", "recipient_class", "count_unit"),
    *("place", "workplace", "recipient", "decision_no", "decided_on"),
    *("count", "state", "origin", "file", "sheet", "cell", "source", "quote"),
)
"""The columns of the rows here; ``group`` beside them is the unit under which a row is compared."""


@dataclass(frozen=True)
class GroundRows:
    """The awarded rows of two periods on common ground.

    Attributes
    ----------
    ground
        What both periods know whole.
    now, before
        One row for each line of a list and each stated cell, with the columns of `SHOWN` and ``group``.
    left_now, left_before
        The rows of each period of which the other knows nothing.
    """

    ground: Ground
    now: pd.DataFrame
    before: pd.DataFrame
    left_now: pd.DataFrame
    left_before: pd.DataFrame


def ground_rows(dataset: Dataset, unit: Unit, period: Period, awards: Collection[str] = ()) -> GroundRows:
    """The awarded rows of a unit and period beside those of the same period before, on the ground that both know.

    Raises
    ------
    DataError
        If the rows do not add up to the figures that reports print: an error of ours that nobody may read past.
    """
    facts, other = dataset.facts, period.comparison()
    ground = facts.ground(unit, period, other)
    whose = before_units(unit, ground)
    now = awarded_rows(facts.rows(unit, period), awards)
    parts = [awarded_rows(facts.rows(one, other), awards) for one in whose]
    # What is quoted of a unit that went into another is its own figure and is added into no other.
    own = [rows if one == unit else rows[rows["origin"] != "quotation"] for one, rows in zip(whose, parts, strict=True)]
    before = pd.concat(own, ignore_index=True)
    sides = []
    for rows, left_out, at in ((now, ground.left_out_now, 0), (before, ground.left_out_before, 1)):
        groups = _groups(ground, at)
        rows = rows.assign(group=[groups.get(one, OF_AREA) for (one,) in tuples(rows, ("unit",))]).astype(
            {"group": "str"}
        )
        is_left = _is_left(rows, left_out)
        sides.append((rows[~is_left].reset_index(drop=True), rows[is_left].reset_index(drop=True)))
    (kept_now, left_now), (kept_before, left_before) = sides
    told = zip((ground.now, ground.before), ground.coverages, strict=True)
    for kept, (whole, known) in zip((kept_now, kept_before), told, strict=True):
        _check(kept, Side(told_of_facts(whole), known), awards)
    return GroundRows(ground, kept_now, kept_before, left_now, left_before)


def awarded_rows(rows: pd.DataFrame, awards: Collection[str] = ()) -> pd.DataFrame:
    """The rows that count what was awarded to all recipients, each once, with the level of who gave it.

    A row of a list counts among all whatever its class; what a return splits into classes stands in another cell.
    """
    is_whole = (rows["recipient_class"] == "") | (rows["origin"] == "decision_list")
    is_asked = is_whole & (rows["status"] == "awarded")
    if awards:
        is_asked &= rows["award"].isin(list(awards))
    found = rows[is_asked].reset_index(drop=True)
    levels = {code: level_of(code) for code in found["authority"].unique()}
    return found.assign(level=found["authority"].map(levels).astype("str"))[list(SHOWN)]


def tuples(rows: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The values of these columns row by row; texts of Arrow are slow to go through one at a time."""
    return zip(*(rows[name].to_numpy(dtype=object) for name in columns), strict=True)


def told_of_rows(rows: pd.DataFrame) -> list[Told]:
    """Rows as they may be added."""
    columns = ("award", "level", "authority", "recipient_kind", "award_type", "count_unit", "origin")
    return [
        Told(award, level, giver, kind, "", award_type, counted_in, is_quoted=origin == "quotation")
        for award, level, giver, kind, award_type, counted_in, origin in tuples(rows, columns)
    ]


def before_units(unit: Unit, ground: Ground) -> list[Unit]:
    """Whose rows the period before is made of: a province's own, else of those that the unit goes on with."""
    if unit.level == "province":
        return [unit]
    ids = dict.fromkeys(one for group in ground.groups for one in group.before)
    return [get_unit(one) for one in ids] or [unit]


def _groups(ground: Ground, side: int) -> dict[str, str]:
    """The unit of the period now under which each unit is compared; those that are summed over an area have none."""
    return {unit: group.now[0] for group in ground.groups for unit in group[side]}


def _is_left(rows: pd.DataFrame, left_out: Iterable[LeftOut]) -> pd.Series:
    left = set(left_out)
    named = tuples(rows, ("unit", "award", "level"))
    return pd.Series([one in left for one in named], index=rows.index, dtype=bool)


def _check(rows: pd.DataFrame, side: Side, awards: Collection[str]) -> None:
    """Refuse rows that do not add up to the figure that is told of them."""
    counted = rows[rows["state"] == "counted"].groupby(list(LINE))["count"].sum()
    for line, count in side.lines.items():
        if count is not None and (not awards or line[0] in awards) and count != counted.get(line, 0):
            raise DataError(f"{', '.join(line)}: the rows add up to {counted.get(line, 0)} and the figure is {count}")
