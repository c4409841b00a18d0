"""The units against the same period before: which rose or fell by more than chance, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thidua.measures.change import Change, comparisons
from thidua.present.chance import comparisons_words, with_comparisons
from thidua.present.change_words import SMALL_BASE, change_words, plain_change_words, ratio_limits, trend_words
from thidua.present.chapter import Chapter
from thidua.present.chart import Chart
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.drawing.slope import Slope, slope_svg
from thidua.present.keyed import ALL, WITHOUT_QUOTA, Key, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.many import names_words, ranked, shown_rows
from thidua.present.members import members_words
from thidua.present.names import UNIT_CHANGES
from thidua.present.numbers import NOT_APPLICABLE, write_count, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import no_figures, unit_name, upper_first
from thidua.registry import days_in


def finding(report: Known, comparison: UnitComparison | None) -> Part | None:
    """The units that rose or fell clearly, the largest change first, and how many did not."""
    if comparison is None:
        return None
    name = f"{UNIT_CHANGES}_finding"
    before = report.label_of(report.period.comparison())
    known = _changed(comparison)
    if not known and report.members and not _were_there(report):
        words = {"units": members_words(report, 2), "period": before}
        return plain(name, tr("Không so từng đơn vị với {period}: các {units} chưa có trong kỳ đó.", **words))
    if not known:
        return no_figures(name, report, tr("số liệu {period} của từng đơn vị để so sánh", period=before))
    beyond, rest = _apart(known)
    told = [f"{unit_name(one.unit)} {plain_change_words(_change(one))}" for one in beyond]
    sentences = []
    if beyond:
        words = {"before": before, "told": names_words(told, "; ")}
        sentences.append(tr("So với {before}, không kể danh hiệu có giới hạn tỷ lệ, thay đổi rõ là {told}.", **words))
    if rest:
        sentences.append(_steady(before, rest, is_all=not beyond))
    return plain(name, " ".join(sentences))


def _steady(before: str, rest: Sequence[ComparedUnit], *, is_all: bool) -> str:
    """That the units that are not named are much as before, or moved without being clear; one alone is named."""
    count = len(rest)
    is_steady = all(_change(one).difference == 0 or trend_words(_change(one)) for one in rest)
    how = tr("cơ bản ổn định") if is_steady else tr("chưa tăng, giảm rõ")
    if not is_all:
        return tr_count("{number} đơn vị còn lại {how}.", count, number=write_count(count), how=how)
    whose = unit_name(rest[0].unit) if count == 1 else tr("cả {number} đơn vị", number=write_count(count))
    return tr(
        "So với {before}, không kể danh hiệu có giới hạn tỷ lệ, khen thưởng của {units} {how}.",
        before=before,
        units=whose,
        how=how,
    )


def _apart(known: Sequence[ComparedUnit]) -> tuple[list[ComparedUnit], list[ComparedUnit]]:
    """The units that changed by more than chance, the largest change first, and the others."""
    beyond = [one for one in known if _change(one).is_beyond_chance]
    beyond.sort(key=lambda one: -abs(_change(one).difference))
    return beyond, [one for one in known if not _change(one).is_beyond_chance]


def detail(report: Known, comparison: UnitComparison | None) -> Part | None:
    """The units that changed by more than chance, with ratio and interval, and how many comparisons were made."""
    known = _changed(comparison) if comparison else []
    if not known:
        return None
    before, (beyond, rest) = report.label_of(report.period.comparison()), _apart(known)
    sentences = []
    if beyond:
        told = names_words([f"{unit_name(one.unit)} {change_words(_change(one))}" for one in beyond], "; ")
        sentences.append(
            tr(
                "Không tính danh hiệu theo tỷ lệ quy định, so với {before}, vượt mức dao động ngẫu nhiên: {told}.",
                before=before,
                told=told,
            )
        )
    if rest:
        sentences.append(_rest(before, rest, is_all=not beyond))
    found = comparisons(one.change for one in known)
    sentences.append(comparisons_words(found))
    return with_comparisons(plain(f"{UNIT_CHANGES}_finding_detail", " ".join(filter(None, sentences))), found)


def _were_there(report: Known) -> bool:
    """Whether any of the units compared exists in the same period before."""
    before = report.period.comparison()
    return any(days_in(one, before, report.basis) is not None for one in report.members)


def _rest(before: str, rest: Sequence[ComparedUnit], *, is_all: bool) -> str:
    """That chance explains the changes of the units that are not named; one that stands alone is named."""
    count, number = len(rest), write_count(len(rest))
    if is_all and count == 1:
        return tr(
            "Không tính danh hiệu theo tỷ lệ quy định, so với {before}, "
            "thay đổi của {unit} nằm trong mức dao động ngẫu nhiên.",
            before=before,
            unit=unit_name(rest[0].unit),
        )
    if is_all:
        return tr_count(
            "Không tính danh hiệu theo tỷ lệ quy định, so với {before}, "
            "thay đổi của cả {number} đơn vị nằm trong mức dao động ngẫu nhiên.",
            count,
            before=before,
            number=number,
        )
    return tr_count("Thay đổi của {number} đơn vị còn lại nằm trong mức dao động ngẫu nhiên.", count, number=number)


def _changed(comparison: UnitComparison) -> list[ComparedUnit]:
    """The units that both periods know, the largest rise first if they are many."""
    known = [one for one in comparison.members if one.change is not None]
    return ranked(known, lambda one: one.change.difference if one.change else None)


def _change(one: ComparedUnit) -> Change:
    if one.change is None:
        raise ValueError(f"{one.unit.id} has no change")
    return one.change


def chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """A line for each unit from the same period before to this one; those beyond chance stand out."""
    known = _changed(comparison) if comparison else []
    if len(known) < 2 or comparison is None:
        return None
    slopes = [Slope(one.short, _change(one).before, _change(one).count, _change(one).is_beyond_chance) for one in known]
    earlier = upper_first(report.label_of(report.period.comparison()))
    svg = slope_svg(slopes, before_title=earlier, after_title=upper_first(report.period_label), write=write_number)
    figures = [(one, write_number(_change(one).before), write_number(_change(one).count)) for one in known]
    told = names_words([f"{unit_name(one.unit)} {then} – {now}" for one, then, now in figures], "; ")
    alt = tr("Biểu đồ đường dốc, lượt khen thưởng kỳ trước và kỳ này: {told}.", told=told)
    data = _table(report, known, name="unit_changes_chart").without("ratio", "limits")
    return Chart(svg, alt, replace(data, notes=data.notes[:1]))  # the others explain the intervals


def table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """Each unit against the same period before: difference, per cent, and the ratio with its interval."""
    known = _changed(comparison) if comparison else []
    return _table(report, known, name=UNIT_CHANGES) if known else None


def _table(report: Known, known: Sequence[ComparedUnit], *, name: str) -> Table:
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("total", tr("Kỳ này"), key=ALL),
        Column("same_period", tr("Cùng kỳ"), key=Key(when=str(report.period.comparison()))),
        Column("difference", tr("Tăng, giảm")),
        Column("relative", tr("Tỷ lệ"), "percent"),
        Column("ratio", tr("Tỷ số"), "text"),
        Column("limits", tr("Khoảng 95%"), "text"),
    )
    notes = [
        tr("Không gồm danh hiệu theo tỷ lệ quy định, như Lao động tiên tiến, Chiến sĩ thi đua cơ sở."),
        tr("Khoảng 95%: khoảng tin cậy của tỷ số; chứa 1 là thay đổi nằm trong mức dao động ngẫu nhiên."),
    ]
    made = comparisons(one.change for one in known)
    if words := comparisons_words(made):
        notes.append(words)
    return Table(
        name,
        tr("Lượt khen thưởng của từng đơn vị so với cùng kỳ, {period}", period=report.period_label),
        columns,
        tuple(Row(_cells(one), values=_change(one).values(), key=Key(whose=one.unit.id)) for one in known),
        notes=tuple(notes),
        source=source_words(report),
        illustrative=report.is_illustrative,
        values=made.values(),
        key=key_of(report) | WITHOUT_QUOTA,
        printed=shown_rows(len(known), [place for place, one in enumerate(known) if _change(one).is_beyond_chance]),
    )


def _cells(one: ComparedUnit) -> dict[str, Cell]:
    change = _change(one)
    has_percent = change.relative is not None and change.before >= SMALL_BASE
    return {
        "unit": one.label,
        "total": change.count,
        "same_period": change.before,
        "difference": change.difference,
        "relative": change.relative if change.relative is not None and has_percent else NOT_APPLICABLE,
        "ratio": write_number(change.ratio.ratio, decimals=2) if change.ratio.ratio is not None else NOT_APPLICABLE,
        "limits": ratio_limits(change.ratio),
    }


class UnitChangesChapter(
    Chapter[UnitComparison | None], measure=compare, finding=finding, detail=detail, chart=chart, table=table
):
    """Each member against the same period before."""
