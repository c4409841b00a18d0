"""Awards of each unit of a province or block: the table that adds up to the whole, and the forms side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua.measures.extremes import leaders, trailers
from thidua.measures.intervals import wilson_share
from thidua.present.chapter import Chapter
from thidua.present.compared.apart_forms import alike_key, apart_note, apart_words
from thidua.present.compared.unit import ComparedUnit
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.gap_words import missing_sentence
from thidua.present.keyed import ALL, SHARED, Key, Keyed, group_id, key_of
from thidua.present.known import Known
from thidua.present.language import named, tr
from thidua.present.many import by_name, is_many, names_words
from thidua.present.members import area_name, head_words, members_words, sum_words
from thidua.present.numbers import MISSING, write_count, write_date, write_number, write_percent
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Role, Row, Table
from thidua.present.words import award_name, no_figures, unit_name, upper_first
from thidua.registry import Unit, get_recipient_kind, get_unit, last_day_in

MOST_ROWS = 112
"""So many rows of small letters stand on two pages."""
LARGE_PART = 0.05
"""A form that few units have is named where it is this much of all awards: it moves the totals of these units."""


def finding(report: Known, comparison: UnitComparison | None) -> Part:
    """How much the units have of the whole, and which have most and least."""
    name = "unit_counts_finding"
    if comparison is None:
        return no_figures(name, report, tr("số liệu của từng đơn vị"))
    comparison, left_out = comparison.alike, apart_words(report, comparison)
    known = sorted(_known(comparison), key=lambda one: -(one.counts.total or 0))
    total = sum(one.counts.total or 0 for one in known)
    number = write_count(len(known))
    words = {"number": number, "units": members_words(report, len(known)), "period": report.period_label}
    if comparison.is_mixed:
        told = tr("Trong {period}, có số liệu của {number} {units}; đơn vị đếm “lượt”, đơn vị đếm “số”.", **words)
        return plain(name, told)
    if not known:
        return no_figures(name, report, tr("số liệu của từng đơn vị"))
    whole = sum(one.counts.total or 0 for one in comparison.every)
    sentences = [
        tr("Trong {period}, {number} {units} có {total} lượt khen thưởng", **words, total=write_number(total))
        + (_of_whole(total, whole) if _is_all(report, comparison) else "")
        + (f" ({left_out})" if left_out else "")
        + ".",
        _former(report, comparison),
        _extremes(known),
        _unknown(report, comparison),
    ]
    figures = _figures(report, known, total, alike_key(comparison))
    return plain(name, " ".join(sentence for sentence in sentences if sentence), figures=figures)


def detail(report: Known, comparison: UnitComparison | None) -> Part | None:
    """What few units alone count in the period, and what is not known of the others; None of nothing."""
    if comparison is None or comparison.is_mixed:
        return None
    told = " ".join(filter(None, [*_partial(report, comparison), missing_sentence(report)]))
    return plain("unit_counts_finding_detail", told) if told else None


def _figures(report: Known, known: Sequence[ComparedUnit], total: int, alike: Key) -> list[Keyed]:
    """The sum of the units, and the units that are named with theirs."""
    key = key_of(report) | alike
    of_units = [Keyed(key | Key(whose=one.unit.id), count) for named in _most_and_least(known) for one, count in named]
    return [Keyed(key | _sum_key(known), total), *of_units]


def _is_all(report: Known, comparison: UnitComparison) -> bool:
    """Whether the units shown make up all of a province, of which every part is known."""
    return comparison.adds_up and comparison.is_whole and not comparison.apart and report.unit.level == "province"


def _known(comparison: UnitComparison) -> list[ComparedUnit]:
    return [one for one in comparison.members if one.counts.total is not None]


def _former(report: Known, comparison: UnitComparison) -> str:
    """What those had who reported in earlier days of the period, and that nobody is compared with them."""
    known = [one for one in comparison.former if one.counts.total is not None]
    if not known:
        return ""
    last = max(last_day_in(one.unit, report.period, report.basis) for one in known)
    return tr(
        "Trước đó, đến {day}, {number} {units} có {total} lượt khen thưởng; hai nhóm khác cấp nên không so sánh với "
        "nhau.",
        day=write_date(last),
        number=write_count(len(known)),
        units=members_words(report, len(known), [one.unit for one in known]),
        total=write_number(sum(one.counts.total or 0 for one in known)),
    )


def _of_whole(total: int, whole: int) -> str:
    share = wilson_share(total, whole)
    return tr(", bằng {percent} của toàn tỉnh", percent=write_percent(share.share)) if share.share is not None else ""


def _extremes(known: Sequence[ComparedUnit]) -> str:
    most, least = _most_and_least(known)
    if not most:
        return ""
    return tr("Nhiều nhất là {most}; ít nhất là {least}.", most=_with_totals(most), least=_with_totals(least))


_Totals = list[tuple[ComparedUnit, int]]


def _most_and_least(known: Sequence[ComparedUnit]) -> tuple[_Totals, _Totals]:
    """The three units with most and the one with least, and all that have as many; none where all are alike or few."""
    if any(one.known != "covered" for one in known) or any(True for _ in _forms_of_few(known)):
        # Of what is known in part, or holds a form that few decide in the period, none is most or least.
        return [], []
    totals = [(one, one.counts.total or 0) for one in known]
    most = leaders(totals, 3) or leaders(totals)
    return (most, trailers(totals)) if len(known) > 3 and most else ([], [])


def _with_totals(units: _Totals) -> str:
    return names_words([f"{unit_name(one.unit)} ({write_number(total)})" for one, total in units])


def _forms_of_few(known: Sequence[ComparedUnit]) -> Iterable[tuple[str, list[ComparedUnit], int]]:
    """Forms that few units have in the period, with these units and how many they are: LARGE_PART of all or more."""
    total = sum(one.counts.total or 0 for one in known)
    for code in dict.fromkeys(code for one in known for code in one.forms):
        having = [one for one in known if one.forms.get(code)]
        part = sum(one.forms[code] for one in having)
        if 2 * len(having) < len(known) and part >= LARGE_PART * total:
            yield code, having, part


def _partial(report: Known, comparison: UnitComparison) -> Iterable[str]:
    """What few units count in the period: their totals are then of another scope than those of the rest."""
    for code, having, part in _forms_of_few(_known(comparison)):
        yield tr(
            "{award} trong kỳ chỉ có ở {units} ({part} lượt), nên tổng số của các đơn vị chưa cùng phạm vi để so sánh.",
            award=award_name(code, regime=report.regime),
            units=names_words([unit_name(one.unit) for one in having]),
            part=write_number(part),
        )


def _unknown(report: Known, comparison: UnitComparison) -> str:
    """The units without figures of which nothing says why; of the others the sentence on what is missing does."""
    told = {unit for gap in report.coverage.gaps for unit in gap.units}
    without = [one.unit for one in comparison.members if one.counts.total is None and one.unit.id not in told]
    return tr("Chưa có số liệu của {units}.", units=names_words([unit_name(one) for one in without])) if without else ""


def table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """Awards by unit and recipient kind; with the departments and the province itself they make up the whole.

    Notes
    -----
    Where they do, the table claims to agree with ``award_counts``, and the verdict holds it to that. The members of a
    block make up no whole: they are beside each other on one ground, of the forms that are known of each.
    """
    if comparison is None:
        return None
    is_alike = report.unit.level != "province"
    comparison = comparison.alike if is_alike else comparison
    columns = [
        Column("unit", tr("Đơn vị"), "label"),
        *(Column(kind, named(get_recipient_kind(kind)), key=Key(kind=kind)) for kind in comparison.kinds),
        Column("total", tr("Tổng"), sum_of=() if _has_other(comparison) else comparison.kinds, key=ALL),
        Column("same_period", tr("Cùng kỳ"), key=Key(when=str(report.period.comparison()))),
        # In the order of names a reader finds a unit, in this column its place.
        *([Column("rank", tr("Thứ tự"))] if is_many(comparison.members) else []),
    ]
    rows = tuple(_rows(report, comparison))
    agrees = comparison.adds_up and len({code for one in comparison.members for code in one.forms}) > 1
    return Table(
        "unit_counts",
        tr("Kết quả khen thưởng theo đơn vị, {period}", period=report.period_label),
        tuple(columns),
        rows,
        notes=tuple(_notes(report, comparison, is_alike=is_alike)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        agrees_with="award_counts" if agrees and report.unit.level == "province" else "",
        key=key_of(report) | (alike_key(comparison) if is_alike else ALL),
        dense=is_many(comparison.members),
        printed=_printed(comparison, rows),
    )


def _printed(comparison: UnitComparison, rows: Sequence[Row]) -> frozenset[int] | None:
    """The rows that a page shows: all, unless they are more than two pages; then not each of those that went before."""
    if len(rows) <= MOST_ROWS:
        return None
    former = {one.unit.id for one in comparison.former}
    return frozenset(at for at, row in enumerate(rows) if row.key is None or row.key.whose not in former)


def _has_other(comparison: UnitComparison) -> bool:
    return any(one.counts.other for one in comparison.every)


def _rows(report: Known, comparison: UnitComparison) -> Iterable[Row]:
    kinds, others, former = comparison.kinds, comparison.others, comparison.former
    adds = report.unit.level == "province" and not comparison.is_mixed
    for units, is_headed in ((former, True), (comparison.members, bool(others or former))):
        if units and is_headed:
            yield Row({"unit": _head(report, units)}, "group")
        places = _places(units) if units is comparison.members else {}
        for one in by_name(units, lambda each: each.unit):
            row = _row(one.label, [one], kinds, key=Key(whose=one.unit.id))
            yield replace(row, cells={**row.cells, **places.get(one.unit.id, {})})
        if units and is_headed and adds:
            label = sum_words(report, [one.unit for one in units])
            yield _row(label, units, kinds, "subtotal", _sum_key(units))
    if not adds:
        return
    if others:
        yield Row({"unit": tr("Sở, ban, ngành và tỉnh")}, "group")
        yield from (_row(_other_label(report, one.unit), [one], kinds, key=_own_key(report, one)) for one in others)
        yield _row(tr("Cộng sở, ban, ngành và tỉnh"), others, kinds, "subtotal", _sum_key(others))
    yield _row(tr("Tổng cộng"), comparison.every, kinds, "total", _sum_key(comparison.every))


def _places(units: Sequence[ComparedUnit]) -> dict[str, dict[str, Cell]]:
    """The place of each of many units by its total, 1 for the largest; those with as much have the same."""
    if not is_many(units):
        return {}
    totals = [one.counts.total for one in units if one.counts.total is not None]
    return {
        one.unit.id: {"rank": MISSING if (own := one.counts.total) is None else 1 + sum(own < each for each in totals)}
        for one in units
    }


def _head(report: Known, units: Sequence[ComparedUnit]) -> str:
    """The head of some rows; with their last day where they are of earlier days than others."""
    words = head_words(report, [one.unit for one in units])
    last = max(last_day_in(one.unit, report.period, report.basis) for one in units)
    return words if last == report.last_day else tr("{units} (đến {day})", units=words, day=write_date(last))


def _sum_key(units: Sequence[ComparedUnit]) -> Key:
    """Whose a sum is: of the units of which anything is known, with what names no unit below the province."""
    return Key(whose=group_id(one.unit.id for one in units if one.counts.total is not None))


def _own_key(report: Known, one: ComparedUnit) -> Key:
    """Whose a row is: what names no unit below a province is not all of the province."""
    return Key(whose=one.unit.id, base="no unit named" if one.unit in (report.unit, *report.areas) else "")


def _other_label(report: Known, unit: Unit) -> str:
    if unit.id == report.unit.id:
        return tr("Tỉnh (không ghi đơn vị)")
    if unit in report.areas:
        return tr("{unit} (không ghi đơn vị)", unit=upper_first(area_name(report, unit)))
    # Two provinces of one period have a department of the same name each.
    above = get_unit(unit.parent) if report.areas and unit.parent else None
    return unit.name if above is None else f"{unit.name} ({area_name(report, above)})"


def _row(
    label: str, units: Sequence[ComparedUnit], kinds: Sequence[str], role: Role = "body", key: Key | None = None
) -> Row:
    cells: dict[str, Cell] = {"unit": label}
    cells |= {kind: _sum(getattr(one.counts, kind) for one in units) for kind in (*kinds, "total")}
    is_known_then = all(one.before.total is not None for one in units if one.counts.total is not None)
    cells["same_period"] = _sum(one.before.total for one in units) if is_known_then else MISSING
    is_shared = not all(one.compared.total is not None for one in units)
    return Row(cells, role, key=key, cell_keys={"same_period": SHARED} if is_shared else {})


def _sum(values: Iterable[int | None]) -> Cell:
    """The sum of what is known; 0 only where all of it is."""
    every = list(values)
    known = [value for value in every if value is not None]
    return MISSING if not known or (len(known) < len(every) and not any(known)) else sum(known)


def _missing_notes(report: Known, comparison: UnitComparison, *, is_alike: bool) -> Iterable[str]:
    """What the figures do not hold: on one ground the forms that are left out, and whose figures are not there."""
    units = [one.unit for one in comparison.members] if is_alike else None
    return filter(None, [apart_note(report, comparison) if is_alike else "", missing_sentence(report, units)])


def _notes(report: Known, comparison: UnitComparison, *, is_alike: bool) -> Iterable[str]:
    yield from _missing_notes(report, comparison, is_alike=is_alike)
    if comparison.is_mixed:
        yield tr("Có đơn vị đếm lượt, có đơn vị đếm số tập thể, cá nhân, nên không cộng các đơn vị.")
    elif comparison.differing:
        forms = ", ".join(award_name(code, regime=report.regime) for code in comparison.differing)
        yield tr(
            "Tổng cộng là số cộng các đơn vị, không phải số của tỉnh: {forms} do tỉnh nêu riêng, "
            "chỉ được trích từ nguồn của đơn vị, hoặc còn đơn vị chưa có số liệu.",
            forms=forms,
        )
    elif report.unit.level == "province":
        yield tr("Tổng cộng bằng số của tỉnh trong bảng kết quả khen thưởng theo cấp, hình thức và đối tượng.")
    if _has_other(comparison):
        yield tr("Tổng gồm cả số gộp nhiều đối tượng mà nguồn không tách.")


class UnitCountsChapter(Chapter[UnitComparison | None], measure=compare, finding=finding, detail=detail, table=table):
    """How much each member was awarded."""
