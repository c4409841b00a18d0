"""What is missing, in words: whose figures, which table, and why. Gaps in, sentences out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from thidua.facts.coverage import UNTOLD, Gap
from thidua.facts.ground import Ground
from thidua.present.apart_words import apart_sentence
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.numbers import write_count, write_date, write_number
from thidua.present.words import award_name, lower_first, unit_name
from thidua.registry import Period, Unit, get_level, get_unit

NAMED = 6
"""So many are named one by one; of the others it is told how many they are: all stand in the quality report."""


def missing_words(report: Known, gaps: Sequence[Gap], *, brief: bool = False) -> str:
    """What is missing, as a clause: "huyện Na Rì: danh sách 6 tháng đầu năm 2022 chưa gửi; …"; empty of no gaps.

    Parameters
    ----------
    brief
        Whether it is told without rules and files, for who reads the figures and not for who mends them.
    """
    told = list(dict.fromkeys(_gathered(report, gaps, brief=brief)))
    shown, rest = told[:NAMED], len(told) - NAMED
    words = "; ".join(shown)
    return tr("{words}; và {number} phần khác", words=words, number=rest) if rest > 0 else words


def missing_sentence(report: Known, units: Iterable[Unit] | None = None) -> str:
    """What the figures of the report, or of some units in it, do not hold: "Chưa gồm …."; empty if all is known."""
    asked = None if units is None else {unit.id for unit in units}
    # Beside some units it is told which of them are not known; the forms that are not are told of all at once.
    gaps = [
        gap for gap in report.coverage.gaps if asked is None or (not gap.awards and not asked.isdisjoint(gap.units))
    ]
    words = missing_words(report, gaps, brief=True)
    return tr("Chưa gồm {words}.", words=words) if words else ""


def ground_sentence(report: Known, ground: Ground, *, brief: bool = False) -> str:
    """Why a comparison leaves something out, and what; empty where both periods are known whole."""
    words = missing_words(report, ground.gaps, brief=brief)
    lacking = tr("So sánh chưa gồm {words}.", words=words) if words else ""
    return " ".join(filter(None, (apart_sentence(report, ground), lacking)))


def is_missing_alike(report: Known, ground: Ground) -> bool:
    """Whether both periods lack the same, so that saying it of one says it of both."""
    now, before = (missing_words(report, coverage.gaps) for coverage in ground.coverages)
    return now == before and not ground.apart


def ground_units_words(ground: Ground) -> str:
    """On what two totals are compared: "7/8 đơn vị có số liệu cả hai kỳ"; empty where that is all, or of one unit.

    Where single forms of a unit are known, units do not tell it.
    """
    words = whole_units_words(ground)
    is_of_units = ground.is_of_whole_units and not ground.of_area
    if not words or (is_of_units and len(ground.units_known) < len(ground.units)):
        return words and tr("{units} cả hai kỳ", units=words)
    return tr("phần có số liệu cả hai kỳ ({units})", units=words)


def whole_units_words(ground: Ground) -> str:
    """How many units are known whole in both periods: "12/14 đơn vị đủ số liệu"; empty of one unit, or where all is.

    Where units were divided, their sum is compared and not one by one.
    """
    known, every = len(ground.units_known), len(ground.units)
    if every < 2 or ground.is_whole:
        return ""
    if ground.of_area:
        return tr("theo tổng của cả địa bàn")
    return tr("{known}/{every} đơn vị đủ số liệu", known=write_number(known), every=write_number(every))


def _gathered(report: Known, gaps: Iterable[Gap], *, brief: bool) -> Iterable[str]:
    """One clause for all whose gap is told in the same words."""
    by_words: dict[str, dict[str, None]] = defaultdict(dict)
    for gap in gaps:
        by_words[_told(report, gap, brief=brief)][_whose(gap)] = None
    for words, senders in by_words.items():
        number = len(senders)
        if number > NAMED:
            yield tr_count("{number} đơn vị: {words}", number, number=write_count(number), words=words)
        else:
            yield tr("{senders}: {words}", senders=", ".join(senders), words=words)


def _whose(gap: Gap) -> str:
    """Who should have told it; with the levels where that is another than those whose figures are missing."""
    name = unit_name(get_unit(gap.sender))
    levels = [lower_first(named(get_level(level))) for level in gap.levels if level != UNTOLD]
    # Who was asked for no such table may have sent another one of these days.
    is_plain = gap.units == (gap.sender,) and (gap.asked != "" or gap.why != "not_sent")
    if is_plain or not levels:
        return name
    return tr("{unit} (khen thưởng {levels})", unit=name, levels=", ".join(levels))


def _told(report: Known, gap: Gap, *, brief: bool) -> str:
    what = _table(report, gap)
    if gap.awards and gap.why == "yearly":
        return tr("{forms} chỉ có trong biểu tổng hợp cả năm", forms=_forms(report, gap))
    if brief and gap.why == "rejected":
        return tr("{table} chưa được tính vì còn lỗi", table=what)
    if brief and gap.why == "replaced":
        return tr("{table} không có trong bản gửi lại", table=what)
    if gap.why == "rejected":
        where = f" ({gap.refused_by})" if gap.refused_by else ""
        return tr("{table} chưa được tính vì còn lỗi{where}, tệp {file}", table=what, where=where, file=gap.file)
    if gap.why == "replaced":
        return tr("{table} không có trong tệp đã thay cho tệp {file}", table=what, file=gap.file)
    if gap.why == "yearly":
        return tr("chỉ gửi số liệu cả năm")
    if gap.why == "not_due" and gap.deadline:
        return tr("{table} chưa đến hạn gửi ({deadline})", table=what, deadline=write_date(gap.deadline))
    return tr("{table} chưa gửi", table=what)


def _forms(report: Known, gap: Gap) -> str:
    return ", ".join(award_name(award, regime=report.regime) for award in gap.awards)


def _table(report: Known, gap: Gap) -> str:
    """The table that is missing, with its period or else its days: "danh sách 6 tháng đầu năm 2022"."""
    asked = Period.parse(gap.asked) if gap.asked else None
    is_whole = (
        asked is not None and asked.first_day(report.basis) <= gap.first and gap.last <= asked.last_day(report.basis)
    )
    period = asked if is_whole else _period_of(report, gap) or asked
    when = report.label_of(period) if period else tr("từ {first} đến {last}", **_days(gap))
    return tr("danh sách {when}", when=when) if gap.layout == "decision_list" else tr("biểu tổng hợp {when}", when=when)


def _days(gap: Gap) -> dict[str, str]:
    return {"first": write_date(gap.first), "last": write_date(gap.last)}


def _period_of(report: Known, gap: Gap) -> Period | None:
    """The half or year that has just these days."""
    year = gap.last.year
    near = [Period("half", year + shift, half) for shift in (0, 1) for half in (1, 2)]
    near += [Period("year", year + shift) for shift in (0, 1)]
    basis = report.basis
    return next((one for one in near if (one.first_day(basis), one.last_day(basis)) == (gap.first, gap.last)), None)
