"""A report that was asked for at the front door: several may lie side by side, and the one that is used is in hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.explore.card import html_of
from thidua.facts.dataset import Dataset
from thidua.present.language import look_at_in, name_on_day
from thidua.present.report import Report
from thidua.registry import Language, Period, Unit
from thidua.registry.territory import use


@dataclass(frozen=True, repr=False)
class ReportInHand(Report):
    """A report that is written in its own language and territory whenever anything of it is looked at.

    A notebook writes one report and says once in which language. Whoever compares two of them, of two provinces or in
    two languages, takes up now the one and now the other.
    """

    lang: Language = "vi"

    def __getattribute__(self, name: str) -> Any:
        """Take the report in hand, then give what is asked of it."""
        read = object.__getattribute__
        if not name.startswith("_"):
            dataset: Dataset = read(self, "dataset")
            use(dataset.territory)
            look_at_in(read(self, "lang"))
            # Its own day is looked up once, and found in what it keeps from then on.
            if (day := read(self, "__dict__").get("last_day")) is not None:
                name_on_day(day)
        return read(self, name)

    def __repr__(self) -> str:
        """The card of the report, in its own words."""
        self.take_up()
        return super().__repr__()

    def _repr_html_(self) -> str:
        title, *lines = repr(self).splitlines()
        return html_of(title, lines)

    def take_up(self) -> ReportInHand:
        """Write this report from here on, as if it had been opened last."""
        name_on_day(self.last_day)
        return self


def take_in_hand(dataset: Dataset, unit: Unit, period: Period, lang: Language, *, names: bool) -> ReportInHand:
    """The report on a unit and period, in hand from here on."""
    return ReportInHand(dataset, unit, period, names, lang).take_up()
