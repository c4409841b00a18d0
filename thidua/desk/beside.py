"""Two units, or two periods, beside each other: only what both know, and what is left out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from thidua.desk.choice import Choice
from thidua.desk.drawn import MOST_BARS
from thidua.desk.panel import Panel, call_of, dropdown, shown, words
from thidua.desk.tables import frame_table
from thidua.explore.asked_sides import Asked
from thidua.explore.charts import chart
from thidua.explore.comparison import Comparison
from thidua.explore.opened import OpenedDataset
from thidua.explore.own_words import value_words
from thidua.present.language import tr
from thidua.present.words import upper_first


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
        self.show_call("")
        with self.answering(opened) as found:
            if self.way_box.value == "units":
                if len(choice.units) < 2:
                    found.append(words(tr("Chọn hai đơn vị ở trên (giữ Ctrl rồi bấm).")))
                    return
                sides, fixed = (choice.units[0], choice.units[1]), {"period": choice.period}
            else:
                sides, fixed = (choice.compared, choice.period), {"unit": choice.unit}
            self.show_call(call_of(opened, "compare", *sides, **fixed))
            found += comparison_shown(opened.compare(*sides, **fixed), opened)


def comparison_shown(found: Comparison, opened: OpenedDataset) -> list[Any]:
    """A comparison: its words, its lines, a bar for each side, and what only one side knows whole."""
    names = {"a": _side(found.a, found, opened), "b": _side(found.b, found, opened)}
    told = [shown(found)]
    kept = ["award_name", "recipient_kind", "a", "b", "difference"]
    told.append(frame_table(found.frame[kept], names))
    if 0 < len(found.frame) <= MOST_BARS:
        label = found.frame["award_name"] + ", " + found.frame["recipient_kind"].map(kind_words)
        sides = {name: found.frame[side] for side, name in names.items()}
        told.append(shown(chart(pd.DataFrame({tr("Chia theo"): label, **sides}), found.sentences[0], of=opened)))
    if len(found.left_out):
        told.append(words(tr("Không so được vì một bên chưa đủ số liệu:")))
        told.append(frame_table(found.left_out.assign(side=found.left_out["side"].map(names)), {"side": tr("Bên")}))
    return told


def kind_words(code: str) -> str:
    """A kind of recipients as a page says it."""
    return str(value_words("recipient_kind", code))


def _side(side: Asked, found: Comparison, opened: OpenedDataset) -> str:
    """What tells one side from the other: the unit where they differ, else the period."""
    if found.a.unit != found.b.unit:
        return upper_first(side.unit.name)
    return upper_first(side.period.label(opened.dataset.basis, opened.lang))
