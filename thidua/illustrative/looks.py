"""Looks: how each office lays out its decision lists: columns, heading rows, groups, totals, dates, wording, letters.

Drawing a list in a look belongs to ``lists``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Column = tuple[str, tuple[str, ...]]
"""A field and its heading, from the top row to the bottom row."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to lay out a decision list.

    Attributes
    ----------
    columns
        Fields and headings in their order.
    groups
        "kind" (I. TẬP THỂ, II. CÁ NHÂN), "award" (a group for each title), "sheets" (TT and CN), "decision" (Quyết định
        số …), "unit" (I. HUYỆN BA BỂ, and kinds below it), or none.
    has_title, has_numbering, has_subtotals, has_total, has_signature
        What stands around the rows.
    dates
        "real", "text" (05/01/2021), "short" (5/1/2021) or "serial" (44201).
    wording
        "name" or "short": titles and types written out or abbreviated.
    is_text_number
        Whether row numbers are text with a leading zero.
    hides_a_row
        Whether one row of data is hidden, as after filtering.
    is_by_unit
        Whether the rows of one district or department stand together.
    """

    columns: tuple[Column, ...]
    groups: str = ""
    has_title: bool = True
    has_numbering: bool = False
    has_subtotals: bool = False
    has_total: bool = False
    has_signature: bool = True
    dates: str = "real"
    wording: str = "name"
    is_text_number: bool = False
    hides_a_row: bool = False
    is_by_unit: bool = False
    spelling: str = ""
    suffix: str = ".xlsx"


def _columns(**headings: str) -> tuple[Column, ...]:
    """Columns whose heading is one text, or several joined with " / " from the top row down."""
    return tuple((field, tuple(text.split(" / "))) for field, text in headings.items())


LOOKS: Mapping[str, Look] = {
    "roman": Look(
        _columns(
            number="STT",
            recipient="Họ và tên, tên tập thể",
            post="Chức vụ, đơn vị công tác",
            award="Danh hiệu, hình thức khen thưởng",
            type="Loại hình khen thưởng",
            decision="Quyết định / Số",
            decided_on="Quyết định / Ngày, tháng, năm",
            authority="Cơ quan ban hành",
            klass="Thành phần",
            is_female="Trong đó / Nữ",
            is_minority="Trong đó / Dân tộc thiểu số",
            note="Ghi chú",
        ),
        groups="kind",
        has_total=True,
    ),
    "plain-csv": Look(
        _columns(
            unit="Huyện",
            recipient="Tên tập thể, cá nhân",
            kind="Đối tượng",
            workplace="Đơn vị công tác",
            award="Danh hiệu/hình thức",
            type="Phương thức",
            decision="Số QĐ",
            decided_on="Ngày ban hành",
            authority="Cấp khen thưởng",
            note="Ghi chú",
        ),
        has_signature=False,
        dates="short",
        wording="short",
        suffix=".csv",
    ),
    "two-sheets": Look(
        _columns(
            number="STT",
            recipient="Họ và tên",
            workplace="Đơn vị công tác",
            gender="Giới tính",
            people="Dân tộc",
            is_direct="Trực tiếp lao động",
            is_leader="Lãnh đạo từ phó phòng trở lên",
            is_small="Tập thể nhỏ",
            award="Danh hiệu thi đua, hình thức khen thưởng",
            type="Loại hình",
            achieved_on="Ngày lập thành tích",
            proposed_on="Ngày đề nghị",
            decision="Quyết định số",
            decided_on="Ngày quyết định",
        ),
        groups="sheets",
        has_numbering=True,
        hides_a_row=True,
    ),
    "by-title": Look(
        _columns(
            number="TT",
            recipient="Tên tập thể, cá nhân",
            kind="Đối tượng",
            workplace="Nơi công tác",
            type="Loại hình khen thưởng",
            decision="Số quyết định",
            decided_on="Ngày ban hành",
            authority="Cấp ra quyết định",
        ),
        groups="award",
        dates="text",
    ),
    "one-column": Look(
        _columns(
            number="STT",
            recipient="Tên tập thể, cá nhân",
            workplace="Địa chỉ",
            kind="Đối tượng",
            klass="Thành phần",
            award="Hình thức khen thưởng",
            type="Loại hình khen thưởng",
            decision_and_day="Số, ngày quyết định",
            authority="Cấp ra quyết định",
            note="Ghi chú",
        ),
        has_total=True,
        spelling="nbsp",
    ),
    "subtotals": Look(
        _columns(
            number="TT",
            recipient="Tên tập thể, cá nhân",
            post="Chức vụ, đơn vị",
            award="Danh hiệu, hình thức",
            type="Phương thức khen thưởng",
            authority="Cơ quan ban hành",
            decision="Số QĐ",
            decided_on="Ngày, tháng, năm",
            is_female="Nữ",
        ),
        groups="kind",
        has_subtotals=True,
        has_total=True,
        dates="text",
        spelling="nfd",
    ),
    "serials": Look(
        _columns(
            number="STT",
            award="Danh hiệu thi đua, hình thức khen thưởng",
            recipient="Họ và tên/tên tập thể",
            kind="Đối tượng",
            workplace="Cơ quan công tác",
            achievement="Nội dung thành tích",
            type="Loại hình khen thưởng",
            decision="Quyết định / Số",
            decided_on="Quyết định / Ngày",
            authority="Cấp quyết định",
            note="Ghi chú",
        ),
        dates="serial",
        wording="short",
        is_text_number=True,
    ),
    "three-rows": Look(
        _columns(
            number="STT",
            recipient="Tên tập thể, cá nhân",
            workplace="Đơn vị công tác",
            unit="Địa bàn",
            kind="Đối tượng",
            award="Hình thức khen thưởng",
            type="Loại hình khen thưởng",
            decision="Quyết định khen thưởng / Số quyết định",
            decided_on="Quyết định khen thưởng / Ngày, tháng, năm",
            authority="Quyết định khen thưởng / Cơ quan ban hành",
            is_female="Cá nhân / Trong đó / Nữ",
            is_minority="Cá nhân / Trong đó / Dân tộc thiểu số",
            is_direct="Cá nhân / Trong đó / Trực tiếp lao động",
            is_leader="Cá nhân / Trong đó / Lãnh đạo từ phó phòng trở lên",
            note="Ghi chú",
        ),
        has_numbering=True,
        has_total=True,
    ),
    "titled-csv": Look(
        _columns(
            number="STT",
            recipient="Họ và tên, tên tập thể",
            kind="Đối tượng",
            workplace="Đơn vị công tác",
            award="Danh hiệu thi đua",
            type="Loại hình khen thưởng",
            decision="Số quyết định",
            decided_on="Ngày ban hành (DD/MM/YYYY)",
            authority="Cơ quan ban hành quyết định",
            achievement="Nội dung thành tích",
            note="Ghi chú",
        ),
        has_signature=False,
        dates="text",
        suffix=".csv",
    ),
    "with-status": Look(
        _columns(
            number="STT",
            recipient="Tên tập thể, cá nhân",
            kind="Đối tượng",
            workplace="Đơn vị công tác",
            unit="Đơn vị đề nghị",
            award="Danh hiệu, hình thức khen thưởng",
            achievement="Nội dung thành tích",
            type="Loại hình khen thưởng",
            klass="Thành phần",
            decision="Số quyết định",
            decided_on="Ngày quyết định",
            authority="Cơ quan ban hành",
            status="Trạng thái",
        ),
    ),
    "department": Look(
        _columns(
            number="STT",
            recipient="Tên tập thể, cá nhân",
            kind="Đối tượng",
            workplace="Đơn vị công tác",
            award="Danh hiệu, hình thức khen thưởng",
            type="Loại hình khen thưởng",
            decision="Số quyết định",
            decided_on="Ngày ban hành",
            gender="Giới tính",
            klass="Thành phần",
        ),
        groups="award",
        has_total=True,
    ),
    "province": Look(
        _columns(
            number="STT",
            recipient="Tên tập thể, hộ gia đình, cá nhân",
            post="Chức vụ, đơn vị công tác",
            unit="Đơn vị trình",
            award="Danh hiệu thi đua, hình thức khen thưởng",
            type="Loại hình khen thưởng",
            authority="Cấp khen thưởng",
            decision="Quyết định / Số",
            decided_on="Quyết định / Ngày, tháng, năm",
            achieved_on="Thời gian lập thành tích",
            proposed_on="Ngày trình",
            klass="Thành phần",
            is_female="Trong đó / Nữ",
            is_minority="Trong đó / Dân tộc thiểu số",
            is_small="Tập thể nhỏ",
            note="Ghi chú",
        ),
        groups="kind",
        has_total=True,
    ),
}
