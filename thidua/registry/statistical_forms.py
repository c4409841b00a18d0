"""The forms of the statistical regime on movements and awards, with the circular that each one follows.

What stands in their rows and columns is in ``thidua.measures.statistical_forms``.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from thidua.registry.dated import Dated
from thidua.registry.typed import typed


@dataclass(frozen=True, slots=True)
class StatisticalForm(Dated):
    """One form: its ``layout`` (movements, state_awards, ministry_awards), its number and its circular.

    ``number`` is empty where no source gives it.
    """

    layout: str
    number: str
    circular: str
    title_vi: str
    title_en: str
    valid_from: date | None
    valid_to: date | None
    confidence: str
    remark: str

    @property
    def is_known(self) -> bool:
        """Whether a source gives the rows and columns of the form; without one it is not printed."""
        return self.confidence != "low"


@cache
def statistical_forms() -> tuple[StatisticalForm, ...]:
    """Return every form of the table, in its order."""
    return typed("statistical_forms", StatisticalForm)


def statistical_form(layout: str, on: date) -> StatisticalForm | None:
    """Return the form of a layout in force on that day, or None when the table has none.

    Examples
    --------
    >>> statistical_form("state_awards", date(2023, 12, 14)).number
    '0602.N'
    """
    return next((form for form in statistical_forms() if form.layout == layout and form.is_valid(on)), None)
