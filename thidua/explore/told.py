"""What was told, and what may be made of it: the one rule of what is added, what is compared, and when nothing is 0.

Instances (lượt) and recipients (số) are neither added nor compared; quoted figures that may hold one another are not
added; what nobody names is 0 only where it would have been named. Every question asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations
from typing import Literal, NamedTuple

import pandas as pd

from thidua.facts.coverage import Coverage
from thidua.facts.origin import is_added_up
from thidua.facts.settle import topics_of
from thidua.facts.sums import Fact
from thidua.intake.columns import State
from thidua.registry import get_authority

LINE = ("award", "level", "recipient_kind", "count_unit")
"""What is one line of a comparison: a form at a level, one kind of recipients, counted alike."""

STATED_KINDS = frozenset({"collective", "individual"})
"""The kinds of recipients that every return has a column for: what it leaves out of them is 0."""

Line = tuple[str, str, str, str]
WhyNot = Literal["", "units", "holding"]
"""Why figures are not added: some count instances and others recipients, or one may hold another."""
WhyApart = Literal["", "unknown", "otherwise"]
"""Why a line is not compared: a side has no figure, or the two count otherwise: other units, forms or kinds in one."""


class Told(NamedTuple):
    """One figure as far as it matters here; of what is asked for, an empty part is any."""

    award: str = ""
    level: str = ""
    authority: str = ""
    kind: str = ""
    recipient_class: str = ""
    award_type: str = ""
    count_unit: str = ""
    number: int | None = None
    state: State = "counted"
    is_quoted: bool = False

    @classmethod
    def of_fact(cls, fact: Fact) -> Told:
        """What a fact tells."""
        return cls(
            fact.award,
            level_of(fact.authority),
            fact.authority,
            fact.recipient_kind,
            fact.recipient_class,
            fact.award_type,
            fact.count_unit,
            fact.number if fact.state == "counted" else None,
            fact.state,
            not is_added_up(fact.origin),
        )

    @property
    def line(self) -> Line:
        """The line of a comparison in which it stands."""
        return self.award, self.level, self.kind, self.count_unit


@cache
def level_of(authority: str) -> str:
    """The level of who gives an award; empty where nobody is named."""
    return get_authority(authority).level if authority else ""


def told_of_facts(facts: pd.DataFrame) -> list[Told]:
    """What the awarded facts of a frame tell of all recipients."""
    rows = facts[(facts["recipient_class"] == "") & (facts["status"] == "awarded")]
    columns = ("award", "authority", "recipient_kind", "award_type", "count_unit", "count", "state", "origin")
    found = zip(*(rows[name].to_numpy(dtype=object) for name in columns), strict=True)
    return [
        Told(
            award,
            level_of(giver),
            giver,
            kind,
            "",
            award_type,
            counted_in,
            int(number) if state == "counted" else None,
            state,
            not is_added_up(origin),
        )
        for award, giver, kind, award_type, counted_in, number, state, origin in found
    ]


# --- what is added ---


def why_not_added(told: Iterable[Told]) -> WhyNot:
    """Why figures are shown beside each other and not added up; empty where they may be.

    What is added up from lists and returns holds nothing twice; what is quoted may: "106, trong đó 50 tập thể", or
    "Huân chương Lao động 3, trong đó hạng Ba 1".
    """
    found = list(told)
    if len({one.count_unit for one in found}) > 1:
        return "units"
    quoted = [one for one in found if one.is_quoted]
    return "holding" if any(_may_share(one, other) for one, other in combinations(quoted, 2)) else ""


def added(told: Iterable[Told]) -> tuple[int | None, State]:
    """The sum of figures and its state; missing where a part is, and where they are not to be added."""
    found = list(told)
    if any(one.state == "missing" for one in found) or why_not_added(found):
        return None, "missing"
    numbers = [one.number for one in found if one.number is not None]
    return (sum(numbers), "counted") if numbers else (None, "not_applicable")


@cache
def _topics(award: str) -> frozenset[tuple[str, str]]:
    return topics_of(award, "") if award else frozenset()


def _is_about_one(one: str, other: str) -> bool:
    """Whether two forms, merged ones or an order and its class, have one in common; no form is any."""
    return not one or not other or not _topics(one).isdisjoint(_topics(other))


@cache
def _meet(one: str, other: str) -> bool:
    return not one or not other or not set(one.split("+")).isdisjoint(other.split("+"))


def _may_share(one: Told, other: Told) -> bool:
    """Whether two figures may count the same awards."""
    alike = ("level", "kind", "award_type", "authority", "recipient_class")
    return _is_about_one(one.award, other.award) and all(
        _meet(getattr(one, part), getattr(other, part)) for part in alike
    )


# --- what is compared, and what is 0 ---


class Pair(NamedTuple):
    """A line of two sides: the number of each, None where it has none, and why they are not compared."""

    a: int | None
    b: int | None
    why: WhyApart

    @property
    def is_compared(self) -> bool:
        """Whether both are known and count alike."""
        return not self.why


@dataclass(frozen=True)
class Side:
    """What was told of all recipients of a unit and period, and what is known of it."""

    told: Sequence[Told]
    coverage: Coverage

    @classmethod
    def of(cls, facts: Iterable[Fact], coverage: Coverage) -> Side:
        """The side that awarded facts make, without those that split recipients into classes."""
        whole = (one for one in facts if not one.recipient_class and one.status == "awarded")
        return cls([Told.of_fact(one) for one in whole], coverage)

    @cached_property
    def lines(self) -> Mapping[Line, int | None]:
        """The sum of each line; None where it is not known or not to be added, left out where there can be none."""
        of_line: dict[Line, list[Told]] = {}
        for one in self.told:
            if one.state != "not_applicable":
                of_line.setdefault(one.line, []).append(one)
        return {line: added(those)[0] for line, those in of_line.items()}

    def beside(self, line: Line) -> frozenset[Line]:
        """The other lines that may count the same awards: in other units, or several forms or kinds in one."""
        others = (one for one, number in self.lines.items() if number != 0 and one != line)
        return frozenset(one for one in others if _may_share(_of_line(one), _of_line(line)))

    def number(self, line: Line) -> int | None:
        """The number of a line; what is named nowhere is 0 where it would have been named, else None."""
        if line in self.lines:
            return self.lines[line]
        return 0 if self.is_none(_of_line(line), (line[1],)) else None

    def is_none(self, asked: Told, levels: Iterable[str]) -> bool:
        """Whether nothing was awarded of what nobody names, of a form of which all is known.

        Parameters
        ----------
        asked
            What is asked for.
        levels
            The levels that may give it.

        Notes
        -----
        A list that reaches over all days names every award and kind. A return has a column for `STATED_KINDS`; a
        quotation says nothing of a kind or type that it does not mention.
        """
        told = [one for one in self.told if one.state != "not_applicable"]
        if any(one.number != 0 and _may_share(one, asked) for one in told):
            return False
        form = Told(asked.award, asked.level)
        is_quoted = any(one.is_quoted and _may_share(Told(one.award, one.level), form) for one in told)
        is_stated = not asked.kind or STATED_KINDS.issuperset(asked.kind.split("+"))
        if is_stated and not is_quoted:
            return True
        found = tuple(levels)
        return bool(found) and all(self.coverage.is_listed(level) for level in found)


def compared(a: Side, b: Side) -> Iterator[tuple[Line, Pair]]:
    """Each line that a side has, with both numbers, and whether they may be compared."""
    for line in dict.fromkeys((*a.lines, *b.lines)):
        numbers = a.number(line), b.number(line)
        if _is_otherwise(line, a, b):
            yield line, Pair(*numbers, "otherwise")
        else:
            yield line, Pair(*numbers, "unknown" if None in numbers else "")


def _is_otherwise(line: Line, a: Side, b: Side) -> bool:
    """Whether the two sides count what a line counts in other units, or merge it otherwise."""
    beside = a.beside(line), b.beside(line)
    if beside[0] != beside[1] or any(one[3] != line[3] for one in beside[0]):
        return True
    return any(line not in side.lines for side in (a, b)) and bool(beside[0])


def _of_line(line: Line) -> Told:
    award, level, kind, counted_in = line
    return Told(award, level, kind=kind, count_unit=counted_in)
