"""Reads a summary return: the annual annex of counts per title or form, by recipient, class and type of award.

Each filled cell becomes one fact, so that no count is held twice: the types of award where the return splits its
decided number into them, the decided number itself where it does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.intake.cells.numbers import read_count
from thidua.intake.cells.values import Blank, Refused
from thidua.intake.files.workbook import Sheet
from thidua.intake.layouts.headings import FoundTable
from thidua.intake.layouts.lines import Line, is_section, lines_of
from thidua.intake.layouts.part import Header, Notes, cell_name, shown
from thidua.intake.layouts.title import level_of
from thidua.intake.words.authority_words import authority_meant
from thidua.intake.words.award_words import awards_meant
from thidua.intake.words.awarding import decide_award
from thidua.registry import competence_since, fold, merged_awards

ROW = (
    "authority",
    "award",
    "recipient_kind",
    "recipient_class",
    "award_type",
    "status",
    "award_label",
    "count",
    "state",
    "cell",
)
"""What a summary return says of each fact."""

TYPES = ("CTR", "PTR", "DOT", "DNG")
"""The types of award that add up to the decided number; enterprises are part of them, not beside them."""
KINDS = ("collective", "household", "individual")
CLASSES = ("department_leader", "other_leader", "direct_labour")

_NUMBERING = tuple(map(re.compile, (r"[A-Z]+\s*[./)-]", r"[0-9]+\s*[./)-]", r"[a-zđ]\s*[./)-]", "")))
"""How a heading is numbered tells its rank: II., then 1., then a); the last is that of a heading without a number."""

Count = int | Blank | None
"""A count, a blank, or None where the return has no such column or its cell cannot be read."""


@dataclass
class _Return:
    """One return being read: where fields stand, the group heading above, and the sums for its total lines."""

    table: FoundTable
    header: Header
    notes: Notes
    on: date
    level: str
    authority_text: str = ""
    authority_rank: int = 0
    sums: list[dict[str, int]] = field(default_factory=lambda: [{}])
    """The sums of all lines, and of those below each heading."""

    def column(self, name: str) -> int:
        return self.table.columns.get(name, -1)

    def counts(self, line: Line) -> dict[str, Count]:
        """The counts of a line by field; what is no count is noted and None."""
        found: dict[str, Count] = {}
        for name, at in self.table.columns.items():
            if ":" in name:
                cell = line.cells[at] if at < len(line.cells) else ""
                counted = name.partition(":")[2]
                value = read_count(cell, "individual" if counted in CLASSES else counted)
                if isinstance(value, Refused):
                    self.notes.find(f"V04-{value.reason}", line.number, at, cell)
                found[name] = None if isinstance(value, Refused) else value
        return found


def read_summary_return(
    sheet: Sheet, table: FoundTable, header: Header, notes: Notes, *, as_of: date
) -> list[tuple[Any, ...]]:
    """Read the counts of a summary return, as tuples in the order of `ROW`.

    Parameters
    ----------
    sheet, table
        The sheet, and where its table stands.
    header
        What the title block says; a return without a unit or a period cannot be counted.
    notes
        Takes every finding and repair: what is no count (V04), sums that do not hold (V05).
    as_of
        The day on which titles and competences are looked up where no period is stated.
    """
    if header.unit is None:
        notes.find("V01-missing")
    if header.period is None:
        notes.find("V13-period")
    if not header.count_unit:
        notes.find("V18-unit")
    reading = _Return(table, header, notes, header.last_day or as_of, level_of(header.unit))
    rows: list[tuple[Any, ...]] = []
    for line in lines_of(sheet, table):
        if line.role == "data" and _is_group(line, table):
            _start_group(reading, line)
        elif line.role == "data":
            rows += _rows(reading, line)
        elif line.role == "total":
            _check_total(reading, line)
        elif line.role == "nameless":
            notes.find("L03-nameless", line.number, table.columns["award"])
        elif line.role == "group":
            _start_group(reading, line)
    return rows


def _is_group(line: Line, table: FoundTable) -> bool:
    """A heading such as "II. Cấp tỉnh" may carry the sums of its group; it names an authority, not a title."""
    text = line.cells[table.columns["award"]]
    return isinstance(text, str) and is_section(text) and not awards_meant(text)


def _start_group(reading: _Return, line: Line) -> None:
    column = reading.column("award")
    text = reading.notes.text(line.cells, line.number, column) or line.text
    if is_section(text) and not awards_meant(text):
        number = shown(line.cells[reading.column("number")]) if "number" in reading.table.columns else ""
        numbered = f"{number}. {text}" if number else text
        rank = next(rank for rank, style in enumerate(_NUMBERING, 1) if style.match(numbered))
        if "cấp" in fold(text).split() or authority_meant(text):
            reading.authority_text, reading.authority_rank = text if authority_meant(text) else "", rank
        elif rank <= reading.authority_rank < len(_NUMBERING):
            # "2. Hình thức khen thưởng" below "II. Cấp tỉnh" is conferred at that level; "III. Hình thức" is not.
            reading.authority_text = ""
        reading.sums.append({})


def _rows(reading: _Return, line: Line) -> list[tuple[Any, ...]]:
    at = reading.column("award")
    label = reading.notes.text(line.cells, line.number, at)
    counts = reading.counts(line)
    for name, value in counts.items():
        if isinstance(value, int):
            for sums in reading.sums:
                sums[name] = sums.get(name, 0) + value
    award, authority, message = _award(reading, label)
    if message:
        words = {"award": label, "authority": reading.authority_text, "day": f"{reading.on:%d/%m/%Y}"}
        reading.notes.find(message, line.number, at, line.cells[at], **words)
    rows: list[tuple[Any, ...]] = []
    awards = merged_awards(award) if award else ()

    def takes(kind: str) -> bool:
        return not awards or kind == "household" or any(kind in each.recipient_kinds for each in awards)

    def add(kind: str, of_class: str, of_type: str, status: str, value: Count, *columns: str) -> None:
        if value is None or (of_class and not isinstance(value, int)):
            return
        if not takes(kind):
            # A blank or a nought where the title is not for this kind of recipient says nothing.
            if isinstance(value, int) and value and not of_class:
                column = reading.column(columns[0])
                reading.notes.find("V02-kind", line.number, column, value, award=label)
            return
        where = "+".join(cell_name(line.number, reading.column(name)) for name in columns)
        count = value if isinstance(value, int) else None
        state = "counted" if count is not None else "missing" if value is Blank.MISSING else "not_applicable"
        rows.append((authority, award, kind, of_class, of_type, status, label, count, state, where))

    for kind in KINDS:
        if f"proposed:{kind}" in counts:
            add(kind, "", "", "proposed", counts[f"proposed:{kind}"], f"proposed:{kind}")
        if f"decided:{kind}" in counts:
            _add_decided(reading, line, kind, counts, add)
    return rows


def _add_decided(reading: _Return, line: Line, kind: str, counts: dict[str, Count], add: Any) -> None:
    """The decided number of one recipient kind: by type where the types are given, checked against their sum."""
    decided = counts[f"decided:{kind}"]
    parts: list[tuple[str, list[str]]] = []
    for of_type in TYPES:
        split = [f"{of_type}:{of_class}" for of_class in CLASSES if f"{of_type}:{of_class}" in counts]
        whole = f"{of_type}:{kind}"
        columns = (
            split if kind == "individual" and split and whole not in counts else [whole] if whole in counts else []
        )
        if any(isinstance(counts[name], int) for name in columns):
            parts.append((of_type, columns))
    if not parts:
        add(kind, "", "", "awarded", decided, f"decided:{kind}")
        return
    sums = {of_type: sum(n for name in names if isinstance(n := counts[name], int)) for of_type, names in parts}
    total = sum(sums.values())
    if isinstance(decided, int) and decided != total:
        reading.notes.find("V05-sum", line.number, reading.column(f"decided:{kind}"), decided, sum=str(total))
    elif isinstance(decided, Blank) and total:
        reading.notes.find("V05-blank", line.number, reading.column(f"decided:{kind}"), "", sum=str(total))
    for of_type, names in parts:
        add(kind, "", of_type, "awarded", sums[of_type], *names)
        for name in names:
            of_class = name.partition(":")[2]
            if of_class in CLASSES:
                add(kind, of_class, of_type, "awarded", counts[name], name)
    enterprise = counts.get(f"enterprise:{kind}")
    if isinstance(enterprise, int):
        if enterprise > total:
            column = reading.column(f"enterprise:{kind}")
            reading.notes.find("V05-enterprise", line.number, column, enterprise, whole=str(total))
        if kind == "individual":
            add(kind, "entrepreneur", "", "awarded", enterprise, f"enterprise:{kind}")


def _award(reading: _Return, label: str) -> tuple[str, str, str]:
    """The code of a title, who conferred it, and the message that refuses them: the group heading names the level."""
    return decide_award(label, reading.authority_text, "", competence_since(reading.on), reading.level)


def _check_total(reading: _Return, line: Line) -> None:
    """A line "Tổng cộng" is the sum of all lines above it; "Cộng" below a group, of the group."""
    is_whole = any(fold(cell).startswith("tổng") for cell in line.cells if isinstance(cell, str))
    meant = reading.sums[0 if is_whole else -1]
    for name, value in reading.counts(line).items():
        if isinstance(value, int) and all(value != sums.get(name, 0) for sums in reading.sums):
            reading.notes.find("V05-total", line.number, reading.column(name), value, sum=str(meant.get(name, 0)))
