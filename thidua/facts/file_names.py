"""Files whose name says another unit or period than the table within: one of the two was chosen wrongly.

What counts is the table; the name is only held against it, and what it does not say for certain is not asked about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from thidua.facts.versions import SentPart
from thidua.intake.finding import Finding
from thidua.intake.words.units_said import LOCAL_LEVELS
from thidua.registry import Basis, Period, Unit, ancestors, get_unit, name_on, same_since, strip_accents, units
from thidua.registry.territory import per_territory
from thidua.registry.unit import DISTRICT_LEVELS

_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_DAY = re.compile(r"[0-9]{1,2}[-._ ][0-9]{1,2}[-._ ](?:19|20)[0-9]{2}")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_HALVES = (re.compile(r" (?:6|sau) (?:t|th|thang) dau | h 1 "), re.compile(r" (?:6|sau) (?:t|th|thang) cuoi | h 2 "))
_LONGEST_NAME = 6
"""Words of the longest name of a place, with the word of its kind."""


def named_otherwise(parts: Iterable[SentPart], basis: Basis) -> Iterator[Finding]:
    """Ask about files none of whose tables is of the unit (V01) or the period (V13) that the name says."""
    by_file: dict[str, list[SentPart]] = defaultdict(list)
    for each in parts:
        if each.state == "accepted" and each.part.unit:
            by_file[each.sent.file].append(each)
    for of_file in by_file.values():
        for found in ([_other_unit(each) for each in of_file], [_other_period(each, basis) for each in of_file]):
            if found[0] is not None and None not in found:
                yield found[0]


def _other_unit(each: SentPart) -> Finding | None:
    unit, day = get_unit(each.part.unit), each.part.last_day
    if unit.level not in LOCAL_LEVELS or day is None:
        return None
    own = {unit, *ancestors(unit)}
    said = dict.fromkeys(units_in(each.sent.file, min(day, unit.valid_to or day)))
    if not said or any(one in own or unit in ancestors(one) for one in said):
        return None
    found = next(iter(said)).name
    return Finding("V01-file", each.sent.file, each.part.sheet, found=found, words=(("unit", unit.name),))


def _other_period(each: SentPart, basis: Basis) -> Finding | None:
    stem = each.sent.file.rpartition("/")[2].rpartition(".")[0]
    years = {int(year) for year in _YEAR.findall(_DAY.sub(" ", stem))}
    period = Period.parse(each.part.period) if each.part.period else None
    first, last = each.part.first_day, each.part.last_day
    if first is None or last is None:
        return None
    held = set(range(first.year if period is None else period.year, last.year + 1))
    half = next((at for at, pattern in enumerate(_HALVES, 1) if pattern.search(_words(stem))), 0)
    is_other_half = half and period is not None and period.kind == "half" and period.number != half
    if not (years and years.isdisjoint(held)) and not is_other_half:
        return None
    found = f"năm {', '.join(map(str, sorted(years)))}" if years and years.isdisjoint(held) else ""
    found = found or f"6 tháng {'đầu' if half == 1 else 'cuối'} năm"
    label = period.label(basis) if period else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"
    return Finding("V13-file", each.sent.file, each.part.sheet, found=found, words=(("period", label),))


def units_in(file: str, on: date) -> Iterator[Unit]:
    """The places of a day that the name of a file or of its folders tells, in whatever letters it is written.

    Examples
    --------
    >>> [unit.name for unit in units_in("2021/NaRi_2020-H1.xlsx", date(2021, 6, 14))]
    ['huyện Na Rì']
    >>> [unit.name for unit in units_in("UBND TINH BAC KAN.xlsx", date(2021, 6, 14))]
    []
    """
    known = _places(same_since(on))
    for step in reversed(file.split("/")):
        words = _words(step).split()
        for size in range(_LONGEST_NAME, 1, -1):
            for at in range(len(words) - size + 1):
                yield from known.get(" ".join(words[at : at + size]), ())


def _words(text: str) -> str:
    """The words of a file's name without marks, each between blanks: "HuyenBaBe_2024" is " huyen ba be 2024 "."""
    return f" {' '.join(_WORD.findall(strip_accents(text))).lower()} "


@per_territory
def _places(on: date) -> Mapping[str, tuple[Unit, ...]]:
    """The districts and communes of a day by name; districts by their short names, too, if no province has it."""
    found: dict[str, tuple[Unit, ...]] = {}
    provinces = {_words(unit.short_name).strip() for unit in units(level="province")}
    for unit in units():
        if unit.level not in LOCAL_LEVELS or not unit.is_valid(on):
            continue
        name = _words(name_on(unit, on)).strip()
        short = _words(unit.short_name).strip()
        names = {name, name.replace("thanh pho ", "tp ")}
        if unit.level in DISTRICT_LEVELS and " " in short and short not in provinces:
            names.add(short)
        for each in names:
            found[each] = (*found.get(each, ()), unit)
    return found
