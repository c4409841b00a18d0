"""A sentence of one's own in a report: numbers the Vietnamese way, and "…" for what is not known."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import date
from numbers import Real
from typing import Any

import pandas as pd

from thidua.errors import ConfigError
from thidua.explore.identifier import identifier
from thidua.measures.intervals import Share
from thidua.present.numbers import MISSING, write_date, write_number, write_percent, write_share_of
from thidua.present.part import Part, empty, plain
from thidua.present.words import TOO_FEW
from thidua.registry import quoted
from thidua.registry.lookup import did_you_mean, nearest

PERCENT = "percent"


def sentence(text: str, /, *, name: str = "", **values: Any) -> Part:
    """A sentence, or a paragraph, for a report of one's own.

    Parameters
    ----------
    text
        The words, with ``{places}`` for the values; ``{part:percent}`` prints a fraction as per cent.
    name
        What `requires` in `reports.toml` may call it; its first words if empty.
    values
        What fills the places. Whole numbers are printed as "1.234", others with one decimal, a `Share` as
        "61,8% (289/468)", a day as "31/5/2023"; what is unknown (None, <NA>, NaN) as "…", never as 0.

    Returns
    -------
    Part
        As every part of a report, in HTML, PDF and mail. If it has values and none of them is known, it counts as
        empty.

    Raises
    ------
    ConfigError
        If a place has no value or a value no place; names both.

    Examples
    --------
    >>> sentence("Cả kỳ có {total} lượt, trong đó {direct:percent} là người lao động.", total=1234, direct=0.618).text
    'Cả kỳ có 1.234 lượt, trong đó 61,8% là người lao động.'
    >>> sentence("Cả kỳ có {total} lượt.", total=None).text
    'Cả kỳ có … lượt.'
    """
    places = _places(text)
    _check(text, places, values)
    words = _Writer().vformat(text, (), values)
    called = name or identifier(text)
    is_unknown = bool(places) and all(_is_unknown(values[place]) for place in places)
    return empty(called, words) if is_unknown else plain(called, words)


class _Writer(string.Formatter):
    """Fills places with values as a page writes them; the values are never read as text with places themselves."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return _written(value, as_percent=format_spec == PERCENT)


def _written(value: Any, *, as_percent: bool) -> str:
    if _is_unknown(value):
        return MISSING
    if isinstance(value, Share):
        return write_share_of(value.part, value.whole, small=TOO_FEW)
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value)
        if as_percent:
            return write_percent(number)
        return write_number(number, decimals=0 if number.is_integer() else 1)
    return write_date(value) if isinstance(value, date) else str(value)


def _is_unknown(value: Any) -> bool:
    if isinstance(value, Share):
        return value.whole == 0
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _places(text: str) -> list[str]:
    try:
        found = [(place, spec) for _, place, spec, _ in string.Formatter().parse(text) if place is not None]
    except ValueError as problem:
        raise ConfigError(f"{quoted(text)}: {problem}; write {{{{ and }}}} for braces that are meant") from None
    for place, spec in found:
        if not place.isidentifier() or spec not in ("", PERCENT):
            written = place + (f":{spec}" if spec else "")
            raise ConfigError(f"{quoted(text)}: {{{written}}} is no place; write {{total}} or {{share:{PERCENT}}}")
    return [place for place, _ in found]


def _check(text: str, places: Sequence[str], values: Mapping[str, Any]) -> None:
    for place in places:
        if place not in values:
            raise ConfigError(f"{quoted(text)}: nothing fills {{{place}}}{did_you_mean(nearest(place, values))}")
    for value in values:
        if value not in places:
            raise ConfigError(f"{quoted(text)}: has no place {{{value}}}{did_you_mean(nearest(value, places))}")
