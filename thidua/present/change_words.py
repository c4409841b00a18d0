"""A change in words: as a leader reads it aloud, and with its ratio and limits for who wants the statistics."""

from __future__ import annotations

from thidua.measures.change import Change
from thidua.measures.intervals import Share
from thidua.measures.rate_intervals import RateRatio
from thidua.present.chance import apart
from thidua.present.language import tr, tr_count
from thidua.present.numbers import MISSING, write_count, write_number, write_percent

SMALL_BASE = 10
"""Below so many awards before, a change is told as a number alone: a percentage of few cases says too much."""
STEADY = 0.1
"""A change below this fraction that chance explains is called steady; no reader would call a larger one so."""


def trend_words(change: Change) -> str:
    """How a change is called on paper: "tăng rõ", "giảm rõ", "cơ bản ổn định"; empty where it has only its number.

    It is clear where chance does not explain it. Of few cases, of titles by quota, and of what moved far though chance
    explains it, nothing is said beyond the number.
    """
    if change.is_beyond_chance:
        return tr("tăng rõ") if change.difference > 0 else tr("giảm rõ")
    is_small = change.relative is None or abs(change.relative) >= STEADY or change.before < SMALL_BASE
    return "" if change.follows_quota or is_small else tr("cơ bản ổn định")


def is_steady_share(now: Share, before: Share) -> bool:
    """Whether a share that chance explains may be called steady: by the one rule that holds for numbers too."""
    if now.share is None or not before.share:
        return now.share == before.share
    return abs(now.share - before.share) < STEADY * before.share


def trend_note() -> str:
    """What "clear" and "steady" mean of numbers, of shares and of units, for the annex on method."""
    words = {"percent": write_percent(STEADY, decimals=0), "few": SMALL_BASE}
    return tr(
        "“Cơ bản ổn định”: số lượt hoặc tỷ lệ tăng, giảm dưới {percent} so với kỳ trước và trong mức biến động thông "
        "thường; “tăng rõ”, “giảm rõ”: vượt mức biến động đó. Không xét danh hiệu theo tỷ lệ quy định và khi kỳ trước "
        "dưới {few} trường hợp. “Cao rõ”, “thấp rõ”: chênh lệch của đơn vị so với mức chung vượt mức biến động thông "
        "thường giữa các đơn vị.",
        **words,
    )


def plain_change_words(change: Change) -> str:
    """A change in numbers alone: "tăng 32 (32,3%)"; "tăng rõ 32 (32,3%)" where chance does not explain it.

    Few cases before have no percentage.
    """
    if change.difference == 0:
        return tr("không thay đổi")
    number = write_count(abs(change.difference))
    has_percent = change.relative is not None and change.before >= SMALL_BASE
    brackets = f" ({write_percent(abs(change.relative or 0.0))})" if has_percent else ""
    trend = trend_words(change) if change.is_beyond_chance else ""
    if trend:
        return f"{trend} {number}{brackets}"
    return _moved_words(change, brackets)


def compared_words(change: Change, before: str) -> str:
    """A change against the same period before, as an official text says it: "tăng 32 (32,3%) so với năm 2022".

    Parameters
    ----------
    before
        The period before, by its label.

    Returns
    -------
    str
        With how clear the change is where that can be said: "tăng rõ 32 (32,3%) so với năm 2022", "cơ bản ổn định so
        với năm 2022 (tăng 3)".
    """
    is_steady = change.difference and not change.is_beyond_chance and trend_words(change)
    if is_steady:
        return tr("cơ bản ổn định so với {before} ({change})", before=before, change=_moved_words(change, ""))
    return tr("{change} so với {before}", before=before, change=plain_change_words(change))


def change_words(change: Change) -> str:
    """A change with what it is measured by: "tăng 32 (32,3%; tỷ số 1,32, khoảng tin cậy 95%: 1,01–1,74)".

    Where chance is not asked the ratio has no interval.
    """
    if change.difference == 0:
        return tr("không thay đổi")
    details = []
    if change.relative is not None and change.before >= SMALL_BASE:
        details.append(write_percent(abs(change.relative)))
    if change.ratio.ratio is not None:
        ratio, limits = write_number(change.ratio.ratio, decimals=2), ratio_limits(change.ratio)
        if change.follows_quota:
            details.append(tr("tỷ số {ratio}", ratio=ratio))
        else:
            details.append(tr("tỷ số {ratio}, khoảng tin cậy 95%: {limits}", ratio=ratio, limits=limits))
    return _moved_words(change, f" ({'; '.join(details)})" if details else "")


def _moved_words(change: Change, brackets: str) -> str:
    number = write_count(abs(change.difference))
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
    number = write_count(count)
    if count_unit == "instance":
        return tr_count("{number} lượt khen thưởng", count, number=number)
    return tr_count("{number} trường hợp được khen thưởng", count, number=number)
