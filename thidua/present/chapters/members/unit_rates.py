"""Fighters per 1,000 staff of each unit: rates with their intervals, and the shrunken rates beside the raw ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua.measures.funnel import Funnel
from thidua.measures.rates import RatePer1000
from thidua.present.chance import with_comparisons
from thidua.present.chapter import Chapter
from thidua.present.chapters.members.examined import apart_sentence, funnel_comparisons, outside_words
from thidua.present.chart import Chart
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import ENOUGH, UnitComparison, compare
from thidua.present.drawing.caterpillar import estimates_svg
from thidua.present.drawing.dots import Dot
from thidua.present.keyed import ALL, FIGHTERS, Key, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.many import is_many, names_words, ranked, shown_rows
from thidua.present.numbers import MISSING, write_count, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import no_figures, unit_name


def finding(report: Known, comparison: UnitComparison | None) -> Part | None:
    """The common rate, and the units that lie clearly above or below it."""
    if comparison is None:
        return None
    name = "unit_rates_finding"
    funnel = comparison.rate_funnel
    if funnel is None or funnel.target is None:
        return no_figures(name, report, tr("số người để tính tỷ suất của từng đơn vị"))
    apart = apart_sentence(comparison, funnel, lambda one: rate_words(one.fighters), _printed)
    return plain(name, " ".join(filter(None, [_common(comparison, funnel), apart])))


def _printed(one: ComparedUnit) -> tuple[float, str] | None:
    rate = one.fighters.rate
    return None if rate is None else (rate, _one_decimal(rate))


def _common(comparison: UnitComparison, funnel: Funnel) -> str:
    """The rate of all units together, and of how many of them it is where of some nothing is known."""
    known = len(funnel.units)
    whose = tr("các đơn vị")
    if known < len(comparison.members):
        whose = tr_count("{number} đơn vị có đủ số liệu", known, number=write_count(known))
    return tr(
        "Tính chung {units}, cứ 1.000 người thuộc diện xét có {rate} lượt người được tặng danh hiệu Chiến sĩ thi đua.",
        units=whose,
        rate=write_number(funnel.target or 0.0, decimals=1),
    )


def detail(report: Known, comparison: UnitComparison | None) -> Part | None:
    """The units outside the limits of the funnel, how they are to be read, and whose staff is not known."""
    funnel = comparison.rate_funnel if comparison else None
    if comparison is None or funnel is None or funnel.target is None:
        return None
    known = {unit.label for unit in funnel.units}
    lacking = [unit_name(one.unit) for one in comparison.members if one.unit.id not in known]
    sentences = [*outside_words(comparison, funnel, lambda one: rate_words(one.fighters)), quota_rate_note()]
    if lacking:
        sentences.append(tr("Chưa tính được tỷ suất của {units} vì thiếu số liệu.", units=names_words(lacking)))
    part = plain("unit_rates_finding_detail", " ".join(filter(None, sentences)))
    return with_comparisons(part, funnel_comparisons(funnel))


def table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """Fighters, staff, the rate with Garwood's interval, and the rate shrunken towards the common one."""
    if comparison is None or comparison.shrunken is None:
        return None
    shrunken = {one.label: one.shrunken for one in comparison.shrunken.units}
    interval = tr("Khoảng tin cậy 95%")
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("fighters", tr("Lượt CSTĐ"), key=Key("part of a rate")),
        Column("staff", tr("Số người"), key=Key("staff")),
        Column("rate", tr("Tỷ suất"), "decimal", key=ALL),
        Column("low", tr("Cận dưới"), "decimal", group=interval),
        Column("high", tr("Cận trên"), "decimal", group=interval),
        Column("shrunken", tr("Tỷ suất hiệu chỉnh"), "decimal"),
    )
    members = _ranked(comparison)
    outside = _outside(comparison)
    rows = tuple(Row(_cells(one, shrunken.get(one.unit.id)), key=Key(whose=one.unit.id)) for one in members)
    return Table(
        "unit_rates",
        tr("Lượt Chiến sĩ thi đua trên 1.000 người của từng đơn vị, {period}", period=report.period_label),
        columns,
        rows,
        notes=tuple(_notes(comparison)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        key=key_of(report) | FIGHTERS,
        printed=shown_rows(len(members), [place for place, one in enumerate(members) if one.unit.id in outside]),
    )


def _ranked(comparison: UnitComparison) -> list[ComparedUnit]:
    return ranked(comparison.members, lambda one: one.fighters.rate)


def _outside(comparison: UnitComparison) -> set[str]:
    """The units that the funnel asks to examine."""
    return {unit.label for unit in comparison.rate_funnel.outside} if comparison.rate_funnel else set()


def _cells(one: ComparedUnit, shrunken: float | None) -> dict[str, Cell]:
    rate = one.fighters
    return {
        "unit": one.label,
        "fighters": _or_missing(rate.count),
        "staff": rate.people.value if rate.people else MISSING,
        "rate": _or_missing(rate.rate),
        "low": _or_missing(rate.low),
        "high": _or_missing(rate.high),
        "shrunken": _or_missing(shrunken),
    }


def _or_missing(value: float | None) -> Cell:
    return MISSING if value is None else value


def _notes(comparison: UnitComparison) -> Iterable[str]:
    yield rate_note()
    yield quota_rate_note()
    yield from people_note(comparison)
    if comparison.shrunken is not None and comparison.shrunken.weight is not None:
        yield tr(
            "Tỷ suất hiệu chỉnh (gamma–Poisson) kéo tỷ suất của đơn vị về mức chung {pooled}, "
            "đơn vị ít người được kéo nhiều hơn.",
            pooled=write_number(comparison.shrunken.pooled or 0.0, decimals=1),
        )
    elif comparison.shrunken is not None:
        yield tr("Các tỷ suất không khác nhau quá mức ngẫu nhiên, nên tỷ suất hiệu chỉnh đều là mức chung.")


def rate_note() -> str:
    """What the rate counts."""
    return tr(
        "Tỷ suất: lượt cá nhân được tặng danh hiệu Chiến sĩ thi đua các cấp trong kỳ, "
        "trên 1.000 người làm việc thuộc diện xét; không gồm Lao động tiên tiến."
    )


def quota_rate_note() -> str:
    """What being inside the limits, or an interval, does not say of titles that follow a quota."""
    return tr(
        "Danh hiệu theo tỷ lệ quy định dao động ít hơn mức ngẫu nhiên: khoảng tin cậy rộng hơn thực tế, "
        "nằm trong giới hạn không có nghĩa là các đơn vị như nhau."
    )


def people_note(comparison: UnitComparison) -> Iterable[str]:
    """Where the numbers of staff come from, one note for all that name the same source and year."""
    people = [one.fighters.people for one in comparison.members if one.fighters.people is not None]
    for year, source in dict.fromkeys((one.year, one.source) for one in people):
        yield tr("Số người năm {year}: {source}.", year=year, source=source)


def rate_words(rate: RatePer1000) -> str:
    """A rate with what it is made of: "72,2 (52/720)"."""
    if rate.rate is None or rate.people is None or rate.count is None:
        return MISSING
    fraction = f"{write_number(rate.count)}/{write_number(rate.people.value)}"
    return f"{write_number(rate.rate, decimals=1)} ({fraction})"


def chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """The rates as dots with their intervals, against the common rate; units to be examined are marked."""
    data = table(report, comparison)
    if comparison is None or data is None or comparison.rate_funnel is None:
        return None
    outside = _outside(comparison)
    dots = [_dot(one, is_marked=one.unit.id in outside) for one in _ranked(comparison)]
    if is_many(dots) and sum(dot.value is not None for dot in dots) < ENOUGH:
        return None
    target = comparison.rate_funnel.target
    common = tr("mức chung: {value}", value=_one_decimal(target or 0.0))
    svg = estimates_svg(dots, write=short_number, reference=target, reference_text=common)
    title = tr("Lượt Chiến sĩ thi đua trên 1.000 người và khoảng tin cậy 95%")
    alt = tr("Biểu đồ chấm và khoảng tin cậy: {told}; {common}.", told=_told(_ranked(comparison)), common=common)
    return Chart(svg, alt, replace(data, name="unit_rates_chart", title=title, notes=(rate_note(),)))


def _dot(one: ComparedUnit, *, is_marked: bool) -> Dot:
    rate = one.fighters
    return Dot(one.short, rate.rate, rate.low, rate.high, rate_words(rate), is_marked=is_marked)


def _one_decimal(value: float) -> str:
    return write_number(value, decimals=1)


def short_number(value: float) -> str:
    """A figure on an axis: decimals only where there are any."""
    return write_number(value, decimals=0 if value == round(value) else 1)


def _told(members: Sequence[ComparedUnit]) -> str:
    return names_words([f"{unit_name(one.unit)} {rate_words(one.fighters)}" for one in members], "; ")


class UnitRatesChapter(
    Chapter[UnitComparison | None], measure=compare, finding=finding, detail=detail, chart=chart, table=table
):
    """Fighters per 1,000 people of each member."""
