"""The registers of a stage, year by year: emulation movements by mode, exemplary models by how far they have come."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from thidua.measures.movement_form import movement_form
from thidua.present.chapters.models.models import step_name
from thidua.present.chapters.sources.sources import source_words
from thidua.present.keyed import ALL, Key, key_of
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.numbers import MISSING
from thidua.present.table import Cell, Column, Row, Table
from thidua.registry import Period

STEPS = ("discovered", "fostered", "commended", "replicated")


def movements_table(report: Known) -> Table | None:
    """Movements by year and mode, as form 0601 counts them; nothing where no year of the stage has a register."""
    years = _years(report, "movements")
    if not years:
        return None
    modes = {
        "thematic": tr("Chuyên đề, đợt, cao điểm"),
        "regular": tr("Thường xuyên hằng năm"),
        "open": tr("Chưa rõ phương thức"),
    }
    counts = {year: _by_mode(register) for year, register in years.items()}
    columns = _columns(tr("Phong trào thi đua"), modes, counts.values())
    notes = (
        tr("Phong trào do Trung ương, bộ, tỉnh phát động chỉ tính một lần, dù nhiều đơn vị cùng ghi sổ."),
        tr("“…” chưa có sổ của năm đó; phong trào kéo dài nhiều năm được ghi ở từng năm nên không cộng các năm."),
    )
    title = tr("Phong trào thi đua từng năm, {period}", period=report.period_label)
    return _table(report, "stage_movements", title, columns, counts, notes)


def _by_mode(register: pd.DataFrame) -> dict[str, int]:
    if register.empty:
        return {}
    return {mode: sum(levels.values()) for mode, levels in movement_form(register).by_mode.items()}


def models_table(report: Known) -> Table | None:
    """Exemplary models by year and step; nothing where no year of the stage has a register."""
    years = _years(report, "models")
    if not years:
        return None
    steps = {**{step: step_name(step) for step in STEPS}, "open": tr("Chưa rõ")}
    counts = {year: _by_step(register) for year, register in years.items()}
    columns = _columns(tr("Điển hình đang theo dõi"), steps, counts.values())
    notes = (
        tr("Mỗi điển hình được tính ở bước đã đến trong năm."),
        tr("“…” chưa có sổ của năm đó; một điển hình được theo dõi nhiều năm nên không cộng các năm."),
    )
    title = tr("Điển hình tiên tiến từng năm, {period}", period=report.period_label)
    return _table(report, "stage_models", title, columns, counts, notes)


def _by_step(register: pd.DataFrame) -> dict[str, int]:
    if register.empty:
        return {}
    found = register["stage"].where(register["stage"].isin(STEPS), "open").value_counts()
    return {step: int(found.get(step, 0)) for step in (*STEPS, "open")}


def _years(report: Known, name: str) -> dict[int, pd.DataFrame]:
    """The register of each year of a stage; empty if none has any row, or the report is about no stage."""
    if report.period.kind != "stage":
        return {}
    facts = report.dataset.facts
    found = {year: facts.register(name, report.unit, Period("year", year)) for year in report.period.years()}
    return {} if all(register.empty for register in found.values()) else found


def _columns(total: str, heads: dict[str, str], counts: Collection[dict[str, int]]) -> tuple[Column, ...]:
    """Year, one column for each head of which there is any, and their sum."""
    shown = [name for name in heads if any(one.get(name) for one in counts)]
    parts = (Column(name, heads[name], key=Key(kind=name)) for name in shown)
    return Column("year", tr("Năm"), "label"), *parts, Column("total", total, sum_of=tuple(shown), key=ALL)


def _table(
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
