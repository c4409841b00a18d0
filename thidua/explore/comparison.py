"""Two units, or two periods of one, side by side: only what is known whole of both, and what is left out for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from thidua.errors import ConfigError
from thidua.explore.card import html_of
from thidua.explore.explained_words import signed, verdict_words
from thidua.explore.ground_rows import before_units
from thidua.explore.spoken import spoken
from thidua.explore.told import LINE, Line, Pair, Side, Told, compared, told_of_facts, why_not_added
from thidua.explore.whose import noted
from thidua.facts.areas import whole_formers
from thidua.facts.dataset import Dataset
from thidua.facts.sums import Fact
from thidua.measures.change import Change, Comparisons, comparisons, same_period_change
from thidua.present.chance import comparisons_words
from thidua.present.language import language, tr, tr_count
from thidua.present.numbers import MISSING, write_number
from thidua.present.words import award_name, kinds_name, unit_name, upper_first
from thidua.registry import (
    Language,
    Period,
    Unit,
    awards,
    days_in,
    get_level,
    get_unit,
    last_day_in,
    merged_kinds,
    quoted,
    regime,
)
from thidua.registry.quotas import follows_quota
from thidua.speech import say

if TYPE_CHECKING:
    from thidua.explore.opened import OpenedDataset

COLUMNS = (
    *("award", "award_name", "level", "recipient_kind", "count_unit", "a", "b", "difference"),
    *("relative", "ratio", "ratio_low", "ratio_high", "verdict"),
)
LEFT_OUT = ("side", "award", "award_name", "level", "recipient_kind", "count_unit", "count", "why")
_FRACTIONS = ("relative", "ratio", "ratio_low", "ratio_high")


class Asked(NamedTuple):
    """One of the two that are compared; of a unit that others went into since, ``together`` are they and it."""

    unit: Unit
    period: Period
    together: tuple[Unit, ...] = ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """Whose figures these are."""
        return self.together or (self.unit,)

    def words(self, dataset: Dataset) -> str:
        """Whose figures, and when."""
        names = [unit_name(one, last_day_in(one, self.period, dataset.basis)) for one in self.units]
        return f"{upper_first(', '.join(names))}, {self.period.label(dataset.basis, language())}"


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
        What one side has beside that: ``side``, form, how many (missing where that side has no number itself), and
        ``why``: "unknown" where the other side does not know it whole, "otherwise" where it counts it otherwise, as
        instances and not recipients, or several forms or kinds in one.
    comparisons
        How many comparisons chance was asked of.
    """

    a: Asked
    b: Asked
    frame: pd.DataFrame
    left_out: pd.DataFrame
    comparisons: Comparisons
    dataset: Dataset = field(repr=False)
    lang: Language = field(repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.left_out.empty

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What differs most, and what is left out, in words."""
        with spoken(self.dataset, self.lang):
            return tuple(_sentences(self))

    def _repr_html_(self) -> str:
        title, *lines = self.sentences
        return html_of(title, lines)

    def __repr__(self) -> str:
        """The same as a person reads it."""
        return "\n".join(self.sentences)


def compare(dataset: Dataset, a: Asked, b: Asked) -> Comparison:
    """Set two sides beside each other, form by form.

    Two periods of one unit, or of one and those that went into it whole, are compared on the ground of
    `thidua.facts.query.Facts.ground`, as in the reports; two units by the same rule: a form is compared where all of it
    is known on both sides. What may be compared is decided in `thidua.explore.told`.

    Raises
    ------
    ConfigError
        If both are the same, if one is a block, or if their periods are of different length: half a year has less than
        a whole one by nature.
    """
    _check(a, b)
    with dataset.territory.in_force():
        found = _on_one_ground(dataset, a, b) or _of_two_units(dataset, a, b)
        a, b = found.asked
        pairs = sorted(found.pairs.items(), key=lambda each: _order(each[0]))
        rows = [_row(found, dataset, line, pair) for line, pair in pairs if pair.is_compared]
        frame = pd.DataFrame([row for row, _ in rows], columns=list(COLUMNS))
        numbers = {**dict.fromkeys(("a", "b", "difference"), "Int64"), **dict.fromkeys(_FRACTIONS, "float64")}
        frame = frame.astype({name: numbers.get(name, "str") for name in COLUMNS})
        left = _left_out(found, dataset)
        noted(frame, dataset)
        noted(left, dataset)
        made = comparisons(change for _, change in rows)
        return Comparison(a, b, frame, left, made, dataset, language())


@dataclass(frozen=True)
class _Found:
    """The two sides, the lines that both may know, and all that each side has.

    ``is_one`` says whether they are one ground, of whose change chance is asked.
    """

    asked: tuple[Asked, Asked]
    pairs: dict[Line, Pair]
    whole: tuple[Side, Side]
    is_one: bool


def _on_one_ground(dataset: Dataset, a: Asked, b: Asked) -> _Found | None:
    """Two periods of one unit, or of what went into it whole and of it; None of two units."""
    earlier, later = sorted((a, b), key=lambda one: one.period.last_day(dataset.basis))
    if earlier.unit != later.unit and earlier.unit.id not in whole_formers(later.unit.id):
        return None
    ground = dataset.facts.ground(later.unit, later.period, earlier.period)
    those = before_units(later.unit, ground)
    earlier = earlier._replace(together=_told_together(later.unit, those, earlier.period, dataset))
    kept = [
        Side(told_of_facts(facts), known)
        for facts, known in zip((ground.now, ground.before), ground.coverages, strict=True)
    ]
    # What is quoted of a unit that went into another is its own figure and is added into no other.
    told = [
        one.fact
        for unit in those
        for one in dataset.facts.behind(unit, earlier.period)
        if unit == later.unit or one.fact.origin != "quotation"
    ]
    whole = Side.of(_facts(dataset, later), ground.coverages[0]), Side.of(told, ground.coverages[1])
    is_turned = a.period == later.period
    asked = (later, earlier) if is_turned else (earlier, later)
    order = (0, 1) if is_turned else (1, 0)
    pairs = dict(compared(kept[order[0]], kept[order[1]]))
    return _Found(asked, pairs, (whole[order[0]], whole[order[1]]), is_one=True)


def _told_together(unit: Unit, those: Sequence[Unit], period: Period, dataset: Dataset) -> tuple[Unit, ...]:
    """The units of a former period whose figures are those of a unit; of a province those that went into it."""
    found = (*those, *(get_unit(one) for one in whole_formers(unit.id))) if unit.level == "province" else those
    lived = dict.fromkeys(one for one in found if days_in(one, period, dataset.basis))
    return () if tuple(lived) == (unit,) else tuple(lived)


def _of_two_units(dataset: Dataset, a: Asked, b: Asked) -> _Found:
    """The lines of two units; those of forms that one of them does not know whole are not compared."""
    sides = [Side.of(_facts(dataset, one), dataset.facts.coverage(one.unit, one.period)) for one in (a, b)]
    pairs = {}
    for line, pair in compared(*sides):
        is_whole = all(side.coverage.of(line[0], line[1]) == "covered" for side in sides)
        pairs[line] = pair if is_whole or not pair.is_compared else pair._replace(why="unknown")
    return _Found((a, b), pairs, (sides[0], sides[1]), is_one=False)


def _facts(dataset: Dataset, asked: Asked) -> list[Fact]:
    return [one.fact for one in dataset.facts.behind(asked.unit, asked.period)]


def sides_asked(opened: OpenedDataset, a: Any, b: Any, unit: Any, period: Any) -> tuple[Asked, Asked]:
    """The two sides that a person names: two pairs, two units in one period, or two periods of one unit.

    Raises
    ------
    ConfigError
        If it is none of these, or if the one unit is not the same ground in both periods; says what to write.
    """
    if unit is not None and period is not None:
        raise ConfigError("both unit and period are fixed: nothing is left to compare; leave one of them out")
    if period is not None:
        when = opened.one_period(period)
        return Asked(opened.one_unit(a, when), when), Asked(opened.one_unit(b, when), when)
    if unit is not None:
        return _one_in_both(opened, unit, opened.one_period(a), opened.one_period(b))
    return _pair(opened, a), _pair(opened, b)


def _one_in_both(opened: OpenedDataset, unit: Any, a: Period, b: Period) -> tuple[Asked, Asked]:
    """One unit in two periods: itself, or in the earlier one what went into it whole."""
    earlier, later = sorted((a, b), key=lambda one: one.last_day(opened.dataset.basis))
    now = opened.one_unit(unit, later)
    formers = [one for one in map(get_unit, whole_formers(now.id)) if days_in(one, earlier, opened.dataset.basis)]
    try:
        before = opened.one_unit(unit, earlier)
    except ConfigError:
        # A unit that was made of others has a new name; they are its own ground.
        if not formers:
            raise
        before = formers[0]
    if before != now and before not in formers:
        raise ConfigError(
            say(
                "{unit} là {before} trong {earlier} và {now} trong {later}, không cùng một địa bàn; muốn đặt cạnh nhau "
                'như hai đơn vị thì ghi ("{before}", "{earlier}") và ("{now}", "{later}")',
                unit=quoted(unit),
                before=before.id,
                earlier=str(earlier),
                now=now.id,
                later=str(later),
            )
        )
    units = {earlier: before, later: now}
    return Asked(units[a], a), Asked(units[b], b)


def _pair(opened: OpenedDataset, pair: Any) -> Asked:
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise ConfigError(
            f'{quoted(pair)} is no unit with a period; write ("Ba Bể", "2023-H1") twice, or two units and '
            'period="2023-H1", or two periods and unit="Ba Bể"'
        )
    period = opened.one_period(pair[1])
    return Asked(opened.one_unit(pair[0], period), period)


def _row(found: _Found, dataset: Dataset, line: Line, pair: Pair) -> tuple[dict[str, object], Change | None]:
    first, second = pair.a or 0, pair.b or 0
    row: dict[str, object] = {**_form(dataset, found.asked[1], line), "a": first, "b": second, "verdict": ""}
    row["difference"] = second - first
    if not found.is_one:
        return row, None
    days = [one.period.last_day(dataset.basis) for one in found.asked]
    by_quota = any(follows_quota(code, *days) for code in line[0].split("+"))
    change = same_period_change(second, first, follows_quota=by_quota)
    values = change.values()
    return {**row, **{name: values[name] for name in _FRACTIONS}, "verdict": change.verdict}, change


def _form(dataset: Dataset, side: Asked, line: Line) -> dict[str, object]:
    award, level, kind, counted_in = line
    day = last_day_in(side.units[0], side.period, dataset.basis)
    told = {"award": award, "award_name": award_name(award, regime=regime(day)), "level": level}
    return {**told, "recipient_kind": kind, "count_unit": counted_in}


def _left_out(found: _Found, dataset: Dataset) -> pd.DataFrame:
    """What each side has beside what is compared."""
    rows = []
    for name, at in (("a", 0), ("b", 1)):
        for line, number in found.whole[at].lines.items():
            pair = found.pairs.get(line)
            used = (pair[:2][at] or 0) if pair is not None and pair.is_compared else 0
            if number is None or number > used:
                count = None if number is None else number - used
                why = "otherwise" if pair is not None and pair.why == "otherwise" else "unknown"
                rows.append({"side": name, **_form(dataset, found.asked[at], line), "count": count, "why": why})
    frame = pd.DataFrame(rows, columns=list(LEFT_OUT))
    return frame.astype({name: "Int64" if name == "count" else "str" for name in LEFT_OUT})


def _order(line: Line) -> tuple[object, ...]:
    """Highest level first, then as the registry lists forms and kinds."""
    award, level, kind, counted_in = line
    place = next(at for at, one in enumerate(awards()) if one.code == award.partition("+")[0])
    return get_level(level).rank if level else 0, place, award, merged_kinds(kind)[0].rank, kind, counted_in


def _check(a: Asked, b: Asked) -> None:
    for one in (a, b):
        if one.unit.level == "block":
            raise ConfigError(
                say(
                    "{unit}: thành viên của một khối chỉ so với nhau, không cộng; hãy so hai thành viên",
                    unit=one.unit.id,
                )
            )
    if a == b:
        raise ConfigError(
            say(
                "{unit}, {period} được so với chính nó; hãy chọn hai đơn vị hoặc hai kỳ",
                unit=a.unit.id,
                period=str(a.period),
            )
        )
    if _length(a.period) != _length(b.period):
        raise ConfigError(
            say(
                "{first} và {second} là hai kỳ dài ngắn khác nhau; hãy so hai kỳ dài như nhau",
                first=str(a.period),
                second=str(b.period),
            )
        )


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
        for why, rows in found.left_out[found.left_out["side"] == name].groupby("why"):
            yield _left_words(rows, side.words(found.dataset), is_otherwise=why == "otherwise")


def _left_words(rows: pd.DataFrame, side: str, *, is_otherwise: bool) -> str:
    """What of a side is not compared: one number where it has one, else the forms alone."""
    forms = ", ".join(dict.fromkeys(rows["award_name"]))
    if is_otherwise:
        return tr(
            "Không so vì hai bên đếm khác nhau (lượt hay số; tách hay gộp hình thức, đối tượng): {forms} của {side}.",
            side=side,
            forms=forms,
        )
    if not _may_be_added(rows):
        return tr("Không so vì bên kia chưa đủ số liệu: {forms} của {side}.", side=side, forms=forms)
    counts = rows["count"]
    number = MISSING if counts.isna().any() else write_number(int(counts.sum()))
    text = {"number": number, "side": side, "forms": forms}
    return tr("Không so vì bên kia chưa đủ số liệu: {number} của {side} ({forms}).", **text)


def _may_be_added(rows: pd.DataFrame) -> bool:
    """Whether the numbers of rows make one; where they come from is not asked: any may have been quoted."""
    lines = rows[list(LINE)].itertuples(index=False, name=None)
    told = [Told(award, level, kind=kind, count_unit=counted, is_quoted=True) for award, level, kind, counted in lines]
    return not why_not_added(told)
