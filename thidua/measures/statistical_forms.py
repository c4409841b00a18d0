"""The statistical forms on awards: those of the State (0602), and of ministries and provinces (0603).

Form 0601 is in ``movement_form``. Rows and columns are codes and counts here; their words and circulars are elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from thidua.facts.origin import has_lists, is_added_up
from thidua.intake.columns import State
from thidua.measures.annual_annex import ENTERPRISE, Figure, sum_of
from thidua.measures.counts import KINDS, with_status
from thidua.registry import Award, award_types, awards, competences, get_authority, merged_awards, recipient_classes
from thidua.registry.territory import per_territory

LEVELS = {"state_awards": ("TW",), "ministry_awards": ("BO", "TINH")}
"""The levels whose awards a form counts; certificates of districts and communes stand in no form."""


class FormColumn(NamedTuple):
    """A column: ``code`` of the awards it counts, and the recipient kind where it counts one alone."""

    code: str
    kind: str

    @property
    def name(self) -> str:
        """The name of the column in a table."""
        return f"{self.code}_{self.kind}" if self.kind else self.code


COLUMNS = {
    "state_awards": (
        *(FormColumn(code, kind) for code in ("order", "medal") for kind in ("collective", "individual")),
        *(FormColumn(code, "") for code in ("hcm_prize", "state_prize", "honorary", "government_flag")),
        *(FormColumn("pm_certificate", kind) for kind in ("collective", "household", "individual")),
        FormColumn("national_fighter", ""),
        FormColumn("other", ""),
    ),
    "ministry_awards": (
        *(FormColumn("certificate", kind) for kind in ("collective", "household", "individual")),
        *(FormColumn(code, "") for code in ("fighter", "flag", "badge", "other")),
    ),
}
"""The columns of each form; households have one of their own, and titles without a column stand under "other"."""

_CODES = {
    "GTHCM": "hcm_prize",
    "GTNN": "state_prize",
    "CTDCP": "government_flag",
    "BKTTG": "pm_certificate",
    "CSTDTQ": "national_fighter",
    "BKT": "certificate",
    "BKB": "certificate",
    "CSTDT": "fighter",
    "CSTDB": "fighter",
    "CTDT": "flag",
    "CTDB": "flag",
}
_GROUPS = {"order": "order", "medal": "medal", "honorary": "honorary", "badge": "badge", "commemorative": "badge"}


class FormRow(NamedTuple):
    """A row: its code, whether it is a part of the row above it, and a figure for each column by name."""

    code: str
    is_part: bool
    figures: dict[str, Figure]


class AwardForm(NamedTuple):
    """A form of awards.

    Attributes
    ----------
    columns
        The columns of the layout.
    by_recipient
        Collectives (of which enterprises), households, individuals (of which the classes, then what has no class).
    by_type
        The seven types, then what merges several types ("PTR+DOT") or has none ("").
    totals
        Each column over all recipients, which is the same over all types; missing where a part is.
    merged
        Counts for several recipient kinds or several columns at once, by award and kind: kept as they are, in no row.
    """

    columns: tuple[FormColumn, ...]
    by_recipient: tuple[FormRow, ...]
    by_type: tuple[FormRow, ...]
    totals: dict[str, Figure]
    merged: dict[tuple[str, str], int]


def award_form(facts: pd.DataFrame, layout: str, *, is_known: Callable[[str, str], bool]) -> AwardForm:
    """Count the awards of one form by recipient, class and type.

    Parameters
    ----------
    facts
        Facts of one unit and period, of which those awarded count; see `thidua.facts.query.Facts.of`.
    layout
        ``state_awards`` or ``ministry_awards``.
    is_known
        Whether all that was awarded of a form at a level is known; see `thidua.facts.coverage.Coverage.of`.

    Returns
    -------
    AwardForm
        Counts of awards (lượt or số, as the facts say). What does not occur is 0 where every award of its column is
        known, and missing elsewhere: a quotation says nothing of what it does not name, and a return has no column for
        households. What a form cannot have is not applicable.

    Notes
    -----
    In Vietnamese: biểu thống kê khen thưởng (0602, 0603). Unit: awards.

    Source: forms 0602.N and 0603.N of Circular 02/2023/TT-BNV (0702.N and 0703.N of Circular 03/2018/TT-BNV).
    """
    columns = COLUMNS[layout]
    facts = with_status(facts, "awarded")
    rows = [row for row in _rows(facts, columns) if row.level in LEVELS[layout]]
    whole = [row for row in rows if not row.recipient_class]
    single = [row for row in whole if row.column and row.kind in KINDS]
    merged: dict[tuple[str, str], int] = defaultdict(int)
    for row in whole:
        if row.state == "counted" and not (row.column and row.kind in KINDS):
            merged[row.award, row.kind] += row.number
    split = [row for row in rows if row.recipient_class and row.column]
    # Ministries fill in the form of provinces too; that of a province is known when its own awards are.
    absent = {column.name: _absent(column, columns, LEVELS[layout][-1], is_known, rows) for column in columns}
    by_recipient = tuple(_recipient_rows(columns, single, split, absent))
    kinds = [row.figures for row in by_recipient if not row.is_part]
    totals = {column.name: sum_of(figures[column.name] for figures in kinds) for column in columns}
    return AwardForm(columns, by_recipient, tuple(_type_rows(columns, single, absent)), totals, dict(merged))


class _Row(NamedTuple):
    """What a form reads of one fact, as plain values: it asks few facts very often. `number` is 0 if none is known."""

    level: str
    column: str
    award: str
    kind: str
    recipient_class: str
    award_type: str
    state: State
    origin: str
    number: int


def _rows(facts: pd.DataFrame, columns: Sequence[FormColumn]) -> Iterable[_Row]:
    names = ["authority", "award", "recipient_kind", "recipient_class", "award_type", "state", "origin"]
    for (authority, award, *told), count in zip(
        facts[names].itertuples(index=False, name=None), facts["count"], strict=True
    ):
        kind, of_class, award_type, state, origin = told
        column = _column_of(award, columns)
        if state != "not_applicable" and column != "none":
            level = get_authority(authority).level if authority else ""
            number = int(count) if state == "counted" else 0
            yield _Row(level, column, award, kind, of_class, award_type, state, origin, number)


def _absent(
    column: FormColumn,
    columns: Sequence[FormColumn],
    level: str,
    is_known: Callable[[str, str], bool],
    rows: Iterable[_Row],
) -> Figure:
    """What an award is that the facts do not name: none, if all of its column is known; else not known."""
    told = [row for row in rows if row.column == column.code]
    is_quoted = any(not is_added_up(row.origin) for row in told)
    is_returned = bool(told) and not any(has_lists(row.origin) for row in told)
    if is_quoted or (column.kind == "household" and is_returned):
        return "missing"
    given = _given_at(level)
    # A column of which nobody of the level gives any award is known when all the others are.
    of_column = [code for code in given if _column_of(code, columns) == column.code] or given
    return 0 if of_column and all(is_known(code, level) for code in of_column) else "missing"


@per_territory
def _given_at(level: str) -> tuple[str, ...]:
    """The awards that an authority of the level gives or gave."""
    givers = {one.award for one in competences() if get_authority(one.authority).level == level}
    return tuple(award.code for award in awards() if award.code in givers)


def _column_of(award: str, columns: Sequence[FormColumn]) -> str:
    """The code of the column of an award; empty if merged awards have several; "none" for what is no award."""
    merged = merged_awards(award)
    if not all(one.is_award for one in merged):
        return "none"
    codes = {column.code for column in columns}
    found = {_code_of(one) if _code_of(one) in codes else "other" for one in merged}
    return found.pop() if len(found) == 1 else ""


def _code_of(award: Award) -> str:
    return _CODES.get(award.code, _GROUPS.get(award.group, "other"))


def _recipient_rows(
    columns: Sequence[FormColumn], whole: Sequence[_Row], split: Sequence[_Row], absent: Mapping[str, Figure]
) -> Iterable[FormRow]:
    classes = [row for row in split if row.kind == "individual" and row.recipient_class != ENTERPRISE]
    marked = [row for row in split if row.kind == "collective" and row.recipient_class == ENTERPRISE]
    for kind in ("collective", "household", "individual"):
        of_kind = [row for row in whole if row.kind == kind]
        body = FormRow(
            kind, False, {column.name: _figure(of_kind, column, kind, absent[column.name]) for column in columns}
        )
        yield body
        if kind == "collective":
            found = {
                column.name: _enterprises(column, body.figures[column.name], of_kind, marked) for column in columns
            }
            yield FormRow("enterprise", True, found)
        if kind == "individual":
            yield from _class_rows(columns, body, classes)


def _enterprises(column: FormColumn, whole: Figure, of_kind: Sequence[_Row], marked: Sequence[_Row]) -> Figure:
    """The enterprises of a column, known if returns count them of every form in it; lists mark no collective as one."""
    if not isinstance(whole, int) or whole == 0:
        return whole
    given = {row.award for row in _of_column(of_kind, column) if row.number}
    marks = [row for row in _of_column(marked, column) if row.award in given]
    is_known = given == {row.award for row in marks} and all(row.state == "counted" for row in marks)
    return sum(row.number for row in marks) if is_known else "missing"


def _class_rows(columns: Sequence[FormColumn], body: FormRow, classes: Sequence[_Row]) -> Iterable[FormRow]:
    """The five classes, managers who are not told apart, and individuals without a class, where there are any."""
    named = [one.code for one in recipient_classes("form")]
    rest: dict[str, Figure] = {}
    found: dict[str, dict[str, Figure]] = {code: {} for code in [*named, "manager"]}
    for column in columns:
        whole = body.figures[column.name]
        of_column: Counter[str] = Counter()
        for row in classes:
            if row.column == column.code and row.state == "counted":
                of_column["direct_labour" if row.recipient_class == "direct_worker" else row.recipient_class] += (
                    row.number
                )
        known = of_column.total()
        for code, figures in found.items():
            count = of_column[code]
            # Where some have no class, or managers are not told apart, nought would say more than the source.
            has_rest = isinstance(whole, int) and whole > known
            # An entrepreneur may be told as a manager, and no one as who works directly.
            is_merged = code not in ("direct_labour", "manager") and of_column["manager"] > 0
            is_open = not count and (has_rest or is_merged)
            is_missing = isinstance(whole, int) and whole > 0 and is_open
            figures[column.name] = "missing" if is_missing else count if isinstance(whole, int) else whole
        rest[column.name] = whole - known if isinstance(whole, int) else whole
    yield from (FormRow(code, True, found[code]) for code in named)
    for code, figures in (("manager", found["manager"]), ("unclassified", rest)):
        if any(isinstance(figure, int) and figure for figure in figures.values()):
            yield FormRow(code, True, figures)


def _type_rows(columns: Sequence[FormColumn], whole: Sequence[_Row], absent: Mapping[str, Figure]) -> Iterable[FormRow]:
    named = [one.code for one in award_types()]
    others = sorted({row.award_type for row in whole if row.number} - {*named}, key=lambda code: (code == "", code))
    given = {column: {row.award_type for row in _of_column(whole, column) if row.number} for column in columns}
    for code in [*named, *others]:
        of_type = [row for row in whole if row.award_type == code]
        figures: dict[str, Figure] = {}
        for column in columns:
            figure = _figure(of_type, column, "", absent[column.name])
            is_open = any(not each or code in each.split("+") for each in given[column])
            figures[column.name] = "missing" if figure == 0 and is_open and code in named else figure
        yield FormRow(code, False, figures)


def _of_column(whole: Sequence[_Row], column: FormColumn) -> list[_Row]:
    return [row for row in whole if row.column == column.code and column.kind in ("", row.kind)]


def _figure(whole: Sequence[_Row], column: FormColumn, kind: str, absent: Figure) -> Figure:
    """The sum of a column, missing where a part is; `absent` of what is not told, not applicable if nothing can be."""
    if kind and column.kind and kind != column.kind:
        return "not_applicable"
    rows = _of_column(whole, column)
    counted = [row.number for row in rows if row.state == "counted"]
    if counted and len(counted) == len(rows):
        return sum(counted)
    wanted = kind or column.kind
    if wanted and not rows and not _takes(column.code, wanted):
        return "not_applicable"
    return "missing" if rows else absent


@cache
def _takes(code: str, kind: str) -> bool:
    """Whether an award of the column is meant for recipients of the kind."""
    return code == "other" or any(kind in one.recipient_kinds for one in awards() if _code_of(one) == code)
