"""What a written unit means on a day: an id, an official code, or a Vietnamese name in one of its spellings.

A name is accepted only when it folds to a name or alias of the tables; near names are proposed, never taken.
"""

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from thidua.errors import ConfigError
from thidua.registry.dated import Dated, days_of_change, shown_day
from thidua.registry.departments import departments
from thidua.registry.lookup import did_you_mean
from thidua.registry.succession import predecessors, successors
from thidua.registry.tables import parts, read_rows
from thidua.registry.territory import per_territory
from thidua.registry.text import fold, quoted, strip_accents
from thidua.registry.typed import typed
from thidua.registry.unit import Unit
from thidua.registry.units import ancestors, get_unit, known_id, level_on, unit_codes, unit_names, unit_or_none, units
from thidua.speech import say

# Longer than any written unit with its district and province; a whole paragraph is not a unit.
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class UnitAlias(Dated):
    """Another spelling of a unit's name, kept with where it was seen."""

    unit: str
    text: str
    valid_from: date | None
    valid_to: date | None
    source: str


@per_territory
def unit_aliases() -> tuple[UnitAlias, ...]:
    """Return every alias, in the table's order."""
    return typed("unit_aliases", UnitAlias, unit=known_id)


@per_territory
def _units_by_name() -> dict[str, list[tuple[Unit, UnitAlias | None]]]:
    """Index every folded name: whole names, short names and aliases."""
    index: dict[str, list[tuple[Unit, UnitAlias | None]]] = {}
    for unit in units():
        for name in {fold(unit.name), fold(unit.short_name)}:
            index.setdefault(name, []).append((unit, None))
    for alias in (*unit_aliases(), *_dated_names(), *_city_names(), *_department_names(), *_numbered_names()):
        index.setdefault(fold(alias.text), []).append((get_unit(alias.unit), alias))
    return index


def _dated_names() -> Iterator[UnitAlias]:
    """The names that units have in some of their days, whole and short, each on its days."""
    for one in unit_names():
        for text in (one.name, one.short_name):
            yield UnitAlias(one.unit, text, one.valid_from, one.valid_to, one.source)


def _city_names() -> Iterator[UnitAlias]:
    """Cities of the centre as they are abbreviated; a city of a province has a level of its own."""
    for unit in units(level="province"):
        if unit.name.startswith("thành phố"):
            for word in ("TP", "TP."):
                yield UnitAlias(unit.id, f"{word} {unit.short_name}", None, None, unit.name)


def _department_names() -> Iterator[UnitAlias]:
    """Departments as they are abbreviated, and each name with the province that it is of."""
    aliases = {each.name: each.aliases for each in departments()}
    for unit in units(level="department"):
        above = [get_unit(unit.parent)] if unit.parent else []
        for text in (unit.name, *aliases.get(unit.name, ())):
            yield UnitAlias(unit.id, text, None, None, unit.name)
            for province in above:
                yield UnitAlias(unit.id, f"{text} {province.name}", None, None, unit.name)


def _numbered_names() -> Iterator[UnitAlias]:
    """Wards that have a number for a name: "P.1" and "P1" are "phường 1", and a bare 1 is none of them."""
    for unit in units():
        kind, _, number = unit.short_name.partition(" ")
        if number.isdecimal():
            for text in (f"{kind[0]}{number}", f"{kind[0]}.{number}", f"{kind[0]}. {number}"):
                yield UnitAlias(unit.id, text, None, None, unit.name)


def _named(name: str, levels: tuple[str, ...] = ()) -> set[Unit]:
    """Return the units of any date that carry the folded name, of these levels if any are given."""
    return {unit for unit, _ in _units_by_name().get(name, ()) if not levels or unit.level in levels}


def _named_on(name: str, on: date, levels: tuple[str, ...] = ()) -> set[Unit]:
    return {
        unit
        for unit, alias in _units_by_name().get(name, ())
        if unit.is_valid(on) and (alias is None or alias.is_valid(on)) and (not levels or level_on(unit, on) in levels)
    }


@cache
def type_words() -> dict[str, tuple[str, ...]]:
    """Return the words before a unit's name, folded, with the levels that each can be."""
    return {fold(row["text"]): parts(row, "levels") for row in read_rows("type_words")}


def _front(words: list[str]) -> re.Pattern[str]:
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"({longest_first})(?:\.\s*|\s+|$)")


@cache
def _type_front() -> re.Pattern[str]:
    return _front(list(type_words()))


@cache
def _office_front() -> re.Pattern[str]:
    return _front([fold(row["text"]) for row in read_rows("office_words")])


def _split_type(name: str) -> tuple[tuple[str, ...], str]:
    """Take the office and type word off a folded name: "ubnd huyện ba bể" is a district named "ba bể"."""
    name = _office_front().sub("", name, count=1) if _office_front().match(name) else name
    if found := _type_front().match(name):
        return type_words()[found[1]], name[found.end() :].strip()
    return (), name


@dataclass(frozen=True, slots=True)
class _Reading:
    """A written unit taken apart, folded: all of it, its part before a comma, levels, bare name, units named above."""

    whole: str
    head: str
    levels: tuple[str, ...]
    bare: str
    qualifiers: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Reading":
        whole = fold(text).strip(" .,;:")
        head, *rest = [part.strip(" .;:\n\t\xa0") for part in re.split(r"[,()]", text)]
        levels, bare = _split_type(fold(head))
        return cls(whole, fold(head), levels, bare, tuple(part for part in rest if part))

    def units(self) -> set[Unit]:
        """Return the units of any date that could be meant, qualifiers aside."""
        return _named(self.whole) | _named(self.head) | _named(self.bare, self.levels)

    def units_on(self, on: date) -> set[Unit]:
        """Return the units of that day that could be meant, qualifiers aside."""
        return _named_on(self.whole, on) or _named_on(self.bare, on, self.levels) or _named_on(self.head, on)

    def unmet_qualifier(self, unit: Unit, on: date) -> str | None:
        """Return the first qualifier that this unit does not meet, or None."""
        if unit in _named_on(self.whole, on):
            return None
        for qualifier in self.qualifiers:
            levels, bare = _split_type(fold(qualifier))
            if not bare and unit.level in levels:
                continue
            named = _named_on(bare, on, levels) | _named_on(fold(qualifier), on)
            if named.isdisjoint(ancestors(unit)):
                return qualifier
        return None


def resolve_unit(text: str, on: date) -> Unit:
    """Return the one unit that the text means on that day.

    Parameters
    ----------
    text
        An id (``huyen-ba-be``), an official code (``061``), or a name in any of its spellings, with or
        without its type word and the units above it: "H. Ba Bể", "xã Cẩm Giàng, huyện Bạch Thông".
    on
        The day whose units and codes count.

    Raises
    ------
    ConfigError
        If no unit, or more than one, fits; one line: the candidates, what the unit became, or the nearest.

    Notes
    -----
    Names and codes are used again: "Ba Bể" is a district to 30/06/2025 and a commune from 01/07/2025,
    code 01954 is a commune, then a township, then another commune. Source: 1683/NQ-UBTVQH15.
    """
    if not isinstance(text, str):
        raise ConfigError(
            say(
                "{text} không phải là đơn vị; hãy ghi mã định danh (huyen-ba-be), mã số (061) hoặc tên (huyện Ba Bể)",
                text=quoted(text),
            )
        )
    return _resolve(text, on.date() if isinstance(on, datetime) else on)


def find_unit(text: str, on: date) -> Unit | None:
    """Return the one unit that the text means on that day, as ``resolve_unit`` does, or None without saying why.

    For texts that need not be units, such as workplaces: nothing near is looked for, and one answer serves every day
    between two changes of the tables.
    """
    found = find_units(text, on)
    return found[0] if len(found) == 1 else None


def find_units(text: str, on: date) -> tuple[Unit, ...]:
    """Return every unit that the text can mean on that day, in the registry's order: two where it is ambiguous."""
    return _find(text.strip(), same_since(on)) if 0 < len(text.strip()) <= _LONGEST_TEXT else ()


@per_territory(maxsize=65536)
def _find(given: str, on: date) -> tuple[Unit, ...]:
    if re.fullmatch("[0-9]{1,9}", given):
        found = {get_unit(record.unit) for record in unit_codes() if record.code == given and record.is_valid(on)}
    else:
        reading = _Reading.of(given)
        found = {unit for unit in reading.units_on(on) if reading.unmet_qualifier(unit, on) is None}
        found = found or {unit for unit in reading.units() if unit.is_valid(on) and not reading.qualifiers}
        found |= {unit for unit in units(on=on) if unit.id == given}
    return tuple(_sorted(found)) if len(found) > 1 else tuple(found)


@per_territory
def _changes() -> tuple[date, ...]:
    return days_of_change((*units(), *unit_codes(), *unit_aliases(), *unit_names()))


def days_of_states(first: date, last: date) -> tuple[date, ...]:
    """Return the last day of each state of the map between two days, the latest first."""
    changes = [day for day in _changes() if first < day <= last]
    return tuple(dict.fromkeys((last, *(day - timedelta(days=1) for day in reversed(changes)))))


def same_since(on: date) -> date:
    """Return the first of the days on which units, their codes and names are what they are on this day."""
    return _changes()[bisect_right(_changes(), on) - 1]


@per_territory(maxsize=8192)
def _resolve(text: str, on: date) -> Unit:
    given = text.strip()
    if (unit := unit_or_none(given)) is not None:
        return _only({unit}, given, on)
    if re.fullmatch("[0-9]{1,9}", given):
        return _by_code(given, on)
    if len(given) > _LONGEST_TEXT:
        limit = say("; nhiều nhất {count} chữ", count=_LONGEST_TEXT)
        raise ConfigError(_unknown_words(text) + limit)
    reading = _Reading.of(given)
    candidates = reading.units_on(on)
    meant = {unit for unit in candidates if reading.unmet_qualifier(unit, on) is None}
    if meant:
        return _only(meant, text, on)
    if candidates:
        raise ConfigError(_unmet(text, reading, candidates, on))
    return _only(reading.units(), text, on) if reading.units() else _unknown(text, reading, on)


def _by_code(code: str, on: date) -> Unit:
    records = [record for record in unit_codes() if record.code == code]
    now = {get_unit(record.unit) for record in records if record.is_valid(on)}
    if now or records:
        return _only(now or {get_unit(record.unit) for record in records}, code, on)
    padded = {code.zfill(width) for width in (2, 3, 5)}
    close = {get_unit(record.unit) for record in unit_codes() if record.code in padded and record.is_valid(on)}
    none = say("; ngày {day} không đơn vị nào có mã này", day=shown_day(on))
    raise ConfigError(_unknown_words(code) + (did_you_mean(_proposals(_sorted(close))) or none))


def _sorted(found: set[Unit]) -> list[Unit]:
    if len(found) < 2:
        return list(found)
    order = {unit.id: place for place, unit in enumerate(units())}
    return sorted(found, key=lambda unit: order[unit.id])


def _listed(found: list[Unit] | tuple[Unit, ...], joint: str = ", ") -> str:
    return joint.join(f"{unit.name} ({unit.id})" for unit in found)


def _proposals(found: list[Unit]) -> list[str]:
    return [f"{unit.short_name} ({unit.id})" for unit in found[:3]]


def _only(found: set[Unit], text: str, on: date) -> Unit:
    """Return the one unit of these that exists on the day, or say why there is none or more than one."""
    existing = _sorted({unit for unit in found if unit.is_valid(on)})
    if len(existing) == 1:
        return existing[0]
    if existing:
        raise ConfigError(
            say(
                "{text} có thể là nhiều đơn vị vào ngày {day}: {units}; hãy ghi cả loại đơn vị hoặc mã định danh",
                text=quoted(text),
                day=shown_day(on),
                units=_listed(existing, say(" hoặc ")),
            )
        )
    because = "; ".join(absence(unit, on) for unit in _sorted(found))
    raise ConfigError(
        say("{text} không phải là đơn vị vào ngày {day}: {why}", text=quoted(text), day=shown_day(on), why=because)
    )


def absence(unit: Unit, on: date) -> str:
    """Say in a few words when the unit ended and what took over, or when it began and what was before."""
    if unit.valid_to is not None and unit.valid_to < on:
        now = successors(unit.id, on=on)
        became = say(", nay là {units}", units=_listed(now)) if now else ""
        return say("{unit} kết thúc ngày {day}", unit=_listed((unit,)), day=shown_day(unit.valid_to)) + became
    if unit.valid_from is not None and on < unit.valid_from:
        before = predecessors(unit.id)
        was = say(", trước đó là {units}", units=_listed(before)) if before else ""
        return say("{unit} bắt đầu ngày {day}", unit=_listed((unit,)), day=shown_day(unit.valid_from)) + was
    return say("{unit} khi ấy có mã khác", unit=_listed((unit,)))


def _unmet(text: str, reading: _Reading, candidates: set[Unit], on: date) -> str:
    ordered = _sorted(candidates)
    qualifier = next(found for unit in ordered if (found := reading.unmet_qualifier(unit, on)) is not None)
    return _unknown_words(text) + say(
        ": {above} không phải cấp trên của nó vào ngày {day}; bỏ phần ấy thì là {units}",
        above=quoted(qualifier),
        day=shown_day(on),
        units=_listed(ordered, say(" hoặc ")),
    )


def _unknown_words(text: str) -> str:
    return say("không có đơn vị {text}", text=quoted(text))


def _unknown(text: str, reading: _Reading, on: date) -> Unit:
    near = _proposals(_nearest(reading, text, on))
    none = say("; ngày {day} không đơn vị nào có tên gần giống", day=shown_day(on))
    raise ConfigError(_unknown_words(text) + (did_you_mean(near) or none))


def _nearest(reading: _Reading, text: str, on: date) -> list[Unit]:
    """Return up to three units of the day whose name, without accents, or id is close; the closest first."""
    bare = strip_accents(reading.bare)
    scores: list[tuple[float, bool, Unit]] = []
    for unit in units(on=on):
        names = {strip_accents(fold(unit.short_name))}
        names |= {strip_accents(fold(alias.text)) for alias in unit_aliases() if alias.unit == unit.id}
        score = max(difflib.SequenceMatcher(None, bare, name).ratio() for name in names)
        score = max(score, difflib.SequenceMatcher(None, text.strip(), unit.id).ratio())
        scores.append((score, unit.level in reading.levels, unit))
    scores.sort(key=lambda scored: (-scored[0], not scored[1]))
    best = scores[0][0] if scores else 0.0
    return [unit for score, _, unit in scores if score >= max(0.75, best - 0.1)][:3]
