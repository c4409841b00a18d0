"""Which unit a sender means where the text states a day of its own: "huyện Ba Bể (đến 30/06/2025)".

What a name means on a day belongs to the registry, why it means nothing to ``unit_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from thidua.registry import Unit, find_units, reporting_levels
from thidua.registry.dated import shown_day
from thidua.registry.territory import per_territory
from thidua.registry.unit import COMMUNE_LEVELS, DISTRICT_LEVELS
from thidua.registry.unit_names import type_words

LOCAL_LEVELS = DISTRICT_LEVELS + COMMUNE_LEVELS
"""The levels of places that report themselves on some day: nobody below such a sender reports for itself."""

_DAYS = re.compile(
    r"\s*\(\s*(?:đến(?: hết)?|từ)(?: ngày)?\s+([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\s*\)(?=\s*[.:;]?\s*$)",
    re.IGNORECASE,
)


def with_last_day(name: str, day: date) -> str:
    """A name with the last day on which it holds, as `unit_meant` reads it.

    Examples
    --------
    >>> with_last_day("huyện Ba Bể", date(2025, 6, 30)), with_first_day("Cấp xã", date(2025, 7, 1))
    ('huyện Ba Bể (đến 30/06/2025)', 'Cấp xã (từ 01/07/2025)')
    """
    return f"{name} (đến {shown_day(day)})"


def with_first_day(name: str, day: date) -> str:
    """A name with the first day on which it holds."""
    return f"{name} (từ {shown_day(day)})"


def without_days(text: str) -> str:
    """The text without a first or last day in brackets at its end.

    Examples
    --------
    >>> without_days("III. Cấp huyện (đến 30/06/2025)"), without_days("UBND (từ ngày 1/7/2025 đến ngày 14/12/2025)")
    ('III. Cấp huyện', 'UBND (từ ngày 1/7/2025 đến ngày 14/12/2025)')
    """
    return _DAYS.sub("", text)


def unit_meant(text: str, on: date) -> Unit | None:
    """The one unit that a text means on a day, or on the day that it states itself.

    Examples
    --------
    >>> unit_meant("huyện Ba Bể (đến 30/06/2025)", date(2025, 12, 14)).id
    'huyen-ba-be'
    """
    found = units_meant(text, on)
    return found[0] if len(found) == 1 else None


def units_meant(text: str, on: date) -> tuple[Unit, ...]:
    """Every unit that a text can mean on a day, or on the day that it states itself."""
    if not _DAYS.search(text):
        return find_units(text, on)
    stated = stated_day(text)
    return find_units(without_days(text), stated) if stated else ()


def stated_day(text: str) -> date | None:
    """The first or last day in brackets at the end of a text, or None where there is none, or no such day.

    Examples
    --------
    >>> stated_day("Cấp huyện (đến 30/06/2025)"), stated_day("Cấp huyện (đến 31/06/2025)")
    (datetime.date(2025, 6, 30), None)
    """
    if not (found := _DAYS.search(text)):
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def unit_of_days(text: str, days: Iterable[date]) -> Unit | None:
    """The unit that a text means on the first of these days on which it means one."""
    return next((unit for day in days if (unit := unit_meant(text, day)) is not None), None)


@per_territory
def sender_words(on: date) -> tuple[str, ...]:
    """The words with which a unit begins that reports on a day, or a province, folded; short ones have a dot.

    Examples
    --------
    >>> "huyện" in sender_words(date(2023, 6, 30)), "xã" in sender_words(date(2023, 6, 30))
    (True, False)
    """
    return tuple(_words_of(reporting_levels(on) | {"province", "city"}))


def _words_of(levels: frozenset[str]) -> Iterator[str]:
    yield "sở"
    for word, of_word in type_words().items():
        if not levels.isdisjoint(of_word):
            # "p nội vụ" is no ward, "P. Đức Xuân" is one.
            yield f"{word}." if word.isascii() and len(word) < 3 and word != "tp" else word
