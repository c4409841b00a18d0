"""Two units, or two periods, beside each other: only what both know, and what is left out."""

from __future__ import annotations

from typing import Any

from IPython.display import display

from thidua.desk.choice import Choice
from thidua.desk.panel import Panel, call_of, dropdown
from thidua.desk.tables import frame_table
from thidua.present.language import tr


class Beside(Panel):
    """The chosen unit in two periods; two chosen units in one."""

    def __init__(self, choice: Choice) -> None:
        """Compare what is chosen: two units if two are, else the period with the one it is compared with."""
        self.choice = choice
        with choice.opened.in_force():
            ways = [(tr("Hai kỳ của đơn vị đầu tiên"), "periods"), (tr("Hai đơn vị đầu tiên trong kỳ"), "units")]
            self.way_box = dropdown(tr("Đặt cạnh nhau"), ways, "periods")
        super().__init__(self.way_box)
        self.way_box.observe(lambda change: self.refresh(), names="value")
        choice.listen(self.refresh)

    def refresh(self) -> None:
        """Answer for what is chosen now."""
        opened, choice = self.choice.opened, self.choice
        with self.answering(opened):
            if self.way_box.value == "units":
                if len(choice.units) < 2:
                    display_hint(tr("Chọn hai đơn vị ở trên (giữ Ctrl rồi bấm)."))
                    return
                sides, fixed = (choice.units[0], choice.units[1]), {"period": choice.period}
            else:
                sides, fixed = (choice.compared, choice.period), {"unit": choice.unit}
            self.show_call(call_of(opened, "compare", *sides, **fixed))
            shown(opened.compare(*sides, **fixed))


def display_hint(words: str) -> None:
    """Say what to choose first."""
    from thidua.desk.panel import show_words

    show_words(words)


def shown(found: Any) -> None:
    """Show what a comparison found: its words, and its rows as a table."""
    display(found)
    display(frame_table(found.rows))
