"""Decisions of today: who is awarded what by which decision, a row for each recipient, half-year by half-year.

How a sender writes them down is in ``thidua.illustrative.looks``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from thidua.illustrative.chances import chance, shuffled
from thidua.illustrative.decisions import Row
from thidua.illustrative.numbering import STATE, Numbering, Office
from thidua.illustrative.people import new_name
from thidua.illustrative.signing_days import day_before, season_of_titles
from thidua.illustrative.today.habits import names_households
from thidua.illustrative.today.places import BASIS, HALVES, LAST_OF_DISTRICTS, OFFICES, senders_in, size
from thidua.illustrative.today.teams import Member, Team, members_of, teams_of
from thidua.registry import Period, Unit, days_in
from thidua.registry.working_days import is_working_day

Award = tuple[str, str]

# Of the unit's own head in the first and second half of a year, for a unit of the usual size.
_COMMUNE: Mapping[Award, tuple[float, float]] = {
    ("CSTDCS", "individual"): (1.6, 1.0),
    ("LDTT", "individual"): (8.0, 5.0),
    ("TTLDTT", "collective"): (1.4, 1.0),
    ("GKX", "individual"): (4.0, 4.6),
    ("GKX", "collective"): (2.0, 2.0),
    ("GKX", "household"): (1.0, 1.0),
}
_DISTRICT: Mapping[Award, tuple[float, float]] = {
    ("CSTDCS", "individual"): (4.0, 3.0),
    ("LDTT", "individual"): (26.0, 17.0),
    ("TTLDTT", "collective"): (3.5, 2.5),
    ("GKH", "individual"): (9.0, 10.0),
    ("GKH", "collective"): (5.0, 5.0),
    ("GKH", "household"): (2.0, 2.0),
}
_DEPARTMENT: Mapping[Award, tuple[float, float]] = {
    ("CSTDCS", "individual"): (2.0, 1.0),
    ("LDTT", "individual"): (9.0, 5.0),
    ("TTLDTT", "collective"): (1.4, 1.0),
    ("GKS", "individual"): (3.0, 3.0),
    ("GKS", "collective"): (1.4, 1.4),
}
# Of the province and the State, for a district; a commune or department gets a share of it.
_ABOVE: Mapping[Award, tuple[float, float]] = {
    ("CSTDT", "individual"): (1.3, 0.0),
    ("TTLDXS", "collective"): (2.6, 0.0),
    ("CTDT", "collective"): (0.6, 0.0),
    ("BKT", "individual"): (7.0, 8.0),
    ("BKT", "collective"): (4.0, 4.0),
    ("BKT", "household"): (0.4, 0.4),
    ("BKTTG", "individual"): (0.25, 0.2),
    ("HCLD3", "individual"): (0.0, 0.2),
}
_SHARE = {"district": 1.0, "city": 1.4, "commune": 0.19, "ward": 0.25, "department": 0.25}

_TYPES: Mapping[str, Mapping[str, float]] = {
    "BKT": {"CTR": 45, "PTR": 42, "DOT": 13},
    "GKX": {"CTR": 45, "PTR": 40, "DOT": 15},
    "GKH": {"CTR": 45, "PTR": 40, "DOT": 15},
    "GKS": {"CTR": 45, "PTR": 40, "DOT": 15},
}
_DEEDS = {
    "CTR": ("Hoàn thành xuất sắc nhiệm vụ {year}", "Có thành tích xuất sắc trong công tác {year}"),
    "PTR": (
        "Phong trào “Cả nước chung sức xây dựng nông thôn mới”",
        "Phong trào “Xóa nhà tạm, nhà dột nát”",
        "Phong trào “Bình dân học vụ số”",
    ),
    "DOT": ("Khắc phục hậu quả mưa lũ", "Dũng cảm cứu người bị nạn"),
}
_TITLES = ("LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "CSTDT", "CTDT")


@dataclass
class _Simulation:
    """What was given so far: numbers of each province, signed decisions, grassroots fighters by name and commune."""

    numbering: dict[str, Numbering] = field(default_factory=dict)
    signed: dict[tuple[object, ...], list[tuple[str, date]]] = field(default_factory=dict)
    fighters: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class _Batch:
    """The awards of one form for one kind of recipient in one unit and half-year; ``used`` names those who have one."""

    keeper: str
    unit: Unit
    half: Period
    award: str
    kind: str
    office: Office
    used: set[str]
    random: Random


@cache
def all_rows() -> tuple[Row, ...]:
    """Every row of every list, by half-year, keeper and unit."""
    simulation = _Simulation()
    rows: list[Row] = []
    for half in HALVES:
        for unit in senders_in(half):
            for batch, count in (*_own_batches(unit, half), *_batches_above(unit, half)):
                rows += _rows(simulation, batch, count)
    return tuple(rows)


def _own_batches(unit: Unit, half: Period) -> Iterator[tuple[_Batch, int]]:
    used, office = set[str](), own_office(unit)
    for (award, kind), levels in _own_levels(unit).items():
        if kind != "household" or names_households(unit):
            random = chance("today rows", unit.id, half, award, kind)
            batch = _Batch(unit.id, unit, half, award, kind, office, used, random)
            yield batch, _number(unit, half, award, kind, levels)


def _batches_above(unit: Unit, half: Period) -> Iterator[tuple[_Batch, int]]:
    """The awards of the province and the State; the office that keeps their list is the province's own."""
    used = set[str]()
    keeper = next(office for office, province in OFFICES.items() if province == unit.parent)
    for (award, kind), levels in _ABOVE.items():
        office = STATE.get(award) or Office("Chủ tịch UBND tỉnh", "UBND", 9)
        random = chance("today rows above", unit.id, half, award, kind)
        share = tuple(level * _SHARE[unit.level] for level in levels)
        batch = _Batch(f"province {keeper}", unit, half, award, kind, office, used, random)
        yield batch, _number(unit, half, award, kind, share)


def _own_levels(unit: Unit) -> Mapping[Award, tuple[float, ...]]:
    return _DEPARTMENT if unit.level == "department" else _DISTRICT if unit.level in ("district", "city") else _COMMUNE


def _number(unit: Unit, half: Period, award: str, kind: str, levels: tuple[float, ...]) -> int:
    """A whole number near the level of the unit: the same in every year but for less than chance alone would do."""
    level = levels[(half.number or 1) - 1] * (size(unit.id) if kind != "household" else 1)
    return int(level + chance("number", unit.id, half, award, kind).uniform(0, 1))


def own_office(unit: Unit) -> Office:
    """The office of a unit's own head: "Giám đốc Sở Y tế", "Chủ tịch UBND xã Ba Bể"."""
    if unit.level == "department":
        letters = "".join(word[0] for word in unit.name.replace(",", "").split() if word != "và")
        return Office(f"Giám đốc {unit.name}", letters.upper(), 7)
    return Office(f"Chủ tịch UBND {unit.name}", "UBND", 7)


def _rows(simulation: _Simulation, batch: _Batch, count: int) -> Iterator[Row]:
    types = shuffled(count, _TYPES.get(batch.award, {"CTR": 1}), batch.random)
    recipients: list[Member | Team] = []
    if batch.kind == "individual":
        recipients += _people(simulation, batch, count)
    elif batch.kind == "collective":
        recipients += _teams(batch, count)
    else:
        recipients += [_household(batch) for _ in range(count)]
    for award_type, recipient in zip(types, recipients, strict=False):
        yield _row(simulation, batch, award_type, recipient)


def _people(simulation: _Simulation, batch: _Batch, count: int) -> list[Member]:
    """People of the unit without an award of this list so far; a provincial fighter was a grassroots fighter before."""
    free = [each for each in members_of(batch.unit) if each.name not in batch.used]
    if batch.award == "CSTDT":
        free = [each for each in free if (each.name, each.commune) in simulation.fighters]
    chosen = batch.random.sample(free, min(count, len(free)))
    batch.used.update(each.name for each in chosen)
    if batch.award == "CSTDCS":
        simulation.fighters.update((each.name, each.commune) for each in chosen)
    return chosen


def _teams(batch: _Batch, count: int) -> list[Team]:
    is_title = batch.award in _TITLES
    free = [each for each in teams_of(batch.unit) if each.name not in batch.used and not (is_title and each.is_small)]
    chosen = batch.random.sample(free, min(count, len(free)))
    batch.used.update(each.name for each in chosen)
    return chosen


def _household(batch: _Batch) -> Member:
    while (found := new_name(batch.random))[0] in batch.used:
        pass
    batch.used.add(found[0])
    title = f"Hộ {'bà' if found[1] else 'ông'} {found[0]}"
    return Member(title, found[1], found[2], "", "", f"Thôn Bản Cáu, {batch.unit.name}", "")


def _row(simulation: _Simulation, batch: _Batch, award_type: str, recipient: Member | Team) -> Row:
    random, unit = batch.random, batch.unit
    number, day = random.choice(_signed(simulation, batch, award_type))
    proposed_on = day_before(day, 8, 30, random)
    person = recipient if isinstance(recipient, Member) else None
    deed = random.choice(_DEEDS[award_type]).format(year=f"năm {day.year - 1 if day.month < 7 else day.year}")
    return Row(
        keeper=batch.keeper,
        unit=unit.id,
        year=batch.half.year,
        half=batch.half.number or 1,
        award=batch.award,
        kind=batch.kind,
        award_type=award_type,
        recipient=recipient.name,
        authority=batch.office.authority,
        decision_no=number,
        decided_on=day,
        proposed_on=proposed_on,
        achieved_on=day_before(proposed_on, 25, 110, random),
        achievement=deed,
        workplace=person.workplace(unit) if person else "",
        position=person.position if person else "",
        klass=person.klass if person else "",
        is_female=bool(person and person.is_female),
        people=person.people if person else "",
        is_small=isinstance(recipient, Team) and recipient.is_small,
    )


def _signed(simulation: _Simulation, batch: _Batch, award_type: str) -> list[tuple[str, date]]:
    """The decisions on this award in this half-year: titles in their season, the others over all days of the unit."""
    key = (batch.keeper, batch.office.authority, batch.half, batch.award, award_type)
    if key not in simulation.signed:
        random = chance("today signed", *key)
        days = random.sample(_days(batch), 1 if award_type == "CTR" else 2)
        if batch.half == LAST_OF_DISTRICTS and award_type == "PTR":
            days[-1] = date(2025, 6, random.choice((17, 20, 25, 27)))
        numbering = simulation.numbering.setdefault(batch.keeper, Numbering())
        simulation.signed[key] = [(numbering.next_number(batch.office, day), day) for day in sorted(days)]
    return simulation.signed[key]


def _days(batch: _Batch) -> list[date]:
    first, last = days_in(batch.unit, batch.half, BASIS) or (date.max, date.min)
    if batch.award in _TITLES:
        season = season_of_titles(batch.half.year, batch.half.number or 1)
        first, last = max(first, season[0]), min(last, season[1])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if is_working_day(day)]
