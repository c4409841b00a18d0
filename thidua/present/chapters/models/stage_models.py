"""The exemplary models of a stage, year by year and by how far they have come."""

from __future__ import annotations

import pandas as pd

from thidua.present.chapters.models.models import step_name
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.registers import registers_by_year, year_columns, year_table
from thidua.present.table import Table

STEPS = ("discovered", "fostered", "commended", "replicated")


def models_table(report: Known) -> Table | None:
    """Exemplary models by year and step; nothing where no year of the stage has a register."""
    years = registers_by_year(report, "models")
    if not years:
        return None
    steps = {**{step: step_name(step) for step in STEPS}, "open": tr("Chưa rõ")}
    counts = {year: _by_step(register) for year, register in years.items()}
    columns = year_columns(tr("Điển hình đang theo dõi"), steps, counts.values())
    notes = (
        tr("Mỗi điển hình được tính ở bước đã đến trong năm."),
        tr("Một điển hình được theo dõi nhiều năm nên không cộng các năm."),
    )
    title = tr("Điển hình tiên tiến từng năm, {period}", period=report.period_label)
    return year_table(report, "stage_models", title, columns, counts, notes)


def _by_step(register: pd.DataFrame) -> dict[str, int]:
    if register.empty:
        return {}
    found = register["stage"].where(register["stage"].isin(STEPS), "open").value_counts()
    return {step: int(found.get(step, 0)) for step in (*STEPS, "open")}
