"""What people write for units, periods, awards and statuses, as values of the registry; errors name the nearest.

Spellings belong to the registry and to intake; here a text, or several, becomes what a question is asked with.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any

from thidua.errors import ConfigError
from thidua.explore.begun import check_begun
from thidua.facts.areas import whole_formers
from thidua.facts.dataset import Dataset
from thidua.facts.settle import topics_of
from thidua.intake.words.award_words import awards_meant, nearest_awards
from thidua.intake.words.periods_said import period_said
from thidua.registry import (
    Award,
    Basis,
    Period,
    Unit,
    awards,
    fold,
    get_award,
    get_status,
    level_on,
    merged_awards,
    quoted,
    reporting_levels,
    resolve_in,
    statuses,
    strip_accents,
    units,
)
from thidua.registry.lives import days_in, last_day_in
from thidua.registry.lookup import did_you_mean, nearest
from thidua.registry.period_labels import nearly_written, period_label
from thidua.registry.periods import FIRST_YEAR, LAST_YEAR
from thidua.registry.unit import LEVELS
from thidua.registry.unit_names import days_of_states, resolve_unit, type_words
from thidua.speech import say

_ALL = re.compile(r"^(?:(?:tất cả|toàn bộ|các|những|all|the) )+")
_AND = re.compile(r"\s*(?:,|;|\bvà\b|\band\b)\s*")
_MORE_LEVELS = {
    "toàn tỉnh": ("province",),
    "khối": ("block",),
    "cụm": ("block",),
    "sở": ("department",),
    "sở, ngành": ("department",),
}
_TWO_YEARS = re.compile("((?:19|20)[0-9]{2}) ?[-–] ?((?:19|20)[0-9]{2})")
_GROUPS = {"danh hiệu": "title", "danh hiệu thi đua": "title"}
"""Words for a group of awards that begin none of their names."""
_EVERYBODY = ("đơn vị", "units")
_LONGEST_CODE = len("HCBVTQ1")
_WRITE_UNIT = 'a name ("Ba Bể"), an id, a list of them, or a level ("các huyện", "district")'
_WRITE_PERIOD = '"6 tháng đầu năm 2023", "2023-H1", a year as 2023, or a list of them'
_WRITE_AWARD = '"BKT", "bằng khen", or a list of them'


def several(value: Any, what: str, write: str) -> list[Any]:
    """One value or several as a list.

    Raises
    ------
    ConfigError
        If it is of no use, or if there is none; says what to write.
    """
    if isinstance(value, str | int | Period | Unit | Award) and not isinstance(value, bool):
        return [value]
    if isinstance(value, Iterable) and not isinstance(value, bytes | dict):
        found = list(value)
        if not found:
            raise ConfigError(f"{what} is empty; write {write}")
        return found
    raise ConfigError(f"{what} is {quoted(value)}; write {write}")


# --- periods ---


def periods_meant(value: Any, basis: Basis) -> tuple[Period, ...]:
    """The periods that people write, each once, by day.

    Raises
    ------
    ConfigError
        On the first that is none; names the nearest.
    """
    told = several(value, "periods", _WRITE_PERIOD)
    found = dict.fromkeys(chain.from_iterable(_periods_of(one, basis) for one in told))
    return tuple(sorted(found, key=lambda one: (one.first_day(basis), one.last_day(basis), str(one))))


def _periods_of(value: Any, basis: Basis) -> tuple[Period, ...]:
    """The period of a text, or those that it lists: "2022, 2023" are two years."""
    try:
        return (period_meant(value, basis),)
    except ConfigError as problem:
        parts = _AND.split(value) if isinstance(value, str) else []
        if len(parts) < 2:
            raise
        try:
            found = tuple(period_meant(part, basis) for part in parts)
        except ConfigError:
            raise problem from None
        # "6 tháng đầu năm 2022, 2023" may be two halves, or a half and a year.
        if len({one.kind for one in found}) > 1:
            raise ConfigError(f"{quoted(value)} may be several periods; write {_WRITE_PERIOD}") from None
        return found


def period_meant(value: Any, basis: Basis) -> Period:
    """One period as people write it: "6 tháng đầu năm 2023", "quý I/2020", "2016-2020", or a year as a number.

    Raises
    ------
    ConfigError
        If the whole text is no period, or one of another basis; names the nearest.

    Examples
    --------
    >>> from thidua.registry import get_basis
    >>> [str(period_meant(one, get_basis("calendar"))) for one in ("quý I/2020", "sáu tháng cuối năm 2022", 2020)]
    ['2020-Q1', '2022-H2', '2020']
    """
    if isinstance(value, Period):
        return value
    if type(value) is int or (hasattr(value, "__index__") and not isinstance(value, bool)):
        return Period.parse(str(int(value)))
    if not isinstance(value, str):
        raise ConfigError(f"{quoted(value)} is not a period; write {_WRITE_PERIOD}")
    said = period_said(value)
    if said is not None and said.basis not in (None, basis.id) and basis.labels != "school-year":
        raise ConfigError(
            say(
                "{text} tính theo {other}, còn bộ số liệu này theo {basis}",
                text=quoted(value),
                other=said.basis,
                basis=basis.id,
            )
        )
    if written := nearly_written(value, FIRST_YEAR, LAST_YEAR):
        return Period.parse(written)
    # A title names its year as well: only what says its part of the year is surely all that is meant.
    if said is not None and said.period.kind != "year":
        return said.period
    try:
        return Period.parse(value)
    except ConfigError as problem:
        near = _near_period(value)
        raise ConfigError(str(problem) + did_you_mean([f"{near} ({near.label()})"] if near else [])) from None


def _near_period(text: str) -> Period | None:
    """The period whose label or text is nearest to a text that names its year."""
    year = re.search("(?:19|20)[0-9]{2}", text)
    if year is None:
        return None
    found = difflib.get_close_matches(strip_accents(fold(text)), _labels(int(year[0])), n=1, cutoff=0.6)
    if found:
        return Period.parse(_labels(int(year[0]))[found[0]])
    stage = _TWO_YEARS.search(text)
    try:
        return Period("stage", int(stage[1]), int(stage[2])) if stage else Period("year", int(year[0]))
    except ConfigError:
        return None


@cache
def _labels(year: int) -> dict[str, str]:
    """Every label of a period of a year without accents, and its text."""
    kinds = [("year", None), ("half", 1), ("half", 2), *(("quarter", number) for number in (1, 2, 3, 4))]
    kinds += [("months-to-date", number) for number in range(1, 12)]
    labels: dict[str, str] = {}
    for kind, number in kinds:
        period = Period(kind, year, number)  # type: ignore[arg-type]
        for lang in ("vi", "en"):
            labels.setdefault(strip_accents(fold(period_label(kind, year, number, "year", lang))), str(period))
        labels.setdefault(str(period).lower(), str(period))
    return labels


# --- units ---


def units_meant(value: Any, period: Period, basis: Basis) -> tuple[Unit, ...]:
    """The units that people write for a period, each once, in the order of the province.

    Raises
    ------
    ConfigError
        On the first text that means none in the period; names the nearest, or what it became.
    """
    found = dict.fromkeys(chain.from_iterable(_units_of(one, period, basis) for one in unit_texts(value)))
    return ordered(found)


def unit_texts(value: Any) -> list[str | Unit]:
    """What is written for units, one by one."""
    found = several(value, "units", _WRITE_UNIT)
    for one in found:
        if not isinstance(one, str | Unit):
            raise ConfigError(f"{quoted(one)} is not a unit; write {_WRITE_UNIT}")
    return found


def _units_of(one: str | Unit, period: Period, basis: Basis) -> tuple[Unit, ...]:
    if isinstance(one, Unit):
        return (one,)
    levels = levels_meant(one)
    if levels is None:
        return _named_units(one, period, basis)
    return of_levels(levels, period, basis)


def _named_units(text: str, period: Period, basis: Basis) -> tuple[Unit, ...]:
    """The units that a text names, or those that it lists; "Phương Viên, Chợ Đồn" is a commune of a district."""
    try:
        return units_of_name(text, period, basis)
    except ConfigError as problem:
        parts = _AND.split(text)
        if len(parts) < 2:
            raise
        try:
            return tuple(chain.from_iterable(units_of_name(part, period, basis) for part in parts))
        except ConfigError:
            raise problem from None


def units_of_name(text: str, period: Period, basis: Basis) -> tuple[Unit, ...]:
    """The units that a text means on the days of a period, the earliest first; mostly one.

    In the year in which a district is dissolved and a commune of its name is made there are both. What went whole into
    another that is meant as well is told with that one.

    Raises
    ------
    ConfigError
        If it means none.
    """
    last = resolve_in(text, period, basis)
    found = {last: None}
    for day in days_of_states(period.first_day(basis), period.last_day(basis)):
        try:
            unit = resolve_unit(text, day)
        except ConfigError:
            continue  # It means nobody on these days; on others it means `last`.
        if days_in(unit, period, basis) is not None:
            found.setdefault(unit)
    gone = {former for one in found for former in whole_formers(one.id)}
    return tuple(reversed([one for one in found if one.id not in gone]))


def one_unit_named(text: str, period: Period, basis: Basis) -> Unit:
    """The one unit that a text means in a period.

    Raises
    ------
    ConfigError
        If it means none, or several one after the other.
    """
    found = units_of_name(text, period, basis)
    if len(found) > 1:
        names = ", ".join(f"{one.id} ({one.name})" for one in found)
        raise ConfigError(f"{quoted(text)} means {names} in {period}, one after the other; write one of them")
    return found[0]


def levels_meant(text: str) -> tuple[str, ...] | None:
    """The levels that a text means ("các huyện, thành phố", "district"), () for whoever reports; None if it is none.

    Examples
    --------
    >>> levels_meant("các huyện, thành phố"), levels_meant("communes"), levels_meant("Ba Bể")
    (('district', 'city'), ('commune',), None)
    """
    plain = _ALL.sub("", fold(text), count=1).strip()
    if plain in _EVERYBODY:
        return ()
    found: list[tuple[str, ...]] = []
    for part in [plain] if plain in _MORE_LEVELS else _AND.split(plain):
        level = _level_words().get(_ALL.sub("", part, count=1))
        if level is None:
            return None
        found.append(level)
    return tuple(dict.fromkeys(chain.from_iterable(found)))


@cache
def _level_words() -> dict[str, tuple[str, ...]]:
    # An abbreviation, as "H." before a name, means no level by itself.
    words = {word: levels for word, levels in type_words().items() if len(word) > 3 or strip_accents(word) != word}
    english = {level.replace("_", " "): (level,) for level in LEVELS} | {level: (level,) for level in LEVELS}
    plural = {f"{word[:-1]}ies" if word.endswith("y") else f"{word}s": levels for word, levels in english.items()}
    return {fold(word): levels for word, levels in (words | english | plural | _MORE_LEVELS).items()}


def of_levels(levels: tuple[str, ...], period: Period, basis: Basis) -> tuple[Unit, ...]:
    """The units of these levels that have days in a period; without levels, those that report to the province in it."""
    lived = [(one, last_day_in(one, period, basis)) for one in units() if days_in(one, period, basis) is not None]
    return tuple(one for one, day in lived if level_on(one, day) in (levels or reporting_levels(day)))


def ordered(found: Iterable[Unit]) -> tuple[Unit, ...]:
    """Units in the order of the registry: the province before those below it, these in the order of their codes."""
    place = {one.id: number for number, one in enumerate(units())}
    return tuple(sorted(found, key=lambda one: place[one.id]))


def unit_of_dataset(dataset: Dataset, text: Any) -> Unit:
    """The unit that a text means on a day of which the dataset has figures, the last such day first.

    Raises
    ------
    ConfigError
        If it means none; names the nearest.
    """
    return units_of_dataset(dataset, text)[0]


def units_of_dataset(dataset: Dataset, text: Any) -> tuple[Unit, ...]:
    """Each unit that a text means on some day of which the dataset has figures, the last day first.

    Raises
    ------
    ConfigError
        If it means none; names the nearest.
    """
    if isinstance(text, Unit):
        return (text,)
    if not isinstance(text, str):
        raise ConfigError(f'{quoted(text)} is not a unit; write a name ("Ba Bể") or an id (huyen-ba-be)')
    first, last = dataset.facts.days
    found: dict[Unit, None] = {}
    problems: list[ConfigError] = []
    for day in days_of_states(first, last) if first <= last else (dataset.as_of,):
        try:
            found.setdefault(resolve_unit(text, day))
        except ConfigError as problem:
            problems.append(problem)
    if not found:
        raise problems[0]
    return tuple(found)


# --- units in periods ---


def asked_pairs(dataset: Dataset, units_asked: Any, periods_asked: Any) -> list[tuple[Unit, Period]]:
    """Each unit with each period that people ask for: units as the province lists them, their periods by day.

    Without units, those of which the dataset has figures of their own; without periods, those of which each unit has
    figures. A unit that a text means in some of the periods stands in those as well in which it has no days; whom it
    means in one period does not depend on what else is asked.

    Raises
    ------
    ConfigError
        If a text means no unit in any of the periods, or no period, names the nearest; if a period has not begun.
    """
    periods = None if periods_asked is None else periods_meant(periods_asked, dataset.basis)
    check_begun(dataset, periods or ())
    every = dataset.facts.all_periods
    if units_asked is None:
        meant = dict.fromkeys(_senders(dataset, periods), frozenset(periods or every))
    else:
        meant = _units_in(unit_texts(units_asked), periods or every, dataset.basis)
    return [
        (unit, period)
        for unit in ordered(meant)
        for period in periods or dataset.facts.periods(unit) or every
        if period in meant[unit] or days_in(unit, period, dataset.basis) is None
    ]


def _senders(dataset: Dataset, periods: Sequence[Period] | None) -> tuple[Unit, ...]:
    """The units of which a dataset has figures of their own, those that have days in these periods."""
    known = [one for one in units() if one.id in dataset.facts.units]
    if periods is None:
        return tuple(known)
    lived = [one for one in known if any(days_in(one, period, dataset.basis) for period in periods)]
    return tuple(lived or known)


def _units_in(texts: Sequence[str | Unit], periods: Sequence[Period], basis: Basis) -> dict[Unit, frozenset[Period]]:
    """The units that texts mean in any of these periods, each with those in which they do."""
    found: dict[Unit, frozenset[Period]] = {}
    for text in texts:
        problem: ConfigError | None = None
        meant: dict[Unit, frozenset[Period]] = {}
        for period in reversed(periods):
            try:
                for unit in _units_of(text, period, basis):
                    meant[unit] = meant.get(unit, frozenset()) | {period}
            except ConfigError as refusal:
                problem = problem or refusal
        if not meant:
            raise problem or ConfigError(_no_units(text, periods))
        found |= {unit: found.get(unit, frozenset()) | those for unit, those in meant.items()}
    return found


def _no_units(text: str | Unit, periods: Sequence[Period]) -> str:
    when = ", ".join(str(one) for one in periods[:3]) or say("kỳ nào: bộ số liệu chưa có số liệu")
    return say(
        "{text}: không có đơn vị như thế trong {when}; hãy ghi tên hoặc mã định danh", text=quoted(text), when=when
    )


# --- awards ---


def asked_awards(value: Any) -> tuple[tuple[str, ...], ...]:
    """The forms and titles that people write: for each text the codes of all that it can mean.

    Raises
    ------
    ConfigError
        On the first that is unknown; names the nearest.

    Examples
    --------
    >>> asked_awards(["CSTĐCS", "bằng khen"])
    (('CSTDCS',), ('BKTTG', 'BKB', 'BKT'))
    """
    return tuple(dict.fromkeys(_awards_of(one) for one in several(value, "awards", _WRITE_AWARD)))


def _awards_of(one: Any) -> tuple[str, ...]:
    if isinstance(one, Award):
        return (one.code,)
    if not isinstance(one, str):
        raise ConfigError(f"{quoted(one)} is not an award; write {_WRITE_AWARD}")
    codes = {award.code for award in awards()}
    if all(part in codes for part in one.split("+")):
        return tuple(award.code for award in merged_awards(one))
    group = _GROUPS.get(fold(one), one)
    of_group = [award.code for award in awards() if group in (award.family, award.group)]
    found = of_group or [part.code for code in awards_meant(one) for part in merged_awards(code)] or _begun_with(one)
    if not found:
        raise ConfigError(
            say("không có danh hiệu, hình thức {text}", text=quoted(one)) + did_you_mean(_near_awards(one))
        )
    return tuple(dict.fromkeys(found))


def _begun_with(text: str) -> list[str]:
    """The awards whose names begin with a text: "huân chương" means every order."""
    plain = fold(text)
    return [award.code for award in awards() if plain and fold(award.name_vi).startswith(f"{plain} ")]


def _near_awards(text: str) -> list[str]:
    """Up to two awards whose code, name or short name is near, each with its code; accents aside."""
    if len(text) > _LONGEST_CODE and (found := nearest_awards(text)):
        return list(found)
    named: dict[str, str] = {}
    for award in awards():
        for name in (award.code, award.short_vi, award.name_vi, award.name_en):
            named.setdefault(strip_accents(fold(name)), award.code)
    close = nearest(strip_accents(fold(text)), named, count=2, cutoff=0.6)
    return [f"{get_award(code).name_vi} ({code})" for code in dict.fromkeys(named[one] for one in close)]


def is_of(award: str, asked: frozenset[str]) -> bool:
    """Whether a figure counts one of the awards asked for: merged figures, and orders of any class, do of each."""
    if not award:
        return False
    mine = {code for code, _ in topics_of(award, "")}
    wanted = asked | {code for one in asked for code, _ in topics_of(one, "")}
    return not mine.isdisjoint(wanted)


# --- statuses ---


def statuses_meant(value: Any) -> tuple[str, ...]:
    """The codes of statuses, in the order of a page: "awarded", "đề nghị", or several.

    Raises
    ------
    ConfigError
        If there is no such status; names those there are.
    """
    by_name = {fold(name): one.code for one in statuses() for name in (one.code, one.name_vi, one.name_en)}
    write = ", ".join(f'"{one.code}"' for one in statuses())
    asked = several(value, "status", write)
    wrong = [one for one in asked if not isinstance(one, str)]
    if wrong:
        raise ConfigError(f"status is {quoted(wrong[0])}; write one of {write}")
    found = {by_name.get(fold(one)) or get_status(one).code for one in asked}
    return tuple(one.code for one in statuses() if one.code in found)
