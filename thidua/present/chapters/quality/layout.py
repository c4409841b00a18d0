"""How the tables of the quality report are laid out: units in their order, each unit's rows under its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.present.chapters.quality.inbox import Quality
from thidua.present.language import tr
from thidua.present.letters import printable
from thidua.present.many import is_many
from thidua.present.numbers import write_number
from thidua.present.table import Column, Row, Table
from thidua.present.words import unit_name, upper_first
from thidua.registry import get_unit, units

LONGEST = 40
"""A table shows so many rows: whoever has more to mend reads the answers to the senders, not a page."""

NAMED_UNITS = 6

Rows = Sequence[tuple[str, Row]]
"""Rows, each with the id of its unit."""


def nobody() -> str:
    """The unit of a file of which the unit is not known."""
    return tr("Chưa rõ đơn vị")


def unit_words(unit: str) -> str:
    """A unit at the start of a line: "Huyện Ba Bể"; without an id, that nobody is known."""
    return upper_first(unit_name(get_unit(unit))) if unit else nobody()


def layout_words(layout: str) -> str:
    """What a unit sends, in words: "biểu tổng hợp"."""
    return {
        "decision_list": tr("danh sách quyết định"),
        "summary_return": tr("biểu tổng hợp"),
        "registrations": tr("đăng ký thi đua"),
        "movements": tr("sổ phong trào"),
        "indicators": tr("sổ chỉ tiêu"),
        "scores": tr("bảng chấm điểm"),
        "models": tr("sổ điển hình tiên tiến"),
        "directives": tr("danh mục văn bản chỉ đạo"),
    }[layout]


def file_words(file: str) -> str:
    """The name of a file as a table prints it."""
    return printable(file, limit=90)


def in_order(ids: Iterable[str]) -> list[str]:
    """Units in the order of the registry, nobody last."""
    order = {unit.id: at for at, unit in enumerate(units())}
    return sorted(set(ids), key=lambda one: order.get(one, len(order)))


def by_unit(rows: Rows, first: str) -> list[Row]:
    """The rows of each unit under its name."""
    grouped: list[Row] = []
    for unit in in_order(of for of, _ in rows):
        grouped.append(Row({first: unit_words(unit)}, "group"))
        grouped += [row for of, row in rows if of == unit]
    return grouped


def report_table(
    quality: Quality,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    notes: Iterable[str] = (),
    *,
    wide: bool = False,
) -> Table:
    """A table of the report about its period."""
    title = f"{title}, {quality.report.period_label}"
    is_illustrative = quality.report.is_illustrative
    long = is_many(rows) and name == "sent"
    return Table(name, title, tuple(columns), tuple(rows), tuple(notes), "", is_illustrative, wide=wide, dense=long)


def file_table(
    quality: Quality, name: str, title: str, columns: Sequence[Column], rows: Rows, notes: Iterable[str] = ()
) -> Table:
    """A table of files, each unit's under its name; of a very long one the first rows, and how many there are."""
    grouped = by_unit(rows[:LONGEST], columns[0].name)
    shown = {"shown": LONGEST, "rows": write_number(len(rows))}
    cut = [tr("Chỉ in {shown} trong {rows} dòng.", **shown)] if len(rows) > LONGEST else []
    return report_table(quality, name, title, columns, grouped, [*notes, *cut], wide=True)
