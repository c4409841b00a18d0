"""Who received what over the years: the rows of all decision lists in which a name stands, whatever its accents.

A name is not a person: two people may share one, and only their workplaces tell them apart.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from thidua.errors import ConfigError
from thidua.explore.allowed import named_rows
from thidua.explore.matched_rows import where_of
from thidua.explore.order import vietnamese
from thidua.explore.told import level_of
from thidua.explore.whose import noted
from thidua.facts.dataset import Dataset
from thidua.present.language import tr
from thidua.present.words import award_name, unit_name
from thidua.registry import Period, fold, get_unit, quoted, regime, strip_accents

COLUMNS = (
    *("recipient", "recipient_kind", "unit", "unit_name", "workplace", "year", "decided_on", "decision_no"),
    *("award", "award_name", "level", "award_type", "status", "time", "match", "where"),
)
SHORTEST = 2
"""Fewer letters than this are in every other name."""


def search(dataset: Dataset, name: str, awards: Collection[str] = ()) -> pd.DataFrame:
    """The awards of a person or collective over the years.

    Parameters
    ----------
    name
        A name or some whole words of it, with or without accents: "nông thị hoa" finds
        "Nông Thị Hòa" and "NÔNG THỊ HOA".
    awards
        Only these forms; without any, all.

    Returns
    -------
    pandas.DataFrame
        One row an award, by name, unit and day. ``match`` is "same" where the accents are those that were written, else
        "accents"; ``time`` counts how often that name in that unit had received the form by then, <NA> where rows that
        are hidden may count as well; ``where`` is file, sheet and cell. Collectives stand in it always, people and
        households only where the dataset allows their names; ``attrs["words"]`` says where it does not.

    Raises
    ------
    ConfigError
        If the name is none.
    """
    words = _words(name)
    with dataset.territory.in_force():
        rows = dataset.facts.named(words)
        # "An" is a word of "Hà Văn An" and a part of "Hoàn".
        is_named = [set(words) <= set(strip_accents(text).lower().split()) for text in rows["recipient"]]
        rows = rows[pd.Series(is_named, index=rows.index, dtype=bool)]
        if awards:
            rows = rows[rows["award"].isin(list(awards))]
        days = rows["decided_on"].fillna(rows["proposed_on"])
        rows = rows.assign(year=[_year(dataset, day) for day in days], where=where_of(rows))
        is_shown = _may_be_named(dataset, rows)
        frame = _framed(rows[is_shown].reset_index(drop=True), fold(name))
        if not is_shown.all():
            # Of whom rows may be hidden it is not known how many there were before.
            frame.loc[frame["recipient_kind"] != "collective", "time"] = pd.NA
        noted(frame, dataset)
        hidden = "" if _allows_all(dataset) else tr("Tên cá nhân, hộ gia đình chỉ hiện ở nơi bộ số liệu cho phép.")
        frame.attrs["words"] = hidden
        return frame


def _words(name: str) -> list[str]:
    if not isinstance(name, str):
        raise ConfigError(f'{quoted(name)} is no name; write one in quotes: "Nông Thị Hòa"')
    words = strip_accents(name).lower().split()
    if sum(map(len, words)) < SHORTEST:
        raise ConfigError(f"{quoted(name)} is too short; write at least {SHORTEST} letters of a name")
    return words


def _year(dataset: Dataset, day: pd.Timestamp) -> int:
    """The year to which a day belongs; that of the calendar where no day is told."""
    years = (Period("year", day.year + shift) for shift in (0, 1, -1))
    basis = dataset.basis
    return next(one.year for one in years if one.first_day(basis) <= day.date() <= one.last_day(basis))


def _may_be_named(dataset: Dataset, rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether the recipient of each row may be named: a collective always, others where the dataset allows it."""
    return (rows["recipient_kind"] == "collective") | named_rows(dataset, rows)


def _allows_all(dataset: Dataset) -> bool:
    return dataset.settings.illustrative


def _framed(rows: pd.DataFrame, asked: str) -> pd.DataFrame:
    folded = [fold(text) for text in rows["recipient"]]
    parts = asked.split()
    rows = rows.assign(
        match=["same" if all(part in text for part in parts) else "accents" for text in folded],
        unit_name=[unit_name(get_unit(unit)) for unit in rows["unit"]],
        award_name=[award_name(code, regime=regime(day.date())) for code, day in _dated(rows)],
        level=[level_of(code) for code in rows["authority"]],
        _name=folded,
    )
    order = sorted(range(len(rows)), key=lambda at: (vietnamese(rows["recipient"].iloc[at]), rows["unit"].iloc[at]))
    place = pd.Series(range(len(order)), index=order).sort_index()
    rows = rows.assign(_place=place.to_numpy(), _group=pd.factorize(rows["_name"])[0])
    rows["_first"] = rows.groupby(["_name", "unit"])["_place"].transform("min")
    rows = rows.sort_values(["_first", "decided_on"], kind="stable").reset_index(drop=True)
    rows["time"] = rows.groupby(["_name", "unit", "award", "status"]).cumcount() + 1
    types = {name: "str" for name in COLUMNS if name != "decided_on"} | {"year": "int64", "time": "Int64"}
    return rows[list(COLUMNS)].astype(types)


def _dated(rows: pd.DataFrame) -> list[tuple[str, pd.Timestamp]]:
    days = rows["decided_on"].fillna(rows["proposed_on"])
    return list(zip(rows["award"], days, strict=True))
