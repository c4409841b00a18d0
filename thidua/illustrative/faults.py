"""Faults planted on purpose: in which file, at which cell, which rule must find them.

Everything else the package writes is meant to be free of faults.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from thidua.illustrative.levels import CAP_BREAKER, JUMPER
from thidua.illustrative.sheets import Sheet, Value, cell_name

HIDDEN_ROW = ("huyen-ba-be", 2018, 1)
"""Keeper, year and half of the one list with a hidden row."""

LATE = ("huyen-pac-nam", 2022)
REVISED = ("huyen-cho-don", 2021)
"""The return that came twice; the first version counts two certificates too few."""
MISSING = ("so-giao-thong-van-tai", 2023)
LAST_STAFF = ("huyen-ngan-son", 2020)
"""The district whose staff is known to that year only: too old for a rate of 2023 (V15)."""
NO_PERIOD = ("so-tai-chinh", 2019)


@dataclass(frozen=True, slots=True)
class Planted:
    """One line of the list of planted faults; without a rule, nothing is to be found."""

    file: str
    sheet: str
    cell: str
    rule: str
    remark: str


@dataclass(frozen=True, slots=True)
class ListFault:
    """Values written over the cells of one row of a decision list.

    Attributes
    ----------
    row
        Which row: the n-th of this award and kind of recipient.
    at
        The field whose cell must be found faulty.
    values
        New values by field.
    """

    rule: str
    remark: str
    row: tuple[str, str, int]
    at: str
    values: Mapping[str, Value] = field(default_factory=dict)


_NA_RI, _BA_BE, _HEALTH = ("huyen-na-ri", 2020, 1), ("huyen-ba-be", 2022, 2), ("so-y-te", 2019, 2)
_CERTIFICATE = ("GKH", "individual")
_HOUSEHOLD = {"recipient": "Hộ ông Bàn Văn Giáp", "kind": "Hộ gia đình", "award": "Lao động tiên tiến"}
_HOUSEHOLD |= {"is_female": "", "is_minority": "", "is_direct": "", "is_leader": ""}

LIST_FAULTS: Mapping[tuple[str, int, int], Sequence[ListFault]] = {
    _NA_RI: (
        ListFault("V01", "đơn vị không có: huyện Na Lì", (*_CERTIFICATE, 0), "unit", {"unit": "Huyện Na Lì"}),
        ListFault("V02", "hộ gia đình được tặng Lao động tiên tiến", (*_CERTIFICATE, 2), "award", _HOUSEHOLD),
        ListFault(
            "V03",
            "Giấy khen do Chủ tịch UBND tỉnh tặng",
            (*_CERTIFICATE, 4),
            "authority",
            {"authority": "Chủ tịch UBND tỉnh"},
        ),
        ListFault("V10", "số quyết định thiếu ký hiệu: 512", ("GKH", "collective", 1), "decision", {"decision": "512"}),
    ),
    _BA_BE: (
        ListFault(
            "V10",
            "ngày quyết định ngoài kỳ báo cáo",
            (*_CERTIFICATE, 1),
            "decided_on",
            {"decided_on": date(2022, 5, 31), "proposed_on": date(2022, 5, 12), "achieved_on": date(2022, 3, 15)},
        ),
        ListFault(
            "V10",
            "ngày quyết định là Chủ nhật (cảnh báo)",
            (*_CERTIFICATE, 3),
            "decided_on",
            {"decided_on": date(2022, 11, 6), "proposed_on": date(2022, 10, 20), "achieved_on": date(2022, 8, 15)},
        ),
        ListFault(
            "V12",
            "ngày đề nghị sau ngày quyết định (cảnh báo)",
            (*_CERTIFICATE, 5),
            "proposed_on",
            {"proposed_on": date(2022, 12, 13), "achieved_on": date(2022, 6, 20)},
        ),
    ),
    _HEALTH: (
        ListFault(
            "V17",
            "loại hình gộp: chuyên đề, đột xuất (cảnh báo)",
            ("GKS", "individual", 0),
            "type",
            {"type": "Chuyên đề, đột xuất"},
        ),
        ListFault(
            "V16",
            "bảng mã không chắc chắn",
            ("CSTDCS", "individual", 0),
            "achievement",
            {"achievement": "Hoµn thµnh tốt nhiệm vụ, có s¸ng kiến"},
        ),
        ListFault(
            "V19", "trạng thái không có trong danh mục", ("GKS", "collective", 0), "status", {"status": "Đang xem lại"}
        ),
    ),
}

REPEATED = {_NA_RI: ("CSTDCS", "individual", 3)}
"""The row that stands twice in a list (V11): which row, by list."""

UNCOUNTED_LISTS = frozenset(LIST_FAULTS)
"""Lists that are not counted because of their faults; nobody's history may rest on them alone."""


@dataclass(frozen=True, slots=True)
class ReturnFault:
    """A fault in one line of a return.

    Attributes
    ----------
    award, at
        The line, and the field whose cell must be found faulty.
    moved
        Added to these fields before the totals are made.
    written
        Written over the cell `at`, which then counts nothing.
    """

    rule: str
    remark: str
    award: str
    at: str
    moved: Mapping[str, int] = field(default_factory=dict)
    written: str = ""


# A count that is made of several cells is found at the first of them.
RETURN_FAULTS: Mapping[tuple[str, int], ReturnFault] = {
    ("huyen-bach-thong", 2017): ReturnFault("V04", "số lượng ghi 12a", "GKH", "proposed:individual", written="12a"),
    ("huyen-na-ri", 2018): ReturnFault(
        "V05",
        "tổng quyết định nhiều hơn các loại hình cộng lại 1",
        "GKH",
        "decided:collective",
        {"decided:collective": 1},
    ),
    ("huyen-ba-be", 2019): ReturnFault(
        "V20",
        "biểu tổng hợp nhiều hơn danh sách 3 Giấy khen đột xuất của cá nhân (cảnh báo)",
        "GKH",
        "CTR:department_leader",
        {"DOT:individual": 3, "decided:individual": 3, "proposed:individual": 3},
    ),
    ("huyen-cho-moi", 2020): ReturnFault(
        "V20",
        "biểu tổng hợp ít hơn danh sách 1 Bằng khen chuyên đề của tập thể (cảnh báo)",
        "BKT",
        "CTR:collective",
        {"PTR:collective": -1, "decided:collective": -1, "proposed:collective": -1},
    ),
    # In the levels already, so nothing is moved.
    CAP_BREAKER: ReturnFault(
        "V08", "CSTĐ cơ sở trên 15% Lao động tiên tiến (cảnh báo)", "CSTDCS", "CTR:department_leader"
    ),
    JUMPER: ReturnFault("V14", "Giấy khen cá nhân gấp ba lần năm trước (cảnh báo)", "GKH", "CTR:department_leader"),
}

DIRECTIVE_FAULT = ("huyen-na-ri", 2022, "Văn bản chỉ đạo", 1, "Số, ký hiệu")
"""The one directing document whose number lacks its symbol."""
PERCENT_FAULT = ("huyen-ba-be", 2021, "Chỉ tiêu", 2, "Tỷ lệ %")
"""District, year, sheet, row from 0 and heading of the one wrong per cent (V06)."""


def nth_row(rows: Sequence[tuple[str, str]], wanted: tuple[str, str, int]) -> int:
    """The position of the n-th row of an award and kind."""
    award, kind, nth = wanted
    return [index for index, row in enumerate(rows) if row == (award, kind)][nth]


def plant_in_list(
    sheets: Sequence[Sheet], rows: Sequence[tuple[str, str]], faults: Sequence[ListFault], file: str
) -> list[Planted]:
    """Write the faults of one list into its sheets; returns where they are."""
    planted = []
    for fault in faults:
        index = nth_row(rows, fault.row)
        sheet = next(each for each in sheets if (index, fault.at) in each.places)
        for name, value in fault.values.items():
            if (index, name) in sheet.places:
                sheet.replace_value(sheet.places[index, name], value)
        cell = cell_name(sheet.places[index, fault.at])
        planted.append(Planted(file, sheet.name, cell, fault.rule, fault.remark))
    return planted
