"""What is said of a change against the same period before: in all, and form by form. Figures in, sentences out.

Sentences are what a leader reads; those called details say what chance explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thidua.measures.change import Change
from thidua.measures.extremes import leaders
from thidua.present.change_words import (
    SMALL_BASE,
    awards_words,
    change_words,
    compared_words,
    plain_change_words,
    ratio_limits,
)
from thidua.present.language import tr, tr_count
from thidua.present.numbers import NOT_APPLICABLE, write_count, write_number

NAMED = 3
"""So many forms are named: those that moved most."""
LEAST = 3
"""A form that moved by less is not named among those that rose or fell."""


def total_sentence(
    change: Change, *, unit: str, period: str, before: str, count_unit: str = "instance", is_whole: bool = True
) -> str:
    """How many awards there are against the same period before.

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
    return tr("Trong {period}, {unit} có {awards}, {compared}.", **words, compared=compared_words(change, before))


def shared_total_sentence(change: Change, units: str, count_unit: str, before: str) -> str:
    """The awards of the units known in both periods, which are not all: "Tính riêng 7/8 đơn vị …, có 1.466 lượt …".

    Parameters
    ----------
    units
        How many units these are, as a clause.
    """
    words = {"units": units, "awards": awards_words(change.count, count_unit)}
    return tr("Tính riêng {units}, có {awards}, {compared}.", **words, compared=compared_words(change, before))


def rest_sentence(change: Change, count_unit: str) -> str:
    """The awards without the titles that follow a quota, after the sentence that names the period before."""
    words = {"awards": awards_words(change.count, count_unit), "compared": compared_words(change, tr("cùng kỳ"))}
    return tr(
        "Không kể danh hiệu có giới hạn tỷ lệ (như Lao động tiên tiến, Chiến sĩ thi đua), có {awards}, {compared}.",
        **words,
    )


def moved_sentence(changed: Sequence[tuple[str, Change]]) -> str:
    """Which forms rose or fell clearly; where none did, which moved most. Empty of a single form.

    Parameters
    ----------
    changed
        Label and change of each form that is known for both periods.
    """
    if len(changed) < 2:
        return ""
    beyond = [(label, plain_change_words(change)) for label, change in changed if change.is_beyond_chance]
    if beyond:
        return tr("Trong đó {told}.", told="; ".join(f"{label} {words}" for label, words in beyond))
    return _directions(changed)


def total_detail(change: Change, count_unit: str) -> str:
    """The same change with its ratio, and what chance says of it."""
    words = {"awards": awards_words(change.count, count_unit), "change": change_words(change)}
    if change.follows_quota or not change.difference:
        return tr("Tổng số: {awards}, {change}.", **words)
    if change.is_within_chance:
        return tr("Tổng số: {awards}, {change}; mức thay đổi nằm trong dao động ngẫu nhiên.", **words)
    return tr("Tổng số: {awards}, {change}; vượt mức dao động ngẫu nhiên.", **words)


def rest_detail(change: Change, count_unit: str) -> str:
    """The awards without the titles that follow a quota, with what chance says of their change."""
    words = {"awards": awards_words(change.count, count_unit), "change": change_words(change)}
    if not change.difference:
        return tr("Không kể danh hiệu theo tỷ lệ quy định: {awards}, {change}.", **words)
    if change.is_within_chance:
        return tr(
            "Không kể danh hiệu theo tỷ lệ quy định: {awards}, {change}; mức thay đổi nằm trong dao động ngẫu nhiên.",
            **words,
        )
    return tr("Không kể danh hiệu theo tỷ lệ quy định: {awards}, {change}; vượt mức dao động ngẫu nhiên.", **words)


def form_sentences(changed: Sequence[tuple[str, Change]]) -> Iterator[str]:
    """Which forms changed by more than chance, and of how many it is not asked.

    Parameters
    ----------
    changed
        Label and change of each form that is known for both periods.
    """
    if len(changed) < 2:
        return
    if not any(change.difference for _, change in changed):
        return
    beyond = [(label, change) for label, change in changed if change.is_beyond_chance]
    if beyond:
        yield tr("Vượt mức dao động ngẫu nhiên: {told}.", told=_told(beyond))
    elif any(not change.follows_quota for _, change in changed):
        yield tr("Xét từng hình thức, không có thay đổi nào vượt mức dao động ngẫu nhiên.")
    by_quota = [(label, change) for label, change in changed if change.follows_quota]
    if by_quota:
        count = len(by_quota)
        number = write_count(count)
        yield tr_count(
            "Không xét dao động ngẫu nhiên ở {number} dòng là danh hiệu theo tỷ lệ quy định.", count, number=number
        )


def _directions(changed: Sequence[tuple[str, Change]]) -> str:
    """Which forms rose and which fell by more than a few awards: nobody reads out changes of one."""
    if not any(change.difference for _, change in changed):
        return tr("Không hình thức nào thay đổi.")
    risen, fallen = (_moved(changed, sign) for sign in (1, -1))
    return " ".join(filter(None, (_risen(risen), _fallen(fallen))))


def _told(changed: Sequence[tuple[str, Change]]) -> str:
    return "; ".join(f"{label} {change_words(change)}" for label, change in changed)


def _moved(changed: Sequence[tuple[str, Change]], sign: int) -> list[tuple[str, int]]:
    """The forms that moved in one direction with how far, the largest first; forms of equal change keep their order."""
    moved = [(label, abs(change.difference)) for label, change in changed if sign * change.difference >= LEAST]
    return sorted(moved, key=lambda one: -one[1])


def _risen(moved: Sequence[tuple[str, int]]) -> str:
    told = _most(moved)
    return tr("Tăng nhiều nhất là {told}.", told=_numbers(told)) if told else ""


def _fallen(moved: Sequence[tuple[str, int]]) -> str:
    told = _most(moved)
    return tr("Giảm nhiều nhất là {told}.", told=_numbers(told)) if told else ""


def _most(moved: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those that moved most, three at most: equal ones are named together, or not at all."""
    if len(moved) <= NAMED:
        return list(moved)
    found = (leaders(moved, number) for number in range(NAMED, 0, -1))
    return next((told for told in found if 0 < len(told) <= NAMED), [])


def _numbers(moved: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{label} ({write_count(number)})" for label, number in moved)


def left_out_sentence(labels: Sequence[str]) -> str:
    """Which forms cannot be compared; empty where all can."""
    if not labels:
        return ""
    named_labels = "; ".join(dict.fromkeys(labels))
    return tr("Chưa so sánh được vì thiếu số liệu của một kỳ: {forms}.", forms=named_labels)


def ratio_words(change: Change) -> str:
    """A ratio with its limits: "1,10 (0,58–2,08)"; alone where chance is not asked; "–" of too few, or none before."""
    if change.ratio.ratio is None or change.count + change.before < SMALL_BASE:
        return NOT_APPLICABLE
    ratio = write_number(change.ratio.ratio, decimals=2)
    return ratio if change.follows_quota else f"{ratio} ({ratio_limits(change.ratio)})"
