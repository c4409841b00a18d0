"""With whom units are compared across a change of the map, in words, or why with nobody: what they were was divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thidua.facts.ground import Apart, Ground
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.members import units_words
from thidua.present.numbers import write_number
from thidua.present.words import lower_first, unit_name
from thidua.registry import get_level, get_unit

NAMED = 3
"""So many units are named; of more it is told how many they are."""


def apart_sentence(report: Known, ground: Ground) -> str:
    """Which units have no counterpart in the period before, and what is compared all the same; empty where all have."""
    words = "; ".join(_clauses(ground.apart))
    if not words:
        return ""
    before = report.label_of(report.period.comparison())
    if not ground.of_area:
        return tr("Không so với {before}: {words}.", before=before, words=words)
    levels = sorted({level for _, level in ground.of_area}, key=lambda level: get_level(level).rank)
    return tr(
        "Chỉ khen thưởng {levels} được so với {before}, theo tổng của cả địa bàn: {words}.",
        levels=", ".join(lower_first(named(get_level(level))) for level in levels),
        before=before,
        words=words,
    )


def counterpart_sentence(report: Known, ground: Ground) -> str:
    """Whose figures those of the period before are, where they are not the unit's own; empty where they are."""
    formers = [unit for group in ground.groups if group.now == (report.unit.id,) for unit in group.before]
    if not formers or formers == [report.unit.id]:
        return ""
    words = {
        "before": report.label_of(report.period.comparison()),
        "formers": units_words([get_unit(unit) for unit in formers]),
    }
    if len(formers) == 1:
        return tr("Số của {before} là số của {formers}.", **words)
    return tr("Số của {before} là tổng số của {formers}.", **words)


def _clauses(apart: Sequence[Apart]) -> Iterator[str]:
    """One clause for each reason, and for those of one unit with what it was made of."""
    for why in ("divided", "untold", "new", "short"):
        units = [one for one in apart if one.why == why]
        if not units:
            continue
        if len(units) > NAMED:
            yield _of_many(why, len(units))
        else:
            yield from (_of_one(one) for one in units)


def _of_many(why: str, count: int) -> str:
    number = write_number(count)
    if why == "divided":
        return tr_count("{number} đơn vị được lập từ các đơn vị đã chia", count, number=number)
    if why == "untold":
        return tr_count("{number} đơn vị tiếp nhận đơn vị chưa có số liệu", count, number=number)
    if why == "new":
        return tr_count("{number} đơn vị khi đó chưa có", count, number=number)
    return tr_count("{number} đơn vị không có đủ ngày của cả hai kỳ", count, number=number)


def _of_one(one: Apart) -> str:
    unit = unit_name(get_unit(one.unit))
    formers = ", ".join(unit_name(get_unit(former)) for former in one.formers)
    if one.why == "divided":
        return tr("{unit} được chia từ {formers}", unit=unit, formers=formers)
    if one.why == "untold":
        return tr("{unit} tiếp nhận {formers}, chưa có số liệu", unit=unit, formers=formers)
    if one.why == "new":
        return tr("{unit} khi đó chưa có", unit=unit)
    return tr("{unit} không có đủ ngày của cả hai kỳ", unit=unit)
