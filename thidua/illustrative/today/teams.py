"""People and collectives of a commune or department: the same ones before and after 1 July 2025, at other offices.

Schools keep the names of the old communes; nobody here exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from thidua.illustrative.chances import chance
from thidua.illustrative.people import new_name
from thidua.illustrative.today.places import communes_in
from thidua.registry import Unit, get_unit, predecessors

_SIZES = {"direct_labour": 46, "other_leader": 14}
_SCHOOLS = ("Trường Mầm non", "Trường Tiểu học", "Trường THCS")
_NOW = ("Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công")
_DISTRICT = (
    "Phòng Nội vụ",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Tài chính - Kế hoạch",
    "Văn phòng HĐND và UBND",
    "Hội Nông dân",
)
_DEPARTMENT = ("Văn phòng", "Thanh tra", "Phòng Tổ chức cán bộ", "Phòng Kế hoạch - Tài chính", "Phòng Nghiệp vụ")
_HAMLETS = ("Nà Pài", "Khuổi Luông", "Bản Cáu", "Đồng Tâm")
_POSITIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "school": {"other_leader": ("Hiệu trưởng", "Phó Hiệu trưởng"), "direct_labour": ("Giáo viên", "Nhân viên")},
    "office": {"other_leader": ("Trưởng phòng", "Phó Trưởng phòng"), "direct_labour": ("Chuyên viên", "Công chức")},
    "hamlet": {"other_leader": ("Trưởng ban", "Phó Trưởng ban"), "direct_labour": ("Nông dân", "Công nhân")},
}


@dataclass(frozen=True, slots=True)
class Member:
    """One invented person; ``place`` is a school, or the number of an office that has one name a time."""

    name: str
    is_female: bool
    people: str
    klass: str
    position: str
    place: str | int
    commune: str

    def workplace(self, unit: Unit) -> str:
        """Where the person works while this unit sends."""
        if isinstance(self.place, str):
            return self.place
        return _offices(unit, self.commune)[self.place % len(_offices(unit, self.commune))]


@dataclass(frozen=True, slots=True)
class Team:
    """One collective that may be awarded; a small one is a hamlet or a group."""

    name: str
    is_small: bool = False


def _offices(unit: Unit, commune: str) -> tuple[str, ...]:
    if unit.level == "department":
        return _DEPARTMENT
    if unit.level in ("district", "city"):
        return tuple(f"UBND {old.name}" for old in predecessors(commune))
    return _NOW


@cache
def members(commune: str) -> tuple[Member, ...]:
    """The people of a commune of today, or of a department; no two of them share a name."""
    random, names = chance("today people", commune), set[str]()
    return tuple(_member(commune, klass, names, random) for klass, size in _SIZES.items() for _ in range(size))


def _member(commune: str, klass: str, names: set[str], random: Random) -> Member:
    while (found := new_name(random))[0] in names:
        pass
    names.add(found[0])
    kind = random.choices(("school", "office", "hamlet"), weights=(60, 25, 15))[0]
    if get_unit(commune).level == "department":
        kind = "office"
    place: str | int = random.randrange(60)
    if kind == "school":
        place = random.choice(schools(commune))
    elif kind == "hamlet":
        place = f"Thôn {random.choice(_HAMLETS)}"
    return Member(*found, klass, random.choice(_POSITIONS[kind][klass]), place, commune)


@cache
def members_of(unit: Unit) -> tuple[Member, ...]:
    """Everybody whom a unit may award: those of a district are its communes' people, each name once."""
    found: dict[str, Member] = {}
    for commune in communes_in(unit):
        for each in members(commune.id):
            found.setdefault(each.name, each)
    return tuple(found.values())


def schools(commune: str) -> list[str]:
    """The schools of a commune of today, named after the old communes."""
    old = predecessors(commune) or (get_unit(commune),)
    return [f"{kind} {each.short_name}" for each in old for kind in _SCHOOLS]


@cache
def teams_of(unit: Unit) -> tuple[Team, ...]:
    """Every collective that a unit may award, in a fixed random order, names all different."""
    if unit.level == "department":
        whole = [*_DEPARTMENT, *(f"Tổ Chuyên môn, {office}" for office in _DEPARTMENT)]
        found = [Team(name, name.startswith("Tổ ")) for name in whole]
    else:
        found = list(_local_teams(unit))
    chance("today teams", unit.id).shuffle(found)
    return tuple(dict.fromkeys(found))


def _local_teams(unit: Unit) -> Iterator[Team]:
    yield from map(Team, _DISTRICT if unit.level in ("district", "city") else _NOW)
    for commune in communes_in(unit):
        yield from map(Team, schools(commune.id))
        places = predecessors(commune.id) if unit.level in ("district", "city") else (commune,)
        for place in places:
            yield Team(f"Trạm Y tế {place.name}")
            yield from (Team(f"Thôn {hamlet}, {place.name}", is_small=True) for hamlet in _HAMLETS)
