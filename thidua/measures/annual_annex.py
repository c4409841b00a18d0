"""The annual annex: proposed and decided awards by type, recipient and class of individuals, one row a form.

Only the numbers of the annex are made here; its heads and notes are made in ``present``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple, Protocol

import pandas as pd

from thidua.errors import DataError
from thidua.facts.origin import is_all_listed
from thidua.intake.columns import State
from thidua.registry import awards, get_authority, get_level, levels, merged_awards
from thidua.registry.codes import StatusCode

Figure = int | Literal["missing", "not_applicable"]
"""A count, or why there is none: not known, or impossible; none at all is the count 0."""

CLASSES = {
    "leader": ("provincial_leader", "department_leader"),
    "deputy": ("other_leader",),
    "direct": ("direct_labour",),
}
"""Columns of individuals and the classes of the statistical forms that each one holds; entrepreneurs have their own."""
ENTERPRISE = "enterprise"
"""The mark of what a return counts in its column "doanh nghiệp": recipients of any class, and collectives."""
COARSE = {"manager": "deputy", "direct_worker": "direct"}
SPLIT_TYPES = ("CTR", "PTR")
"""The types whose individuals the annex splits into classes; the others it counts by recipient kind alone."""
WHOLE_TYPES = ("DOT", "DNG")

COLUMNS = (
    *(f"{column}_{kind}" for column in ("proposed", "decided") for kind in ("collective", "individual")),
    *(f"{code}_{column}" for code in SPLIT_TYPES for column in ("collective", *CLASSES)),
    *(f"{code}_{kind}" for code in WHOLE_TYPES for kind in ("collective", "individual")),
    *(f"enterprise_{kind}" for kind in ("collective", "individual")),
)


def sum_of(figures: Iterable[Figure]) -> Figure:
    """The sum of figures: missing where one of them is, and not applicable where all are.

    >>> sum_of([3, "not_applicable", 4]), sum_of([3, "missing"]), sum_of(["not_applicable"])
    (7, 'missing', 'not_applicable')
    """
    found = list(figures)
    if "missing" in found:
        return "missing"
    known = [figure for figure in found if isinstance(figure, int)]
    return sum(known) if known else "not_applicable"


class AnnexRow(NamedTuple):
    """One form of the annex.

    Attributes
    ----------
    level, award, count_unit
        Who confers it, the form (merged codes stay merged), and whether instances or recipients are counted.
    figures
        One figure for each of `COLUMNS`.
    households
        Decided awards to households, for which the annex has no column.
    merged_managers
        Managers of whom no source says which kind they are: all managers of the form then stand in the column of
        deputy heads and above, and that of leaders is missing.
    unclassified
        Individuals of the split types whose class is not known; they stand in no column of classes.
    other_types
        Decided awards of types that the annex has no column for, or of several types at once, by type code.
    """

    level: str
    award: str
    count_unit: str
    figures: dict[str, Figure]
    households: int
    merged_managers: int
    unclassified: int
    other_types: dict[str, int]


def annual_annex(facts: pd.DataFrame) -> list[AnnexRow]:
    """Proposed and decided awards by type, recipient kind and class, one row a form.

    Parameters
    ----------
    facts
        All facts of one unit and period, whatever their status; see `thidua.facts.query.Facts.of`.

    Returns
    -------
    list of AnnexRow
        Highest level first, forms in the order of the registry; empty if nothing was proposed or decided. Where
        every decided award has its type, a type that does not occur is 0; where none has, it is missing.

    Raises
    ------
    DataError
        If classes add up to more than the individuals of their type; names form and type.

    Notes
    -----
    In Vietnamese: phụ lục tổng hợp năm: đề nghị và quyết định theo hình thức. Unit: instances (lượt) or recipients,
    as the source counts.

    Counts of awards (lượt or số, as the facts say). Source: the annual annex of the province's software, which the
    districts' summary returns repeat (domain handbook, section 3.2); indicators K01, K08 and K10 read from it.

    Enterprises are part of the decided awards. Returns count them in a column; lists mark no collective as one, and a
    list tells entrepreneurs only where it tells the class of everybody. What is told in part only is missing.
    """
    grouped: dict[tuple[str, str, str], list[_Fact]] = defaultdict(list)
    names = ["authority", "award", "count_unit", *_Fact._fields[:-1], "count"]
    for authority, award, count_unit, *rest in facts[names].itertuples(index=False, name=None):
        fact = _Fact(*rest)
        if fact.status in ("proposed", "awarded") and all(one.is_award for one in merged_awards(award)):
            grouped[get_authority(authority).level if authority else "", award, count_unit].append(fact)
    rows = [_row(found, *form) for form, found in grouped.items()]
    order = {award.code: at for at, award in enumerate(awards())}
    ranks = {"": len(levels()) + 1, **{one.code: get_level(one.code).rank for one in levels()}}
    return sorted(rows, key=lambda row: (ranks[row.level], order[merged_awards(row.award)[0].code], row.award))


class _Fact(NamedTuple):
    """What the annex reads of one fact: plain values, since a form has few and the annex asks many times."""

    status: StatusCode
    recipient_kind: str
    recipient_class: str
    award_type: str
    state: State
    origin: str
    number: int


def _row(facts: list[_Fact], level: str, award: str, count_unit: str) -> AnnexRow:
    decided = [fact for fact in facts if fact.status == "awarded"]
    whole = [fact for fact in decided if not fact.recipient_class]
    proposed = [fact for fact in facts if fact.status == "proposed" and not fact.recipient_class]
    figures: dict[str, Figure] = {}
    for kind in ("collective", "individual"):
        figures[f"proposed_{kind}"] = _figure(proposed, award, kind)
        figures[f"decided_{kind}"] = _figure(whole, award, kind)
    merged_managers = unclassified = 0
    for code in SPLIT_TYPES:
        figures[f"{code}_collective"] = _of_type(whole, award, "collective", code)
        classes, merged, rest = _by_class(decided, award, code)
        figures |= {f"{code}_{column}": figure for column, figure in classes.items()}
        merged_managers, unclassified = merged_managers + merged, unclassified + rest
    for code in WHOLE_TYPES:
        for kind in ("collective", "individual"):
            figures[f"{code}_{kind}"] = _of_type(whole, award, kind, code)
    for kind in ("collective", "individual"):
        figures[f"enterprise_{kind}"] = enterprise_figure(figures[f"decided_{kind}"], decided, kind)
    households = sum(one.number for one in whole if one.recipient_kind == "household" and one.state == "counted")
    ordered = {column: figures[column] for column in COLUMNS}
    others = _other_types(whole)
    return AnnexRow(level, award, count_unit, ordered, int(households), merged_managers, unclassified, others)


def _figure(whole: list[_Fact], award: str, kind: str) -> Figure:
    """The sum of one recipient kind; a missing part makes it missing, and a form not meant for the kind says so."""
    rows = [fact for fact in whole if fact.recipient_kind == kind]
    possible = [fact for fact in rows if fact.state != "not_applicable"]
    if possible:
        return (
            sum(int(one.number) for one in possible) if all(one.state == "counted" for one in possible) else "missing"
        )
    takes = any(kind in one.recipient_kinds for one in merged_awards(award))
    return "missing" if not rows and takes else "not_applicable"


def _of_type(whole: list[_Fact], award: str, kind: str, code: str) -> Figure:
    """The sum of one type: 0 if every award of the kind has another type, missing if some have none of their own."""
    figure = _figure(whole, award, kind)
    if not isinstance(figure, int) or figure == 0:
        return figure
    rows = [one for one in whole if one.recipient_kind == kind and one.state == "counted" and one.number > 0]
    of_type = [int(one.number) for one in rows if one.award_type == code]
    if not of_type and any(not one.award_type or code in one.award_type.split("+") for one in rows):
        return "missing"
    return sum(of_type)


def _by_class(decided: list[_Fact], award: str, code: str) -> tuple[dict[str, Figure], int, int]:
    """The individuals of one type by class; how many managers are not told apart, and how many have no class."""
    figure = _of_type([one for one in decided if not one.recipient_class], award, "individual", code)
    if not isinstance(figure, int) or figure == 0:
        return dict.fromkeys(CLASSES, figure), 0, 0
    by_class: Counter[str] = Counter()
    for one in decided:
        if one.award_type == code and one.recipient_class not in ("", ENTERPRISE) and one.state == "counted":
            by_class[one.recipient_class] += int(one.number)
    classified = by_class.total()
    if classified > figure:
        raise DataError(
            f"{award}, {code}: recipient classes add up to {classified}, more than all {figure} individuals"
        )
    if not classified:
        return dict.fromkeys(CLASSES, "missing"), 0, figure
    found = {column: sum(by_class[name] for name in names) for column, names in CLASSES.items()}
    for name, column in COARSE.items():
        found[column] += by_class[name]
    rest = figure - classified
    if by_class["manager"]:
        deputy, direct = found["leader"] + found["deputy"], found["direct"]
        figures: dict[str, Figure] = {"leader": "missing", "deputy": deputy}
        return figures | {"direct": direct if direct or not rest else "missing"}, by_class["manager"], rest
    # Where some have no class, those of a class without any may be among them.
    return {column: count if count or not rest else "missing" for column, count in found.items()}, 0, rest


class _Marked(Protocol):
    """What `enterprise_figure` reads of a fact."""

    @property
    def recipient_kind(self) -> str: ...
    @property
    def recipient_class(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def origin(self) -> str: ...


def enterprise_figure(decided: Figure, facts: Iterable[_Marked], kind: str) -> Figure:
    """How many of the decided awards of a kind went to enterprises, their owners among individuals.

    Parameters
    ----------
    decided
        All awards of the kind.
    facts
        What makes them up, and their classes.
    kind
        ``collective`` or ``individual``.

    Returns
    -------
    int, "missing" or "not_applicable"
        0 only where a return says so, or where lists tell the class of every individual and nobody is an entrepreneur.
    """
    if not isinstance(decided, int) or decided == 0:
        return decided
    of_kind = [one for one in facts if one.recipient_kind == kind]
    marked = [one for one in of_kind if one.recipient_class == ENTERPRISE]
    if marked:
        return sum(int(one.number) for one in marked) if all(one.state == "counted" for one in marked) else "missing"
    classes = [one for one in of_kind if one.recipient_class and one.state == "counted"]
    is_listed = all(is_all_listed(one.origin) for one in of_kind)
    if not is_listed or sum(int(one.number) for one in classes) != decided:
        return "missing"
    return sum(int(one.number) for one in classes if one.recipient_class == "entrepreneur")


def _other_types(whole: list[_Fact]) -> dict[str, int]:
    others: Counter[str] = Counter()
    for one in whole:
        has_column = not one.award_type or one.award_type in (*SPLIT_TYPES, *WHOLE_TYPES)
        if not has_column and one.state == "counted" and one.recipient_kind in ("collective", "individual"):
            others[one.award_type] += int(one.number)
    return {code: count for code, count in sorted(others.items()) if count}
