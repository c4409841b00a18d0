"""Faults planted on purpose in the data of today: three communes that send late or wrong, and a few slips.

Everything else the package writes is meant to be free of faults.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from thidua.illustrative.faults import ListFault

Key = tuple[str, str]
"""Keeper and half-year of a list."""

LATE: Mapping[Key, date] = {("xa-sang-moc-2025", "2026-H1"): date(2026, 7, 2)}
"""The list that comes after its deadline, and when."""

SENT_AGAIN: Mapping[Key, date] = {("xa-van-lang-05665-2025", "2026-H1"): date(2026, 7, 6)}
"""The list that is wrong at first, and when it came put right: after the deadline."""

HIDDEN_ROW: Key = ("huyen-phu-luong-168", "2024-H2")

_CERTIFICATE = ("GKX", "individual")
_OF_DISTRICT = {"award": "Giấy khen của Chủ tịch UBND cấp huyện"}
_ENDED = {"recipient": "Phòng Nội vụ huyện Ba Bể"}
_HOLIDAY = {"decided_on": date(2025, 9, 2), "proposed_on": date(2025, 8, 12), "achieved_on": date(2025, 6, 20)}

LIST_FAULTS: Mapping[Key, Sequence[ListFault]] = {
    ("xa-van-lang-05665-2025", "2026-H1"): (
        ListFault("V02", "Giấy khen của cấp đã kết thúc", (*_CERTIFICATE, 0), "award", _OF_DISTRICT),
    ),
    ("xa-yen-phong-2025", "2025-H2"): (
        ListFault("V01", "đơn vị đã kết thúc: huyện Chợ Đồn", (*_CERTIFICATE, 0), "unit", {"unit": "Huyện Chợ Đồn"}),
    ),
    ("xa-cho-ra-2025", "2025-H2"): (
        ListFault(
            "V02", "khen cơ quan của huyện đã kết thúc (cảnh báo)", ("GKX", "collective", 0), "recipient", _ENDED
        ),
    ),
    ("phuong-phan-dinh-phung-2025", "2025-H2"): (
        ListFault("V10", "ngày quyết định là ngày nghỉ lễ 02/9 (cảnh báo)", (*_CERTIFICATE, 0), "decided_on", _HOLIDAY),
    ),
}
"""Values written over the cells of one row; the first commune sends again, the second does not."""
