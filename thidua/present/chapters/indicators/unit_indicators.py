"""The indicators of a province's or block's units side by side: how many of each reached their targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from thidua.measures.extremes import leaders
from thidua.measures.indicators import REACHED, STATUSES, IndicatorResult, count_statuses, indicator_results
from thidua.present.chapter import Chapter
from thidua.present.chapters.indicators.indicator_sentences import status_name
from thidua.present.chapters.indicators.indicators import elapsed, indicator_cells, indicator_columns, notes
from thidua.present.chart import Chart
from thidua.present.compared.unit import full_label
from thidua.present.drawing.stack import Stack, stack_svg
from thidua.present.known import Known
from thidua.present.language import tr, tr_count
from thidua.present.letters import printable
from thidua.present.many import MANY, by_name, is_many, names_words, shown_rows
from thidua.present.numbers import write_count, write_number, write_share_of
from thidua.present.part import Part, plain
from thidua.present.registers import member_register
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import no_figures, unit_name, upper_first
from thidua.registry import fold

NAMED = 3
"""A sentence names so many indicators that several units missed."""


def measure(report: Known) -> tuple[IndicatorResult, ...]:
    """The indicators of every member, judged; what a notebook does once."""
    register, members = member_register(report, "indicators"), {one.id for one in report.members}
    return indicator_results(register[register["unit"].isin(members)], elapsed(report))


def finding(report: Known, results: Sequence[IndicatorResult]) -> Part | None:
    """How many indicators of all units reached their targets, and which most units did not."""
    name = "unit_indicators_finding"
    if not report.members:
        return None
    if not results:
        return no_figures(name, report, tr("số liệu chỉ tiêu thi đua của từng đơn vị"))
    counts, by_unit = count_statuses(results), {unit: _of(results, unit.id) for unit in report.members}
    units = {unit: same for unit, same in by_unit.items() if same}
    reached = sum(counts[status] for status in REACHED)
    told = [
        tr_count(
            "Trong {period}, {reached} chỉ tiêu của {units} đơn vị đạt hoặc vượt kế hoạch năm.",
            len(units),
            period=report.period_label,
            reached=write_share_of(reached, len(results)),
            units=write_count(len(units)),
        )
    ]
    whole = [unit_name(unit) for unit, same in units.items() if all(one.status in REACHED for one in same)]
    if whole:
        told.append(tr("Đạt hoặc vượt tất cả chỉ tiêu: {units}.", units=names_words(whole)))
    short = _short_of(results)
    if most := leaders(short, NAMED):
        items = "; ".join(words for words, _ in most)
        told.append(tr("Nhiều đơn vị không đạt hoặc dưới tiến độ nhất: {items}.", items=items))
    elif short:
        items = "; ".join(words for words, _ in short)
        told.append(tr("Từ hai đơn vị trở lên không đạt hoặc dưới tiến độ: {items}.", items=items))
    lacking = [unit_name(unit) for unit, same in by_unit.items() if not same]
    if lacking:
        told.append(tr("Chưa có số liệu của {units}.", units=names_words(lacking)))
    return plain(name, " ".join(told))


def _short_of(results: Sequence[IndicatorResult]) -> list[tuple[str, int]]:
    """The indicators that several units missed and how many did, most first: "Diện tích trồng rừng mới (5/8)"."""
    found = []
    for name, same in _by_name(results).items():
        short = sum(one.status in ("missed", "behind") for one in same)
        if short > 1:
            found.append((f"{printable(name, limit=120)} ({short}/{len(same)})", short))
    return sorted(found, key=lambda pair: -pair[1])


def _of(results: Sequence[IndicatorResult], unit: str) -> list[IndicatorResult]:
    return [one for one in results if one.unit == unit]


def _by_unit(report: Known, results: Sequence[IndicatorResult]) -> dict[str, list[IndicatorResult]]:
    """The indicators of each member by its row name, in their order."""
    found = {full_label(unit): _of(results, unit.id) for unit in by_name(report.members, lambda one: one)}
    return {label: same for label, same in found.items() if same}


def _by_name(results: Sequence[IndicatorResult]) -> dict[str, list[IndicatorResult]]:
    """The same indicator of several units, however each writes its capitals, by the first wording."""
    same: dict[str, list[IndicatorResult]] = {}
    for one in results:
        same.setdefault(fold(one.name), []).append(one)
    return {found[0].name: found for found in same.values()}


def table(report: Known, results: Sequence[IndicatorResult]) -> Table | None:
    """How many indicators of each unit have which status."""
    title = tr("Mức độ thực hiện chỉ tiêu của từng đơn vị, {period}", period=report.period_label)
    return _counts(report, "unit_indicators", title, tr("Đơn vị"), _by_unit(report, results))


def by_name_table(report: Known, results: Sequence[IndicatorResult]) -> Table | None:
    """How many units have which status in each indicator."""
    title = tr("Mức độ thực hiện theo chỉ tiêu, số đơn vị, {period}", period=report.period_label)
    named = {printable(name, limit=160): same for name, same in _by_name(results).items()}
    return _counts(report, "indicators_by_name", title, tr("Chỉ tiêu"), named)


def _counts(
    report: Known, name: str, title: str, head: str, groups: Mapping[str, Sequence[IndicatorResult]]
) -> Table | None:
    results = [one for same in groups.values() for one in same]
    if not results:
        return None
    counts = count_statuses(results)
    shown = [status for status in STATUSES if counts[status]]
    columns = [Column("label", head, "label")]
    columns += [Column(status, upper_first(status_name(status))) for status in shown]
    columns.append(Column("total", tr("Tổng"), sum_of=tuple(shown)))
    rows = []
    for label, same in groups.items():
        found = count_statuses(same)
        cells: dict[str, Cell] = {status: found[status] for status in shown}
        rows.append(Row({"label": label, **cells, "total": len(same)}))
    if len(rows) > 1:
        sums: dict[str, Cell] = {status: counts[status] for status in shown}
        rows.append(Row({"label": tr("Tổng cộng"), **sums, "total": len(results)}, "total"))
    told = tuple(notes(report, results))
    source, printed = source_words(report), shown_rows(len(rows), [len(rows) - 1])
    return Table(name, title, tuple(columns), tuple(rows), told, source, report.is_illustrative, printed=printed)


def chart(report: Known, results: Sequence[IndicatorResult]) -> Chart | None:
    """The statuses of each unit's indicators as parts of a bar."""
    data = table(report, results)
    if data is None:
        return None
    shown = [status for status in STATUSES if count_statuses(results)[status]]
    stacks = []
    for label, same in _by_unit(report, results).items():
        found = count_statuses(same)
        reached = sum(found[status] for status in REACHED)
        stacks.append(
            (Stack(label, [found[status] for status in shown], f"{reached}/{len(same)}"), reached / len(same))
        )
    drawn, left_out = _ends(stacks)
    svg = stack_svg(drawn, [status_name(status) for status in shown], write=write_number)
    title = tr("Chỉ tiêu của từng đơn vị theo mức độ thực hiện; bên phải là số đạt hoặc vượt")
    items = names_words([f"{stack.label} {stack.text}" for stack in drawn], "; ")
    alt = tr("Biểu đồ thanh 100%, số chỉ tiêu đạt hoặc vượt: {items}.", items=items)
    gap = [tr("Chỉ vẽ các đơn vị đạt nhiều nhất và ít nhất; không vẽ {number} đơn vị ở giữa.", number=left_out)]
    notes = (*(gap if left_out else []), *data.notes)
    return Chart(svg, alt, replace(data, name="unit_indicators_chart", title=title, notes=notes))


def _ends(stacks: Sequence[tuple[Stack, float]]) -> tuple[list[Stack], int]:
    """Of many units those that reached most and least of their targets, and how many are between them."""
    if not is_many(stacks):
        return [stack for stack, _ in stacks], 0
    ordered = [stack for stack, _ in sorted(stacks, key=lambda pair: -pair[1])]
    half = MANY // 2
    return ordered[:half] + ordered[-half:], len(ordered) - 2 * half


def annex_table(report: Known, results: Sequence[IndicatorResult]) -> Table | None:
    """Every indicator of every unit, in the columns of one unit's table."""
    rows: list[Row] = []
    for label, same in _by_unit(report, results).items():
        rows.append(Row({"indicator": label}, "group"))
        rows += [Row(indicator_cells(one)) for one in same]
    if not rows:
        return None
    title = tr("Chỉ tiêu thi đua của từng đơn vị, {period}", period=report.period_label)
    columns, told = indicator_columns(), tuple(notes(report, results))
    source, dense = source_words(report), is_many(report.members)
    return Table("indicator_annex", title, columns, tuple(rows), told, source, report.is_illustrative, dense=dense)


class UnitIndicatorsChapter(
    Chapter[tuple[IndicatorResult, ...]], measure=measure, finding=finding, chart=chart, table=table
):
    """The targets of emulation of the members beside each other."""

    def by_name_table(self) -> Table | None:
        """How many units have which status in each indicator."""
        return by_name_table(self.known, self.measured)

    def annex_table(self) -> Table | None:
        """Every indicator of every unit, in the columns of one unit's table."""
        return annex_table(self.known, self.measured)
