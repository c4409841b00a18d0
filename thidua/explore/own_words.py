"""The words of the columns that questions answer with, so that their frames print like tables of the house."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from thidua.errors import ConfigError
from thidua.present.language import language, named, tr
from thidua.present.words import kinds_name
from thidua.registry import (
    award_type_label,
    get_authority,
    get_level,
    get_recipient_class,
    get_status,
    merged_kinds,
    regimes,
)

_CODES = {
    "unit": "unit_name",
    "period": "period_label",
    "award": "award_name",
    "recipient_kind": "recipient_kind_name",
    "level": "level_name",
}
"""A code stays out of a table that has its name."""

_INNER = ("figure", "state", "origin", "source")
"""What a page has no use for; ``state`` is in the marks of the count, and places are what `trace` is for."""

_SAME = ("status", "count_unit", "award_type", "recipient_class", "authority")
"""What need not be said of each row where it is the same of all."""


def titles() -> dict[str, str]:
    """What the columns of the answers are called, in the language of now."""
    return {
        "unit_name": tr("Đơn vị"),
        "unit": tr("Đơn vị"),
        "period_label": tr("Kỳ"),
        "period": tr("Kỳ"),
        "award_name": tr("Danh hiệu, hình thức"),
        "award": tr("Danh hiệu, hình thức"),
        "level": tr("Cấp"),
        "level_name": tr("Cấp"),
        "authority": tr("Người ký"),
        "recipient_kind": tr("Đối tượng"),
        "recipient_kind_name": tr("Đối tượng"),
        "recipient_class": tr("Thành phần"),
        "award_type": tr("Loại hình"),
        "status": tr("Trạng thái"),
        "count": tr("Số lượng"),
        "count_unit": tr("Đơn vị tính"),
        "coverage": tr("Mức đủ số liệu"),
        "source": tr("Nguồn"),
        "workplace": tr("Nơi công tác"),
        "recipient": tr("Họ và tên, tên tập thể"),
        "decision_no": tr("Số quyết định"),
        "decided_on": tr("Ngày quyết định"),
        "where": tr("Tệp › trang › ô"),
        "before": tr("Kỳ trước"),
        "now": tr("Kỳ này"),
        "left": tr("Không còn"),
        "came": tr("Mới"),
        "difference": tr("Chênh lệch"),
        "ratio": tr("Tỷ số"),
        "words": tr("Nội dung"),
        "detail": tr("Xem chi tiết bằng"),
    }


def kept_columns(frame: pd.DataFrame, titled: Mapping[str, str]) -> Collection[Any]:
    """The columns that a page shows: no code beside its name, and of a frame of figures none that is for programs.

    A column that is given a title is shown whatever it holds.
    """
    names = set(frame.columns)
    hidden = {code for code, name in _CODES.items() if name in names}
    if "figure" in names:
        hidden |= {*_INNER, *(name for name in _SAME if name in names and frame[name].nunique() < 2)}
    return [name for name in frame.columns if name in titled or name not in hidden]


def value_words(column: str, value: Any) -> Any:
    """A code of a column of the answers in words; what is no code stays as it is."""
    if not isinstance(value, str) or not value or column not in _WORDS:
        return value
    try:
        return _WORDS[column](value)
    except ConfigError:  # a column of one's own may have the name of one of ours and other words in it
        return value


def _kinds(code: str) -> str:
    return kinds_name("+".join(one.code for one in merged_kinds(code)), 2)


def _count_unit(code: str) -> str:
    return {"instance": tr("lượt"), "recipient": tr("số")}.get(code, code)


_WORDS = {
    "recipient_kind": _kinds,
    "level": lambda code: named(get_level(code)),
    "authority": lambda code: named(get_authority(code)),
    "recipient_class": lambda code: named(get_recipient_class(code)),
    "award_type": lambda code: award_type_label(code, regime=regimes()[-1].id, lang=language()),
    "status": lambda code: named(get_status(code)),
    "count_unit": _count_unit,
}
