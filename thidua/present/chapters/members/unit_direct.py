"""Direct workers among those who received certificates, unit by unit: shares with their intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from thidua.present.chance import with_comparisons
from thidua.present.chapter import Chapter
from thidua.present.chapters.members.examined import apart_sentence, funnel_comparisons, outside_words
from thidua.present.chart import Chart
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import ENOUGH, UnitComparison, compare
from thidua.present.drawing.caterpillar import estimates_svg
from thidua.present.drawing.dots import Dot
from thidua.present.keyed import DIRECT_WORKERS, PART, SHARE, WHOLE, Key, group_id, key_of, share_figures
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.many import is_many, names_words, ranked, shown_rows
from thidua.present.members import members_words
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_count, write_number, write_percent, write_share_of
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, no_figures, unit_name


def finding(report: Known, comparison: UnitComparison | None) -> Part | None:
    """The common share of direct workers, and the units that lie clearly above or below it."""
    if comparison is None:
        return None
    name = "unit_direct_finding"
    funnel, pooled = comparison.direct_funnel, comparison.pooled_direct
    if funnel is None or pooled.share is None:
        return no_figures(name, report, tr("số liệu phân theo đối tượng của từng đơn vị"))
    known = [one.unit.id for one in comparison.members if one.direct.whole]
    first = tr(
        "Tính chung {number} {units}, trong số lãnh đạo và người trực tiếp lao động được tặng Bằng khen, Giấy khen, "
        "người trực tiếp lao động chiếm {percent} ({part}/{whole}).",
        number=write_count(len(known)),
        units=members_words(report, len(known)),
        percent=write_percent(pooled.share),
        part=write_number(pooled.part),
        whole=write_number(pooled.whole),
    )
    key = key_of(report) | DIRECT_WORKERS | Key(whose=group_id(known))
    told = " ".join(filter(None, [first, apart_sentence(comparison, funnel, direct_words, _printed)]))
    return plain(name, told, figures=share_figures(key, pooled, few=1))


def _printed(one: ComparedUnit) -> tuple[float, str] | None:
    share = one.direct.share
    return None if share is None or one.direct.whole < TOO_FEW else (share, write_percent(share))


def detail(report: Known, comparison: UnitComparison | None) -> Part | None:
    """The units outside the limits of the funnel with their numbers, and how many comparisons were made."""
    funnel = comparison.direct_funnel if comparison else None
    if comparison is None or funnel is None or comparison.pooled_direct.share is None:
        return None
    told = " ".join(filter(None, outside_words(comparison, funnel, direct_words)))
    return with_comparisons(plain("unit_direct_finding_detail", told), funnel_comparisons(funnel))


def table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """Direct workers, all with a class, the share with its Wilson interval, and how many are in no class."""
    if comparison is None or not comparison.pooled_direct.whole:
        return None
    interval = tr("Khoảng tin cậy 95%")
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("direct", tr("Trực tiếp lao động"), key=PART),
        Column("whole", tr("Lãnh đạo và trực tiếp"), key=WHOLE),
        Column("share", tr("Tỷ lệ"), "percent", key=SHARE),
        Column("low", tr("Cận dưới"), "percent", group=interval),
        Column("high", tr("Cận trên"), "percent", group=interval),
        Column("without_class", tr("Không xếp loại")),
    )
    members, outside = _ranked(comparison), _outside(comparison)
    rows = [Row(_cells(one), key=Key(whose=one.unit.id)) for one in members]
    return Table(
        "unit_direct_share",
        tr(
            "Người trực tiếp lao động trong số lãnh đạo và người trực tiếp lao động được tặng Bằng khen, "
            "Giấy khen, {period}",
            period=report.period_label,
        ),
        columns,
        tuple(rows),
        notes=tuple(_notes(comparison)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        key=key_of(report) | DIRECT_WORKERS,
        printed=shown_rows(len(members), [place for place, one in enumerate(members) if one.unit.id in outside]),
    )


def _ranked(comparison: UnitComparison) -> list[ComparedUnit]:
    """Those with enough cases by their share, then the others."""
    return ranked(comparison.members, lambda one: one.direct.share if one.direct.whole >= TOO_FEW else None)


def _outside(comparison: UnitComparison) -> set[str]:
    """The units that the funnel asks to examine."""
    return {unit.label for unit in comparison.direct_funnel.outside} if comparison.direct_funnel else set()


def _cells(one: ComparedUnit) -> dict[str, Cell]:
    share = one.direct
    if not share.whole and not one.without_class:
        return {"unit": one.label, "direct": MISSING, "whole": MISSING, "without_class": MISSING}
    told = share.whole >= TOO_FEW
    return {
        "unit": one.label,
        "direct": share.part,
        "whole": share.whole,
        "share": share.share if told and share.share is not None else NOT_APPLICABLE,
        "low": share.low if told and share.low is not None else NOT_APPLICABLE,
        "high": share.high if told and share.high is not None else NOT_APPLICABLE,
        "without_class": one.without_class,
    }


def _notes(comparison: UnitComparison) -> Iterable[str]:
    yield direct_note()
    if any(one.without_class for one in comparison.members):
        yield tr("Không xếp loại: doanh nhân, và cá nhân mà danh sách không ghi đối tượng.")


def direct_note() -> str:
    """What the share is of."""
    return tr(
        "Tỷ lệ tính trên lãnh đạo, quản lý và người trực tiếp lao động; "
        "lượt cá nhân được tặng Bằng khen, Giấy khen có ghi đối tượng."
    )


def chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """The shares as dots with their intervals, against the common share; units to be examined are marked."""
    data = table(report, comparison)
    if comparison is None or data is None or comparison.direct_funnel is None:
        return None
    outside = _outside(comparison)
    dots = [_dot(one, is_marked=one.unit.id in outside) for one in _ranked(comparison)]
    if is_many(dots) and sum(dot.value is not None for dot in dots) < ENOUGH:
        return None
    target = comparison.pooled_direct.share or 0.0
    common = tr("mức chung: {value}", value=write_percent(target))
    svg = estimates_svg(dots, write=_whole_percent, reference=target, reference_text=common, limits=(0.0, 1.0))
    told = names_words([f"{unit_name(one.unit)} {direct_words(one)}" for one in _ranked(comparison)], "; ")
    alt = tr("Biểu đồ chấm và khoảng tin cậy: {told}; {common}.", told=told, common=common)
    title = tr("Tỷ lệ người trực tiếp lao động được Bằng khen, Giấy khen và khoảng tin cậy 95%")
    return Chart(svg, alt, replace(data, name="unit_direct_chart", title=title, notes=(direct_note(),)))


def direct_words(one: ComparedUnit) -> str:
    """The share of a unit with what it is made of: "25,8% (8/31)", "3/8", "…"."""
    share = one.direct
    return write_share_of(share.part, share.whole, small=TOO_FEW) if share.whole else MISSING


def _dot(one: ComparedUnit, *, is_marked: bool) -> Dot:
    share = one.direct
    if share.whole < TOO_FEW:
        return Dot(one.short, None, text=direct_words(one))
    return Dot(one.short, share.share, share.low, share.high, direct_words(one), is_marked=is_marked)


def _whole_percent(share: float) -> str:
    return write_percent(share, decimals=0)


class UnitDirectChapter(
    Chapter[UnitComparison | None], measure=compare, finding=finding, detail=detail, chart=chart, table=table
):
    """Direct workers among those with certificates, of each member."""
