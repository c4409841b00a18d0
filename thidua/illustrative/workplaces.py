"""Workplaces and other collectives of a unit: schools, offices, stations, hamlets, small teams, enterprises.

Communes are drawn from those of the last day of 2023 and called what they were on the day of a row; names of
enterprises are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.illustrative.chances import chance
from thidua.illustrative.levels import DEPARTMENTS
from thidua.registry import Unit, communes_of, districts, predecessors

_LAST = date(2023, 12, 14)
# Nothing is drawn from these two: with them every draw of their district would be another.
_NEVER_DRAWN = ("thi-tran-van-tung", "xa-hiep-luc")

_DISTRICT_OFFICES = (
    "Phòng Nội vụ|Phòng Giáo dục và Đào tạo|Phòng Tài chính - Kế hoạch|Phòng Nông nghiệp và Phát triển nông thôn|"
    "Phòng Văn hóa và Thông tin|Phòng Lao động - Thương binh và Xã hội|Phòng Tài nguyên và Môi trường|Phòng Tư pháp|"
    "Văn phòng HĐND và UBND|Thanh tra|Hạt Kiểm lâm|Ban Chỉ huy Quân sự|Hội Liên hiệp Phụ nữ|Hội Nông dân|"
    "Trung tâm Văn hóa, Thể thao và Truyền thông"
)
_DEPARTMENT_OFFICES = "Văn phòng|Thanh tra|Phòng Tổ chức cán bộ|Phòng Kế hoạch - Tài chính|Phòng Nghiệp vụ"
_BELOW_DEPARTMENT = {
    "so-giao-duc-va-dao-tao": ("Trường THPT", "Trung tâm GDNN - GDTX"),
    "so-y-te": ("Trung tâm Y tế", "Bệnh viện Đa khoa khu vực"),
    "so-nong-nghiep-va-ptnt": ("Hạt Kiểm lâm", "Trạm Chăn nuôi và Thú y"),
    "so-noi-vu": ("Tổ công tác cải cách hành chính", "Tổ lưu trữ"),
    "so-tai-chinh": ("Tổ quản lý ngân sách", "Tổ quản lý giá và công sản"),
    "so-giao-thong-van-tai": ("Hạt quản lý đường bộ", "Đội thanh tra giao thông"),
}
_HAMLETS = ("Nà Pài", "Khuổi Luông", "Bản Cáu")
_ENTERPRISES = ("Hợp tác xã Nông nghiệp sạch {}", "Hợp tác xã Miến dong {}", "Công ty TNHH Thương mại {}")


@dataclass(frozen=True, slots=True)
class Collective:
    """A collective that may be awarded; a small one is a hamlet, a team or a class of a school."""

    name: str
    is_small: bool = False
    is_enterprise: bool = False


@cache
def _places(unit: str) -> tuple[tuple[str, str], ...]:
    """Full and short names of a district's communes; for a department, those of the districts."""
    if unit in DEPARTMENTS:
        return tuple((district.name, district.short_name) for district in districts(_LAST))
    return tuple((commune.name, commune.short_name) for commune in _communes(unit))


@cache
def _communes(unit: str) -> tuple[Unit, ...]:
    return tuple(commune for commune in communes_of(unit, _LAST) if commune.id not in _NEVER_DRAWN)


def as_called(name: str, unit: str, day: date) -> str:
    """A name that may end in that of a commune, with what the commune was called on that day.

    Examples
    --------
    >>> as_called("Trường THCS Văn Lang", "huyen-na-ri", date(2019, 5, 31))
    'Trường THCS Lạng San'
    """
    for commune in _created(unit) if unit not in DEPARTMENTS else ():
        if not commune.is_valid(day) and name.endswith(f" {commune.short_name}"):
            return name.removesuffix(commune.short_name) + _before(commune, day).short_name
    return name


@cache
def _created(unit: str) -> tuple[Unit, ...]:
    return tuple(commune for commune in _communes(unit) if commune.valid_from is not None)


def _before(commune: Unit, day: date) -> Unit:
    """Where a commune was made of several, the first of them of its own kind stands for it."""
    there = [each for each in predecessors(commune.id) if each.is_valid(day)]
    return next((each for each in there if each.level == commune.level), there[0])


def schools(unit: str) -> list[str]:
    """The schools of a unit; of a department, what stands below it in the districts."""
    kinds = _BELOW_DEPARTMENT.get(unit, ("Trường Mầm non", "Trường Tiểu học", "Trường THCS"))
    if unit in DEPARTMENTS and unit != "so-giao-duc-va-dao-tao":
        return []
    return [f"{kind} {short}" for _, short in _places(unit) for kind in kinds]


def stations(unit: str) -> list[str]:
    """The health stations of a district's communes."""
    return [] if unit in DEPARTMENTS else [f"Trạm Y tế {name}" for name, _ in _places(unit)]


def communes(unit: str) -> list[str]:
    """The people's committees of a district's communes."""
    return [] if unit in DEPARTMENTS else [f"UBND {name}" for name, _ in _places(unit)]


def offices(unit: str) -> list[str]:
    """The offices of a unit; of a department, its divisions and what stands below it."""
    if unit not in DEPARTMENTS:
        return _DISTRICT_OFFICES.split("|")
    below = [f"{kind} {name}" for kind in _BELOW_DEPARTMENT[unit] for name, _ in _places(unit)]
    return [*_DEPARTMENT_OFFICES.split("|"), *([] if unit == "so-giao-duc-va-dao-tao" else below)]


@cache
def collectives(unit: str) -> tuple[Collective, ...]:
    """Every collective of a unit that may be awarded, in a fixed random order, names all different."""
    whole = [Collective(name) for name in (*schools(unit), *offices(unit), *communes(unit), *stations(unit))]
    if unit in DEPARTMENTS:
        teams = [f"{team}, {each.name}" for team in ("Tổ Hành chính", "Tổ Chuyên môn") for each in whole]
    else:
        hamlets = [f"Thôn {hamlet}, {name}" for name, _ in _places(unit) for hamlet in _HAMLETS]
        teams = [*hamlets, *(f"Tổ Khoa học tự nhiên, {name}" for name in schools(unit) if "THCS" in name)]
    firms = [pattern.format(short) for _, short in _places(unit)[:5] for pattern in _ENTERPRISES]
    found = [*whole, *(Collective(name, is_small=True) for name in teams)]
    found += [Collective(name, is_enterprise=True) for name in firms]
    chance("collectives", unit).shuffle(found)
    return tuple(found)
