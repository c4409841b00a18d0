"""A frame of one's own as it can be printed: checked, its columns named, its values as cells, and its source.

A wrong frame is answered with one line that says what to write; what is made of it is in ``tables`` and ``charts``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from thidua.errors import ConfigError
from thidua.explore.identifier import identifier
from thidua.explore.marks import is_illustrative
from thidua.explore.own_words import kept_columns, value_words
from thidua.explore.own_words import titles as usual_titles
from thidua.explore.whose import noted
from thidua.present.keyed import DECIMALS
from thidua.present.known import Known
from thidua.present.language import declared_language, language, tr, written_in
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_date
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Show
from thidua.registry import LANGUAGES, Language, quoted
from thidua.registry.lookup import did_you_mean, nearest

MOST_COLUMNS = 16
"""More columns than this have no room on a page, even across it."""

LARGEST_FRACTION = 20.0
"""A fraction beyond this was meant as per cent: 61.8 would print 6.180,0%."""

_DECIMALS: tuple[Show, ...] = ("decimal", "decimal2", "decimal3")
"""Fractions are written with as many decimals as their column needs, up to three; then they are rounded."""

MARKS = (MISSING, NOT_APPLICABLE)


@dataclass(frozen=True)
class Shown:
    """A column as it is shown: its name in the frame, its title, how its values are written, and its cells."""

    name: str
    title: str
    show: Show
    cells: tuple[Cell, ...]
    group: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers and marks."""
        return self.show in DECIMALS

    @property
    def is_rounded(self) -> bool:
        """Whether its numbers have more decimals than are written; a percentage has one, as everywhere."""
        places = DECIMALS.get(self.show) if self.show != "percent" else None
        return places is not None and any(_is_longer(one, places) for one in self.numbers if one is not None)

    @property
    def numbers(self) -> list[float | None]:
        """Its numbers; None where a mark stands."""
        return [None if isinstance(cell, str) else float(cell) for cell in self.cells]


@dataclass(frozen=True)
class Said:
    """What stands below a table: where its figures come from, and whether they are invented."""

    source: str
    illustrative: bool


def checked_frame(frame: Any) -> pd.DataFrame:
    """The frame with the names of its rows as columns.

    Raises
    ------
    ConfigError
        If it is no frame, or one that cannot be printed; says what to do about it.
    """
    found = frame.to_frame(frame.name or "count") if isinstance(frame, pd.Series) else frame
    if not isinstance(found, pd.DataFrame):
        raise ConfigError(f"{quoted(type(frame).__name__)} is no frame; write a DataFrame, such as facts() gives")
    if not isinstance(found.index, pd.RangeIndex) and any(name is not None for name in found.index.names):
        found = found.reset_index()
    twice = found.columns[found.columns.duplicated()]
    if len(twice):
        raise ConfigError(f"the frame has the column {quoted(twice[0])} twice; rename one of them")
    if not len(found.columns):
        raise ConfigError("the frame has no columns; choose some: frame[[…]]")
    return found


def name_of(title: str, name: str) -> str:
    """What `requires` in `reports.toml` may call it: the name that is given, or the first words of the title.

    Raises
    ------
    ConfigError
        If the title is no text, or the name no identifier.

    Examples
    --------
    >>> name_of("Giấy khen của các huyện, 6 tháng đầu năm 2023", "")
    'giay_khen_cua_cac_huyen_6'
    """
    if not isinstance(title, str) or not title.strip():
        raise ConfigError(f'{quoted(title)} is no title; write one in quotes: "Giấy khen của các huyện"')
    if name and not re.fullmatch("[a-z][a-z0-9_]*", str(name)):
        raise ConfigError(f'{quoted(name)} is no name; write small letters, digits and "_": "giay_khen"')
    return name or identifier(title)


def shown_columns(
    frame: pd.DataFrame, titles: Mapping[str, str] | None, percent: str | Collection[str]
) -> tuple[Shown, ...]:
    """The columns that are shown, in their order.

    Raises
    ------
    ConfigError
        If a title or percentage is of a column that is not there (names the nearest), a column mixes numbers and text,
        or a number cannot be printed.
    """
    fractions = (percent,) if isinstance(percent, str) else tuple(percent)
    names = {str(name) if not isinstance(name, tuple) else name[-1]: name for name in frame.columns}
    for asked in (*(titles or {}), *fractions):
        if asked not in frame.columns and asked not in names:
            near = did_you_mean(nearest(str(asked), names, count=1, cutoff=0.5))
            raise ConfigError(f"the frame has no column {quoted(asked)}{near or '; it has ' + ', '.join(names)}")
    kept = list(kept_columns(frame, titles or {}))
    if len(kept) > MOST_COLUMNS:
        raise ConfigError(f"{len(kept)} columns have no room on a page; choose at most {MOST_COLUMNS}: frame[[…]]")
    return tuple(_shown(frame, name, titles or {}, fractions, is_first=name == kept[0]) for name in kept)


def language_of(frame: Any, whose: Any) -> Language:
    """The language in which figures are written: of their report or dataset, of the frame, or of what is written.

    Raises
    ------
    ConfigError
        If `whose` is neither a report nor a dataset.
    """
    from thidua.explore.opened import OpenedDataset  # imported here: its own answers are made of this

    if whose is not None and not isinstance(whose, Known | OpenedDataset):
        raise ConfigError(f"of is {quoted(type(whose).__name__)}; write a report, or a dataset that was opened")
    with written_in(language()):  # a report is taken in hand when it is asked, and writes in its own from then on
        said = getattr(whose, "lang", None) if whose is not None else getattr(frame, "attrs", {}).get("lang")
    return said if said in LANGUAGES else declared_language()


def said_of(frame: pd.DataFrame, whose: Any, source: str, illustrative: bool | None) -> Said:
    """Where the figures come from: as it is said, as the report or dataset says, or as the frame was marked."""
    if isinstance(whose, Known):
        found = Said(source_words(whose), whose.is_illustrative)
    elif whose is not None:
        says = noted(pd.DataFrame(), whose.dataset).attrs
        found = Said(says["source"], says["illustrative"])
    else:
        found = Said(str(frame.attrs.get("source", "")), is_illustrative(frame))
    return Said(source or found.source, found.illustrative if illustrative is None else illustrative)


def _shown(
    frame: pd.DataFrame, name: Any, titles: Mapping[str, str], percent: Collection[str], *, is_first: bool
) -> Shown:
    own = name[-1] if isinstance(name, tuple) else name
    group = str(name[0]) if isinstance(name, tuple) and len(name) > 1 and name[-1] else ""
    title = titles.get(name, titles.get(own)) or usual_titles().get(str(own)) or str(own)
    column = frame[name]
    show = _show_of(column, is_percent=own in percent or name in percent)
    states = frame["state"] if own == "count" and "state" in frame else None
    if show in ("label", "text"):
        cells: tuple[Cell, ...] = tuple(text_of(value_words(str(own), value)) for value in column)
        return Shown(str(own), printable(title), "label" if is_first else "text", cells, printable(group))
    cells = tuple(_number(value, show, str(own)) for value in column)
    if states is not None:
        told = zip(cells, states, strict=True)
        cells = tuple(NOT_APPLICABLE if state == "not_applicable" else cell for cell, state in told)
    return Shown(str(own), printable(title), show, cells, printable(group))


def _show_of(column: pd.Series, *, is_percent: bool) -> Show:
    """How a column is written: whole numbers, as many decimals as its numbers need, fractions as per cent, or text."""
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_datetime64_any_dtype(column):
        return "text"
    values = [value for value in column if not is_missing(value) and not (isinstance(value, str) and value in MARKS)]
    numbers = [value for value in values if is_number(value)]
    if values and not numbers:
        if is_percent:
            raise ConfigError(f"the column {quoted(column.name)} has no numbers; it cannot be printed as per cent")
        return "text"
    if len(numbers) < len(values):
        wrong = next(value for value in values if not is_number(value))
        raise ConfigError(f"the column {quoted(column.name)} has numbers and {quoted(wrong)}; write one of the two")
    # Of a column in which nothing is known pandas may not tell what it is of: blanks would hide that.
    if not values and isinstance(column.dtype, pd.StringDtype):
        return "text"
    if is_percent:
        return "percent"
    finite = [float(value) for value in numbers if math.isfinite(value)]
    if all(value.is_integer() for value in finite):
        return "count"
    enough = (show for show in _DECIMALS if not any(_is_longer(value, DECIMALS[show]) for value in finite))
    return next(enough, _DECIMALS[-1])


def _is_longer(value: float, places: int) -> bool:
    """Whether a number has more decimals; what a binary fraction adds far behind them is none."""
    return not math.isclose(value, round(value, places), rel_tol=1e-9, abs_tol=1e-12)


def _number(value: Any, show: Show, column: str) -> Cell:
    if is_missing(value):
        return MISSING
    if isinstance(value, str):
        return value
    number = float(value)
    if not math.isfinite(number):
        raise ConfigError(f"the column {quoted(column)} has {number}; a value that is not known is <NA> and prints …")
    if show == "percent" and abs(number) > LARGEST_FRACTION:
        raise ConfigError(
            f"the column {quoted(column)} has {number:g} as a fraction; write {number / 100:g} for that %"
        )
    return int(number) if show == "count" else number


def text_of(value: Any) -> str:
    """A value that is no number as a page writes it: a day, a yes or no, a text; what is not known is blank."""
    if is_missing(value):
        return ""
    if is_truth(value):
        return tr("có") if value else tr("không")
    if isinstance(value, date):
        return write_date(value)
    return printable(str(value), limit=None)


def is_missing(value: Any) -> bool:
    """Whether a value is not known, in whatever way pandas writes it."""
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def is_number(value: Any) -> bool:
    """Whether it is one number."""
    return pd.api.types.is_number(value) and not is_truth(value)


def is_truth(value: Any) -> bool:
    """Whether it is yes or no."""
    return bool(pd.api.types.is_bool(value))
