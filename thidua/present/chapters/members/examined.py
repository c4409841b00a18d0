"""Units outside the limits of a funnel, in words: where each lies, with its numbers, and nothing more.

Outside the limits is no verdict on a unit: it is to be examined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from thidua.measures.change import Comparisons, comparisons_of
from thidua.measures.funnel import Funnel, FunnelUnit
from thidua.present.chance import comparisons_words
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import UnitComparison
from thidua.present.language import tr, tr_count
from thidua.present.many import names_words
from thidua.present.numbers import write_count, write_number
from thidua.present.words import unit_name, upper_first

Words = Callable[[ComparedUnit], str]
"""A unit's value with what it is made of."""

Value = Callable[[ComparedUnit], tuple[float, str] | None]


def outside_words(comparison: UnitComparison, funnel: Funnel, words: Words) -> Iterable[str]:
    """Which units lie outside the limits, with the limit they pass, how many lie inside, and whom paper names."""
    members = {one.unit.id: one for one in comparison.members}
    inside = sum(unit.position == "inside" for unit in funnel.units)
    if not inside and not funnel.outside:
        yield tr("Chưa đủ đơn vị để biết mức phân tán, nên không xét đơn vị nào ngoài giới hạn.")
        return
    if not funnel.outside:
        yield tr_count("Cả {number} đơn vị nằm trong giới hạn 95%.", inside, number=write_count(inside))
        yield comparisons_words(funnel_comparisons(funnel))
        yield _apart_words(funnel, members)
        return
    told = []
    for unit in funnel.outside:
        one = members[unit.label]
        told.append(f"{unit_name(one.unit)} {words(one)}, {side_words(unit)}")
    yield tr("Cần xem xét thêm: {told}.", told=names_words(told, "; "))
    if inside:
        yield tr_count("{number} đơn vị còn lại nằm trong giới hạn 95%.", inside, number=write_count(inside))
    yield comparisons_words(funnel_comparisons(funnel))
    yield _apart_words(funnel, members)


def _apart_words(funnel: Funnel, members: Mapping[str, ComparedUnit]) -> str:
    """The units that are told to be clearly apart although the widened limits hold them; empty of none."""
    within = [unit_name(members[unit.label].unit) for unit in funnel.apart if unit.position == "inside"]
    if not within:
        return ""
    return tr(
        "Khác rõ so với mức chung khi giới hạn chưa nới theo mức phân tán giữa các đơn vị "
        "(Bonferroni, 5% cho cả nhóm): {units}.",
        units=names_words(within),
    )


def clearly_note() -> str:
    """What "clearly" means of a unit beside the common level, for the annex on method."""
    return tr(
        "“Cao rõ”, “thấp rõ” so với mức chung: khác mức chung nhiều hơn mức chênh lệch thông thường của cả nhóm "
        "đơn vị được so sánh, có tính đến quy mô từng đơn vị."
    )


def apart_sentence(comparison: UnitComparison, funnel: Funnel, words: Words, value: Value) -> str:
    """Which units lie clearly above or below the common level (`Funnel.apart`), else from where to where they lie.

    Of units that chance alone may put first or last none is named.

    Parameters
    ----------
    value
        What of a unit is compared, as a number and as it is printed; None where it has too few cases.
    """
    members = {one.unit.id: one for one in comparison.members}
    told = []
    for words_of, side in ((tr("cao rõ so với mức chung"), "above"), (tr("thấp rõ so với mức chung"), "below")):
        same = [members[unit.label] for unit in funnel.apart if unit.apart == side]
        if same:
            named = names_words([f"{unit_name(one.unit)} {words(one)}" for one in same])
            told.append(
                tr("{side} có {units}", side=words_of, units=named) + _small_words(same, members, words, value, side)
            )
    return f"{upper_first('; '.join(told))}." if told else _range_sentence(comparison, value)


def _small_words(
    same: Sequence[ComparedUnit], members: Mapping[str, ComparedUnit], words: Words, value: Value, side: str
) -> str:
    """The units that lie as far off as those that are named and are too small to be told apart; empty of none."""
    sign = 1 if side == "above" else -1
    known = {label: sign * found[0] for label, one in members.items() if (found := value(one)) is not None}
    named = {one.unit.id for one in same}
    least = min(known[label] for label in named if label in known)
    small = [members[label] for label, far in known.items() if far >= least and label not in named]
    units = names_words([f"{unit_name(one.unit)} {words(one)}" for one in small])
    if not small:
        return ""
    if side == "above":
        return tr("; {units} cũng cao nhưng quy mô nhỏ, chưa đủ để kết luận", units=units)
    return tr("; {units} cũng thấp nhưng quy mô nhỏ, chưa đủ để kết luận", units=units)


def _range_sentence(comparison: UnitComparison, value: Value) -> str:
    known = sorted(found for one in comparison.members if (found := value(one)) is not None)
    if len(known) < 2:
        return ""
    low, high = known[0][1], known[-1][1]
    return tr("Các đơn vị từ {low} đến {high}, chưa đơn vị nào khác rõ so với mức chung.", low=low, high=high)


def side_words(unit: FunnelUnit) -> str:
    return {
        "above_998": tr("trên giới hạn 99,8%"),
        "above_95": tr("trên giới hạn 95%"),
        "below_95": tr("dưới giới hạn 95%"),
        "below_998": tr("dưới giới hạn 99,8%"),
    }.get(unit.position or "", tr("trong giới hạn"))


def dispersion_note(funnel: Funnel) -> str:
    """How far the units differ beyond chance (φ), and what was done about it."""
    if funnel.phi is None:
        return tr("Không tính được mức phân tán giữa các đơn vị.")
    phi = write_number(funnel.phi, decimals=1)
    if funnel.is_widened:
        return tr("Mức phân tán φ = {phi}: giới hạn đã nới theo √φ (Spiegelhalter, 2005).", phi=phi)
    return tr("Mức phân tán φ = {phi}: phần lớn đơn vị không khác nhau quá mức ngẫu nhiên.", phi=phi)


def funnel_comparisons(funnel: Funnel) -> Comparisons:
    """How many units are held to the 95 % limits, and how many of them pass these by chance alone."""
    return comparisons_of(sum(unit.position is not None for unit in funnel.units))
