"""Two units, or two periods of one, side by side: only what is known whole of both, and what is left out for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from thidua.explore.asked_sides import Asked, check_sides
from thidua.explore.card import html_of
from thidua.explore.compared_words import sentences_of
from thidua.explore.ground_rows import before_units
from thidua.explore.spoken import spoken
from thidua.explore.told import Line, Pair, Side, compared, told_of_facts
from thidua.explore.whose import noted
from thidua.facts.areas import whole_formers
from thidua.facts.dataset import Dataset
from thidua.facts.sums import Fact
from thidua.measures.change import Change, Comparisons, comparisons, same_period_change
from thidua.present.language import language
from thidua.present.words import award_name
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
    regime,
)
from thidua.registry.quotas import follows_quota

COLUMNS = (
    *("award", "award_name", "level", "recipient_kind", "count_unit", "a", "b", "difference"),
    *("relative", "ratio", "ratio_low", "ratio_high", "verdict"),
)
LEFT_OUT = ("side", "award", "award_name", "level", "recipient_kind", "count_unit", "count", "why")
_FRACTIONS = ("relative", "ratio", "ratio_low", "ratio_high")


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
            return tuple(sentences_of(self))

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
    check_sides(a, b)
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
