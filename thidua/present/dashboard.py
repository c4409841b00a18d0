"""The first page of a province's report: its headline figures, and each unit in one row."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.measures.change import Change, Comparisons, comparisons_of, same_period_change
from thidua.measures.funnel import Funnel
from thidua.measures.rates import RatePer1000
from thidua.present.chance import comparisons_words, is_by_quota
from thidua.present.chapter import Chapter
from thidua.present.chapters.members.examined import funnel_comparisons
from thidua.present.compared.unit import ComparedUnit, counts_of, direct_share
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.figures import Figure, count_figures, direct_figure
from thidua.present.gap_words import ground_units_words, missing_sentence, whole_units_words
from thidua.present.keyed import ALL, DIRECT_WORKERS, FIGHTERS, SHARE, Key, Keyed, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.many import names_words, ranked, shown_rows
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, interval_words


def figures(report: Known, comparison: UnitComparison | None, *others: Figure | None) -> list[Figure | None]:
    """The headline figures of a province in the order in which the first four known are shown.

    Parameters
    ----------
    others
        Figures of other chapters, shown before single forms.
    """
    total = total_figure(report) if comparison else None
    ours = [total, direct_worker_figure(report), _examined_figure(comparison)]
    return [*ours, *others, *count_figures(report, "BKT", "TTLDXS", "CSTDT", "CTDT")]


def direct_worker_figure(report: Known) -> Figure | None:
    """Direct workers among the managers and direct workers of the unit with certificates: as in every other report.

    None where some of the awards are not known: the certificates of one level are another group than those of all.
    """
    if report.coverage.known != "covered":
        return None
    return direct_figure(direct_share(report.awarded), key_of(report))


def total_figure(report: Known) -> Figure | None:
    """All awards of the unit, with the change against the same period before."""
    now = counts_of(report.awarded)
    if now.total is None or len(now.count_units) != 1:
        return None
    label = tr_count("lượt khen thưởng", now.total) if "instance" in now.count_units else tr("trường hợp khen thưởng")
    keyed = (Keyed(key_of(report), now.total),)
    return Figure(write_number(now.total), label, _since_before(report), keyed)


def _since_before(report: Known) -> str:
    """The change against the same period before, on the ground that both know; or that there is none."""
    now, before = counts_of(report.compared), counts_of(report.before)
    if now.total is None or before.total is None or now.count_units != before.count_units:
        return tr("chưa có số liệu cùng kỳ")
    awards = {*report.compared["award"], *report.before["award"]}
    by_quota = any(is_by_quota(report, award) for award in awards)
    change = same_period_change(now.total, before.total, follows_quota=by_quota)
    units = ground_units_words(report.ground)
    if not units:
        return change_words(change) if report.ground.is_fair else tr("chưa đủ số liệu để so với cùng kỳ")
    if not (report.ground.left_out_now or report.ground.left_out_before):
        return f"{change_words(change)}; {whole_units_words(report.ground)}"
    told = {"units": units, "count": write_number(change.count), "before": write_number(change.before)}
    return tr("{units}: {count} so với {before}", **told)


def change_words(change: Change) -> str:
    """The change of a headline figure, and what chance says of it where it is asked."""
    if change.difference == 0:
        return tr("không thay đổi so với cùng kỳ")
    number = write_number(abs(change.difference))
    percent = write_percent(abs(change.relative)) if change.relative is not None else NOT_APPLICABLE
    said = {"number": number, "percent": percent}
    told = tr("tăng {number} ({percent})", **said) if change.difference > 0 else tr("giảm {number} ({percent})", **said)
    if change.follows_quota:
        return tr("{told} so với cùng kỳ", told=told)
    chance = tr("trong mức dao động ngẫu nhiên") if change.is_within_chance else tr("vượt mức dao động ngẫu nhiên")
    return f"{told}, {chance}"


def _examined_figure(comparison: UnitComparison | None) -> Figure | None:
    """How many of the units that can be held to the limits lie outside, and which; the others are named too."""
    if comparison is None or (comparison.rate_funnel is None and comparison.direct_funnel is None):
        return None
    found = [one for one in comparison.members if _examined(comparison, one)]
    open_units = [one for one in comparison.members if one not in found and not _is_held(comparison, one)]
    of = len(comparison.members) - len(open_units)
    label = tr_count("đơn vị cần xem xét", len(found))
    made = {"made": write_number(_comparisons(comparison).made)}
    told = tr("ngoài giới hạn 95%, trong {made} so sánh: {names}", names=_names(found), **made)
    if not found:
        told = tr("không đơn vị nào ngoài giới hạn 95%, trong {made} so sánh", **made)
    if open_units:
        told += tr("; chưa xét: {names}", names=_names(open_units))
    return Figure(f"{write_number(len(found))}/{of}", label, told)


def _names(units: Iterable[ComparedUnit]) -> str:
    return names_words([one.short for one in units])


def _is_held(comparison: UnitComparison, one: ComparedUnit) -> bool:
    """Whether all that is known allows to hold the unit to the limits of every funnel there is."""
    funnels = [funnel for funnel in (comparison.rate_funnel, comparison.direct_funnel) if funnel is not None]
    return bool(funnels) and all(one.unit.id in {unit.label for unit in funnel.units} for funnel in funnels)


def _comparisons(comparison: UnitComparison) -> Comparisons:
    """How many times a unit is held to the limits of a funnel, over both of them."""
    funnels = [funnel for funnel in (comparison.rate_funnel, comparison.direct_funnel) if funnel is not None]
    return comparisons_of(sum(funnel_comparisons(funnel).made for funnel in funnels))


def _examined(comparison: UnitComparison, one: ComparedUnit) -> list[str]:
    """In which of the two funnels the unit lies outside the limits, in a word each."""
    words = []
    if _is_outside(comparison.rate_funnel, one):
        words.append(tr("tỷ suất"))
    if _is_outside(comparison.direct_funnel, one):
        words.append(tr("tỷ lệ"))
    return words


def _is_outside(funnel: Funnel | None, one: ComparedUnit) -> bool:
    return funnel is not None and one.unit.id in {unit.label for unit in funnel.outside}


def table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """Each unit in one row: its awards, fighters per 1,000 staff, share of direct workers, and what to examine."""
    if comparison is None:
        return None
    members = ranked(comparison.members, lambda one: one.counts.total)
    examined = [place for place, one in enumerate(members) if _examined(comparison, one)]
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("total", tr("Tổng lượt"), key=ALL),
        Column("rate", tr("Tỷ suất"), "decimal", key=FIGHTERS),
        Column("rate_limits", tr("KTC tỷ suất"), "text"),
        Column("direct", tr("Tỷ lệ"), "percent", key=SHARE | DIRECT_WORKERS),
        Column("direct_limits", tr("KTC tỷ lệ"), "text"),
        Column("examine", tr("Xem xét thêm"), "text"),
    )
    return Table(
        "unit_overview",
        tr("Các đơn vị trong {period}", period=report.period_label),
        columns,
        tuple(Row(_cells(comparison, one), key=Key(whose=one.unit.id)) for one in members),
        notes=tuple(_notes(report, comparison)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        values=_comparisons(comparison).values(),
        key=key_of(report),
        printed=shown_rows(len(members), examined),
    )


def _cells(comparison: UnitComparison, one: ComparedUnit) -> dict[str, Cell]:
    share = one.direct
    is_enough = share.whole >= TOO_FEW and share.share is not None
    few = f"{share.part}/{share.whole}" if share.whole else MISSING
    return {
        "unit": one.short,
        "total": _or_missing(one.counts.total),
        "rate": _or_missing(one.fighters.rate),
        "rate_limits": _rate_limits(one.fighters),
        "direct": share.share if is_enough and share.share is not None else _no_share(one),
        "direct_limits": interval_words(share) if is_enough else few,
        "examine": ", ".join(_examined(comparison, one)) or _not_examined(comparison, one),
    }


def _no_share(one: ComparedUnit) -> str:
    """Too few cases to tell a share of, or cases that are not all known."""
    return NOT_APPLICABLE if one.known == "covered" else MISSING


def _not_examined(comparison: UnitComparison, one: ComparedUnit) -> str:
    """Inside both limits, or not known to be."""
    return tr("không") if _is_held(comparison, one) else MISSING


def _or_missing(value: float | None) -> Cell:
    return MISSING if value is None else value


def _rate_limits(rate: RatePer1000) -> str:
    if rate.low is None or rate.high is None:
        return MISSING
    return f"{write_number(rate.low, decimals=1)}–{write_number(rate.high, decimals=1)}"


def _notes(report: Known, comparison: UnitComparison) -> Iterable[str]:
    if words := missing_sentence(report, [one.unit for one in comparison.members]):
        yield words
    yield tr(
        "Tỷ suất: lượt Chiến sĩ thi đua trên 1.000 người thuộc diện xét. "
        "Tỷ lệ: người trực tiếp lao động trong số lãnh đạo và người trực tiếp lao động được Bằng khen, Giấy khen. "
        "KTC: khoảng tin cậy 95%. "
        "Xem xét thêm: ngoài giới hạn 95% của biểu đồ phễu, không phải đánh giá đơn vị."
    )
    if words := comparisons_words(_comparisons(comparison)):
        yield words
    if any(one.direct.whole < TOO_FEW for one in comparison.members):
        yield tr("Dưới {few} trường hợp chỉ nêu số trên tổng số, không tính tỷ lệ.", few=TOO_FEW)


def method(report: Known, comparison: UnitComparison | None) -> Part | None:
    """How the comparison is to be read, in a few sentences; None where nothing is compared."""
    if comparison is None:
        return None
    sentences = [
        tr(
            "Cách đọc: số liệu là toàn bộ quyết định trong kỳ; khoảng tin cậy 95% cho biết số của một đơn vị "
            "có thể dao động ngẫu nhiên đến đâu từ kỳ này sang kỳ khác, không phải sai số chọn mẫu."
        )
    ]
    if comparison.rate_funnel is not None or comparison.direct_funnel is not None:
        sentences.append(
            tr(
                "Giới hạn 95% và 99,8% của biểu đồ phễu là mức dao động ngẫu nhiên quanh mức chung ở từng quy mô, "
                "nới thêm khi các đơn vị khác nhau nhiều hơn thế; đơn vị ngoài giới hạn là đơn vị cần xem xét."
            )
        )
        sentences.append(comparisons_words(_comparisons(comparison)))
    return plain("comparison_method", " ".join(filter(None, sentences)))


class DashboardChapter(Chapter[UnitComparison | None], measure=compare, table=table):
    """The first page of a province: its headline figures, and each unit in one row."""

    def figures(self, *others: Figure | None) -> list[Figure | None]:
        """The headline figures of a province in the order in which the first four known are shown."""
        return figures(self.known, self.measured, *others)

    def total_figure(self) -> Figure | None:
        """All awards of the unit, with the change against the same period before."""
        return total_figure(self.known)

    def direct_worker_figure(self) -> Figure | None:
        """Direct workers among the managers and direct workers of the unit with certificates."""
        return direct_worker_figure(self.known)

    def method(self) -> Part | None:
        """How the comparison is to be read, in a few sentences; None where nothing is compared."""
        return method(self.known, self.measured)
