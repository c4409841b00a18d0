"""The figures of the chosen units and period: a table, a chart, and from each figure to its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thidua.desk.choice import Choice
from thidua.desk.drawn import figures_chart
from thidua.desk.panel import Panel, call_of, shown, words
from thidua.desk.tables import frame_table, on_row
from thidua.present.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def first_place(source: str) -> str:
    """The first of the places that a figure comes from: a click on the row shows all."""
    first, *more = source.split("; ")
    return f"{first}; …" if more else first


class Figures(Panel):
    """A table of the figures and their chart; a click on a row follows the figure to its cells."""

    def __init__(self, choice: Choice, follow: Callable[[str], None]) -> None:
        """Show the figures of a choice; ``follow`` takes the figure of a row that is clicked."""
        super().__init__()
        self.choice, self.follow = choice, follow
        choice.listen(self.refresh)

    def refresh(self) -> None:
        """Answer for what is chosen now."""
        choice = self.choice
        opened, by = choice.opened, None if choice.breakdown is None else [choice.breakdown]
        status = None if choice.measure == "awarded" else choice.measure
        self.show_call("")
        with self.answering(opened) as found:
            self.show_call(call_of(opened, "facts", choice.units, choice.period, status=status, by=by))
            facts = opened.facts(choice.units, choice.period, status=choice.measure, by=by)
            brief = facts.assign(source=facts["source"].map(first_place))
            table = frame_table(brief, {"source": tr("Nguồn")}, said=("unit_name", "period_label"))
            on_row(table, lambda row: self.follow(str(facts["figure"].iloc[row])))
            hint = tr("Bấm vào một dòng để xem số ấy lấy từ ô nào; bấm vào đầu cột để sắp xếp.")
            found += [words(hint), table, *self._drawn(facts)]

    def _drawn(self, facts: pd.DataFrame) -> list[Any]:
        by = self.choice.breakdown
        drawn = None if by is None else figures_chart(facts, by, self.choice.opened)
        return [] if drawn is None else [shown(drawn)]
