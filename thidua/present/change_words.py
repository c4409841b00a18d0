"""A change in words: by how much, in which ratio, within which limits."""

from __future__ import annotations

from thidua.measures.change import Change
from thidua.measures.rate_intervals import RateRatio
from thidua.present.chance import apart
from thidua.present.language import tr, tr_count
from thidua.present.numbers import MISSING, write_number, write_percent

SMALL_BASE = 10
"""Below so many awards before, a change is told as a number alone: a percentage of few cases says too much."""


def change_words(change: Change) -> str:
    """A change with what it is measured by: "tăng 32 (32,3%; tỷ số 1,32, khoảng tin cậy 95%: 1,01–1,74)".

    Where chance is not asked the ratio has no interval.
    """
    if change.difference == 0:
        return tr("không thay đổi")
    number = write_number(abs(change.difference))
    details = []
    if change.relative is not None and change.before >= SMALL_BASE:
        details.append(write_percent(abs(change.relative)))
    if change.ratio.ratio is not None:
        ratio, limits = write_number(change.ratio.ratio, decimals=2), ratio_limits(change.ratio)
        if change.follows_quota:
            details.append(tr("tỷ số {ratio}", ratio=ratio))
        else:
            details.append(tr("tỷ số {ratio}, khoảng tin cậy 95%: {limits}", ratio=ratio, limits=limits))
    brackets = f" ({'; '.join(details)})" if details else ""
    if change.difference > 0:
        return tr("tăng {number}{brackets}", number=number, brackets=brackets)
    return tr("giảm {number}{brackets}", number=number, brackets=brackets)


def ratio_limits(ratio: RateRatio) -> str:
    """The limits of a ratio: "1,01–1,74"; "…" where there are none."""
    if ratio.low is None or ratio.high is None or ratio.high == float("inf"):
        return MISSING
    low, high = (write_number(limit, decimals=apart(limit, from_=1, decimals=2)) for limit in (ratio.low, ratio.high))
    return f"{low}–{high}"


def awards_words(count: int, count_unit: str) -> str:
    """A number of awards with what it counts: "121 lượt khen thưởng"."""
    number = write_number(count)
    if count_unit == "instance":
        return tr_count("{number} lượt khen thưởng", count, number=number)
    return tr_count("{number} trường hợp được khen thưởng", count, number=number)
