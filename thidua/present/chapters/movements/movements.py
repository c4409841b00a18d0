"""Emulation movements: how many, of which mode, level and duration, and what was commended within them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.measures.movement_form import OF_ALL, MovementForm, movement_form
from thidua.measures.movements import (
    ModeSummary,
    MovementResult,
    movement_results,
    summarise,
    without_results,
)
from thidua.present.chapter import Chapter
from thidua.present.chapters.movements.movement_sentences import (
    all_awarded_sentence,
    core_sentence,
    day_words,
    durations_sentence,
    given_sentence,
    held_sentence,
    level_name,
    mean_sentence,
    mode_name,
    same_names_sentence,
    without_sentence,
)
from thidua.present.compared.unit import full_label
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.letters import printable
from thidua.present.numbers import MISSING
from thidua.present.part import Part, plain
from thidua.present.registers import in_list_order, member_register
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.present.words import no_figures, upper_first
from thidua.registry import get_unit


@dataclass(frozen=True)
class Movements:
    """The movements of a report, each once, with those of each unit alone; counted by mode, level and duration."""

    results: tuple[MovementResult, ...]
    by_unit: dict[str, tuple[MovementResult, ...]]
    form: MovementForm
    on: date

    @property
    def summaries(self) -> tuple[ModeSummary, ...]:
        """By mode, and last all of them."""
        return summarise(self.results, self.on)


def measure(report: Known) -> Movements:
    """The movements of the register; what a notebook does once."""
    register = member_register(report, "movements")
    units = dict.fromkeys(register["unit"].tolist())
    by_unit = {unit: movement_results(register[register["unit"] == unit]) for unit in units}
    return Movements(movement_results(register), by_unit, movement_form(register), report.period.last_day(report.basis))


def finding(report: Known, movements: Movements) -> Part:
    """How many movements of each mode and launching level, what was commended within them, and those without any."""
    name = "movements_finding"
    if not movements.results:
        return no_figures(name, report, tr("phong trào thi đua"))
    sentences = [
        held_sentence(movements.summaries, movements.form.total),
        same_names_sentence(movements.results),
        given_sentence(movements.summaries),
        without_sentence(without_results(movements.results, movements.on)),
    ]
    return plain(name, " ".join(filter(None, sentences)))


def detail(report: Known, movements: Movements) -> Part | None:
    """How long the movements run, how many are core movements, and how many commendations one of them has."""
    if not movements.results:
        return None
    durations = {row: sum(counts.values()) for row, counts in movements.form.by_duration.items()}
    total = movements.summaries[-1]
    sentences = [
        durations_sentence(durations),
        core_sentence(total),
        mean_sentence(total),
        all_awarded_sentence(without_results(movements.results, movements.on), total),
    ]
    told = " ".join(filter(None, sentences))
    return plain("movements_finding_detail", told) if told else None


def table(report: Known, movements: Movements) -> Table | None:
    """Each movement of one unit; of several units, how many each of them has."""
    if not movements.results:
        return None
    is_own = tuple(movements.by_unit) == (report.unit.id,)
    return _own_table(report, movements) if is_own else _unit_table(report, movements)


def _own_table(report: Known, movements: Movements) -> Table:
    columns = (
        Column("movement", tr("Phong trào"), "label"),
        Column("mode", tr("Hình thức"), "text"),
        Column("level", tr("Cấp phát động"), "text"),
        Column("started_on", tr("Từ ngày"), "text"),
        Column("ended_on", tr("Đến ngày"), "text"),
        Column("awards", tr("Khen thưởng (lượt)")),
    )
    rows = tuple(Row(_cells(one)) for one in movements.results)
    title = tr("Phong trào thi đua, {period}", period=report.period_label)
    notes = tuple(_own_notes(movements.results))
    return Table("movements", title, columns, rows, notes, source_words(report), report.is_illustrative)


def _cells(one: MovementResult) -> dict[str, Cell]:
    name = printable(one.name)
    return {
        "movement": tr("{name} (nòng cốt)", name=name) if one.is_core else name,
        "mode": upper_first(mode_name(one.mode)),
        "level": upper_first(level_name(one.level)),
        "started_on": day_words(one.started_on),
        "ended_on": day_words(one.ended_on),
        "awards": MISSING if one.awards is None else one.awards,
    }


def _own_notes(results: Sequence[MovementResult]) -> Iterator[str]:
    if any(None in (one.awards, one.started_on, one.ended_on) for one in results):
        yield tr("“…” chưa có số liệu.")


def _unit_table(report: Known, movements: Movements) -> Table:
    """What each unit launched itself, below what was launched for all, each once."""
    parts = [
        Column("with_awards", tr("Có khen thưởng")),
        Column("without_awards", tr("Không khen thưởng")),
        Column("unknown", tr("Chưa có số")),
    ]
    shown = [part for part in parts if part.name != "unknown" or movements.summaries[-1].unknown]
    columns = (
        Column("unit", tr("Đơn vị phát động"), "label"),
        *shown,
        Column("movements", tr("Số phong trào"), sum_of=tuple(part.name for part in shown)),
        Column("awards", tr("Khen thưởng (lượt)")),
    )
    rows = [
        Row(_cells_of(label, found, columns, movements.on))
        for label, found in _launched(report, movements).items()
        if found
    ]
    rows.append(Row(_cells_of(tr("Tổng cộng"), movements.results, columns, movements.on), "total"))
    title = tr("Phong trào thi đua theo đơn vị phát động, {period}", period=report.period_label)
    notes, source = tuple(_unit_notes(movements)), source_words(report)
    return Table("movements", title, columns, tuple(rows), notes, source, report.is_illustrative)


def _launched(report: Known, movements: Movements) -> dict[str, list[MovementResult]]:
    """The movements that were launched for all, then those that each unit launched itself."""
    launched = {tr("Tỉnh, bộ, Trung ương"): [one for one in movements.results if one.level in OF_ALL]}
    for unit in in_list_order(report, movements.by_unit):
        launched[full_label(get_unit(unit))] = [one for one in movements.by_unit[unit] if one.level not in OF_ALL]
    return launched


def _cells_of(label: str, found: Sequence[MovementResult], columns: Sequence[Column], on: date) -> dict[str, Cell]:
    total = summarise(found, on)[-1]
    cells: dict[str, Cell] = {
        "unit": label,
        "with_awards": total.with_awards,
        "without_awards": total.without_awards,
        "unknown": total.unknown,
        "movements": total.movements,
        "awards": total.awards if total.with_awards + total.without_awards else MISSING,
    }
    return {column.name: cells[column.name] for column in columns}


def _unit_notes(movements: Movements) -> Iterator[str]:
    if any(one.level in OF_ALL for one in movements.results):
        yield tr(
            "Phong trào do tỉnh, bộ, Trung ương phát động tính một lần; "
            "khen thưởng của các đơn vị trong phong trào đó được cộng lại."
        )
    if movements.summaries[-1].unknown:
        yield tr("Cột khen thưởng chỉ gồm phong trào đã có số.")


class MovementsChapter(Chapter[Movements], measure=measure, finding=finding, detail=detail, table=table):
    """The emulation movements launched: how many, by whom, for how long."""
