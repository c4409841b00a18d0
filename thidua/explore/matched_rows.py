"""Rows of two periods matched: who received the same at the same place in both, and how each cell changed.

A row of a list has a counterpart or none; what a cell of a return tells is matched line by line.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

import pandas as pd

from thidua.explore.ground_rows import tuples
from thidua.explore.told import LINE
from thidua.registry import fold_all

BY = ("workplace", "award", "recipient_kind", "recipient_class", "award_type", "level", "authority", "unit", "place")
"""What a counterpart is told of beside its row, and `thidua.explore.explanation.Explanation.by` sorts by."""

_NAMED = 3
"""So many places are named of those that one line stands in."""


def parted(
    now: pd.DataFrame, before: pd.DataFrame
) -> tuple[tuple[pd.DataFrame, pd.DataFrame], tuple[pd.DataFrame, pd.DataFrame]]:
    """The rows of lines that lists alone tell in both periods, and those of lines that a cell tells in one of them."""
    key = ["group", *LINE]
    told = pd.concat([rows.loc[rows["origin"] != "decision_list", key] for rows in (now, before)])
    stated = set(tuples(told, key))
    is_stated = [
        pd.Series([line in stated for line in tuples(rows, key)], rows.index, dtype=bool) for rows in (now, before)
    ]
    listed = now[~is_stated[0]], before[~is_stated[1]]
    return (listed[0], listed[1]), (now[is_stated[0]], before[is_stated[1]])


def matched(now: pd.DataFrame, before: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rows of lists that have a counterpart, those of now that have none, and those of before that have none."""
    open_rows: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for place, who in enumerate(_who(before)):
        open_rows[who].append(place)
    pairs, came = [], []
    for place, who in enumerate(_who(now)):
        # Whom nobody names is nobody's counterpart.
        if who[0] and open_rows[who]:
            pairs.append((place, open_rows[who].popleft()))
        else:
            came.append(place)
    left = sorted(place for places in open_rows.values() for place in places)
    now, before = (rows.assign(where=where_of(rows)) for rows in (now, before))
    counterparts = before.iloc[[place for _, place in pairs]]
    stayed = now.iloc[[place for place, _ in pairs]]
    stayed = stayed.assign(**{f"{name}_before": counterparts[name].to_numpy() for name in (*BY, "where")})
    return stayed, now.iloc[came], before.iloc[left]


def _who(rows: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Who received what, and where they work: what makes a row of one period the counterpart of one of the other."""
    names, places = (fold_all(list(rows[name].to_numpy(dtype=object))) for name in ("recipient", "workplace"))
    lines = tuples(rows, ("group", *LINE))
    return ((name, place, *line) for name, place, line in zip(names, places, lines, strict=True))


def cells_of(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The lines that cells tell: both numbers, and where they stand."""
    key = ["group", *LINE]
    sides = []
    for rows in (now, before):
        of_line = rows.assign(where=where_of(rows)).groupby(key)
        sides.append(pd.DataFrame({"count": of_line["count"].sum(), "where": of_line["where"].agg(_several)}))
    found = pd.concat([sides[0].add_suffix("_now"), sides[1].add_suffix("_before")], axis=1).reset_index()
    numbers = {name: found[f"count_{name}"].fillna(0).astype("int64") for name in ("before", "now")}
    places = {f"where_{name}": found[f"where_{name}"].astype("str").fillna("") for name in ("before", "now")}
    found = found[key].assign(**numbers, difference=numbers["now"] - numbers["before"], **places)
    return found.rename(columns={"group": "unit"})


def _several(places: pd.Series) -> str:
    """Where several rows stand: all of their places if they are few, else the first and how many there are."""
    found = list(dict.fromkeys(places))
    rest = len(found) - _NAMED
    return "; ".join(found[:_NAMED]) + (f"; … (+{rest})" if rest > 0 else "")


def rows_of_cells(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Cells as rows: by how much their numbers rose, by how much they fell, and what both periods have."""
    rose, fell = cells["difference"].clip(lower=0), (-cells["difference"]).clip(lower=0)
    same = cells[["now", "before"]].min(axis=1)
    base = cells.assign(where=cells["where_before"] + " → " + cells["where_now"], origin="summary_return")
    kept = [base.assign(count=number)[number > 0] for number in (rose, fell, same)]
    return kept[0], kept[1], kept[2].assign(**{f"{name}_before": kept[2][name] for name in (*LINE, "unit")})


def where_of(rows: pd.DataFrame) -> pd.Series:
    """File, sheet and cell of each row in one text; of a quotation, whose words they are."""
    columns = ["file", "sheet", "cell", "source", "quote"]
    places = [
        f"{source}: “{quote}”" if not file else " › ".join(part for part in (file, sheet, cell) if part)
        for file, sheet, cell, source, quote in tuples(rows, columns)
    ]
    return pd.Series(places, index=rows.index, dtype="str")
