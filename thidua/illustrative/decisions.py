"""Decisions: who is awarded what by which decision on which day, a row for each recipient.

How many there are is in ``levels``; how senders write them down is in ``looks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from random import Random

from thidua.illustrative.chances import chance, shuffled
from thidua.illustrative.faults import UNCOUNTED_LISTS
from thidua.illustrative.levels import (
    DEPARTMENTS,
    DISTRICTS,
    FIRST_YEAR,
    LAST_YEAR,
    STATE,
    TYPES,
    class_weights,
    is_listed,
    own_levels,
    provincial_levels,
)
from thidua.illustrative.numbering import PROVINCE, Numbering, Office, own_office
from thidua.illustrative.numbering import STATE as STATE_OFFICES
from thidua.illustrative.people import Person, new_name, roster
from thidua.illustrative.signing_days import day_before, half_of, season_of_titles, some_days
from thidua.illustrative.workplaces import Collective, as_called, collectives, communes
from thidua.registry import get_unit

_HALF_WEIGHTS = {"title": {1: 62, 2: 38}, "certificate": {1: 45, 2: 55}}
_TITLES = ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "CSTDT", "CTDT")
_SIGNINGS = {"CTR": 2, "PTR": 3, "DOT": 3, "DNG": 1}

_DEEDS = {
    "LDTT": "Hoàn thành tốt nhiệm vụ {year}",
    "CSTDCS": "Hoàn thành xuất sắc nhiệm vụ, có sáng kiến {year}",
    "CSTDT": "Thành tích tiêu biểu xuất sắc trong phong trào thi đua yêu nước",
    "TTLDTT": "Tập thể hoàn thành tốt nhiệm vụ {year}",
    "TTLDXS": "Tập thể hoàn thành xuất sắc nhiệm vụ {year}",
    "CTDT": "Dẫn đầu khối thi đua {year}",
    "HHTINH": "Có nhiều đóng góp cho sự nghiệp phát triển tỉnh Bắc Kạn",
}
_DEEDS_BY_TYPE = {
    "CTR": ["Hoàn thành xuất sắc nhiệm vụ {year}", "Có thành tích xuất sắc trong công tác {year}"],
    "PTR": [
        "Phong trào “Bắc Kạn chung sức xây dựng nông thôn mới”",
        "Phong trào “Toàn dân đoàn kết xây dựng đời sống văn hóa”",
        "Phong trào “Dạy tốt, học tốt”",
        "Phong trào “Nông dân sản xuất, kinh doanh giỏi”",
    ],
    "DOT": ["Khắc phục hậu quả mưa lũ", "Dũng cảm cứu người bị nạn", "Chữa cháy rừng, bảo vệ tài sản của Nhân dân"],
    "DNG": ["Có nhiều đóng góp trong quan hệ hợp tác với tỉnh"],
}


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient on one decision, in the codes of the registry; ``keeper`` is whose list it stands in."""

    keeper: str
    unit: str
    year: int
    half: int
    award: str
    kind: str
    award_type: str
    recipient: str
    authority: str
    decision_no: str
    decided_on: date
    proposed_on: date
    achieved_on: date
    achievement: str
    workplace: str = ""
    position: str = ""
    klass: str = ""
    is_female: bool = False
    people: str = ""
    is_small: bool = False
    is_enterprise: bool = False


@dataclass
class _Simulation:
    """The years played through so far: numbers given, signed decisions, grassroots fighters of each unit."""

    numbering: Numbering = field(default_factory=Numbering)
    signed: dict[tuple[object, ...], list[tuple[str, date]]] = field(default_factory=dict)
    fighters: dict[tuple[str, int], list[Person]] = field(default_factory=dict)
    counted: set[tuple[str, int, str]] = field(default_factory=set)


@dataclass(frozen=True)
class _Batch:
    """The awards of one form for one kind of recipient in one unit and year; ``used`` names those who have one."""

    keeper: str
    unit: str
    year: int
    award: str
    kind: str
    count: int
    office: Office
    used: set[str]
    random: Random


@cache
def all_rows() -> tuple[Row, ...]:
    """Every row of every list, by year, keeper and unit."""
    simulation = _Simulation()
    rows: list[Row] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for batch in (*_own_batches(year), *_provincial_batches(year)):
            rows += _rows_of(simulation, batch)
    return tuple(rows)


def _own_batches(year: int) -> Iterator[_Batch]:
    for unit in (*DISTRICTS, *DEPARTMENTS):
        random, used = chance("own rows", unit, year), set[str]()
        office = own_office(unit, get_unit(unit).name)
        # Fighters first: those of last year come back before they can become advanced workers only.
        for (award, kind), count in sorted(own_levels(unit, year).items(), key=lambda item: item[0][0] != "CSTDCS"):
            if is_listed(unit, award):
                yield _Batch(unit, unit, year, award, kind, count, office, used, random)


def _provincial_batches(year: int) -> Iterator[_Batch]:
    used: dict[str, set[str]] = {unit: set() for unit in (*DISTRICTS, *DEPARTMENTS)}
    for (award, kind), by_unit in provincial_levels(year).items():
        office = STATE_OFFICES[award] if award in STATE else PROVINCE
        for unit, count in by_unit.items():
            random = chance("provincial rows", unit, year, award, kind)
            yield _Batch("province", unit, year, award, kind, count, office, used[unit], random)


def _rows_of(simulation: _Simulation, batch: _Batch) -> Iterator[Row]:
    random = batch.random
    types = shuffled(batch.count, TYPES.get(batch.award, {"CTR": 1}), random)
    season = "title" if batch.award in _TITLES else "certificate"
    halves = shuffled(batch.count, _HALF_WEIGHTS[season], random)
    recipients = _recipients(simulation, batch, types)
    for award_type, half, recipient in zip(types, halves, recipients, strict=True):
        if batch.award == "CSTDCS" and isinstance(recipient, Person):
            _remember_fighter(simulation, batch, half, recipient)
        yield _row(simulation, batch, award_type, half, recipient)


def _remember_fighter(simulation: _Simulation, batch: _Batch, half: int, fighter: Person) -> None:
    simulation.fighters.setdefault((batch.unit, batch.year), []).append(fighter)
    if (batch.unit, batch.year, half) not in UNCOUNTED_LISTS:
        simulation.counted.add((batch.unit, batch.year, fighter.name))


def _row(simulation: _Simulation, batch: _Batch, award_type: str, half: int, recipient: Person | Collective) -> Row:
    random = batch.random
    number, day = random.choice(_signed(simulation, batch, award_type, half))
    proposed_on = day_before(day, 8, 30, random)
    row = Row(
        keeper=batch.keeper,
        unit=batch.unit,
        year=batch.year,
        half=half,
        award=batch.award,
        kind=batch.kind,
        award_type=award_type,
        recipient=as_called(recipient.name, batch.unit, day),
        authority=batch.office.authority,
        decision_no=number,
        decided_on=day,
        proposed_on=proposed_on,
        achieved_on=day_before(proposed_on, 25, 110, random),
        achievement=_deed(batch, award_type, half),
    )
    if isinstance(recipient, Collective):
        return replace(row, is_small=recipient.is_small, is_enterprise=recipient.is_enterprise)
    return replace(
        row,
        workplace=as_called(recipient.workplace, batch.unit, day),
        position=recipient.position,
        klass=recipient.klass,
        is_female=recipient.is_female,
        people=recipient.people,
    )


def _signed(simulation: _Simulation, batch: _Batch, award_type: str, half: int) -> list[tuple[str, date]]:
    """The decisions on this award in this half: those for merit in their season, the others over the whole half."""
    key = (batch.office.authority, batch.year, half, batch.award, award_type)
    if key not in simulation.signed:
        window = season_of_titles(batch.year, half) if award_type == "CTR" else half_of(batch.year, half)
        days = some_days(*window, _SIGNINGS[award_type], chance("signed", *key))
        simulation.signed[key] = [(simulation.numbering.next_number(batch.office, day), day) for day in days]
    return simulation.signed[key]


def _deed(batch: _Batch, award_type: str, half: int) -> str:
    of_year = f"năm {batch.year - 1}" if half == 1 else f"năm học {batch.year - 1}-{batch.year}"
    text = _DEEDS.get(batch.award) or batch.random.choice(_DEEDS_BY_TYPE[award_type])
    return text.format(year=of_year)


def _recipients(simulation: _Simulation, batch: _Batch, types: list[str]) -> Sequence[Person | Collective]:
    if batch.kind == "collective":
        return _collectives(batch)
    if batch.kind == "household":
        return [_household(batch) for _ in types]
    if batch.award == "CSTDT":
        return _proven_fighters(simulation, batch)
    again: list[Person] = []
    if batch.award == "CSTDCS":
        before = simulation.fighters.get((batch.unit, batch.year - 1), [])
        again = batch.random.sample(before, len(before) * 6 // 10)
    return _people(batch, types, again)


def _people(batch: _Batch, types: list[str], again: list[Person]) -> list[Person]:
    """People of the unit, each at most once in a list and a year; the first are those awarded again."""
    batch.used.update(person.name for person in again)
    wanted = types[len(again) :]
    classes = {
        each: iter(shuffled(wanted.count(each), class_weights(batch.unit, batch.award, each), batch.random))
        for each in dict.fromkeys(wanted)
    }
    return [*again, *(_unused_person(batch, next(classes[each])) for each in wanted)]


def _unused_person(batch: _Batch, klass: str) -> Person:
    people = roster(batch.unit)[klass]
    while (person := batch.random.choice(people)).name in batch.used:
        pass
    batch.used.add(person.name)
    return person


def _proven_fighters(simulation: _Simulation, batch: _Batch) -> list[Person]:
    """Provincial fighters, from those who were grassroots fighters in most of the three years before."""
    unit, random = batch.unit, batch.random
    years = [year for year in range(batch.year - 3, batch.year) if year >= FIRST_YEAR]
    if not years:
        return _people(batch, ["CTR"] * batch.count, [])
    found = {person.name: person for year in years for person in simulation.fighters.get((unit, year), [])}
    proof = {name: [year for year in years if (unit, year, name) in simulation.counted] for name in sorted(found)}
    recent = [name for name, seen in proof.items() if seen and max(seen) >= batch.year - 2]
    random.shuffle(recent)
    chosen = sorted(recent, key=lambda name: -len(proof[name]))[: batch.count]
    batch.used.update(chosen)
    return [found[name] for name in chosen]


def _collectives(batch: _Batch) -> list[Collective]:
    is_title = batch.award in _TITLES or batch.award in STATE
    fitting = [
        each
        for each in collectives(batch.unit)
        if each.name not in batch.used
        and not (is_title and (each.is_enterprise or (each.is_small and batch.unit in DISTRICTS)))
    ]
    chosen = batch.random.sample(fitting, batch.count)
    batch.used.update(each.name for each in chosen)
    return chosen


def _household(batch: _Batch) -> Person:
    while True:
        name, is_female, people = new_name(batch.random)
        title = f"Hộ {'bà' if is_female else 'ông'} {name}"
        if title not in batch.used:
            break
    batch.used.add(title)
    commune = batch.random.choice(communes(batch.unit)).removeprefix("UBND ")
    return Person(title, is_female, people, "", commune[:1].upper() + commune[1:], "")
