"""Which authority a sender means: an office as titles, decisions and columns write it.

Spellings are rows of ``tables/authority_words.csv``; who may confer what belongs to the registry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from thidua.intake.words.competence import conferring_then
from thidua.intake.words.word_keys import WordTable, word_key, word_keys
from thidua.registry import (
    Unit,
    authorities,
    fold,
    get_authority,
    get_unit,
    giver_of,
    name_on,
    same_since,
    unit_aliases,
    unit_names,
    units,
)
from thidua.registry.dated_names import dated_names
from thidua.registry.tables import parts, read_rows
from thidua.registry.territory import per_territory
from thidua.registry.unit import COMMUNE_LEVELS, DISTRICT_LEVELS

_LEVELS: Mapping[str, tuple[str, ...]] = {
    "<province>": ("province",),
    "<district>": DISTRICT_LEVELS,
    "<commune>": COMMUNE_LEVELS,
}
CITY_CHAIR = "city_chair"
"""In the table of words: the chair of a city, which is of the level of a district or of a province."""
# Two offices in one cell: neither may be taken for the other.
_SECOND_OFFICE = re.compile(
    r"(?:,| và|\+) *(?:chủ tịch|ct|ubnd|thủ tướng|chính phủ|bộ trưởng|giám đốc|hiệu trưởng|sở|tỉnh ủy|huyện ủy)\b"
)


def authority_meant(text: str) -> str | None:
    """Return the code of the authority that a written office means, or None when unknown.

    Parameters
    ----------
    text
        A repaired text: "Chủ tịch UBND tỉnh", "UBND H. Ba Bể", "TTg".

    Returns
    -------
    str or None
        A code; None also when the text names two offices.

    Examples
    --------
    >>> authority_meant("CT. UBND huyện Ba Bể"), authority_meant("UBND tỉnh, UBND huyện")
    ('district_chair', None)
    """
    return authority_on(text, None)


_GIVES = re.compile(r"\s+(?:(?:quyết định|được|đã|tặng|khen|thưởng|khen thưởng)\s*)+$")
_LEVEL_NAMED = re.compile(r"\bcấp (?:tỉnh|huyện|xã|sở|bộ)\b")
_HEADS = re.compile(r"^(?:[ivx]+|[a-zđ]|[0-9]+)\s*[.)/:-]\s*")


def giver_in(text: str) -> str:
    """The words of a heading that name who commends, whatever stands around them; empty if it names nobody.

    Examples
    --------
    >>> giver_in("II. Cấp xã khen thưởng"), giver_in("UBND các xã, thị trấn khen"), giver_in("Tập thể")
    ('cấp xã', 'ubnd xã, thị trấn', '')
    """
    if authorities_meant(text, None):
        return text
    key = _HEADS.sub("", fold(text))
    bare = _GIVES.sub("", key).replace(" các ", " ").removeprefix("các ")
    level = _LEVEL_NAMED.search(key)
    named = (bare if bare != key else "", level[0] if level else "")
    return next((each for each in named if each and authorities_meant(each, None)), "")


def authority_on(text: str, on: date | None) -> str | None:
    """Return the code of the authority that a written office means on a day; None for any day.

    Examples
    --------
    >>> authority_on("UBND thành phố", date(2023, 6, 30))
    'district_chair'
    """
    meant = authorities_meant(text, on)
    return meant[0] if len(meant) == 1 else None


@per_territory(maxsize=8192)
def authorities_meant(text: str, on: date | None) -> tuple[str, ...]:
    """Return the codes of the authorities that a written office can mean on a day, or on any day.

    Two only for the office of a city, which is of the level of a district or of a province.
    """
    keys = word_keys(text)
    found = next((found for key in keys if (found := _authority_of(key))), None)
    districts_ended = on is not None and not get_authority("district_chair").is_valid(on)
    cities = _cities_of_centre(same_since(on) if on is not None else None)
    if found == CITY_CHAIR:
        is_below = not districts_ended and any(_is_city(unit.name) for unit in units(level="city", on=on))
        of_city = (["province_chair"] if cities else []) + (["district_chair"] if is_below or not cities else [])
        return tuple(of_city)
    if found == "district_chair" and any(key.endswith(cities) for key in keys):
        # A city in a province had the name that the province has now.
        if districts_ended:
            return ("province_chair",)
        return ("province_chair", "district_chair") if on is None else (found,)
    return (found,) if found else ()


def province_words(on: date) -> tuple[str, ...]:
    """How the province is written behind "UBND" on a day: "tỉnh", "thành phố", or a city's name beside other cities.

    Examples
    --------
    >>> province_words(date(2023, 6, 30))
    ('tỉnh',)
    """
    has_cities = any(_is_city(unit.name) for unit in units(level="city", on=on))
    names = (name_on(unit, on) for unit in units(level="province", on=on))
    words = ((name if has_cities else "thành phố") if _is_city(name) else "tỉnh" for name in names)
    return tuple(dict.fromkeys(words)) or ("tỉnh",)


def _is_city(name: str) -> bool:
    return name.startswith("thành phố ")


@per_territory(maxsize=64)
def _cities_of_centre(on: date | None) -> tuple[str, ...]:
    """The keys of the provinces of the territory that are cities on a day, or on any."""
    provinces = units(level="province", on=on)
    named = [name_on(unit, on) if on else unit.name for unit in provinces]
    ids = {unit.id for unit in provinces}
    named += [one.name for one in unit_names() if on is None and one.unit in ids]
    return tuple(key for name in named if _is_city(name) for key in _city_keys(name))


def _city_keys(name: str) -> tuple[str, ...]:
    """The key of a unit's name; of a city of the centre also with the short word of its kind."""
    short = [f"TP {name.removeprefix('thành phố ')}"] if _is_city(name) else []
    return tuple(map(word_key, (name, *short)))


def _authority_of(key: str) -> str | None:
    table = _table()
    if key in table.whole:
        return table.whole[key]
    for ending, code, rest in table.opened(key):
        if ending == "*":
            return None if _SECOND_OFFICE.search(f" {rest}") else code
        if ending == "<authority>":
            if found := _authority_of(rest.lstrip(",-")) if rest else None:
                return found
        elif _is_unit(rest, _LEVELS[ending]):
            return code
    return None


@per_territory
def _table() -> WordTable:
    known = [(text, one.code) for one in authorities() for text in (one.name_vi, one.code)]
    known += [(one.name_vi, one.code) for one in dated_names("authorities")]
    return WordTable.read("authority_words", "authority", known)


def _is_unit(key: str, levels: tuple[str, ...]) -> bool:
    """Whether the key is a unit of these levels, alone or before the units above it."""
    first, *above = key.split(", ")
    names = _unit_names()
    is_of_level = any(first in names.get(level, ()) for level in levels)
    return is_of_level and all(any(name in keys for keys in names.values()) for name in above)


@per_territory
def _unit_names() -> Mapping[str, frozenset[str]]:
    """Every key that a unit of any date may have with its type word, by level."""
    names: dict[str, set[str]] = {}
    written = [(unit, unit.short_name) for unit in units()]
    written += [(get_unit(alias.unit), alias.text) for alias in unit_aliases()]
    for unit, text in written:
        # A city of the centre has a kind that its level has not.
        names.setdefault(unit.level, set()).update([*_with_type_word(unit, text), *_city_keys(unit.name)])
    return {level: frozenset(keys) for level, keys in names.items()}


def _with_type_word(unit: Unit, text: str) -> list[str]:
    words = [row["text"] for row in read_rows("type_words") if unit.level in parts(row, "levels")]
    key = word_key(text)
    if any(key.startswith(f"{word_key(word)} ") for word in words):
        return [key]
    return [word_key(f"{fold(word)} {text}") for word in words]


@per_territory(maxsize=16384)
def authority_for(award: str, on: date | None, sender_level: str) -> str | None:
    """Return who conferred an award where the file names nobody, or None when that is not certain.

    Parameters
    ----------
    award
        A code, or several of a merged figure ("LDTT+CSTT").
    on
        The day whose competences count; None for any day.
    sender_level
        Level of the sender: "HUYEN".

    Returns
    -------
    str or None
        The only authority that may give it, whoever decides on it in its name; of several, the one of the sender's
        level.
    """
    found = conferring_then(award, on)
    givers = [code for code in found if giver_of(award, code, on) == code]
    own = [code for code in givers if get_authority(code).level == sender_level]
    if len(own) == 1:
        return own[0]
    return givers[0] if len(givers) == 1 else None
