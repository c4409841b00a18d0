"""Places of work of the rows that are compared: without the job before them, told apart where many share a name."""

from __future__ import annotations

import pandas as pd

from thidua.explore.ground_rows import OF_AREA
from thidua.facts.dataset import Dataset
from thidua.present.words import unit_name
from thidua.registry import Period, fold, fold_all, get_unit, last_day_in


def told_apart(now: pd.DataFrame, before: pd.DataFrame, period: Period, dataset: Dataset) -> list[pd.DataFrame]:
    """The rows, their unit behind the name of a workplace that several of an area have: each has a "Phòng Nội vụ"."""
    named: set[str] = set()
    for rows in (now, before):
        of_area = rows[(rows["group"] == OF_AREA) & (rows["workplace"] != "")]
        units = of_area.groupby("workplace")["whose"].nunique()
        named.update(units[units > 1].index)
    return [_with_unit(rows, named, one, dataset) for rows, one in ((now, period), (before, period.comparison()))]


def _with_unit(rows: pd.DataFrame, named: set[str], period: Period, dataset: Dataset) -> pd.DataFrame:
    is_named = (rows["group"] == OF_AREA) & rows["workplace"].isin(named)
    if not is_named.any():
        return rows
    units = {code: get_unit(code) for code in rows.loc[is_named, "whose"].unique()}
    names = {code: unit_name(one, last_day_in(one, period, dataset.basis)) for code, one in units.items()}
    told = rows["workplace"] + ", " + rows["whose"].map(names).astype("str")
    return rows.assign(workplace=rows["workplace"].mask(is_named, told))


def with_workplaces(now: pd.DataFrame, before: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with the place of work alone where a job stands before it; a collective is its own.

    "Giáo viên, Trường THCS Cư Lễ" is taken apart only where "Trường THCS Cư Lễ" stands by itself in another row:
    "Trung tâm Văn hóa, Thể thao và Truyền thông" has a comma and no job.
    """
    own = [
        rows["workplace"].mask((rows["recipient_kind"] == "collective") & (rows["workplace"] == ""), rows["recipient"])
        for rows in (now, before)
    ]
    known = set(fold_all([text for places in own for text in places.unique()]))

    def place(text: str) -> str:
        _, comma, rest = text.partition(", ")
        return rest if comma and fold(rest) in known else text

    places = {text: place(text) for column in own for text in column.unique()}
    return now.assign(workplace=own[0].map(places)), before.assign(workplace=own[1].map(places))
