"""The forms of commendation in each unit as small bar charts side by side, or of many units as strips, on one scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from thidua.measures.extremes import leaders
from thidua.present.chapter import Chapter
from thidua.present.chart import Chart
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.drawing.multiples import Panel, multiples_svg
from thidua.present.drawing.strips import Strip, strips_svg
from thidua.present.gap_words import missing_sentence
from thidua.present.keyed import Key, key_of
from thidua.present.known import Known
from thidua.present.language import language, tr
from thidua.present.many import names_words
from thidua.present.numbers import MISSING, write_number
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import award_name, unit_name
from thidua.registry import awards, merged_awards

FORMS_SHOWN = 6
MOST_PANELS = 12
"""More units than this have no panel each: the forms are shown as strips, with a tick for each unit."""
OUT_OF_SCALE = 3
"""A form this many times as large as the next would press all other bars flat: the note tells it instead."""


def chart(report: Known, comparison: UnitComparison | None) -> Chart | None:
    """The most frequent forms of each unit, a panel a unit, the forms in the order of the catalogue."""
    known = [one for one in comparison.members if one.forms] if comparison and not comparison.is_mixed else []
    shown, left_out = _forms_shown(known)
    if len(known) < 2 or not shown:
        return None
    if len(known) > MOST_PANELS:
        svg = strips_svg([_strip(known, code) for code in shown], write=write_number, middle=_median_words)
        return Chart(svg, _alt(report, known, shown), _data(report, known, shown, left_out))
    panels = [Panel(one.short, [_count(one, code) for code in shown]) for one in known]
    labels = [_short_name(code) for code in shown]
    svg = multiples_svg(panels, labels, write=write_number)
    return Chart(svg, _alt(report, known, shown), _data(report, known, shown, left_out))


def _strip(known: Sequence[ComparedUnit], code: str) -> Strip:
    """A form over many units: how many each has, and who has most."""
    counts = [(one, count) for one in known if (count := _count(one, code)) is not None]
    most = leaders(counts)
    told = f"{names_words([one.short for one, _ in most])} ({write_number(most[0][1])})" if len(most) in (1, 2) else ""
    return Strip(_short_name(code), [count for _, count in counts], told)


def _median_words(value: float) -> str:
    return tr("trung vị {number}", number=write_number(value, decimals=0 if value == round(value) else 1))


def _count(one: ComparedUnit, code: str) -> int | None:
    """How many of a form a unit has; of what it does not name, none, but only where all of its awards are known."""
    is_known = one.known == "covered" and one.unknown.isdisjoint(code.split("+"))
    return one.forms.get(code, 0 if is_known else None)


def _forms_shown(known: Sequence[ComparedUnit]) -> tuple[list[str], list[str]]:
    """The forms with most awards whose bars can share a scale, and those too large for it."""
    totals: Counter[str] = Counter()
    highest: Counter[str] = Counter()
    for one in known:
        totals.update(one.forms)
        highest |= Counter(one.forms)
    by_size = [code for code, _ in highest.most_common()]
    left_out = []
    while len(by_size) > 1 and highest[by_size[0]] >= OUT_OF_SCALE * highest[by_size[1]] > 0:
        left_out.append(by_size.pop(0))
    frequent = sorted(by_size, key=lambda code: -totals[code])[:FORMS_SHOWN]
    return sorted((code for code in frequent if totals[code]), key=_catalogue_place), left_out


def _catalogue_place(code: str) -> int:
    return awards().index(merged_awards(code)[0])


def _short_name(code: str) -> str:
    """A form where there is little room: "BK tỉnh"."""
    parts = merged_awards(code)
    return ", ".join(award.short_vi if language() == "vi" else award.name_en for award in parts)


def _alt(report: Known, known: Sequence[ComparedUnit], shown: Sequence[str]) -> str:
    """The units, and which of them has most of each form; nothing of a form of which all have as many."""
    told = []
    whole = [one for one in known if one.known == "covered"]
    for code in shown:
        most = leaders([(unit_name(one.unit), count) for one in whole if (count := _count(one, code)) is not None])
        if most:
            units, number = names_words([unit for unit, _ in most]), write_number(most[0][1])
            told.append(f"{award_name(code, regime=report.regime)}, {units} ({number})")
    if not told:
        return tr("Biểu đồ cột nhỏ của {count} đơn vị.", count=len(known))
    if len(known) > MOST_PANELS:
        return tr("Biểu đồ vạch của {count} đơn vị; nhiều nhất về {told}.", count=len(known), told="; ".join(told))
    return tr("Biểu đồ cột nhỏ của {count} đơn vị; nhiều nhất về {told}.", count=len(known), told="; ".join(told))


def _cell(one: ComparedUnit, code: str) -> Cell:
    count = _count(one, code)
    return MISSING if count is None else count


def _data(report: Known, known: Sequence[ComparedUnit], shown: Sequence[str], left_out: Sequence[str]) -> Table:
    columns = [
        Column("unit", tr("Đơn vị"), "label"),
        *(Column(code, _short_name(code), key=Key(award=code)) for code in shown),
    ]
    rows = [
        Row({"unit": one.label, **{code: _cell(one, code) for code in shown}}, key=Key(whose=one.unit.id))
        for one in known
    ]
    notes = [tr("Các hình cùng một thang.")]
    if len(known) > MOST_PANELS:
        notes = [tr("Mỗi vạch là số lượt của một hoặc nhiều đơn vị bằng nhau; tên là đơn vị nhiều nhất.")]
    if words := missing_sentence(report, [one.unit for one in known]):
        notes.append(words)
    if left_out:
        names = ", ".join(award_name(code, regime=report.regime) for code in left_out)
        notes.append(tr("Không vẽ {forms} vì số quá lớn so với các hình thức khác.", forms=names))
    return Table(
        "unit_forms_chart",
        tr("Hình thức khen thưởng của từng đơn vị, {period}", period=report.period_label),
        tuple(columns),
        tuple(rows),
        notes=tuple(notes),
        source=source_words(report),
        illustrative=report.is_illustrative,
        key=key_of(report),
    )


class UnitFormsChapter(Chapter[UnitComparison | None], measure=compare, chart=chart):
    """The forms that each member gives."""
