"""The first page of a province's report: its headline figures, and each unit in one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua.measures.change import Comparisons, comparisons_of, same_period_change
from thidua.measures.funnel import Funnel
from thidua.measures.rates import RatePer1000
from thidua.present.chance import comparisons_words, is_by_quota
from thidua.present.change_words import compared_words
from thidua.present.chapter import Chapter
from thidua.present.chapters.members.examined import funnel_comparisons
from thidua.present.compared.apart_forms import OF_EVERY_UNIT, alike_key, alike_shared_key, apart_note
from thidua.present.compared.unit import ComparedUnit, classed_form, counts_of, direct_share
from thidua.present.compared.units import UnitComparison, compare
from thidua.present.figures import Figure, count_figures, direct_figure
from thidua.present.gap_words import ground_units_words, missing_sentence, whole_units_words
from thidua.present.keyed import ALL, DIRECT_WORKERS, FIGHTERS, SHARE, Key, Keyed, group_id, key_of
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.many import by_name, is_many, ranked, shown_rows
from thidua.present.members import sum_words
from thidua.present.names import EXAMINED, OUTSIDE
from thidua.present.numbers import MISSING, NOT_APPLICABLE, write_count, write_number
from thidua.present.part import Part, plain
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import TOO_FEW, award_name, interval_words


def figures(report: Known, comparison: UnitComparison | None, *others: Figure | None) -> list[Figure | None]:
    """The headline figures of a province in the order in which the first four known are shown.

    Parameters
    ----------
    others
        Figures of other chapters, shown before single forms.
    """
    total = total_figure(report) if comparison else None
    ours = [total, direct_worker_figure(report)]
    return [*ours, *others, *count_figures(report, "BKT", "TTLDXS", "CSTDT", "CTDT")]


def direct_worker_figure(report: Known) -> Figure | None:
    """Direct workers among the managers and direct workers of the unit with certificates: as in every other report.

    None where some of the awards are not known: the certificates of one level are another group than those of all.
    """
    if report.coverage.known != "covered":
        return None
    share, form = direct_share(report.awarded), classed_form(report.awarded)
    if form is None:
        return direct_figure(share, key_of(report))
    name = award_name(form[0], regime=report.regime)
    return direct_figure(share, key_of(report), form=name, is_everybody=form[1])


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
        return (
            compared_words(change, tr("cùng kỳ")) if report.ground.is_fair else tr("chưa đủ số liệu để so với cùng kỳ")
        )
    if not (report.ground.left_out_now or report.ground.left_out_before):
        return f"{compared_words(change, tr('cùng kỳ'))}; {whole_units_words(report.ground)}"
    told = {"units": units, "count": write_number(change.count), "before": write_number(change.before)}
    return tr("{units}: {count} so với {before}", **told)


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
    """Each unit in one row: its awards and those of the same period before, fighters per 1,000 staff, direct workers.

    The totals are of the forms that are known of every unit: those that some did not tell would set them apart.
    Of many units it shows the first and the last, and those clearly above or below the common level: all of them are
    in `annex_table`. A column of which hardly any unit has a figure is left out.
    """
    if comparison is None:
        return None
    comparison = comparison.alike
    members = _ranked(comparison)
    shown = shown_rows(len(members), [place for place, one in enumerate(members) if _is_clear(comparison, one)])
    told = [one for place, one in enumerate(members) if shown is None or place in shown]
    title = tr("Kết quả khen thưởng của các đơn vị, {period}", period=report.period_label)
    found = _table(report, comparison, told, "unit_overview", title)
    if shown is None or comparison.is_mixed:
        return found
    rest = [one for one in members if one not in told]
    others, total = _others_row(comparison, rest), found.rows[-1]
    found = replace(found, rows=(*found.rows[:-1], _only(others, found.columns), total))
    note = tr("Bảng nêu các đơn vị nhiều nhất, ít nhất và khác rõ so với mức chung; danh sách đầy đủ tại Phụ lục.")
    return replace(found, notes=(note, *found.notes))


def _others_row(comparison: UnitComparison, rest: Sequence[ComparedUnit]) -> Row:
    """The units that have no row of their own, so that a reader can add the table up; none of their rates is told."""
    known = [one for one in rest if one.counts.total is not None]
    before = [one.before.total for one in known]
    cells: dict[str, Cell] = {
        "unit": tr_count("{number} đơn vị còn lại", len(rest), number=write_count(len(rest))),
        "total": sum(one.counts.total or 0 for one in known) if known else MISSING,
        "same_period": MISSING if not known or None in before else sum(one or 0 for one in before),
        "rate": NOT_APPLICABLE,
        "direct": NOT_APPLICABLE,
    }
    return Row(cells, key=Key(whose=group_id(one.unit.id for one in known)))


def annex_table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """The same of every one of many units, in the order of their names; None of few, whom `table` holds."""
    if comparison is None or not is_many(comparison.members):
        return None
    comparison = comparison.alike
    members = by_name(comparison.members, lambda one: one.unit)
    title = tr("Kết quả khen thưởng của từng đơn vị, {period}", period=report.period_label)
    return replace(_table(report, comparison, members, "unit_annex", title), dense=True)


def _table(report: Known, comparison: UnitComparison, members: Sequence[ComparedUnit], name: str, title: str) -> Table:
    """Some units in a row each, with the sum of all."""
    columns = tuple(_columns(report, comparison))
    rows = [_row(comparison, one) for one in members]
    if not comparison.is_mixed and len(comparison.members) > 1:
        rows.append(_sum_row(report, comparison))
    return Table(
        name,
        title,
        columns,
        tuple(_only(row, columns) for row in rows),
        notes=tuple(filter(None, [apart_note(report, comparison), *_notes(columns)])),
        source=source_words(report),
        illustrative=report.is_illustrative,
        key=key_of(report),
    )


def _columns(report: Known, comparison: UnitComparison) -> Iterable[Column]:
    members = comparison.members
    yield Column("unit", tr("Đơn vị"), "label")
    yield Column("total", tr("Tổng lượt"), key=alike_key(comparison))
    if any(one.before.total is not None for one in members):
        key = Key(when=str(report.period.comparison())) | alike_key(comparison)
        yield Column("same_period", tr("Cùng kỳ"), key=key)
    if any(one.fighters.rate is not None for one in members):
        yield Column("rate", tr("CSTĐ trên 1.000 người"), "decimal", key=FIGHTERS)
    if 2 * sum(one.direct.whole >= TOO_FEW for one in members) > len(members):
        yield Column("direct", tr("Trực tiếp lao động"), "percent", key=SHARE | DIRECT_WORKERS)


def _only(row: Row, columns: Sequence[Column]) -> Row:
    """A row with the cells of these columns."""
    names = {column.name for column in columns}
    cell_keys = {name: key for name, key in row.cell_keys.items() if name in names}
    return replace(row, cells={name: row.cells[name] for name in row.cells if name in names}, cell_keys=cell_keys)


def _is_clear(comparison: UnitComparison, one: ComparedUnit) -> bool:
    """Whether a unit lies clearly above or below the common level, as the sentences on paper say it."""
    funnels = [funnel for funnel in (comparison.rate_funnel, comparison.direct_funnel) if funnel is not None]
    return any(unit.label == one.unit.id for funnel in funnels for unit in funnel.apart)


def _ranked(comparison: UnitComparison) -> list[ComparedUnit]:
    return ranked(comparison.members, lambda one: one.counts.total)


def _shared_cell(comparison: UnitComparison) -> dict[str, Key]:
    return {"same_period": alike_shared_key(comparison)}


def _row(comparison: UnitComparison, one: ComparedUnit) -> Row:
    cells: dict[str, Cell] = {
        "unit": one.label,
        "total": _or_missing(one.counts.total),
        "same_period": _or_missing(one.before.total) if one.counts.total is not None else MISSING,
        "rate": _or_missing(one.fighters.rate),
        "direct": _direct(one),
    }
    cell_keys = {} if one.compared.total is not None else _shared_cell(comparison)
    # Of a unit of which a part is known, that part is told elsewhere, and is another figure than this one.
    unknown = {"total": OF_EVERY_UNIT} if one.counts.total is None else {}
    return Row(cells, key=Key(whose=one.unit.id), cell_keys={**cell_keys, **unknown})


def _sum_row(report: Known, comparison: UnitComparison) -> Row:
    """All units together; each of its figures is of the units of which that is known."""
    known = [one for one in comparison.members if one.counts.total is not None]
    before = [one.before.total for one in known]
    funnel, pooled = comparison.rate_funnel, comparison.pooled_direct
    cells: dict[str, Cell] = {
        "unit": sum_words(report, report.members),
        "total": sum(one.counts.total or 0 for one in known) if known else MISSING,
        "same_period": MISSING if not known or None in before else sum(one or 0 for one in before),
        "rate": MISSING if funnel is None or funnel.target is None else funnel.target,
        "direct": MISSING if pooled.share is None else pooled.share,
    }
    whose = {
        "rate": Key(whose=group_id(unit.label for unit in funnel.units)) if funnel else ALL,
        "direct": Key(whose=group_id(one.unit.id for one in comparison.members if one.direct.whole)),
    }
    is_shared = not all(one.compared.total is not None for one in known)
    return Row(
        cells,
        "total",
        key=Key(whose=group_id(one.unit.id for one in known)),
        cell_keys=whose | (_shared_cell(comparison) if is_shared else {}),
    )


def detail_table(report: Known, comparison: UnitComparison | None) -> Table | None:
    """The rate and the share of each unit with their intervals, and where it lies outside the limits of a funnel."""
    if comparison is None:
        return None
    columns = (
        Column("unit", tr("Đơn vị"), "label"),
        Column("rate", tr("Tỷ suất"), "decimal", key=FIGHTERS),
        Column("rate_limits", tr("KTC tỷ suất"), "text"),
        Column("direct", tr("Tỷ lệ"), "percent", key=SHARE | DIRECT_WORKERS),
        Column("direct_limits", tr("KTC tỷ lệ"), "text"),
        Column("examine", tr("Xem xét thêm"), "text"),
    )
    members = _ranked(comparison)
    examined = [place for place, one in enumerate(members) if _examined(comparison, one)]
    return Table(
        EXAMINED,
        tr("Đơn vị cần xem xét thêm, {period}", period=report.period_label),
        columns,
        tuple(_limits_row(comparison, one) for one in members),
        notes=tuple(_limits_notes(report, comparison)),
        source=source_words(report),
        illustrative=report.is_illustrative,
        values=_comparisons(comparison).values(),
        key=key_of(report),
        printed=shown_rows(len(members), examined),
    )


def _limits_row(comparison: UnitComparison, one: ComparedUnit) -> Row:
    values = {OUTSIDE: len(_examined(comparison, one))}
    return Row(_limits_cells(comparison, one), values=values, key=Key(whose=one.unit.id))


def _limits_cells(comparison: UnitComparison, one: ComparedUnit) -> dict[str, Cell]:
    share = one.direct
    few = f"{share.part}/{share.whole}" if share.whole else MISSING
    return {
        "unit": one.label,
        "rate": _or_missing(one.fighters.rate),
        "rate_limits": _rate_limits(one.fighters),
        "direct": _direct(one),
        "direct_limits": interval_words(share) if share.whole >= TOO_FEW and share.share is not None else few,
        "examine": ", ".join(_examined(comparison, one)) or _not_examined(comparison, one),
    }


def _direct(one: ComparedUnit) -> Cell:
    """The share of direct workers; the mark of too few cases to tell one, or of cases that are not all known."""
    if one.direct.whole >= TOO_FEW and one.direct.share is not None:
        return one.direct.share
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


def _notes(columns: Sequence[Column]) -> Iterable[str]:
    names = {column.name for column in columns}
    if "rate" in names:
        yield tr("CSTĐ trên 1.000 người: lượt Chiến sĩ thi đua trên 1.000 người thuộc diện xét.")
    if "direct" in names:
        yield tr("Trực tiếp lao động: trong số lãnh đạo và người trực tiếp lao động được Bằng khen, Giấy khen.")


def _limits_notes(report: Known, comparison: UnitComparison) -> Iterable[str]:
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

    def annex_table(self) -> Table | None:
        """Each of many units in one row, in the order of their names; None of few."""
        return annex_table(self.known, self.measured)

    def detail_table(self) -> Table | None:
        """The rates and shares of the units with their intervals, and which units are to be examined."""
        return detail_table(self.known, self.measured)

    def total_figure(self) -> Figure | None:
        """All awards of the unit, with the change against the same period before."""
        return total_figure(self.known)

    def direct_worker_figure(self) -> Figure | None:
        """Direct workers among the managers and direct workers of the unit with certificates."""
        return direct_worker_figure(self.known)

    def method(self) -> Part | None:
        """How the comparison is to be read, in a few sentences; None where nothing is compared."""
        return method(self.known, self.measured)
