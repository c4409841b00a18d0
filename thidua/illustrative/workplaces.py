"""Workplaces and other collectives of a unit: schools, offices, stations, hamlets, small teams, enterprises.

Communes are those of the registry that kept their name from 2016 to 2023; names of enterprises are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.illustrative.chances import chance
from thidua.illustrative.levels import DEPARTMENTS
from thidua.registry import communes_of, districts

_FIRST, _LAST = date(2016, 1, 1), date(2023, 12, 14)

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
    lasting = [commune for commune in communes_of(unit, _FIRST) if commune.is_valid(_LAST)]
    return tuple((commune.name, commune.short_name) for commune in lasting)


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
