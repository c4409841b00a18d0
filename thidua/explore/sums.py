"""Lines added up by what a person asks for: figures that hold one another are never added, what is missing is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from thidua.errors import ConfigError
from thidua.explore import told
from thidua.explore.lines import Covered, Line
from thidua.explore.names import several
from thidua.explore.told import Told
from thidua.facts.coverage import combined
from thidua.intake.columns import State
from thidua.registry import merged_awards, quoted, recipient_classes, rights_at
from thidua.registry.lookup import did_you_mean, nearest
from thidua.speech import say

BY = {
    "award": "award",
    "level": "level",
    "authority": "authority",
    "recipient_kind": "kind",
    "recipient_class": "recipient_class",
    "award_type": "award_type",
}
"""The columns by which figures can be told apart, and the part of a line that each is."""


def columns_meant(by: Any) -> tuple[str, ...]:
    """The columns by which a person wants figures told apart, in their order.

    Raises
    ------
    ConfigError
        If one is none; names the nearest.
    """
    asked = [] if by == () or by == [] else several(by, "by", f"one or several of {', '.join(BY)}")
    for one in asked:
        if not isinstance(one, str) or one not in BY:
            near = did_you_mean(nearest(one, BY, count=1, cutoff=0.5)) if isinstance(one, str) else ""
            expected = "; " + say("hãy ghi một hoặc vài trong {values}", values=", ".join(BY))
            raise ConfigError(say("{name} đang là {value}", name="by", value=quoted(one)) + (near or expected))
    return tuple(one for one in BY if one in asked)


def whole_lines(lines: Iterable[Line]) -> list[Line]:
    """The lines that count all recipients: classes split the same ones once more."""
    return [one for one in lines if not one.recipient_class]


def added(lines: Sequence[Line], by: Sequence[str], *, of_all: bool = False) -> list[Line]:
    """The lines of one unit, period and status added up; what is not asked apart is empty in them.

    What counts instances and what counts recipients stays apart. A sum of which a part is missing is missing, and so is
    one of figures that hold one another, as "Huân chương Lao động" and its first class do. Where something beside the
    figures is not known, their sum is known partly; so is one ``of_all`` forms of a level of which quotations alone
    tell, as they say nothing of the others.
    """
    parts = [BY[one] for one in by if one != "recipient_class"]
    groups: dict[tuple[str, ...], list[Line]] = {}
    for one in lines:
        if one.is_told:
            groups.setdefault((*(getattr(one, part) for part in parts), one.count_unit), []).append(one)
    beside: dict[tuple[str, ...], list[Line]] = {}
    apart: dict[tuple[str, ...], list[Line]] = {}
    for one in lines:
        if one.is_told:
            continue
        said = tuple(getattr(one, part) for part in parts)
        like = [key for key in groups if _may_hold(key, said)]
        if held := [key for key in like if "award" not in by or _may_be_given(groups[key], one)]:
            for key in held if one.state == "missing" else ():
                beside.setdefault(key, []).append(one)
        else:
            # A level of which nothing is known is a row of its own beside the forms that others gave.
            apart.setdefault((*said, one.level if "award" in by and not one.award else ""), []).append(one)
    quoted_levels = _quoted_levels(lines)
    found = [_not_told(same, parts) for same in apart.values()]
    for key, group in groups.items():
        sums = _by_class(group, parts) if "recipient_class" in by else [_sum(whole_lines(group), parts)]
        is_quoted = of_all and "award" not in by and not quoted_levels.isdisjoint(one.level for one in group)
        found += [_with_unknown(one, beside.get(key, ()), is_quoted=is_quoted) for one in sums]
    return found


def _quoted_levels(lines: Iterable[Line]) -> frozenset[str]:
    """The levels of which quotations tell and neither lists nor returns."""
    told = [one for one in lines if one.is_told and one.status == "awarded"]
    return frozenset(one.level for one in told if _told(one).is_quoted).difference(
        one.level for one in told if not _told(one).is_quoted
    )


def _may_hold(group: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether what is not told could belong to a group: in all that it says it is like it."""
    return all(part in ("", of_group) for part, of_group in zip(said, group, strict=False))


def _may_be_given(group: Sequence[Line], unknown: Line) -> bool:
    """Whether a level of which nothing is known may have given a form of the group."""
    if unknown.award or not unknown.level:
        return True
    codes = {one.code for line in group for one in merged_awards(line.award)}
    at_level = any(line.level == unknown.level for line in group)
    return at_level or any(rights_at(code, unknown.level) for code in codes)


def _not_told(lines: Sequence[Line], parts: Sequence[str]) -> Line:
    """One line for what nobody told: 0 where all of it is known to be, else not known."""
    first = lines[0]
    said = {part: getattr(first, part) for part in parts}
    if "award" in said and not first.award:
        said["level"] = first.level
    states = {one.state for one in lines}
    state: State = "missing" if "missing" in states else "counted" if "counted" in states else "not_applicable"
    return Line(
        first.unit,
        first.period,
        first.status,
        **said,
        number=0 if state == "counted" else None,
        state=state,
        covered=_covered(lines),
        gaps=tuple(dict.fromkeys(gap for one in lines for gap in one.gaps)),
        merged=next((one.merged for one in lines if one.merged), ""),
    )


def _with_unknown(line: Line, beside: Sequence[Line], *, is_quoted: bool) -> Line:
    """A sum beside which something is not known, so that it is a part."""
    if not beside and not is_quoted:
        return line
    covered = "partly" if line.covered == "covered" else line.covered
    return replace(line, covered=covered, beside=tuple(beside), is_of_quoted=is_quoted)


def _sum(lines: Sequence[Line], parts: Sequence[str], recipient_class: str = "") -> Line:
    """The sum of lines, with what they have in common in the parts asked for."""
    first = lines[0]
    number, state = total(lines)
    said = {part: getattr(first, part) for part in parts}
    return Line(
        first.unit,
        first.period,
        first.status,
        **said,
        recipient_class=recipient_class,
        count_unit=first.count_unit,
        number=number,
        state=state,
        covered=_covered(lines),
        parts=tuple(part for one in lines for part in one.parts),
        gaps=tuple(dict.fromkeys(gap for one in lines for gap in one.gaps)),
    )


def total(lines: Sequence[Line]) -> tuple[int | None, State]:
    """The sum of lines and its state; missing where a part is, or where they hold one another."""
    return told.added(_told(one) for one in lines)


def _told(line: Line) -> Told:
    """A line as it may be added."""
    parts = {name: getattr(line, name) for name in ("award", "level", "authority", "kind", "recipient_class")}
    is_quoted = any(part.origin == "quotation" for part in line.parts)
    said = {"award_type": line.award_type, "count_unit": line.count_unit}
    return Told(**parts, **said, number=line.number, state=line.state, is_quoted=is_quoted)


def _covered(lines: Sequence[Line]) -> Covered:
    known = [one.covered for one in lines if one.covered in ("covered", "partly", "not")]
    return combined(known) if known else lines[0].covered


def _by_class(group: Sequence[Line], parts: Sequence[str]) -> Iterator[Line]:
    """The classes of individuals, and what of the whole is in none of them."""
    marks = {one.code for one in recipient_classes("mark")}
    classes: dict[str, list[Line]] = {}
    for one in group:
        if one.recipient_class and one.recipient_class not in marks:
            classes.setdefault(one.recipient_class, []).append(one)
    split = [_sum(lines, parts, recipient_class) for recipient_class, lines in classes.items()]
    yield from split
    whole = whole_lines(group)
    if not whole:
        return
    rest = replace(_sum(whole, parts), is_rest=bool(split))
    if rest.number is None or any(one.number is None for one in split):
        yield replace(rest, number=None, state="not_applicable" if rest.state == "not_applicable" else "missing")
        return
    number = rest.number - sum(one.number or 0 for one in split)
    if number < 0:
        yield replace(rest, number=None, state="missing")
    elif number or not split:
        yield replace(rest, number=number)
