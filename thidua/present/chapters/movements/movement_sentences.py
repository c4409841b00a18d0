"""The sentences of the emulation movements, and the words for their modes, levels and days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from thidua.measures.movements import ModeSummary, MovementResult
from thidua.present.language import named, tr, tr_count
from thidua.present.letters import printable
from thidua.present.numbers import MISSING, write_date, write_number
from thidua.present.words import lower_first
from thidua.registry import get_level

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


def movements_sentence(summaries: Sequence[ModeSummary], levels: Mapping[str, int]) -> str:
    """How many movements, by mode and by launching level.

    Parameters
    ----------
    summaries
        By mode, and last all of them, as `thidua.measures.movements.summarise` gives them.
    levels
        Movements by the code of the level that launched them.
    """
    total = summaries[-1]
    modes = ", ".join(f"{mode_name(one.mode)} {write_number(one.movements)}" for one in summaries[:-1])
    by_level = ", ".join(f"{level_name(code)} {write_number(count)}" for code, count in levels.items() if count)
    words = {"number": write_number(total.movements), "modes": modes, "levels": by_level}
    sentence = tr_count(
        "Có {number} phong trào thi đua; theo hình thức: {modes}; theo cấp phát động: {levels}",
        total.movements,
        **words,
    )
    if total.core:
        sentence += tr_count(
            "; {number} phong trào được xác định là nòng cốt", total.core, number=write_number(total.core)
        )
    return f"{sentence}."


def durations_sentence(durations: Mapping[str, int]) -> str:
    """How long the movements run: "Theo thời gian: dưới 1 năm 5, từ 3 năm đến dưới 5 năm 1."."""
    told = ", ".join(f"{duration_name(row)} {write_number(count)}" for row, count in durations.items() if count)
    return tr("Theo thời gian thực hiện: {told}.", told=told) if told else ""


def awards_sentence(total: ModeSummary) -> str:
    """The commendations within the movements, and how many there are for one of them."""
    per_movement = total.awards_per_movement
    if per_movement is None:
        return tr("Chưa có số khen thưởng trong phong trào.")
    known, awards = total.with_awards + total.without_awards, write_number(total.awards)
    if total.unknown:
        words = {"awards": awards, "known": write_number(known)}
        sentence = tr_count("Trong {known} phong trào có số liệu đã khen thưởng {awards} lượt", known, **words)
    else:
        sentence = tr_count("Trong các phong trào đã khen thưởng {awards} lượt", total.awards, awards=awards)
    if known > 1:
        sentence += tr(", bình quân {mean} lượt một phong trào", mean=write_number(per_movement, decimals=1))
    if total.unknown:
        sentence += tr_count("; {number} phong trào chưa có số", total.unknown, number=write_number(total.unknown))
    return f"{sentence}."


def without_sentence(found: Sequence[MovementResult], total: ModeSummary) -> str:
    """The movements that ended without a commendation, by name; that there are none, if all figures are known."""
    if not found:
        is_told = total.ended and not total.unknown
        return tr("Không có phong trào nào đã kết thúc mà không có khen thưởng.") if is_told else ""
    names = "; ".join(f"“{printable(one.name)}”" for one in found[:NAMED])
    more = len(found) - NAMED
    if more > 0:
        names += tr_count(" và {number} phong trào khác", more, number=write_number(more))
    return tr("Đã kết thúc mà không có khen thưởng: {names}.", names=names)
