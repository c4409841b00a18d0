"""Review-meeting reports of a province's emulation-and-commendation office (thi đua, khen thưởng).

Open a dataset and ask it; units, periods and awards are written as people write them:

>>> import thidua
>>> thidua.datasets()
('illustrative', 'illustrative-2026', 'published')
>>> minh_hoa = thidua.open("illustrative")
>>> minh_hoa.facts("Ba Bể", "6 tháng đầu năm 2023", awards="CSTĐCS")["count"].sum()
np.int64(32)

=====================  =============================================================================================
`datasets`             the names of the datasets of a project
`open`                 one dataset, in Vietnamese or ``lang="en"``; it answers:
  ``units``            which units there are, and of which it has figures
  ``periods``          which periods there are figures of
  ``awards``           the titles and forms of commendation: codes, names, who gives them
  ``facts``            figures of units and periods, one row a figure, each with its coverage and its source
  ``decisions``        the rows of decision lists, each with file, sheet and cell
  ``report``           the report on a unit and period: chapters with ``finding()``, ``chart()``, ``table()``
  ``compare``          two units, or two periods of one, on common ground; what is left out is told
  ``explain``          why a count rose or fell: which rows left and came, by workplace, form and kind, with their cells
  ``trace``            where a figure comes from: file, sheet and cell, or the words quoted; each sum down to its parts
  ``unusual``          what is unusual in a period, ranked, and the call that shows what is behind it
  ``history``          a figure over the revisions of the editions that print it
  ``search``           the awards of a person or collective over the years
  ``with_files``       the same dataset as it would be if a late list came today
`open_report`          the report that a production notebook writes
`sentence`             a sentence of one's own in a report: numbers as a page writes them, "…" for what is not known
`chart`                any frame as a chart of the house: bars, lines, slopes, dots, parts of 100%
`table`                any frame as a table of the house, to be shown, put into a report or written to Excel
`to_excel`             tables and charts as a workbook
=====================  =============================================================================================

Every question works in the territory and language of its own dataset: several may be open at the same time. What is
not known is ``<NA>`` and says so, never 0 and never a missing row. A wrong value is refused with the nearest right one.
The project is found from the folder one works in; elsewhere it is named by ``root=`` or by the variable THIDUA_ROOT.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from thidua.version import __version__ as __version__

if TYPE_CHECKING:
    from thidua.explore.charts import chart
    from thidua.explore.excel import to_excel
    from thidua.explore.opened import datasets
    from thidua.explore.opened import open_named as open
    from thidua.explore.sentence import sentence
    from thidua.explore.tables import table
    from thidua.present.report import open_report

__all__ = ["chart", "datasets", "open", "open_report", "sentence", "table", "to_excel"]

_SURFACE = {
    "chart": ("thidua.explore.charts", "chart"),
    "datasets": ("thidua.explore.opened", "datasets"),
    "open": ("thidua.explore.opened", "open_named"),
    "open_report": ("thidua.present.report", "open_report"),
    "sentence": ("thidua.explore.sentence", "sentence"),
    "table": ("thidua.explore.tables", "table"),
    "to_excel": ("thidua.explore.excel", "to_excel"),
}
"""Where each name of the surface comes from: it is imported when it is first used, and nothing before."""


def __getattr__(name: str) -> Any:
    """Import a name of the surface when it is first used."""
    if name not in _SURFACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
    module, attribute = _SURFACE[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """What completion proposes: the surface alone."""
    return sorted(__all__)
