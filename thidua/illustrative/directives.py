"""Draws directing documents: plans, directives and letters that an office might have issued in a half-year.

Every number, day and title is invented; what kinds there are follows how such offices work.
"""

from __future__ import annotations

from datetime import date, timedelta

from thidua.illustrative.chances import chance
from thidua.illustrative.sheets import Value
from thidua.registry import Unit, level_on
from thidua.registry.working_days import is_working_day

HEADINGS = "STT|Số, ký hiệu|Ngày ban hành|Trích yếu|Cơ quan ban hành|Ghi chú"
SHEET = "Văn bản chỉ đạo"
YEARS = (2022, 2023)
"""The years of which districts and the province list their documents."""

_PARTY = {"province": ("Tỉnh ủy", "TU"), "city": ("Thành ủy", "TU"), "district": ("Huyện ủy", "HU")}
_OF_LOCAL_PARTY = ("Đảng ủy", "ĐU")

# Half-year, how often of ten, days after its first, symbol, whether the Party issues it, title.
_DRAWN = (
    (1, 10, 25, "{n}/KH-UBND", False, "Tổ chức phong trào thi đua yêu nước năm {year}"),
    (1, 7, 55, "{n}/UBND-NV", False, "V/v đăng ký danh hiệu thi đua, hình thức khen thưởng năm {year}"),
    (1, 4, 80, "{n}-CT/{party}", True, "Về tăng cường sự lãnh đạo của Đảng đối với công tác thi đua, khen thưởng"),
    (1, 5, 95, "{n}/QĐ-UBND", False, "Về việc kiện toàn Hội đồng Thi đua - Khen thưởng"),
    (1, 8, 120, "{n}/KH-UBND", False, "Tuyên truyền gương điển hình tiên tiến, người tốt, việc tốt năm {year}"),
    (1, 4, 150, "{n}/UBND-NV", False, "V/v sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm {year}"),
    (2, 9, 35, "{n}/KH-UBND", False, "Phát động đợt thi đua cao điểm chào mừng các ngày lễ lớn năm {year}"),
    (2, 5, 90, "{n}/KH-UBND", False, "Kiểm tra công tác thi đua, khen thưởng năm {year}"),
    (2, 10, 140, "{n}/HD-HĐTĐKT", False, "Tổng kết công tác thi đua, khen thưởng năm {year}"),
    (2, 6, 155, "{n}/UBND-NV", False, "V/v đẩy nhanh tiến độ trình khen thưởng cuối năm {year}"),
)
_MORE = (
    (1, 10, 15, "{n}/CT-UBND", False, "Về phát động phong trào thi đua yêu nước năm {year}"),
    (1, 10, 60, "{n}/QĐ-UBND", False, "Ban hành quy định chấm điểm, xếp hạng các khối, cụm thi đua năm {year}"),
)
"""What provinces issue beside that."""


def directive_rows(unit: Unit, year: int, half: int) -> list[tuple[Value, ...]]:
    """The rows of the list of a unit for a half of a year (0: the whole year), by their days."""
    issued = [row for each in ((half,) if half else (1, 2)) for row in _issued(unit, year, each)]
    return [(number, day, title, issuer, "") for day, number, title, issuer in sorted(issued)]


def _issued(unit: Unit, year: int, half: int) -> list[tuple[date, str, str, str]]:
    random = chance("directives", unit.id, year, half)
    first = date(year - 1, 12, 15) if half == 1 else date(year, 6, 15)
    level = level_on(unit, date(year, 6 * half, 14))
    party, symbol = _PARTY.get(level, _OF_LOCAL_PARTY)
    rows = []
    for of_half, often, after, number, is_party, title in (*_DRAWN, *(_MORE if level == "province" else ())):
        is_issued, days, count = random.randrange(10) < often, random.randrange(20), random.randrange(2, 9)
        if of_half != half or not (is_issued or level == "province"):
            continue
        day = _working(first + timedelta(days=after + days))
        numbered = number.format(n=f"{count * (1 + after // 10):02d}", party=symbol)
        rows.append((day, numbered, title.format(year=year), party if is_party else f"UBND {unit.name}"))
    return rows


def _working(day: date) -> date:
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
