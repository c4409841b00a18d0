"""Whether an edition shows any figure: told from what its notebook displays as data, never from printed words.

An edition without one is in order and says what is not known, but whoever releases it must mean just this one.
"""

from __future__ import annotations

from dataclasses import dataclass

from thidua.export.document import Document, View
from thidua.present.numbers import MISSING, NOT_APPLICABLE

_FIGURE_PARTS = ("table", "chart", "headline")
_SHOWS_NUMBERS = ("count", "percent", "decimal")
_MARKS = ("", MISSING, NOT_APPLICABLE)


@dataclass(frozen=True)
class Emptiness:
    """Which required parts were to tell figures and tell none, and whether that are all of them."""

    parts: tuple[str, ...]
    is_whole: bool


def emptiness(document: Document, requires: tuple[str, ...]) -> Emptiness:
    """Look for a figure in each required part that is meant for figures.

    Parameters
    ----------
    document
        As read from the executed notebook.
    requires
        Names of the parts that the report requires.

    Returns
    -------
    Emptiness
        Its parts in the order of ``requires``. A table, chart or headline is meant for figures, and so is the sentence
        that stands where they are not known (`thidua.present.part.empty`). A commentary in a unit's own words is no
        figure: a report that has nothing else is empty. A report that requires no figures at all never is.
    """
    views = {view["name"]: view for view in document.views if "name" in view}
    meant = [name for name in requires if name in views and _is_for_figures(views[name])]
    without = tuple(name for name in meant if not _has_figure(views[name]))
    return Emptiness(without, bool(meant) and len(without) == len(meant))


def _is_for_figures(view: View) -> bool:
    return view["part"] in _FIGURE_PARTS or bool(view.get("empty"))


def _has_figure(view: View) -> bool:
    """Whether one figure is known in it; a list without numbers tells something by every row."""
    if view.get("empty"):
        return False
    if view["part"] == "headline":
        return any(figure["value"] not in _MARKS for figure in view["figures"])
    resource = view["resource"]
    numbers = [field["name"] for field in resource["schema"]["fields"] if field.get("show") in _SHOWS_NUMBERS]
    cells = [row.get(name) for row in resource["data"] for name in numbers]
    return any(isinstance(cell, int | float) for cell in cells) or (not numbers and bool(resource["data"]))
