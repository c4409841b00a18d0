"""A sentence of one's own in a report: numbers the Vietnamese way, and "…" for what is not known."""

from __future__ import annotations

import math
import string
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from thidua.errors import ConfigError
from thidua.explore.identifier import identifier
from thidua.explore.shown_frame import LARGEST_FRACTION, is_missing, is_number, is_truth, language_of, text_of
from thidua.measures.intervals import Share
from thidua.present.language import written_in
from thidua.present.numbers import MISSING, write_number, write_percent, write_share_of
from thidua.present.part import Part, empty, plain
from thidua.present.words import TOO_FEW
from thidua.registry import quoted
from thidua.registry.lookup import did_you_mean, nearest

PERCENT = "percent"


def sentence(text: str, /, *unnamed: Any, name: str = "", of: Any = None, **values: Any) -> Part:
    """A sentence, or a paragraph, for a report of one's own.

    Parameters
    ----------
    text
        The words, with ``{places}`` for the values; ``{part:percent}`` prints a fraction as per cent.
    name
        What `requires` in `reports.toml` may call it; its first words if empty.
    of
        The report or opened dataset whose figures they are, in whose language the numbers are written; without it that
        of the report that the notebook writes, or Vietnamese.
    values
        What fills the places, each by the name of its place and each one value. Whole numbers are printed as "1.234",
        others with one decimal, a `Share` as "61,8% (289/468)", a day as "31/5/2023"; what is unknown (None, <NA>, NaN)
        as "…", never as 0.

    Returns
    -------
    Part
        As every part of a report, in HTML, PDF and mail. If it has values and none of them is known, it counts as
        empty.

    Raises
    ------
    ConfigError
        If a place has no value or a value no place (names both), or if a value is none that a sentence can tell: a
        column, an infinite number, a fraction that was meant as per cent.

    Examples
    --------
    >>> sentence("Cả kỳ có {total} lượt, trong đó {direct:percent} là người lao động.", total=1234, direct=0.618).text
    'Cả kỳ có 1.234 lượt, trong đó 61,8% là người lao động.'
    >>> sentence("Cả kỳ có {total} lượt.", total=None).text
    'Cả kỳ có … lượt.'
    """
    if not isinstance(text, str):
        raise ConfigError(f'{quoted(text)} is no sentence; write one in quotes: "Có {{total}} lượt."')
    if unnamed:
        raise ConfigError(f"{quoted(unnamed[0])} has no name; write which place it fills: total={quoted(unnamed[0])}")
    places = _places(text)
    _check(text, places, values)
    with written_in(language_of(None, of)):
        words = _Writer().vformat(text, (), values)
    called = name or identifier(text)
    is_unknown = bool(places) and all(_is_unknown(values[place]) for place in places)
    return empty(called, words) if is_unknown else plain(called, words)


class _Writer(string.Formatter):
    """Fills places with values as a page writes them; the values are never read as text with places themselves."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return _Named(field_name, kwargs[field_name]), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return _written(value, as_percent=format_spec == PERCENT)


class _Named(NamedTuple):
    """A value and the place that it fills, by which a refusal calls it."""

    name: str
    value: Any


def _written(said: _Named, *, as_percent: bool) -> str:
    name, value = said
    if _is_unknown(value):
        return MISSING
    if isinstance(value, Share):
        return write_share_of(value.part, value.whole, small=TOO_FEW)
    if is_number(value):
        return _number(name, float(value), as_percent=as_percent)
    if as_percent:
        raise ConfigError(f"{name} is {quoted(value)}; {{{name}:{PERCENT}}} takes a fraction: 0.618 prints 61,8%")
    if is_truth(value) or isinstance(value, str | date):
        return text_of(value)
    raise ConfigError(f"{name} is a {type(value).__name__}; write one value of it: a number, a day or a text")


def _number(name: str, number: float, *, as_percent: bool) -> str:
    """A number, or a fraction as per cent, as a page writes it."""
    if not math.isfinite(number):
        raise ConfigError(f"{name} is {number}; a value that is not known is None and prints {MISSING}")
    if not as_percent:
        return write_number(number, decimals=0 if number.is_integer() else 1)
    if abs(number) > LARGEST_FRACTION:
        raise ConfigError(f"{name} is {number:g} as a fraction; write {number / 100:g} for that %")
    return write_percent(number)


def _is_unknown(value: Any) -> bool:
    if isinstance(value, Share):
        return value.whole == 0
    return is_missing(value)


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
