"""Two units, or two periods of one, side by side: only what is known whole of both, and what is left out for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from thidua.errors import ConfigError
from thidua.explore.card import html_of
from thidua.explore.explanation import signed, verdict_words
from thidua.explore.ground_rows import STATED_KINDS, summed_lines
from thidua.explore.whose import noted
from thidua.facts.coverage import Coverage
from thidua.facts.dataset import Dataset
from thidua.facts.sums import Fact
from thidua.measures.change import Change, Comparisons, comparisons, same_period_change
from thidua.present.chance import comparisons_words
from thidua.present.language import language, tr, tr_count
from thidua.present.numbers import MISSING, write_number
from thidua.present.words import award_name, kinds_name, unit_name, upper_first
from thidua.registry import Period, Unit, awards, get_level, last_day_in, merged_kinds, quoted, regime
from thidua.registry.quotas import follows_quota

if TYPE_CHECKING:
    from thidua.explore.opened import OpenedDataset

COLUMNS = (
    *("award", "award_name", "level", "recipient_kind", "count_unit", "a", "b", "difference"),
    *("relative", "ratio", "ratio_low", "ratio_high", "verdict"),
)
LEFT_OUT = ("side", "award", "award_name", "level", "recipient_kind", "count_unit", "count")
_FRACTIONS = ("relative", "ratio", "ratio_low", "ratio_high")


class Side(NamedTuple):
    """One of the two that are compared."""

    unit: Unit
    period: Period

    def words(self, dataset: Dataset) -> str:
        """Whose figures, and when."""
        name = unit_name(self.unit, last_day_in(self.unit, self.period, dataset.basis))
        return f"{upper_first(name)}, {self.period.label(dataset.basis, language())}"


@dataclass(frozen=True, repr=False, eq=False)
class Comparison:
    """Two sides on common ground.

    Attributes
    ----------
    a, b
        What is compared: a unit and a period each.
    frame
        One row a form and kind of recipients that both sides know whole: ``a``, ``b``, ``difference`` (b less a), and
        of two periods of one unit ``relative``, ``ratio`` with its limits and ``verdict``. Two units differ in size:
        of their counts chance is not asked.
    left_out
        What one side has and the other does not know whole: ``side``, form, and how many; missing where that side has
        no number itself.
    comparisons
        How many comparisons chance was asked of.
    """

    a: Side
    b: Side
    frame: pd.DataFrame
    left_out: pd.DataFrame
    comparisons: Comparisons
    dataset: Dataset = field(repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.left_out.empty

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What differs most, and what is left out, in words."""
        with self.dataset.territory.in_force():
            return tuple(_sentences(self))

    def _repr_html_(self) -> str:
        title, *lines = self.sentences
        return html_of(title, lines)

    def __repr__(self) -> str:
        """The same as a person reads it."""
        return "\n".join(self.sentences)


def compare(dataset: Dataset, a: Side, b: Side) -> Comparison:
    """Set two sides beside each other, form by form.

    Two periods of one unit are compared on the ground of `thidua.facts.query.Facts.ground`, as in the reports; two
    units by the same rule: a form is compared where all of it is known on both sides.

    Raises
    ------
    ConfigError
        If both are the same, or their periods are of different length: half a year has less than a whole one by nature.
    """
    _check(a, b)
    with dataset.territory.in_force():
        facts = dataset.facts
        if a.unit == b.unit:
            now, before = facts.shared(b.unit, b.period, a.period)
            sides = (_Known.of(*before), _Known.of(*now))
        else:
            sides = _on_both(*(_Known.of(_facts(dataset, one), facts.coverage(one.unit, one.period)) for one in (a, b)))
        lines = sorted({line for one in sides for line in one.lines}, key=_order)
        rows = [_row(dataset, (a, b), sides, line) for line in lines]
        frame = pd.DataFrame([row for row, _ in rows], columns=list(COLUMNS))
        numbers = {**dict.fromkeys(("a", "b", "difference"), "Int64"), **dict.fromkeys(_FRACTIONS, "float64")}
        frame = frame.astype({name: numbers.get(name, "str") for name in COLUMNS})
        known = frame["a"].notna() & frame["b"].notna()
        left = _left_out(dataset, (a, b), sides, frame[~known])
        frame = frame[known].reset_index(drop=True)
        noted(frame, dataset)
        noted(left, dataset)
        return Comparison(a, b, frame, left, comparisons(change for _, change in rows), dataset)


@dataclass(frozen=True)
class _Known:
    """The lines of a side that are compared, and what is known of it."""

    lines: dict[tuple[str, ...], int | None]
    coverage: Coverage

    @classmethod
    def of(cls, facts: Iterable[Fact], coverage: Coverage) -> _Known:
        return cls(_lines(facts), coverage)

    def number(self, line: tuple[str, ...]) -> int | None:
        """The number of a line; what nobody names is 0 where every kind of recipients would be named."""
        _, level, kind, _ = line
        is_zero = line not in self.lines and (kind in STATED_KINDS or self.coverage.is_listed(level))
        return 0 if is_zero else self.lines.get(line)


def _lines(facts: Iterable[Fact]) -> dict[tuple[str, ...], int | None]:
    whole = (one for one in facts if not one.recipient_class and one.status == "awarded")
    return summed_lines(
        (one.award, one.authority, one.recipient_kind, one.count_unit, one.number, one.state) for one in whole
    )


def _facts(dataset: Dataset, side: Side) -> list[Fact]:
    return [one.fact for one in dataset.facts.behind(side.unit, side.period)]


def sides_asked(opened: OpenedDataset, a: Any, b: Any, unit: Any, period: Any) -> tuple[Side, Side]:
    """The two sides that a person names: two pairs, two units in one period, or two periods of one unit.

    Raises
    ------
    ConfigError
        If it is none of these; says what to write.
    """
    if unit is not None and period is not None:
        raise ConfigError("both unit and period are fixed: nothing is left to compare; leave one of them out")
    if period is not None:
        when = opened.one_period(period)
        return Side(opened.one_unit(a, when), when), Side(opened.one_unit(b, when), when)
    if unit is not None:
        periods = opened.one_period(a), opened.one_period(b)
        return Side(opened.one_unit(unit, periods[0]), periods[0]), Side(opened.one_unit(unit, periods[1]), periods[1])
    return _pair(opened, a), _pair(opened, b)


def _pair(opened: OpenedDataset, pair: Any) -> Side:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise ConfigError(
            f'{quoted(pair)} is no unit with a period; write ("Ba Bể", "2023-H1") twice, or two units and '
            'period="2023-H1", or two periods and unit="Ba Bể"'
        )
    period = opened.one_period(pair[1])
    return Side(opened.one_unit(pair[0], period), period)


def _on_both(a: _Known, b: _Known) -> tuple[_Known, _Known]:
    """The lines of both units whose forms are known whole of both."""
    sides = []
    for one in (a, b):
        kept = {
            line: number
            for line, number in one.lines.items()
            if all(side.coverage.of(line[0], line[1]) == "covered" for side in (a, b))
        }
        sides.append(_Known(kept, one.coverage))
    return sides[0], sides[1]


def _row(
    dataset: Dataset, sides: tuple[Side, Side], known: tuple[_Known, _Known], line: tuple[str, ...]
) -> tuple[dict[str, object], Change | None]:
    numbers = [one.number(line) for one in known]
    row: dict[str, object] = {**_form(dataset, sides[1], line), "a": numbers[0], "b": numbers[1], "verdict": ""}
    first, second = numbers
    if first is None or second is None:
        return row, None
    row["difference"] = second - first
    if sides[0].unit != sides[1].unit:
        return row, None
    days = [one.period.last_day(dataset.basis) for one in sides]
    by_quota = any(follows_quota(code, *days) for code in line[0].split("+"))
    change = same_period_change(second, first, follows_quota=by_quota)
    values = change.values()
    return {**row, **{name: values[name] for name in _FRACTIONS}, "verdict": change.verdict}, change


def _form(dataset: Dataset, side: Side, line: tuple[str, ...]) -> dict[str, object]:
    award, level, kind, counted_in = line
    day = last_day_in(side.unit, side.period, dataset.basis)
    told = {"award": award, "award_name": award_name(award, regime=regime(day)), "level": level}
    return {**told, "recipient_kind": kind, "count_unit": counted_in}


def _left_out(
    dataset: Dataset, sides: tuple[Side, Side], known: tuple[_Known, _Known], uncertain: pd.DataFrame
) -> pd.DataFrame:
    """What each side has beside what is compared."""
    rows = []
    for name, side, kept in zip(("a", "b"), sides, known, strict=True):
        whole = _lines(_facts(dataset, side))
        for line, number in whole.items():
            compared = kept.lines.get(line, 0)
            if number is None or compared is None or number > compared:
                count = None if number is None else number - (compared or 0)
                rows.append({"side": name, **_form(dataset, side, line), "count": count})
    for row in uncertain.itertuples():
        for name in ("a", "b"):
            number = getattr(row, name)
            if not pd.isna(number):
                told = {column: getattr(row, column) for column in LEFT_OUT if column not in ("side", "count")}
                rows.append({"side": name, **told, "count": int(number)})
    frame = pd.DataFrame(rows, columns=list(LEFT_OUT)).drop_duplicates(ignore_index=True)
    return frame.astype({name: "Int64" if name == "count" else "str" for name in LEFT_OUT})


def _order(line: tuple[str, ...]) -> tuple[object, ...]:
    """Highest level first, then as the registry lists forms and kinds."""
    award, level, kind, counted_in = line
    place = next(at for at, one in enumerate(awards()) if one.code == award.partition("+")[0])
    return get_level(level).rank if level else 0, place, award, merged_kinds(kind)[0].rank, kind, counted_in


def _check(a: Side, b: Side) -> None:
    if a == b:
        raise ConfigError(f"{a.unit.id}, {a.period} is compared with itself; name two units or two periods")
    if _length(a.period) != _length(b.period):
        raise ConfigError(f"{a.period} and {b.period} are periods of different length; compare two of one length")


def _length(period: Period) -> tuple[str, int]:
    """What makes two periods as long as each other."""
    years = len(period.years()) if period.kind == "stage" else 1
    return period.kind, period.number or 0 if period.kind == "months-to-date" else years


def _sentences(found: Comparison) -> Iterator[str]:
    a, b = (one.words(found.dataset) for one in (found.a, found.b))
    number = len(found.frame)
    yield tr_count("{a} và {b}: so được {number} dòng.", number, a=a, b=b, number=write_number(number))
    largest = found.frame.assign(size=found.frame["difference"].abs()).sort_values("size", ascending=False)
    columns = ["award_name", "recipient_kind", "a", "b", "difference", "verdict"]
    shown = largest.loc[largest["size"] > 0, columns].head(3).itertuples(index=False, name=None)
    for form, kind, first, second, difference, verdict in shown:
        numbers = {"a": write_number(first), "b": write_number(second), "difference": signed(difference)}
        told = tr("{form}, {kind}: {a} và {b} ({difference})", form=form, kind=kinds_name(kind, 2), **numbers)
        yield f"{told}; {verdict_words(verdict)}." if verdict else f"{told}."
    if words := comparisons_words(found.comparisons):
        yield words
    for name, side in (("a", found.a), ("b", found.b)):
        rows = found.left_out[found.left_out["side"] == name]
        if len(rows):
            counts = rows["count"]
            total = MISSING if counts.isna().any() else write_number(int(counts.sum()))
            forms = ", ".join(dict.fromkeys(rows["award_name"]))
            left = {"number": total, "side": side.words(found.dataset), "forms": forms}
            yield tr("Không so vì bên kia chưa đủ số liệu: {number} của {side} ({forms}).", **left)
