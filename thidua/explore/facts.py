"""Figures of units and periods as a tidy frame: what is known, what is not, and where each comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from thidua.explore.figure import REST, Figure
from thidua.explore.lacking import Lacking
from thidua.explore.lines import Asked, Covered, Line, lines_of, of_asked_alone
from thidua.explore.names import asked_awards, asked_pairs, statuses_meant
from thidua.explore.sources import source_words
from thidua.explore.sums import added, columns_meant
from thidua.facts.dataset import Dataset
from thidua.facts.origin import joined
from thidua.present.language import language, named_on, tr
from thidua.present.words import award_name, unit_name
from thidua.registry import (
    Period,
    Unit,
    awards,
    get_authority,
    get_level,
    get_recipient_class,
    last_day_in,
    merged_award_types,
    merged_kinds,
    regime,
)

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

COLUMNS = (
    *("unit", "unit_name", "period", "period_label", "award", "award_name", "level", "authority"),
    *("recipient_kind", "recipient_class", "award_type", "status", "count", "count_unit", "state", "coverage"),
    *("origin", "source", "figure"),
)
_APART = ("award", "level", "authority", "recipient_kind", "recipient_class", "award_type")
_LAST = 10_000


def facts_frame(dataset: Dataset, units: Any, periods: Any, *, awards: Any, status: Any, by: Any) -> pd.DataFrame:
    """The frame of `OpenedDataset.facts`."""
    import pandas as pd  # imported where a frame is made

    apart = None if by is None else columns_meant(by)
    asked = () if awards is None else asked_awards(awards)
    lines = found_lines(dataset, asked_pairs(dataset, units, periods), statuses_meant(status), asked, apart)
    left_out = () if apart is None else _left_out(apart)
    columns = list(zip(*_rows(dataset, lines, apart, asked), strict=True)) or [()] * len(COLUMNS)
    named = zip(COLUMNS, columns, strict=True)
    arrays = {name: pd.array(values, dtype=_type_of(name)) for name, values in named if name not in left_out}
    return pd.DataFrame(arrays)


def _type_of(column: str) -> Any:
    return "Int64" if column == "count" else "str"


def found_lines(
    dataset: Dataset,
    pairs: Sequence[tuple[Unit, Period]],
    statuses: Sequence[str],
    asked: Asked,
    apart: Sequence[str] | None,
) -> Iterator[Line]:
    """The lines of each unit and period, in the order of a page."""
    for period, of_period in groupby(sorted(pairs, key=lambda pair: str(pair[1])), key=lambda pair: pair[1]):
        several = [unit for unit, _ in of_period]
        if len(several) > 1:
            dataset.facts.read_ahead(several, period)
    with_classes = apart is not None and "recipient_class" in apart
    for unit, period in pairs:
        lines = lines_of(dataset, unit, period, statuses, asked, with_classes=with_classes)
        for status in statuses:
            of_status = [one for one in lines if one.status == status]
            if apart is not None and "award" not in apart:
                of_status = of_asked_alone(of_status, asked)
            told = of_status if apart is None else added(of_status, apart, of_all=not asked)
            yield from sorted(told, key=_place)


def _place(line: Line) -> tuple[Any, ...]:
    """Where a line stands: the highest level and authority first, then as the registry lists forms, kinds, classes."""
    return (
        get_level(line.level).rank if line.level else _LAST,
        get_authority(line.authority).rank if line.authority else _LAST,
        _rank_of_award(line.award.partition("+")[0]),
        merged_award_types(line.award_type)[0].rank if line.award_type else 0,
        merged_kinds(line.kind)[0].rank if line.kind else _LAST,
        get_recipient_class(line.recipient_class).rank if line.recipient_class else _LAST,
        line.count_unit,
    )


@cache
def _rank_of_award(code: str) -> int:
    return next((place for place, one in enumerate(awards()) if one.code == code), _LAST)


@dataclass(frozen=True)
class _Words:
    """What the lines of one unit and period have in common, in words, on the unit's last day in it."""

    dataset: Dataset
    unit: Unit
    period: Period

    @cached_property
    def day(self) -> date:
        return last_day_in(self.unit, self.period, self.dataset.basis)

    @cached_property
    def unit_name(self) -> str:
        return unit_name(self.unit, self.day)

    @cached_property
    def period_label(self) -> str:
        return self.period.label(self.dataset.basis, language())

    @cached_property
    def law(self) -> str:
        return regime(self.day)

    @cached_property
    def awards(self) -> dict[str, str]:
        """Names of forms, by code, as they come."""
        return {"": ""}

    def award_name(self, code: str) -> str:
        if code not in self.awards:
            with named_on(self.day):
                self.awards[code] = award_name(code, regime=self.law)
        return self.awards[code]


def _rows(
    dataset: Dataset, lines: Iterable[Line], apart: Sequence[str] | None, asked: Asked
) -> Iterator[tuple[Any, ...]]:
    for (unit, period), of_pair in groupby(lines, key=lambda line: (line.unit, line.period)):
        words, lacking = _Words(dataset, unit, period), Lacking(dataset, unit, period)
        yield from (_row(words, lacking, line, apart, asked) for line in of_pair)


def _row(words: _Words, lacking: Lacking, line: Line, apart: Sequence[str] | None, asked: Asked) -> tuple[Any, ...]:
    return (
        *(line.unit.id, words.unit_name, str(line.period), words.period_label),
        *(line.award, words.award_name(line.award), line.level, line.authority),
        *(line.kind, line.recipient_class, line.award_type, line.status),
        *(line.number, line.count_unit, line.state, coverage_words(line.covered)),
        joined(part.origin for part in line.parts),
        _where_from(line, lacking) if line.parts else lacking.why_not(line),
        str(figure_of(line, apart, asked)),
    )


def _where_from(line: Line, lacking: Lacking) -> str:
    """Where a figure comes from, and what it does not hold where it is a part."""
    places, beside = source_words(line.parts), lacking.beside(line)
    return tr("{places}; chưa gồm {lacking}", places=places, lacking=beside) if beside else places


def figure_of(line: Line, apart: Sequence[str] | None = None, asked: Asked = ()) -> Figure:
    """The figure that a line tells; what was added up is left out, but for the forms that alone were asked for."""
    told = {"award": line.award, "level": line.level, "authority": line.authority, "award_type": line.award_type}
    told |= {"recipient_kind": line.kind, "recipient_class": line.recipient_class}
    if not line.is_told:
        said = {name: value for name, value in told.items() if value}
    elif apart is None:
        # The level follows from who gives it; all classes together are told.
        said = {name: value for name, value in told.items() if name not in ("level", "recipient_class")}
    else:
        said = {name: told[name] for name in apart}
        if not line.recipient_class and said.pop("recipient_class", None) is not None and line.is_rest:
            said["recipient_class"] = REST
    if asked and not said.get("award"):
        codes = (code for codes in asked for code in codes)
        said["award"] = Figure.of_some((*codes, *(part.award for part in line.parts)))
    if "recipient_kind" in said:
        said["kind"] = said.pop("recipient_kind")
    count_unit = line.count_unit or None
    return Figure(what=line.status, whose=line.unit.id, when=str(line.period), count_unit=count_unit, **said)


def coverage_words(covered: Covered) -> str:
    """What is known of all that a figure counts, in a word or two."""
    return {
        "covered": tr("đủ"),
        "partly": tr("một phần"),
        "not": tr("chưa có số liệu"),
        "as told": tr("theo nguồn"),
        "no days": tr("không có ngày nào trong kỳ"),
        "not added": tr("không cộng"),
    }[covered]


def _left_out(apart: Sequence[str]) -> list[str]:
    """The columns that a sum has nothing to say in."""
    dropped = [name for name in _APART if name not in apart]
    return [*dropped, "award_name"] if "award" in dropped else dropped
