"""What of a figure is not known, and why, in words: whose table is missing, and the forms of which nothing is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from thidua.explore.lines import Line
from thidua.facts.coverage import Gap
from thidua.facts.dataset import Dataset
from thidua.present.gap_words import missing_words
from thidua.present.known import Known
from thidua.present.language import named, named_on, tr
from thidua.present.numbers import write_date
from thidua.present.words import award_name, lower_first
from thidua.registry import Period, Unit, get_level, last_day_in, regime


@dataclass(frozen=True)
class Lacking:
    """What is not known of the lines of one unit and period; the words of its gaps are made once."""

    dataset: Dataset
    unit: Unit
    period: Period
    _told: dict[tuple[Gap, ...], str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def why_not(self, line: Line) -> str:
        """Why a figure is not known, or that it is 0 because all that could tell it is known."""
        if line.covered == "no days":
            return _why_no_days(line, self.dataset)
        if line.covered == "not added":
            return tr("các đơn vị của khối được so sánh, không cộng")
        if line.merged:
            return tr("chỉ có số gộp “{form}”", form=self._form(line.merged))
        if line.state == "counted":
            return tr("danh sách, biểu đã có đủ và không nêu")
        return self._missing(line.gaps) or tr("bộ số liệu không nêu")

    def beside(self, line: Line) -> str:
        """What a figure that is known in part does not hold; empty of one that is known whole, or not at all."""
        if line.covered != "partly" or line.number is None:
            return ""
        gaps = dict.fromkeys((*line.gaps, *(gap for one in line.beside for gap in one.gaps)))
        by_reason: dict[str, dict[str, None]] = {}
        for one in line.beside:
            if one.merged:
                by_reason.setdefault(tr("chỉ có số gộp"), {})[self._form(one.merged)] = None
            elif not one.gaps:
                by_reason.setdefault(self.why_not(one), {})[self._what(one)] = None
        untold = (
            tr("{forms}: {why}", forms=", ".join(filter(None, forms)), why=why) if any(forms) else why
            for why, forms in by_reason.items()
        )
        others = tr("các hình thức khác: không được trích") if line.is_of_quoted else ""
        return "; ".join(filter(None, (self._missing(tuple(gaps)), *untold, others)))

    def _what(self, line: Line) -> str:
        """The form of which nothing is told, or the level."""
        if line.award:
            return self._form(line.award)
        return lower_first(named(get_level(line.level))) if line.level else ""

    def _form(self, award: str) -> str:
        with named_on(self._day):
            return award_name(award, regime=regime(self._day))

    def _missing(self, gaps: tuple[Gap, ...]) -> str:
        if gaps not in self._told:
            with named_on(self._day):
                self._told[gaps] = missing_words(Known(self.dataset, self.unit, self.period), gaps, for_mending=True)
        return self._told[gaps]

    @property
    def _day(self) -> date:
        return last_day_in(self.unit, self.period, self.dataset.basis)


def _why_no_days(line: Line, dataset: Dataset) -> str:
    begin, end = line.unit.valid_from, line.unit.valid_to
    if begin is not None and line.period.last_day(dataset.basis) < begin:
        return tr("đơn vị được lập ngày {day}", day=write_date(begin))
    return tr("đơn vị kết thúc ngày {day}", day=write_date(end)) if end else ""
