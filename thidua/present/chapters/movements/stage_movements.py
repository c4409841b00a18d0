"""The emulation movements of a stage, year by year and by mode."""

from __future__ import annotations

import pandas as pd

from thidua.measures.movement_form import movement_form
from thidua.present.chapter import Chapter
from thidua.present.known import Known
from thidua.present.language import tr
from thidua.present.registers import registers_by_year, year_columns, year_table
from thidua.present.table import Table


def movements_table(report: Known) -> Table | None:
    """Movements by year and mode, as form 0601 counts them; nothing where no year of the stage has a register."""
    years = registers_by_year(report, "movements")
    if not years:
        return None
    modes = {
        "thematic": tr("Chuyên đề, đợt, cao điểm"),
        "regular": tr("Thường xuyên hằng năm"),
        "open": tr("Chưa rõ phương thức"),
    }
    counts = {year: _by_mode(register) for year, register in years.items()}
    columns = year_columns(tr("Phong trào thi đua"), modes, counts.values())
    notes = (
        tr("Phong trào do Trung ương, bộ, tỉnh phát động chỉ tính một lần, dù nhiều đơn vị cùng ghi sổ."),
        tr("Phong trào kéo dài nhiều năm được ghi ở từng năm nên không cộng các năm."),
    )
    title = tr("Phong trào thi đua từng năm, {period}", period=report.period_label)
    return year_table(report, "stage_movements", title, columns, counts, notes)


def _by_mode(register: pd.DataFrame) -> dict[str, int]:
    if register.empty:
        return {}
    return {mode: sum(levels.values()) for mode, levels in movement_form(register).by_mode.items()}


class StageMovementsChapter(Chapter[None], table=movements_table):
    """The emulation movements of a stage, year by year."""
