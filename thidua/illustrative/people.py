"""People: invented names with the family names of the region, and the roster of each unit.

Nobody here exists; who is awarded what belongs to ``decisions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from thidua.illustrative.chances import chance
from thidua.illustrative.levels import CITY, DEPARTMENTS, OLD_FONT_UNIT
from thidua.illustrative.workplaces import communes, offices, schools, stations

_FAMILY_NAMES = {
    "Tày": "Hoàng Nông Hà Lường Ma Dương Đàm Lộc Bế Triệu Nguyễn",
    "Nùng": "Nông Lý Lục Vi Lương Hoàng Chu Linh",
    "Dao": "Bàn Đặng Triệu Phùng Lý Chu",
    "Mông": "Giàng Vàng Sùng Lầu Dương",
    "Kinh": "Nguyễn Trần Phạm Lê Vũ Đỗ Bùi Ngô",
}
_PEOPLES = {"Tày": 52, "Nùng": 10, "Dao": 17, "Mông": 6, "Kinh": 15}
_MIDDLE = {
    True: ["Thị", "Thị Thu", "Thị Thanh", "Thị Kim", "Thị Minh", "Thị Ngọc", "Thị Bích", "Thu", "Thanh", "Hồng"],
    False: ["Văn", "Quang", "Xuân", "Hữu", "Đình", "Ngọc", "Thanh", "Minh", "Đức", "Thế", "Công", "Việt"],
}
_GIVEN = {
    True: "Hương Lan Thảo Nhung Huệ Hằng Hà Hiền Hạnh Hoa Huyền Liên Liễu Loan Mai My Nga Ngân Nguyệt Nhàn Oanh Phượng "
    "Quyên Sen Thơm Thúy Thùy Trang Tuyết Vân Xuyến Yến Diệp Dung Duyên Đào Điệp Én Giang Hậu Hoài Khuyên Lý Tươi",
    False: "Hùng Tuấn Thắng Cường Hiếu Sơn Long Nam Hòa Toàn Kiên Thành Huy Khánh Lâm Hoàn Luân Định Quyết Thịnh Tùng "
    "Đạt Hưng Khải Nghĩa Phong Quân Tiến Vinh Bách Chiến Chung Đoàn Giáp Hậu Hiệp Khiêm Lưu Ngân Nhâm Quý Sự Thuận Tú",
}
# Names of people in public life that these lists could otherwise put together.
_NOT_USED = frozenset({"Nguyễn Thế Huy", "Lê Quang Tùng", "Hoàng Văn Hiếu", "Nguyễn Văn Thắng", "Phạm Minh Tuấn"})

_POSITIONS = {
    "school": {"other_leader": ["Hiệu trưởng", "Phó Hiệu trưởng"], "direct_labour": ["Giáo viên", "Nhân viên"]},
    "office": {"other_leader": ["Trưởng phòng", "Phó Trưởng phòng"], "direct_labour": ["Chuyên viên", "Nhân viên"]},
    "station": {"other_leader": ["Trưởng trạm", "Phó Trưởng trạm"], "direct_labour": ["Y sĩ", "Điều dưỡng"]},
    "commune": {
        "other_leader": ["Chủ tịch UBND xã", "Phó Chủ tịch UBND xã"],
        "direct_labour": ["Công chức", "Người hoạt động không chuyên trách", "Nông dân"],
    },
}


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; ``klass`` is the code of the recipient class."""

    name: str
    is_female: bool
    people: str
    position: str
    workplace: str
    klass: str


@cache
def roster(unit: str) -> Mapping[str, tuple[Person, ...]]:
    """The people of a unit by recipient class; no two of them share a name, so that no row looks repeated."""
    random, names = chance("people", unit), set[str]()
    sizes = _sizes(unit)
    return {klass: tuple(_person(unit, klass, names, random) for _ in range(size)) for klass, size in sizes.items()}


def _sizes(unit: str) -> dict[str, int]:
    if unit == CITY:
        return {"department_leader": 30, "other_leader": 330, "direct_labour": 1150, "entrepreneur": 40}
    if unit in DEPARTMENTS:
        return {"department_leader": 24, "other_leader": 150, "direct_labour": 300, "entrepreneur": 24}
    return {"department_leader": 30, "other_leader": 180, "direct_labour": 480, "entrepreneur": 30}


def new_name(random: Random) -> tuple[str, bool, str]:
    """A full name, whether it is a woman's, and her or his people."""
    people = random.choices(list(_PEOPLES), weights=list(_PEOPLES.values()))[0]
    is_female = random.random() < 0.47
    family = random.choice(_FAMILY_NAMES[people].split())
    given = random.choice(_GIVEN[is_female].split())
    return f"{family} {random.choice(_MIDDLE[is_female])} {given}", is_female, people


def _person(unit: str, klass: str, names: set[str], random: Random) -> Person:
    while True:
        name, is_female, people = new_name(random)
        if name not in names and name not in _NOT_USED and (unit != OLD_FONT_UNIT or _is_telling(name)):
            break
    names.add(name)
    position, workplace = _post(unit, klass, random)
    return Person(name, is_female, people, position, workplace, klass)


def _is_telling(name: str) -> bool:
    """Whether two words carry accents: a single one in an old font could be a word of another language."""
    return sum(not word.isascii() for word in name.split()) > 1


def _post(unit: str, klass: str, random: Random) -> tuple[str, str]:
    if klass == "department_leader":
        title, place = ("Phó Giám đốc Sở", "Ban Giám đốc") if unit in DEPARTMENTS else ("Phó Chủ tịch UBND", "UBND")
        return title, place
    if klass == "entrepreneur":
        return "Giám đốc", f"Công ty TNHH {random.choice(['An Phú', 'Hòa Bình', 'Tiến Đạt', 'Minh Sơn', 'Việt Bắc'])}"
    places = {"school": schools(unit), "office": offices(unit), "station": stations(unit), "commune": communes(unit)}
    kinds = [kind for kind, names in places.items() if names]
    weights = {"school": 55, "office": 22, "station": 8, "commune": 15}
    kind = random.choices(kinds, weights=[weights[kind] for kind in kinds])[0]
    position, workplace = random.choice(_POSITIONS[kind][klass]), random.choice(places[kind])
    if kind == "commune" and not workplace.startswith("UBND xã"):
        position = position.replace(" xã", " phường" if "phường" in workplace else " thị trấn")
    return position, workplace
