"""The sentences of the emulation movements, and the words for their modes, levels and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from thidua.measures.movements import ModeSummary, MovementResult
from thidua.present.language import named, tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, write_count, write_date, write_number
from thidua.present.words import lower_first
from thidua.registry import fold, get_level

NAMED = 5
"""So many movements are named in a sentence; the rest are counted."""


def mode_name(mode: str) -> str:
    """The mode of a movement: "chuyên đề"."""
    names = {
        "thematic": tr("chuyên đề"),
        "campaign": tr("theo đợt"),
        "peak": tr("cao điểm"),
        "regular": tr("thường xuyên"),
    }
    return names.get(mode) or tr("chưa rõ hình thức")


def level_name(level: str) -> str:
    """The level that launched a movement: "cấp tỉnh"."""
    return lower_first(named(get_level(level))) if level else tr("chưa rõ cấp")


def duration_name(duration: str) -> str:
    """How long a movement runs, as the statistical form divides it."""
    names = {
        "under_1": tr("dưới 1 năm"),
        "exactly_1": tr("1 năm"),
        "under_3": tr("trên 1 năm đến dưới 3 năm"),
        "under_5": tr("từ 3 năm đến dưới 5 năm"),
        "from_5": tr("từ 5 năm trở lên"),
    }
    return names.get(duration) or tr("chưa rõ thời gian")


def day_words(day: date | None) -> str:
    """A day, or "…" where the register has none."""
    return MISSING if day is None else write_date(day)


def held_sentence(summaries: Sequence[ModeSummary], levels: Mapping[str, int]) -> str:
    """How many movements were held, by mode, the most frequent first, and which levels launched them.

    Parameters
    ----------
    summaries
        By mode, and last all of them, as `thidua.measures.movements.summarise` gives them.
    levels
        Movements by the code of the level that launched them.
    """
    total, by_mode = summaries[-1], sorted(summaries[:-1], key=lambda one: -one.movements)
    sentence = tr_count(
        "Trong kỳ tổ chức {number} phong trào thi đua, gồm {modes}",
        total.movements,
        number=write_count(total.movements),
        modes=", ".join(f"{write_count(one.movements)} {mode_name(one.mode)}" for one in by_mode),
    )
    launched = [(code, count) for code, count in levels.items() if count and code]
    told = ", ".join(
        tr("{number} do {level} phát động", number=write_count(count), level=level_name(code))
        for code, count in launched
    )
    return f"{sentence}; {tr('trong đó {told}', told=told)}." if len(launched) > 1 else f"{sentence}."


def same_names_sentence(found: Sequence[MovementResult]) -> str:
    """That several units launched a movement of one name each, and how many names there are; empty where all differ."""
    names = Counter(fold(one.name) for one in found)
    same = {name: number for name, number in names.items() if number > 1}
    if not same:
        return ""
    number = sum(same.values())
    said = {"number": write_count(number), "names": write_count(len(same))}
    return tr_count(
        "Có {number} phong trào trùng tên, do nhiều đơn vị cùng phát động ({names} tên gọi).", number, **said
    )


def given_sentence(summaries: Sequence[ModeSummary]) -> str:
    """The commendations within the movements of which they are known; empty where they are of none.

    They are of regular movements too: awards of the type "theo đợt (chuyên đề)" are another number.
    """
    total, modes = summaries[-1], {one.mode for one in summaries[:-1] if one.movements}
    known = total.with_awards + total.without_awards
    if not known:
        return ""
    awards = write_number(total.awards)
    if not total.unknown and "regular" in modes and len(modes) > 1:
        return tr_count(
            "Qua các phong trào, cả thường xuyên và theo đợt, đã khen thưởng {awards} lượt.",
            total.awards,
            awards=awards,
        )
    if not total.unknown:
        return tr_count("Qua các phong trào đã khen thưởng {awards} lượt.", total.awards, awards=awards)
    return tr_count(
        "Qua {known} phong trào đã có số liệu, khen thưởng {awards} lượt.",
        known,
        known=write_count(known),
        awards=awards,
    )


def without_sentence(found: Sequence[MovementResult]) -> str:
    """The movements that ended without a commendation, by name; empty of none."""
    return tr("Đã kết thúc mà không có khen thưởng: {names}.", names=_names(found)) if found else ""


def _names(found: Sequence[MovementResult]) -> str:
    names = "; ".join(f"“{printable(one.name)}”" for one in found[:NAMED])
    more = len(found) - NAMED
    return names + tr_count(" và {number} phong trào khác", more, number=write_number(more)) if more > 0 else names


def core_sentence(total: ModeSummary) -> str:
    """How many of the movements the office named core movements; empty of none."""
    number = write_count(total.core)
    return (
        tr_count("Có {number} phong trào được xác định là nòng cốt.", total.core, number=number) if total.core else ""
    )


def durations_sentence(durations: Mapping[str, int]) -> str:
    """How long the movements run: "Theo thời gian: dưới 1 năm 05, từ 3 năm đến dưới 5 năm 01."."""
    told = ", ".join(f"{duration_name(row)} {write_count(count)}" for row, count in durations.items() if count)
    return tr("Theo thời gian thực hiện: {told}.", told=told) if told else ""


def mean_sentence(total: ModeSummary) -> str:
    """How many commendations there are for one movement, and of how many movements that is not known."""
    per_movement = total.awards_per_movement
    told = []
    if per_movement is not None and total.with_awards + total.without_awards > 1:
        told.append(
            tr("Bình quân {mean} lượt khen thưởng một phong trào.", mean=write_number(per_movement, decimals=1))
        )
    if total.unknown:
        number = write_count(total.unknown)
        told.append(tr_count("Có {number} phong trào chưa có số khen thưởng.", total.unknown, number=number))
    return " ".join(told)


def all_awarded_sentence(found: Sequence[MovementResult], total: ModeSummary) -> str:
    """That no movement ended without a commendation, if all figures are known; else empty."""
    is_told = not found and total.ended and not total.unknown
    return tr("Không có phong trào nào đã kết thúc mà không có khen thưởng.") if is_told else ""
