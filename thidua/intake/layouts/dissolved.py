"""Awards to bodies that no longer exist: asked about with the act that says that none are given to them.

Which acts and bodies these are stands in ``tables/dissolved_bodies.csv``, the days of the acts in the registry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from thidua.intake.layouts.list_rows import ListRows
from thidua.intake.words.tables_said import read_words
from thidua.intake.words.unit_words import absence, units_of_any_day
from thidua.intake.words.word_keys import word_key, word_keys
from thidua.registry import LegalBasis, find_units, fold, legal_bases, same_since
from thidua.registry.dated import shown_day
from thidua.registry.territory import per_territory
from thidua.registry.unit_names import type_words


class _Body(NamedTuple):
    """The first words of a body's name, the act about it, and the type word of the unit named behind them."""

    act: str
    words: str
    unit_word: str


def check_dissolved(rows: ListRows, names: list[str], kinds: list[str], decided_on: list[date | None]) -> None:
    """Ask about an award to a body of a unit that had ended on the day of the decision (V02)."""
    since = {day: same_since(day) for day in set(decided_on) if day is not None}
    for row, (name, kind, day) in enumerate(zip(names, kinds, decided_on, strict=True)):
        if kind != "collective" or day is None or not name:
            continue
        act, why = dissolved(name, since[day])
        basis = _acts().get(act)
        if why and basis is not None and basis.is_valid(day):
            rows.find("V02-dissolved", row, "recipient", act=basis.name_vi, why=why)


@per_territory(maxsize=16384)
def dissolved(name: str, on: date) -> tuple[str, str]:
    """The act about a body that had ended, and what became of its unit; twice nothing for any other recipient.

    Examples
    --------
    >>> dissolved("Phòng Nội vụ huyện Ba Bể", date(2025, 9, 5))
    ('15/2025/TT-BNV', 'huyện Ba Bể chỉ có đến 30/06/2025, nay là xã Ba Bể và 4 nơi khác')
    >>> dissolved("UBND xã Ba Bể", date(2025, 9, 5)), dissolved("Trường Tiểu học xã Khang Ninh", date(2025, 9, 5))
    (('', ''), ('', ''))
    """
    for key in word_keys(name):
        for body in _bodies():
            if key != body.words and not key.startswith(f"{body.words} "):
                continue
            rest = key.removeprefix(body.words).strip(" ,-")
            for unit in (f"{body.unit_word} {rest}",) if body.unit_word else _units_in(rest):
                if why := _why_ended(unit, on):
                    return body.act, why
        if why := _why_ended(key, on):
            return _bodies()[0].act, why
    return "", ""


def check_givers(rows: ListRows, awards: list[str], givers: list[str], decided_on: list[date | None]) -> None:
    """Ask about an award of the head of a place that had ended on the day of the decision (V03)."""
    since = {day: same_since(day) for day in set(decided_on) if day is not None}
    for row, (award, giver, day) in enumerate(zip(awards, givers, decided_on, strict=True)):
        if day is None:
            continue
        for text, name in ((giver, "authority"), (award, "award")):
            if text and (why := giver_ended(text, since[day])):
                rows.find("V03-ended", row, name, found=shown_day(day), why=why)
                break


@per_territory(maxsize=16384)
def giver_ended(text: str, on: date) -> str:
    """What became of the place whose head a text names as the giver; nothing if it is there, or none is named.

    Examples
    --------
    >>> giver_ended("Giấy khen của Chủ tịch UBND huyện Ba Bể", date(2025, 9, 5))
    'huyện Ba Bể chỉ có đến 30/06/2025, nay là xã Ba Bể và 4 nơi khác'
    >>> giver_ended("Giấy khen của Chủ tịch UBND huyện Ba Bể", date(2025, 5, 5))
    ''
    """
    return next((why for key in word_keys(text) for unit in _units_in(key) if (why := _why_ended(unit, on))), "")


def _units_in(key: str) -> list[str]:
    """What stands in a key from each type word on: "nội vụ huyện ba bể" has "huyện ba bể"."""
    words = "|".join(re.escape(word) for word in type_words() if len(word) > 2 or word == "xã")
    return [key[found.start() :].replace(",", ", ") for found in re.finditer(rf"(?:^|(?<=\s))(?:{words})\s", key)]


def _why_ended(text: str, on: date) -> str:
    """What became of the unit that a text names, if it is none of that day any more."""
    if find_units(text, on) or not _TYPED.match(fold(text)):
        return ""
    ended = [unit for unit in units_of_any_day(text) if unit.valid_to is not None and unit.valid_to < on]
    return absence(max(ended, key=lambda unit: unit.valid_to or date.min), on) if ended else ""


_TYPED = re.compile(r"(?:sở|tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn)\s")


@per_territory
def _bodies() -> tuple[_Body, ...]:
    """The bodies of the table, those with the longest words first."""
    found = (_Body(row["act"], word_key(row["text"]), row["unit_word"]) for row in read_words("dissolved_bodies"))
    return tuple(sorted(found, key=lambda body: -len(body.words)))


@per_territory
def _acts() -> Mapping[str, LegalBasis]:
    return {basis.id: basis for basis in legal_bases()}
