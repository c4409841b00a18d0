"""The sentences of indicators: how many reached their targets, which are short of them, and the same period before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.measures.indicators import REACHED, IndicatorResult, Status, count_statuses
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import write_count, write_number, write_percent, write_share_of

SHORT: tuple[Status, ...] = ("missed", "on_track", "behind", "open", "unknown")
"""The statuses short of the target, as they are told."""

NAMED = 4
"""A sentence names so many indicators; the others are in the table."""


def status_name(status: Status) -> str:
    """A status in a word or two."""
    return {
        "exceeded": tr("vượt"),
        "met": tr("đạt"),
        "on_track": tr("theo tiến độ"),
        "behind": tr("dưới tiến độ"),
        "open": tr("chưa đạt mức năm"),
        "missed": tr("không đạt"),
        "unknown": tr("chưa rõ"),
    }[status]


def reached_words(period: str, results: Sequence[IndicatorResult], over: float | None) -> str:
    """How many reached their targets; `over` is the part of the year that is over, None if that is not known."""
    counts = count_statuses(results)
    reached, total = sum(counts[status] for status in REACHED), len(results)
    words = {
        "period": period,
        "reached": write_share_of(reached, total),
        "exceeded": write_count(counts["exceeded"]),
    }
    if over == 1:
        return tr("Trong {period}, {reached} chỉ tiêu đạt hoặc vượt kế hoạch, trong đó {exceeded} vượt.", **words)
    if over is None:
        return tr("Trong {period}, {reached} chỉ tiêu đã đạt hoặc vượt mức kế hoạch năm.", **words)
    return tr(
        "Hết {period}, khi đã qua {over} thời gian của năm, {reached} chỉ tiêu đã đạt hoặc vượt mức kế hoạch năm.",
        **words,
        over=write_percent(over, decimals=0),
    )


def short_words(results: Sequence[IndicatorResult]) -> Iterable[str]:
    """Each status short of the target in a sentence that names its indicators."""
    for status in SHORT:
        same = [one for one in results if one.status == status]
        if same:
            yield _status_words(status, len(same), _names(same))


def _status_words(status: Status, number: int, names: str) -> str:
    count = write_count(number)
    if status == "on_track":
        return tr_count("Theo tiến độ thời gian: {count} chỉ tiêu ({names}).", number, count=count, names=names)
    if status == "behind":
        return tr_count("Dưới tiến độ thời gian: {count} chỉ tiêu ({names}).", number, count=count, names=names)
    if status == "open":
        return tr_count(
            "Chưa đạt mức năm, không so theo thời gian được: {count} chỉ tiêu ({names}).",
            number,
            count=count,
            names=names,
        )
    if status == "missed":
        return tr_count("Không đạt: {count} chỉ tiêu ({names}).", number, count=count, names=names)
    return tr_count("Chưa đủ số liệu để đánh giá: {count} chỉ tiêu ({names}).", number, count=count, names=names)


def same_period_words(results: Sequence[IndicatorResult]) -> Iterable[str]:
    """How many moved in the wanted direction since the same period before, the other way, or not at all."""
    changes = [
        (one.direction, round(one.actual - one.same_period, 6))
        for one in results
        if one.direction in ("up", "down") and one.actual is not None and one.same_period is not None
    ]
    if changes:
        wanted = sum(change != 0 and (change > 0) == (direction == "up") for direction, change in changes)
        unchanged = sum(change == 0 for _, change in changes)
        yield tr(
            "So với cùng kỳ, {wanted} chỉ tiêu thay đổi theo hướng của kế hoạch, {other} theo hướng ngược lại, "
            "{unchanged} không thay đổi.",
            wanted=f"{wanted}/{len(changes)}",
            other=write_number(len(changes) - wanted - unchanged),
            unchanged=write_number(unchanged),
        )


def _names(same: Sequence[IndicatorResult]) -> str:
    told = [_with_percent(one) for one in same[:NAMED]]
    rest = len(same) - NAMED
    if rest > 0:
        told.append(tr_count("{number} chỉ tiêu khác", rest, number=write_number(rest)))
    return "; ".join(told)


def _with_percent(one: IndicatorResult) -> str:
    name = printable(one.name, limit=120)
    return name if one.achieved is None else f"{name} {write_percent(one.achieved)}"
