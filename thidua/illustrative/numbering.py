"""Numbers of decisions: each office counts through the calendar year, so numbers grow with the days.

Which award a decision confers belongs to ``decisions``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """An office that numbers decisions; ``a_day`` is how many it signs on one day at most."""

    authority: str
    symbol: str
    a_day: int


PROVINCE = Office("Chủ tịch UBND tỉnh", "UBND", 9)
STATE = {
    "HCLD3": Office("Chủ tịch nước", "CTN", 12),
    "CTDCP": Office("Thủ tướng Chính phủ", "TTg", 14),
    "BKTTG": Office("Thủ tướng Chính phủ", "TTg", 14),
}
_SYMBOLS = {
    "so-giao-duc-va-dao-tao": ("SGDĐT", "Giám đốc Sở Giáo dục và Đào tạo"),
    "so-y-te": ("SYT", "Giám đốc Sở Y tế"),
    "so-noi-vu": ("SNV", "Giám đốc Sở Nội vụ"),
    "so-nong-nghiep-va-ptnt": ("SNN", "Giám đốc Sở Nông nghiệp và Phát triển nông thôn"),
    "so-tai-chinh": ("STC", "Giám đốc Sở Tài chính"),
    "so-giao-thong-van-tai": ("SGTVT", "Giám đốc Sở Giao thông vận tải"),
}


def own_office(unit: str, unit_name: str) -> Office:
    """The office of a unit's own head."""
    if unit in _SYMBOLS:
        symbol, head = _SYMBOLS[unit]
        return Office(head, symbol, 5)
    return Office(f"Chủ tịch UBND {unit_name}", "UBND", 11)


@dataclass
class Numbering:
    """The numbers given out so far, by issuer."""

    _given: dict[str, set[int]] = field(default_factory=dict)

    def next_number(self, office: Office, day: date) -> str:
        """The next number of the office on that day: "946/QĐ-UBND"; no year uses a number of another year again."""
        given = self._given.setdefault(office.authority, set())
        first = (day.timetuple().tm_yday - 1) * office.a_day + 1
        free = [number for number in range(first, first + office.a_day) if number not in given]
        if not free:
            raise OverflowError(f"{office.authority}: no number is left for {day:%d/%m/%Y}; raise a_day")
        given.add(free[0])
        return f"{free[0]:02d}/QĐ-{office.symbol}"
