"""Sums: the counts that settlement chose, added up to facts that name the files and cells behind them.

Which counts are chosen is decided in ``settle``; frames are made in ``query``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from thidua.facts.origin import joined
from thidua.facts.settle import Count, total_of
from thidua.intake.columns import Origin, State
from thidua.registry import Period, recipient_classes
from thidua.registry.codes import CountUnit, StatusCode

_PREFIXES: dict[Origin, str] = {"decision_list": "ds", "summary_return": "bc", "registration": "dk"}
_NAMED_FILES = 3


class Fact(NamedTuple):
    """One settled fact; its fields are the columns of a facts frame in their order, ``number`` for ``count``."""

    fact_id: str
    unit: str
    period: str
    authority: str
    award: str
    recipient_kind: str
    recipient_class: str
    award_type: str
    status: StatusCode
    award_label: str
    number: int | None
    count_unit: CountUnit | Literal[""]
    derived_from: str
    source: str
    quote: str
    state: State
    origin: str


class Summed(NamedTuple):
    """A fact and the counts that it adds up; a quotation is its own and only part."""

    fact: Fact
    parts: tuple[Count, ...]


def add_up(unit: str, period: Period, chosen: Iterable[Count]) -> list[Fact]:
    """The facts that chosen counts make, as `added_up` gives them, without their parts."""
    return [one.fact for one in added_up(unit, period, chosen)]


def added_up(unit: str, period: Period, chosen: Iterable[Count], *, classes: bool = True) -> list[Summed]:
    """The facts that chosen counts make, each with these: quotations as they are, everything else summed by grain.

    One missing figure makes its sum missing; what cannot be adds nothing. Counts in different units (lượt, số)
    stay apart. Without ``classes`` the facts are left out that split the recipients of others.
    """
    facts: list[Summed] = []
    grains: dict[tuple[str, ...], list[Count]] = defaultdict(list)
    for count in chosen:
        if count.origin == "quotation" and (classes or not count.recipient_class):
            facts.append(Summed(Fact(**{name: getattr(count, name) for name in Fact._fields}), (count,)))
        for row in _with_whole(count) if classes else _whole(count):
            grain = (row.award, row.recipient_kind, row.recipient_class, row.award_type, row.status, row.authority)
            grains[*grain, row.count_unit].append(row)
    _complete_marks(grains)
    ids = Counter[str]()
    return facts + [Summed(_sum(grains[each], unit, str(period), ids), tuple(grains[each])) for each in sorted(grains)]


def _complete_marks(grains: dict[tuple[str, ...], list[Count]]) -> None:
    """Make a mark, as that of enterprises, missing where a part of what it marks comes from a source without it."""
    marks = {one.code for one in recipient_classes("mark")}
    for marked in [rows for rows in grains.values() if rows[0].recipient_class in marks]:
        known = {(row.unit, row.period) for row in marked}
        # Beside the rows of a list a mark stands only where the return that has it counts as many.
        units = {row.unit for row in marked}
        whole = chain.from_iterable(
            rows for rows in grains.values() if not rows[0].recipient_class and _is_same(rows[0], marked[0])
        )
        marked += [
            row._replace(recipient_class=marked[0].recipient_class, number=None, state="missing", cell="", rows=0)
            for row in whole
            if (row.unit, row.period) not in known
            and not (row.origin == "decision_list" and row.unit in units)
            and row.number != 0
            and row.state != "not_applicable"
        ]


def _is_same(one: Count, other: Count) -> bool:
    """Whether two counts are of the same awards, whatever their type and class."""
    names = ("award", "recipient_kind", "status", "authority", "count_unit")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _with_whole(count: Count) -> tuple[Count, ...]:
    """A row of a list counts among all recipients, and once more in its class if that is known."""
    if count.origin == "quotation":
        return ()
    if count.origin == "decision_list" and count.recipient_class:
        return count._replace(recipient_class=""), count
    return (count,)


def _whole(count: Count) -> tuple[Count, ...]:
    """A row of a list or a stated figure where it counts all recipients."""
    if not count.recipient_class:
        return () if count.origin == "quotation" else (count,)
    return (count._replace(recipient_class=""),) if count.origin == "decision_list" else ()


def _sum(rows: Sequence[Count], unit: str, period: str, ids: Counter[str]) -> Fact:
    first = rows[0]
    number, state = total_of(rows)
    origins = {row.origin for row in rows}
    prefix = "-".join(prefix for origin, prefix in _PREFIXES.items() if origin in origins)
    stem = f"{prefix}-{first.award}-{first.recipient_kind}"
    ids[stem] += 1
    return Fact(
        fact_id=f"{stem}-{ids[stem]}",
        unit=unit,
        period=period,
        authority=first.authority,
        award=first.award,
        recipient_kind=first.recipient_kind,
        recipient_class=first.recipient_class,
        award_type=first.award_type,
        status=first.status,
        award_label=_usual_label(rows),
        number=number,
        count_unit=first.count_unit,
        derived_from="",
        source="",
        quote=_lineage(rows),
        state=state,
        origin=joined(origins),
    )


def _usual_label(rows: Iterable[Count]) -> str:
    """The wording that most rows have; the first in the alphabet among equals."""
    labels = Counter[str]()
    for row in rows:
        labels[row.award_label] += row.rows or 1
    return min(labels, key=lambda label: (-labels[label], label))


def _lineage(rows: Iterable[Count]) -> str:
    """Where a sum comes from, in a reader's words: 'ba-be.xlsx, trang “Khen thưởng”: 17 dòng; …'."""
    files = sorted({row.file for row in rows if row.file})
    sheets: dict[tuple[str, str], list[Count]] = {}
    shown = set(files[:_NAMED_FILES])
    for row in rows:
        if row.file in shown:
            sheets.setdefault((row.file, row.sheet), []).append(row)
    lacking = dict.fromkeys(f"kỳ {row.period}: không có số liệu" for row in rows if not row.file)
    named = [
        f"{file}{f', trang “{sheet}”' if sheet else ''}: {_place(found)}"
        for (file, sheet), found in sorted(sheets.items())
    ]
    others = f" và {len(files) - _NAMED_FILES} tệp khác" if len(files) > _NAMED_FILES else ""
    return "; ".join(["; ".join(named) + others, *lacking])


def _place(rows: Sequence[Count]) -> str:
    cells = [row.cell for row in rows if row.cell]
    number = sum(row.rows for row in rows)
    return "; ".join(
        part for part in (f"ô {', '.join(cells)}" if cells else "", f"{number} dòng" if number else "") if part
    )
