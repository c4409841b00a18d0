"""The sentences of indicators: how many reached their targets, which are short of them, and the same period before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from thidua.measures.indicators import REACHED, IndicatorResult, Status, count_statuses
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import write_count, write_number, write_percent

SHORT: tuple[Status, ...] = ("missed", "on_track", "behind", "open", "unknown")
"""The statuses short of the target, as they are told."""

LATE: tuple[Status, ...] = ("missed", "behind")
"""The statuses of which a leader asks by name: a year that ended, or is going, short of its target."""

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
    """How many reached their targets, and how the others stand; `over` is the part of the year that is over."""
    counts = count_statuses(results)
    reached = f"{write_number(sum(counts[status] for status in REACHED))}/{write_number(len(results))}"
    words = {"period": period, "reached": reached}
    if over == 1:
        first = tr("Trong {period}, {reached} chỉ tiêu đạt hoặc vượt kế hoạch năm", **words)
    else:
        first = tr("Đến hết {period}, {reached} chỉ tiêu đã đạt hoặc vượt kế hoạch năm", **words)
    others = [status for status in SHORT if counts[status] and status not in LATE]
    told = ", ".join(f"{write_count(counts[status])} {status_name(status)}" for status in others)
    return f"{first}; {told}." if told else f"{first}."


def late_words(results: Sequence[IndicatorResult]) -> str:
    """The indicators that missed their target or are late, by name; empty of none."""
    late = [one for one in results if one.status in LATE]
    if not late:
        return ""
    words = {"number": write_count(len(late)), "names": _named(late, lambda one: printable(one.name, limit=120))}
    if late[0].status == "missed":
        return tr_count("Không đạt {number} chỉ tiêu: {names}.", len(late), **words)
    return tr_count("Dưới tiến độ {number} chỉ tiêu: {names}.", len(late), **words)


def moved_words(results: Sequence[IndicatorResult]) -> str:
    """How many are better and how many worse than in the same period before; empty where none can be compared."""
    better, worse, unchanged = _moves(results)
    told = [
        *([tr_count("{number} chỉ tiêu chuyển biến tốt hơn", better, number=write_count(better))] if better else []),
        *([tr_count("{number} chỉ tiêu kém hơn", worse, number=write_count(worse))] if worse else []),
        *([tr_count("{number} chỉ tiêu giữ nguyên", unchanged, number=write_count(unchanged))] if unchanged else []),
    ]
    return tr("So với cùng kỳ, {told}.", told=", ".join(told)) if told else ""


def pace_words(period: str, results: Sequence[IndicatorResult], over: float | None) -> str:
    """How many exceeded their targets, and how much of the year is over where that is known."""
    exceeded = write_count(count_statuses(results)["exceeded"])
    if over is None or over == 1:
        return tr("Vượt kế hoạch năm: {exceeded} chỉ tiêu.", exceeded=exceeded)
    return tr(
        "Hết {period}, khi đã qua {over} thời gian của năm, {exceeded} chỉ tiêu đã vượt kế hoạch năm.",
        period=period,
        over=write_percent(over, decimals=0),
        exceeded=exceeded,
    )


def short_words(results: Sequence[IndicatorResult]) -> Iterable[str]:
    """Each status short of the target in a sentence that names its indicators."""
    for status in SHORT:
        same = [one for one in results if one.status == status]
        if same:
            yield _status_words(status, len(same), _named(same, _with_percent))


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


def _moves(results: Sequence[IndicatorResult]) -> tuple[int, int, int]:
    """How many moved in the wanted direction since the same period before, the other way, and not at all."""
    changes = [
        (one.direction, round(one.actual - one.same_period, 6))
        for one in results
        if one.direction in ("up", "down") and one.actual is not None and one.same_period is not None
    ]
    wanted = sum(change != 0 and (change > 0) == (direction == "up") for direction, change in changes)
    unchanged = sum(change == 0 for _, change in changes)
    return wanted, len(changes) - wanted - unchanged, unchanged


def _named(same: Sequence[IndicatorResult], words: Callable[[IndicatorResult], str]) -> str:
    told = [words(one) for one in same[:NAMED]]
    rest = len(same) - NAMED
    if rest > 0:
        told.append(tr_count("{number} chỉ tiêu khác", rest, number=write_number(rest)))
    return "; ".join(told)


def _with_percent(one: IndicatorResult) -> str:
    name = printable(one.name, limit=120)
    return name if one.achieved is None else f"{name} {write_percent(one.achieved)}"
