"""What is unusual in the period, ranked; a click shows which rows left and which came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as widgets
from IPython.display import clear_output, display

from thidua.desk.choice import Choice
from thidua.desk.panel import Panel, call_html, call_of, show_refusal, show_words
from thidua.desk.tables import frame_table, on_row
from thidua.errors import ReportError
from thidua.present.language import tr

if TYPE_CHECKING:
    import pandas as pd


class Unusual(Panel):
    """A ranked table of the period; the detail of a clicked row stands below it."""

    def __init__(self, choice: Choice) -> None:
        """Show what is unusual in the chosen period."""
        super().__init__()
        self.choice = choice
        self.detail = widgets.Output()
        self.box.children = (*self.box.children, self.detail)
        self._shown = ("", "")
        choice.listen(self.refresh)

    def refresh(self) -> None:
        """Answer for the chosen period; other choices change nothing here."""
        opened, period = self.choice.opened, self.choice.period
        if self._shown == (opened.name, period):
            return
        self._shown = (opened.name, period)
        self.detail.clear_output()
        with self.answering(opened):
            self.show_call(call_of(opened, "unusual", period))
            found = opened.unusual(period)
            if found.empty:
                show_words(tr("Kỳ này không có gì khác thường trong những gì so được."))
                return
            show_words(tr("Bấm vào một dòng để xem vì sao."))
            table = frame_table(found)
            on_row(table, lambda row: self.explain(found.iloc[row]))
            display(table)

    def explain(self, row: pd.Series) -> None:
        """Show why the figure of a row moved."""
        opened = self.choice.opened
        award = str(row["award"]) if row.get("award") else None
        asked = (str(row["unit"]), str(row.get("period") or self.choice.period))
        with self.detail:
            clear_output(wait=True)
            try:
                with opened.in_force():
                    call = call_of(opened, "explain", *asked, *([award] if award else []))
                    display({"text/plain": call, "text/html": call_html(call)}, raw=True)
                    found = opened.explain(*asked, award)
                    display(found)
                    for head, rows in ((tr("Không còn"), found.left), (tr("Mới"), found.came)):
                        if len(rows):
                            show_words(head)
                            display(frame_table(rows))
            except ReportError as problem:
                show_refusal(str(problem))
