"""Registers of several units at once, as the chapters on movements, indicators, models and scores read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

from thidua.present.keyed import ALL, Key, key_of
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import MISSING
from thidua.present.source_words import source_words
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import Period, get_unit


def member_register(report: Known, name: str, period: Period | None = None) -> pd.DataFrame:
    """The register of every member of a province or block, or else of the unit itself.

    Parameters
    ----------
    name
        ``movements``, ``indicators``, ``scores`` or ``models``.
    period
        Another period than the report's.

    Notes
    -----
    A block's members are units of one province, whose register is read once and cut down to them.
    """
    unit, wanted = report.unit, [one.id for one in report.members]
    if unit.level == "block" and unit.parent:
        found = report.dataset.facts.register(name, get_unit(unit.parent), period or report.period)
        return found[found["unit"].isin(wanted)].reset_index(drop=True)
    return report.dataset.facts.register(name, unit, period or report.period)


def in_list_order(report: Known, units: Iterable[str]) -> list[str]:
    """Units by id as every table names them: the members in the order of the province's list, then the others."""
    place = {one.id: number for number, one in enumerate(report.members)}
    return sorted(units, key=lambda unit: place.get(unit, len(place)))


def last_register(report: Known, name: str) -> pd.DataFrame:
    """The register of the period; of a stage, for each unit that of the last year for which it sent one."""
    if report.period.kind != "stage":
        return report.register(name)
    facts = report.dataset.facts
    years = [facts.register(name, report.unit, Period("year", year)) for year in reversed(report.period.years())]
    latest, known = years[:1], set(years[0]["unit"])
    for earlier in years[1:]:
        latest.append(earlier[~earlier["unit"].isin(known)])
        known |= set(earlier["unit"])
    return pd.concat(latest, ignore_index=True)


def registers_by_year(report: Known, name: str) -> dict[int, pd.DataFrame]:
    """The register of each year of a stage; empty if none has any row, or the report is about no stage."""
    if report.period.kind != "stage":
        return {}
    facts = report.dataset.facts
    found = {year: facts.register(name, report.unit, Period("year", year)) for year in report.period.years()}
    return {} if all(register.empty for register in found.values()) else found


def year_columns(total: str, heads: dict[str, str], counts: Collection[dict[str, int]]) -> tuple[Column, ...]:
    """Year, one column for each head of which there is any, and their sum."""
    shown = [name for name in heads if any(one.get(name) for one in counts)]
    parts = (Column(name, heads[name], key=Key(kind=name)) for name in shown)
    return Column("year", tr("Năm"), "label"), *parts, Column("total", total, sum_of=tuple(shown), key=ALL)


def year_table(
    report: Known,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    counts: dict[int, dict[str, int]],
    notes: tuple[str, ...],
) -> Table:
    names = [column.name for column in columns[1:-1]]
    rows = []
    for year, of_year in counts.items():
        cells: dict[str, Cell] = {one: of_year.get(one, MISSING) for one in names}
        total = sum(of_year.values()) if of_year else MISSING
        key = Key(when=str(Period("year", year)))
        rows.append(Row({"year": str(year), **cells, "total": total}, key=key))
    key = key_of(report, name.removeprefix("stage_"))
    return Table(name, title, columns, tuple(rows), notes, source_words(report), report.is_illustrative, key=key)
