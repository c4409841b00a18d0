"""The rows of decision lists as a frame, each with its file, sheet and cell; names only where they are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from thidua.errors import ConfigError
from thidua.explore.allowed import allows_names, named_rows
from thidua.explore.codes import CODED, codes_meant
from thidua.explore.days import day_meant
from thidua.explore.names import asked_awards, asked_pairs, is_of, periods_meant, statuses_meant
from thidua.explore.order import vietnamese
from thidua.facts.dataset import Dataset
from thidua.present.language import language, named_on
from thidua.present.words import award_name, unit_name
from thidua.registry import Period, Unit, ancestors, fold, get_unit, last_day_in, quoted, regime, units
from thidua.registry.lookup import did_you_mean, nearest
from thidua.speech import say

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *("unit", "unit_name", "period", "period_label", "decision_no", "decided_on", "award", "award_name", "authority"),
    *("recipient_kind", "recipient_class", "award_type", "status", "recipient", "workplace", "place"),
    *("gender", "ethnic_minority", "achieved_on", "proposed_on", "presented_on", "achievement", "note"),
    *("file", "sheet", "cell", "how"),
)
PERSONAL = ("recipient", "achievement", "note")
"""What may name somebody."""
_DAYS = ("decided_on", "achieved_on", "proposed_on", "presented_on")
_FLAGS = ("ethnic_minority",)
_MADE = ("unit_name", "period", "period_label", "award_name")
_WHOLE = {"cell": r"^{}$", "decision_no": r"(?<!\w){}(?!\w)"}
"""What is a number or a place stands there whole: "409" is none of "1409/QĐ", and "B5" none of "B50"."""
_WRITE_DAYS = 'a day ("15/5/2023"), or a pair of the first and the last'


def decisions_frame(
    dataset: Dataset, asked: Any, periods: Any, *, awards: Any = None, status: Any = None, **filters: Any
) -> pd.DataFrame:
    """The frame of `OpenedDataset.decisions`.

    Parameters
    ----------
    awards, status
        As in ``facts``; without a status, rows of every status.
    filters
        Any other column with what it must hold, one value or a list. In columns of text (workplace, place, file, names,
        notes) a text is searched, however it is spelt: ``workplace="trạm y tế"``. Columns of codes (unit, period,
        award, authority, recipient_kind, recipient_class, award_type, gender) are looked up, by code or by name:
        ``gender="nữ"``; ``cell`` is one cell, ``decision_no`` the number whole or up to a stroke: "409". A day is one
        day or a pair, the first and the last: ``decided_on=("01/3/2023", "31/5/2023")``; a flag ``True`` or ``False``.

    Raises
    ------
    ConfigError
        On a column that there is none of, a code that is none (names the nearest), days the wrong way round, or a
        filter that asks for names where the dataset does not allow them.
    """
    import pandas as pd  # imported where a frame is made

    _check(filters)
    pairs = asked_pairs(dataset, asked, periods)
    if periods is None:
        pairs = [(unit, period) for unit, period in pairs if period.kind == "year"]
    hidden = [(unit, period) for unit, period in pairs if not allows_names(dataset, unit, period)]
    if hidden and (personal := [name for name in filters if name in PERSONAL]):
        unit, period = hidden[0]
        raise ConfigError(
            f"{personal[0]}: data/{dataset.name}/dataset.toml does not allow names of {unit.id}, {period}"
        )
    parts = list(_each_once(dataset, pairs)) or [_empty(dataset)]
    frame = pd.concat(parts, ignore_index=True)
    frame = frame[_holds(dataset, frame, awards, status, filters)]
    return frame.reset_index(drop=True)[list(COLUMNS)]


def _each_once(dataset: Dataset, pairs: Iterable[tuple[Unit, Period]]) -> Iterator[pd.DataFrame]:
    """The rows of each unit and period; those of a unit that another has, as a province has its districts', once."""
    given: dict[Period, set[str]] = {}
    for unit, period in pairs:
        rows = dataset.facts.listed(unit, period)
        before = given.setdefault(period, set())
        yield _in_words(dataset, unit, period, rows[~rows["unit"].isin(before)])
        before.update(rows["unit"].unique())


def _in_words(dataset: Dataset, unit: Unit, period: Period, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a unit and period with names and labels, the names of recipients left out where they are not allowed."""
    day = last_day_in(unit, period, dataset.basis)
    with named_on(day):
        law = regime(day)
        names = {code: award_name(code, regime=law) if code else "" for code in rows["award"].unique()}
        whose = {code: unit_name(get_unit(code), day) for code in rows["unit"].unique()}
    rows = rows.assign(
        unit_name=rows["unit"].map(whose),
        period=str(period),
        period_label=period.label(dataset.basis, language()),
        award_name=rows["award"].map(names),
    )
    if not allows_names(dataset, unit, period):
        is_named = named_rows(dataset, rows)
        rows = rows.assign(**{name: rows[name].where(is_named) for name in PERSONAL})
    rows = rows.astype(dict.fromkeys((*_MADE, *PERSONAL), "str"))
    return _ordered(rows)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by day and decision, recipients of one decision the Vietnamese way; without names as the file has them."""
    names = rows["recipient"].fillna("").tolist()
    places = sorted(range(len(names)), key=lambda place: vietnamese(names[place]))
    return rows.iloc[places].sort_values(["decided_on", "decision_no"], kind="stable", na_position="last")


def _empty(dataset: Dataset) -> pd.DataFrame:
    """No rows, with all columns."""
    unit, period = units()[0], Period("year", dataset.as_of.year)
    return _in_words(dataset, unit, period, dataset.facts.listed(unit, period).iloc[:0])


def _check(filters: Mapping[str, Any]) -> None:
    for name in filters:
        if name not in COLUMNS:
            known = ("awards", "status", *COLUMNS)
            hint = did_you_mean(nearest(name, known, count=1, cutoff=0.5))
            expected = "; " + say("hãy ghi một trong {values}", values=", ".join(known))
            raise ConfigError(say("danh sách không có cột {name}", name=quoted(name)) + (hint or expected))


def _holds(
    dataset: Dataset, frame: pd.DataFrame, awards: Any, status: Any, filters: Mapping[str, Any]
) -> pd.Series[bool]:
    """Which rows are asked for."""
    import pandas as pd

    kept = pd.Series(True, index=frame.index)
    if awards is not None:
        kept &= _of_awards(frame["award"], awards)
    if status is not None:
        kept &= frame["status"].isin(statuses_meant(status))
    for name, value in filters.items():
        kept &= _has(dataset, frame, name, value)
    return kept


def _has(dataset: Dataset, frame: pd.DataFrame, name: str, value: Any) -> pd.Series[bool]:
    """Which rows hold in a column what is asked for: each kind of column in its own way."""
    column = frame[name]
    if name in _DAYS:
        return _in_days(column, value)
    if name in _FLAGS:
        if not isinstance(value, bool):
            raise ConfigError(f"{name} is {quoted(value)}; write True or False")
        return (column == value).fillna(False).astype(bool)
    if name == "award":
        return _of_awards(column, value)
    if name == "unit":
        return _below(dataset, frame, value)
    if name == "period":
        return _of_periods(column, value, dataset)
    if name in CODED:
        wanted = codes_meant(name, value)
        return column.map({code: not wanted.isdisjoint(code.split("+")) for code in column.unique()}).astype(bool)
    return _with_text(column, value)


def _in_days(column: pd.Series[Any], value: Any) -> pd.Series[bool]:
    first, last = value if isinstance(value, tuple | list) and len(value) == 2 else (value, value)
    try:
        days = day_meant(first), day_meant(last)
    except ConfigError as problem:
        raise ConfigError(f"{column.name}: {problem}; or {_WRITE_DAYS}") from None
    if days[0] > days[1]:
        raise ConfigError(
            f"{column.name}: {quoted(str(first))} is after {quoted(str(last))}; write the first day and then the last"
        )
    return column.between(str(days[0]), str(days[1]))


def _of_awards(column: pd.Series[Any], value: Any) -> pd.Series[bool]:
    wanted = frozenset(code for codes in asked_awards(value) for code in codes)
    return column.map({code: is_of(code, wanted) for code in column.unique()}).astype(bool)


def _below(dataset: Dataset, frame: pd.DataFrame, value: Any) -> pd.Series[bool]:
    """Rows of the units that are meant and of those below them."""
    periods = list(frame["period"].unique()) or None
    wanted = {unit for unit, _ in asked_pairs(dataset, value, periods)}
    held = {
        code: not wanted.isdisjoint((get_unit(code), *ancestors(get_unit(code)))) for code in frame["unit"].unique()
    }
    return frame["unit"].map(held).astype(bool)


def _of_periods(column: pd.Series[Any], value: Any, dataset: Dataset) -> pd.Series[bool]:
    wanted = [str(one) for one in periods_meant(value, dataset.basis)]
    there = set(column.unique())
    if there and (lacking := [one for one in wanted if one not in there]):
        raise ConfigError(f"period: the rows are of {', '.join(sorted(there))}; write periods={quoted(lacking[0])}")
    return column.isin(wanted)


def _with_text(column: pd.Series[Any], value: Any) -> pd.Series[bool]:
    """Rows in whose text the words stand, however they are spelt; of cells and numbers the whole."""
    texts = [value] if isinstance(value, str) else value
    is_list = isinstance(texts, list | tuple | set) and len(texts) > 0
    if not is_list or not all(isinstance(one, str) and one.strip() for one in texts):
        raise ConfigError(f"{column.name} is {quoted(value)}; write a text that stands in it, or a list of them")
    pattern = re.compile("|".join(_WHOLE.get(str(column.name), "{}").format(re.escape(fold(one))) for one in texts))
    found = {text: pattern.search(fold(text)) is not None for text in column.dropna().unique()}
    return column.map(found).fillna(False).astype(bool)
