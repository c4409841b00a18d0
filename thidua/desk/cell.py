"""From a figure to its cells: file, sheet and cell, or the words it is quoted from."""

from __future__ import annotations

import ipywidgets as widgets

from thidua.desk.choice import Choice
from thidua.desk.panel import LABEL, Panel, call_of, words
from thidua.desk.tables import frame_table
from thidua.present.language import tr

ANCHOR = "thidua-figure"
"""The class of the panel, to which a click on a figure brings the reader."""


class CellPanel(Panel):
    """One figure, followed down to where it stands."""

    def __init__(self, choice: Choice) -> None:
        """Wait for a figure: clicked elsewhere on the desk, or written here."""
        self.choice = choice
        with choice.opened.in_force():
            hint = tr("bấm vào một dòng của bảng số liệu, hoặc dán mã của một số vào đây")
            self.figure_box = widgets.Text(
                description=tr("Số liệu"), placeholder=hint, continuous_update=False, layout=widgets.Layout(width="96%")
            )
            self.figure_box.style = LABEL
        super().__init__(self.figure_box)
        self.box.add_class(ANCHOR)
        self._of = choice.opened.name
        self.figure_box.observe(self._refresh, names="value")
        choice.listen(self._put_away)

    def follow(self, figure: str) -> None:
        """Show where a figure comes from."""
        self.figure_box.value = figure
        self.bring_here()

    def _put_away(self) -> None:
        """A figure is one of its dataset: another dataset puts it away."""
        if self._of != self.choice.opened.name:
            self._of = self.choice.opened.name
            self.figure_box.value = ""

    def _refresh(self, change: object) -> None:
        self.show_call("")
        figure = self.figure_box.value.strip()
        opened = self.choice.opened
        with self.answering(opened) as shown:
            if not figure:
                return
            self.show_call(call_of(opened, "trace", figure))
            found = opened.trace(figure)
            kept = [name for name in _titles() if name in found.rows]
            shown += [words(str(found).split("\n")[0], found.note), frame_table(found.rows[kept], _titles())]


def _titles() -> dict[str, str]:
    return {
        "file": tr("Tệp"),
        "sheet": tr("Trang"),
        "cell": tr("Ô"),
        "count": tr("Số lượng"),
        "source": tr("Nguồn"),
        "quote": tr("Trích"),
    }
