"""The lines of a question: every figure of a unit and period, and a line of its own for what is not known.

A frame is made of them in ``facts``, sums in ``sums``; what a text means is in ``names``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from thidua.explore.names import is_of
from thidua.facts.coverage import UNTOLD, Coverage, Gap, Known, combined
from thidua.facts.dataset import Dataset
from thidua.facts.settle import Count, topics_of
from thidua.facts.sums import Fact, Summed
from thidua.intake.columns import State
from thidua.registry import (
    Period,
    Unit,
    authorities_of,
    days_in,
    get_authority,
    held_awards,
    last_day_in,
    merged_awards,
)

Covered = Known | Literal["as told", "no days", "not added"]
"""What is known of a line: of other statuses than awarded it is as it was told; a unit may have no days in the period,
and the members of a block are compared and never added.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a unit and period, or that one is not known.

    Attributes
    ----------
    award, level, authority, kind, recipient_class, award_type, count_unit
        As in the facts; empty of a line that says that something is not known, where it is not of one alone.
    number, state
        The count, None where there is none, and why.
    covered
        What is known of all that the line counts.
    parts
        The counts that it adds up.
    gaps
        Of a line that is not known, or not whole, what is missing.
    is_rest
        Whether it is what a whole has more than its classes.
    merged
        Of a line that is not known because it is told together with forms that were not asked for, the code of all.
    beside
        Of a sum, the lines of it that are not known.
    is_of_quoted
        Whether it is a sum of all forms of which some are quoted: of the others nothing is told.
    """

    unit: Unit
    period: Period
    status: str
    award: str = ""
    level: str = ""
    authority: str = ""
    kind: str = ""
    recipient_class: str = ""
    award_type: str = ""
    count_unit: str = ""
    number: int | None = None
    state: State = "missing"
    covered: Covered = "not"
    parts: tuple[Count, ...] = ()
    gaps: tuple[Gap, ...] = ()
    is_rest: bool = False
    merged: str = ""
    beside: tuple[Line, ...] = ()
    is_of_quoted: bool = False

    @property
    def is_told(self) -> bool:
        """Whether it is a figure that somebody told, and not the line that says that nobody did."""
        return bool(self.parts)


Asked = Sequence[tuple[str, ...]]
"""The forms that are asked for: one entry for each text, with all codes that it can mean; none asks for all."""


def lines_of(
    dataset: Dataset,
    unit: Unit,
    period: Period,
    statuses: Sequence[str],
    asked: Asked = (),
    *,
    with_classes: bool = False,
) -> list[Line]:
    """Every line of a unit and period in the order of the facts; classes, which count the same once more, if asked."""
    if days_in(unit, period, dataset.basis) is None:
        return [Line(unit, period, one, state="not_applicable", covered="no days") for one in statuses]
    coverage = dataset.facts.coverage(unit, period)
    behind = dataset.facts.behind(unit, period, classes=with_classes)
    wanted = frozenset(code for codes in asked for code in codes)
    known: dict[tuple[str, str], Known] = {}
    found: list[Line] = []
    for status in statuses:
        summed = [one for one in behind if one.fact.status == status and (not wanted or is_of(one.fact.award, wanted))]
        lines = [_line(one, unit, period, coverage, known) for one in summed]
        found += lines
        found += _not_told(dataset, unit, period, status, asked, lines, coverage)
    return found


def _line(one: Summed, unit: Unit, period: Period, coverage: Coverage, known: dict[tuple[str, str], Known]) -> Line:
    fact = one.fact
    level = get_authority(fact.authority).level if fact.authority else ""
    form = fact.award, level
    if fact.status == "awarded" and form not in known:
        known[form] = coverage.of(*form)
    covered = _covered(fact, known.get(form))
    gaps = (gap for gap in coverage.gaps if covered == "partly" and _is_about(gap, {level}, (fact.award,)))
    return Line(
        unit,
        period,
        fact.status,
        award=fact.award,
        level=level,
        authority=fact.authority,
        kind=fact.recipient_kind,
        recipient_class=fact.recipient_class,
        award_type=fact.award_type,
        count_unit=fact.count_unit,
        number=fact.number if fact.state == "counted" else None,
        state=fact.state,
        covered=covered,
        parts=one.parts,
        gaps=tuple(gaps),
    )


def _covered(fact: Fact, known: Known | None) -> Covered:
    """What is known of all that a figure counts: a number is some of it, whatever the lists reach over."""
    if known is None:
        return "as told"
    return "partly" if known == "not" and fact.state == "counted" else known


def _not_told(
    dataset: Dataset,
    unit: Unit,
    period: Period,
    status: str,
    asked: Asked,
    told: Sequence[Line],
    coverage: Coverage,
) -> Iterator[Line]:
    """What is asked for and stands in no line: 0 where all of it is known, else not known."""
    if unit.level == "block":
        if not told:
            yield Line(unit, period, status, state="not_applicable", covered="not added")
    elif status != "awarded":
        if not told:
            yield Line(unit, period, status)
    elif asked:
        for codes in asked:
            unknown = list(_unknown_of(dataset, unit, period, codes, told, coverage))
            yield from unknown
            if not unknown and not any(is_of(one.award, frozenset(codes)) for one in told):
                yield _of_forms(dataset, unit, period, codes, coverage)
    else:
        unknown = [*_levels_unknown(unit, period, told, coverage), *_forms_unknown(unit, period, told, coverage)]
        yield from unknown
        if not told and not unknown:
            yield _zero_or_unknown(unit, period, coverage.known, coverage.gaps)


def _of_forms(dataset: Dataset, unit: Unit, period: Period, codes: Sequence[str], coverage: Coverage) -> Line:
    """A form, or one of several, of which no line tells: whether anything of it could be missing."""
    known, levels = known_of_forms(codes, coverage, last_day_in(unit, period, dataset.basis))
    gaps = tuple(gap for gap in coverage.gaps if _is_about(gap, levels, codes))
    line = _zero_or_unknown(unit, period, known, gaps)
    return replace(line, award="+".join(codes), level=levels[0] if len(levels) == 1 else "")


def _unknown_of(
    dataset: Dataset, unit: Unit, period: Period, codes: Iterable[str], told: Sequence[Line], coverage: Coverage
) -> Iterator[Line]:
    """A line for each form of a group, and each level that gives it, of which nobody tells and that could be missing.

    A form of which no level tells here is not reckoned with, as it is not in the sum of all; who asks for it alone is
    told that it is not known.
    """
    day = last_day_in(unit, period, dataset.basis)
    for code in dict.fromkeys(chain.from_iterable(_classes_told(code, told) for code in codes)):
        seen = {one.level for one in told if is_of(one.award, frozenset({code}))}
        _, levels = known_of_forms((code,), coverage, day)
        unknown = [level for level in levels if level not in seen and coverage.of(code, level) != "covered"]
        if unknown and not seen:
            yield _of_forms(dataset, unit, period, (code,), coverage)
        elif unknown:
            yield from (_of_form_at(level, code, unit, period, coverage) for level in unknown)


def _classes_told(code: str, told: Sequence[Line]) -> tuple[str, ...]:
    """The form, or the classes of an order of which some are told and not all together: each may be known or not."""
    classes = tuple(one.code for one in held_awards(code))
    names = {one.award for one in told}
    return classes if code not in names and not names.isdisjoint(classes) else (code,)


def _of_form_at(level: str, code: str, unit: Unit, period: Period, coverage: Coverage) -> Line:
    """A form at one level of which no line tells, where another level tells of it."""
    gaps = tuple(gap for gap in coverage.gaps if _is_about(gap, {level}, (code,)))
    return Line(unit, period, "awarded", award=code, level=level, covered=coverage.of(code, level), gaps=gaps)


def of_asked_alone(lines: Sequence[Line], asked: Asked) -> list[Line]:
    """The lines whose figures are of the forms asked for alone; one that merges others says that it is not known.

    Where none is asked for, all are.
    """
    if not asked:
        return list(lines)
    wanted = {topic for codes in asked for code in codes for topic in topics_of(code, "")}
    alone = [not one.is_told or topics_of(one.award, "") <= wanted for one in lines]
    return [one if is_alone else _merged(one) for one, is_alone in zip(lines, alone, strict=True)]


def _merged(line: Line) -> Line:
    """A line that says that what it tells is not of the forms asked for alone."""
    return Line(
        line.unit,
        line.period,
        line.status,
        level=line.level,
        authority=line.authority,
        kind=line.kind,
        award_type=line.award_type,
        merged=line.award,
    )


def known_of_forms(codes: Sequence[str], coverage: Coverage, day: date) -> tuple[Known, tuple[str, ...]]:
    """What is known of forms of which nobody tells, and the levels that could tell of them.

    These are the levels that may give them on the day and that are told of in the period or should be; of a form that
    none of them may give nothing is known.
    """
    levels = {
        code: {giver.level for one in merged_awards(code) for giver in authorities_of(one.code, day)}
        for code in dict.fromkeys(codes)
    }
    here = {code: of_code.intersection(coverage.levels) for code, of_code in levels.items()}
    known = combined(coverage.of(code, level) for code, of_code in here.items() for level in sorted(of_code))
    return known, tuple(sorted(set[str]().union(*here.values())))


def _levels_unknown(unit: Unit, period: Period, told: Iterable[Line], coverage: Coverage) -> Iterator[Line]:
    """A line for each level that is not known whole and of which no line tells anything."""
    seen = {one.level for one in told}
    for level in coverage.levels:
        if level not in seen and level != UNTOLD and (known := coverage.of_level(level)) != "covered":
            gaps = tuple(gap for gap in coverage.gaps if _is_about(gap, {level}, ()))
            yield Line(unit, period, "awarded", level=level, covered=known, gaps=gaps)


def _forms_unknown(unit: Unit, period: Period, told: Sequence[Line], coverage: Coverage) -> Iterator[Line]:
    """A line for each form that is missing by itself, as one that only the return of the whole year tells."""
    lacking: dict[tuple[str, str], list[Gap]] = {}
    for gap in coverage.gaps:
        for award in gap.awards:
            lacking.setdefault((award, gap.levels[0] if gap.levels else ""), []).append(gap)
    for (award, level), gaps in lacking.items():
        if not any(is_of(one.award, frozenset({award})) for one in told):
            yield Line(unit, period, "awarded", award=award, level=level, gaps=tuple(gaps))


def _zero_or_unknown(unit: Unit, period: Period, known: Known, gaps: tuple[Gap, ...]) -> Line:
    if known == "covered":
        return Line(unit, period, "awarded", number=0, state="counted", covered="covered")
    return Line(unit, period, "awarded", covered=known, gaps=gaps)


def _is_about(gap: Gap, levels: Iterable[str], codes: Sequence[str]) -> bool:
    """Whether a gap is of one of these levels, and of one of these forms if it names any."""
    is_of_level = UNTOLD in gap.levels or not set(levels).isdisjoint(gap.levels)
    named = {one.code for award in gap.awards for one in merged_awards(award)}
    return is_of_level and (not named or not codes or not named.isdisjoint(codes))
