"""What is missing, in words: whose figures, which table, and why. Gaps in, sentences out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from thidua.facts.coverage import UNTOLD, Gap
from thidua.facts.ground import Ground
from thidua.present.apart_words import apart_sentence, area_levels
from thidua.present.known import Known
from thidua.present.language import named, tr, tr_count
from thidua.present.members import kinds_of, kinds_words
from thidua.present.numbers import write_count, write_date, write_number
from thidua.present.words import award_name, lower_first, unit_name
from thidua.registry import Period, Unit, get_level, get_unit

NAMED = 6
"""So many are named one by one; of the others it is told how many they are: all stand in the quality report."""


def missing_words(report: Known, gaps: Sequence[Gap], *, for_mending: bool = False) -> str:
    """What is missing, as a clause: "danh sách 6 tháng đầu năm 2022 của huyện Na Rì (chưa gửi); …"; empty of no gaps.

    Parameters
    ----------
    for_mending
        Whether rules and files are told too, for who mends the figures; no paper holds them.
    """
    told = list(dict.fromkeys(_gathered(report, gaps, for_mending=for_mending)))
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
    words = missing_words(report, gaps)
    return tr("Chưa gồm {words}.", words=words) if words else ""


def without_words(report: Known) -> str:
    """Which single forms a number of awards does not hold: "chưa gồm Lao động tiên tiến của 07 huyện"; else empty."""
    gaps = [gap for gap in report.coverage.gaps if gap.awards]
    if not gaps:
        return ""
    forms = ", ".join(dict.fromkeys(_forms(report, gap) for gap in gaps))
    senders = [get_unit(sender) for sender in dict.fromkeys(gap.sender for gap in gaps)]
    if senders == [report.unit]:
        return tr("chưa gồm {forms}", forms=forms)
    number = len(senders)
    units = f"{write_count(number)} {kinds_words(kinds_of(report, senders), number)}"
    return tr("chưa gồm {forms} của {units}", forms=forms, units=units)


def ground_sentence(report: Known, ground: Ground) -> str:
    """Why a comparison leaves something out, and what; empty where both periods are known whole."""
    words = missing_words(report, ground.gaps)
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
    if not words or (is_of_units and len(ground.units_whole) < len(ground.units)):
        return words and tr("{units} cả hai kỳ", units=words)
    return tr("phần có số liệu cả hai kỳ ({units})", units=words)


def whole_units_words(ground: Ground) -> str:
    """How many units are known whole in both periods: "12/14 đơn vị đủ số liệu"; empty of one unit, or where all is.

    A unit of which a single form is missing is not known whole. Where units were divided, their sum is compared and not
    one by one.
    """
    known, every = len(ground.units_whole), len(ground.units)
    if every < 2 or (ground.is_whole and known == every):
        return ""
    if ground.of_area:
        levels = area_levels(ground)
        return tr("{levels} của cả địa bàn, không kể các sở", levels=levels)
    if not known:
        return tr("chưa đơn vị nào đủ số liệu")
    return tr("{known}/{every} đơn vị đủ số liệu", known=write_number(known), every=write_number(every))


def _gathered(report: Known, gaps: Iterable[Gap], *, for_mending: bool) -> Iterable[str]:
    """One clause for all of whom the same is missing for the same reason; a unit's own report does not name it."""
    by_words: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for gap in gaps:
        words = _what(report, gap), _why(report, gap, for_mending=for_mending)
        by_words[words][gap.sender] = None
    for (what, why), senders in by_words.items():
        number, said = len(senders), {"what": what, "why": why}
        if tuple(senders) == (report.unit.id,):
            yield tr("{what} ({why})", **said)
        elif number > NAMED:
            yield tr_count("{what} của {number} đơn vị ({why})", number, number=write_count(number), **said)
        else:
            names = ", ".join(unit_name(get_unit(sender)) for sender in senders)
            yield tr("{what} của {senders} ({why})", senders=names, **said)


def _what(report: Known, gap: Gap) -> str:
    """The forms or the table that is missing; with the levels where that is another than the sender's own figures."""
    if gap.why == "yearly":
        return _forms(report, gap) if gap.awards else tr("số liệu trong kỳ")
    table = _table(report, gap)
    levels = [lower_first(named(get_level(level))) for level in gap.levels if level != UNTOLD]
    # Who was asked for no such table may have sent another one of these days.
    is_plain = gap.units == (gap.sender,) and (gap.asked != "" or gap.why != "not_sent")
    if is_plain or not levels:
        return table
    return tr("{table} về khen thưởng {levels}", table=table, levels=", ".join(levels))


def _why(report: Known, gap: Gap, *, for_mending: bool) -> str:
    if gap.why == "yearly":
        return tr("chỉ có trong biểu tổng hợp cả năm") if gap.awards else tr("chỉ gửi số liệu cả năm")
    if gap.why == "rejected" and for_mending:
        where = f" ({gap.refused_by})" if gap.refused_by else ""
        return tr("chưa được tính vì còn lỗi{where}, tệp {file}", where=where, file=gap.file)
    if gap.why == "rejected":
        return tr("chưa được tính vì còn lỗi")
    if gap.why == "replaced" and for_mending:
        return tr("không có trong tệp đã thay cho tệp {file}", file=gap.file)
    if gap.why == "replaced":
        return tr("không có trong bản gửi lại")
    if gap.why == "not_due" and gap.deadline:
        return tr("hạn gửi là ngày {deadline}", deadline=write_date(gap.deadline))
    return tr("chưa gửi")


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
