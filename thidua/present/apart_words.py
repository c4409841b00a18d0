"""With whom units are compared across a change of the map, in words, or why with nobody: what they were was divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thidua.facts.ground import Apart, Ground
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.members import units_words
from thidua.present.numbers import write_count, write_date
from thidua.present.words import lower_first, unit_name, upper_first
from thidua.registry import get_level, get_unit

NAMED = 3
"""So many units are named; of more it is told how many they are."""


def apart_sentence(report: Known, ground: Ground) -> str:
    """Which units have no counterpart in the period before, and what is compared all the same; empty where all have."""
    words = "; ".join(_clauses(ground.apart))
    if not words:
        return ""
    if not ground.of_area:
        return upper_first(f"{words}.")
    return tr(
        "Chỉ so khen thưởng {levels} của cả địa bàn, không kể các sở, với {before}: {words}.",
        levels=area_levels(ground),
        before=report.label_of(report.period.comparison()),
        words=words,
    )


def area_levels(ground: Ground) -> str:
    """The levels of what is compared as a sum of an area: "cấp Nhà nước, cấp tỉnh"."""
    levels = sorted({level for _, level in ground.of_area}, key=lambda level: get_level(level).rank)
    return ", ".join(lower_first(named(get_level(level))) for level in levels)


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
    number = write_count(count)
    if why == "untold":
        return tr_count("{number} đơn vị được sắp xếp lại, chưa có số liệu cùng kỳ của đơn vị cũ", count, number=number)
    if why == "short":
        return tr_count("{number} đơn vị không hoạt động đủ cả hai kỳ nên không so sánh", count, number=number)
    return tr_count("{number} đơn vị mới thành lập nên không có số liệu cùng kỳ", count, number=number)


def _of_one(one: Apart) -> str:
    unit = get_unit(one.unit)
    said = {"unit": unit_name(unit)}
    if one.why == "untold":
        # Departments of two provinces have one name.
        formers = dict.fromkeys(unit_name(get_unit(former)) for former in one.formers)
        return tr("{unit} được sắp xếp lại, chưa có số liệu cùng kỳ của {formers}", formers=", ".join(formers), **said)
    if one.why == "short":
        return tr("{unit} không hoạt động đủ cả hai kỳ nên không so sánh", **said)
    if unit.valid_from is None:
        return tr("{unit} mới thành lập nên không có số liệu cùng kỳ", **said)
    day = write_date(unit.valid_from)
    return tr("{unit} thành lập từ ngày {day} nên không có số liệu cùng kỳ", day=day, **said)
