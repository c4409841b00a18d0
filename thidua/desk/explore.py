"""The desk of one person: what is chosen, and the panels that answer for it; the notebook shows them one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from thidua.desk.beside import Beside
from thidua.desk.cell import CellPanel
from thidua.desk.choice import Choice
from thidua.desk.figures import Figures
from thidua.desk.previewing import Previewing
from thidua.desk.unusual import Unusual
from thidua.desk.words import Words
from thidua.present.refused import refused_visibly


class Desk:
    """A choice and its panels; each method gives what one cell shows."""

    def __init__(self, choice: Choice) -> None:
        """Make the panel that others lead to first."""
        self.choice = choice
        self.cell_panel = CellPanel(choice)

    def choose(self) -> Any:
        """What is chosen for all panels."""
        return self.choice.box()

    def figures(self) -> Any:
        """The figures as a table and a chart."""
        return Figures(self.choice, self.follow).box

    def follow(self, figure: str) -> None:
        """Show in the panel of cells where a figure comes from."""
        self.cell_panel.follow(figure)

    def cell(self) -> Any:
        """From a figure to its cells."""
        return self.cell_panel.box

    def beside(self) -> Any:
        """Two units or two periods beside each other."""
        return Beside(self.choice).box

    def unusual(self) -> Any:
        """What is unusual in the period."""
        return Unusual(self.choice).box

    def commentary(self) -> Any:
        """The unit's own words."""
        return Words(self.choice).box

    def preview(self) -> Any:
        """The edition before it is made."""
        return Previewing(self.choice).box


@refused_visibly()
def open_desk(*, dataset: str, unit: str, period: str | int, lang: str = "vi", root: Path | None = None) -> Desk:
    """Open the desk on a dataset, a unit and a period, all of which can be changed on it.

    Parameters
    ----------
    dataset, unit, period, lang, root
        As `thidua.open` and its questions take them.

    Raises
    ------
    ConfigError
        If one of them is none; names the nearest.
    """
    from thidua.explore.opened import open_named

    opened = open_named(dataset, lang=lang, root=root)
    asked = opened.one_period(period)
    return Desk(Choice(dataset, [opened.one_unit(unit, asked).id], str(asked), lang=lang, root=root))
