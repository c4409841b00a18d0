"""What is said of a change against the same period before: in all, and form by form. Figures in, sentences out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thidua.measures.change import Change
from thidua.present.chapters.unit_changes import SMALL_BASE, change_words, ratio_limits
from thidua.present.language import tr, tr_count
from thidua.present.numbers import NOT_APPLICABLE, write_number

NAMED = 3
"""So many forms are named as the largest contributions."""


def total_sentence(
    change: Change, *, unit: str, period: str, before: str, count_unit: str = "instance", is_whole: bool = True
) -> str:
    """How many awards there are against the same period before, and whether chance explains the change.

    Parameters
    ----------
    is_whole
        Whether all forms are in it; else it is told that only those known for both periods are.
    """
    counted = awards_words(change.count, count_unit)
    if not is_whole:
        counted = tr("{awards} thuộc các hình thức có số liệu cả hai kỳ", awards=counted)
    words = {"period": period, "unit": unit, "awards": counted, "before": before}
    if change.before == 0 and change.count == 0:
        return tr("Trong {period}, {unit} không có lượt khen thưởng nào, như {before}.", **words)
    if change.before == 0:
        return tr("Trong {period}, {unit} có {awards}; {before} không có trường hợp nào.", **words)
    if change.difference == 0:
        return tr("Trong {period}, {unit} có {awards}, không thay đổi so với {before}.", **words)
    words["change"] = change_words(change)
    if change.is_within_chance:
        return tr(
            "Trong {period}, {unit} có {awards}, {change} so với {before}; mức thay đổi nằm trong dao động ngẫu nhiên.",
            **words,
        )
    return tr("Trong {period}, {unit} có {awards}, {change} so với {before}; vượt mức dao động ngẫu nhiên.", **words)


def awards_words(count: int, count_unit: str) -> str:
    """A number of awards with what it counts: "121 lượt khen thưởng"."""
    number = write_number(count)
    if count_unit == "instance":
        return tr_count("{number} lượt khen thưởng", count, number=number)
    return tr_count("{number} trường hợp được khen thưởng", count, number=number)


def form_sentences(changed: Sequence[tuple[str, Change]]) -> Iterator[str]:
    """Which forms changed by more than chance, then which rose and which fell most.

    Parameters
    ----------
    changed
        Label and change of each form that is known for both periods.
    """
    if len(changed) < 2:
        return
    beyond = [(label, change) for label, change in changed if not change.is_within_chance]
    if beyond:
        told = "; ".join(f"{label} {change_words(change)}" for label, change in beyond)
        yield tr("Vượt mức dao động ngẫu nhiên: {told}.", told=told)
    elif any(change.difference for _, change in changed):
        yield tr("Xét từng hình thức, không có thay đổi nào vượt mức dao động ngẫu nhiên.")
    else:
        yield tr("Không hình thức nào thay đổi.")
    risen, fallen = (_largest(changed, sign) for sign in (1, -1))
    if risen and fallen:
        yield tr("Tăng nhiều nhất là {risen}; giảm nhiều nhất là {fallen}.", risen=risen, fallen=fallen)
    elif risen:
        yield tr("Tăng nhiều nhất là {risen}; không hình thức nào giảm.", risen=risen)
    elif fallen:
        yield tr("Giảm nhiều nhất là {fallen}; không hình thức nào tăng.", fallen=fallen)


def _largest(changed: Sequence[tuple[str, Change]], sign: int) -> str:
    """The forms that moved most in one direction: "Giấy khen, cá nhân (36)"; forms of equal change keep their order."""
    moved = sorted((one for one in changed if sign * one[1].difference > 0), key=lambda one: -abs(one[1].difference))
    return ", ".join(f"{label} ({write_number(abs(change.difference))})" for label, change in moved[:NAMED])


def left_out_sentence(labels: Sequence[str]) -> str:
    """Which forms cannot be compared; empty where all can."""
    if not labels:
        return ""
    named_labels = "; ".join(dict.fromkeys(labels))
    return tr("Chưa so sánh được vì thiếu số liệu của một kỳ: {forms}.", forms=named_labels)


def ratio_words(change: Change) -> str:
    """A ratio with its limits: "1,10 (0,58–2,08)"; "–" where there are too few cases, or none before."""
    if change.ratio.ratio is None or change.count + change.before < SMALL_BASE:
        return NOT_APPLICABLE
    return f"{write_number(change.ratio.ratio, decimals=2)} ({ratio_limits(change.ratio)})"
